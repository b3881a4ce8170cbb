"""Two tables side by side say what they say added up key by key."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from comptoir.measure.metrics.aligning import aligned
from comptoir.measure.metrics.cells import PERIOD, merged
from comptoir.measure.metrics.tests.shop import days

KEYS = st.one_of(st.none(), st.text("abc", max_size=2))
FIGURES = st.dictionaries(KEYS, st.one_of(st.none(), st.integers(-9, 9)), max_size=8)


def table(name, figures):
    keys = pa.array(list(figures), pa.string())
    return pa.table({"dim_0": keys, name: pa.array(list(figures.values()), pa.int64())})


def lines(found):
    return {line.pop("dim_0"): line for line in found.to_pylist()}


@given(FIGURES, FIGURES)
def test_each_key_once_with_what_either_says(one, other):
    found = aligned(table("sold", one), table("returned", other), "dim_0")
    assert found.num_rows == len(one.keys() | other.keys())
    assert lines(found) == {
        key: {"sold": one.get(key), "returned": other.get(key)} for key in one.keys() | other.keys()
    }


@given(FIGURES, FIGURES)
def test_parts_meet_in_their_cells_whoever_speaks(one, other):
    """A column of which nobody speaks is there all the same; figures of one name are added up."""
    day = days("2026-03-01").start
    silent = pa.schema([(PERIOD, pa.date32()), ("dim_0", pa.string()), ("fees", pa.int64())]).empty_table()
    parts = [table("sold", one), table("returned", other), table("sold", other)]
    dated = [part.add_column(0, PERIOD, pa.repeat(day, part.num_rows).cast(pa.date32())) for part in parts]
    pair, three = (merged([silent, *dated[:n]], [PERIOD, "dim_0"]) for n in (2, 3))
    assert lines(pair.drop_columns([PERIOD])) == {
        key: {"fees": None, "sold": one.get(key), "returned": other.get(key)}
        for key in one.keys() | other.keys()
    }
    assert lines(three.drop_columns([PERIOD])) == {
        key: {"fees": None, "sold": total(one.get(key), other.get(key)), "returned": other.get(key)}
        for key in one.keys() | other.keys()
    }


def total(*figures):
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None
