"""Stock and costs against the shop's own, in French files of a back office and in English ones of a person."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.spreadsheets.exports import LAYOUTS
from comptoir.connectors.tests.door import read, written
from comptoir.connectors.tests.worlds import exported, lived
from comptoir.core import clock


@pytest.mark.slow
def test_levels_by_day(tmp_path: Path) -> None:
    levels = {}
    for path in exported(tmp_path, "stock"):
        if path.name.startswith("stock"):
            found = read(path, LAYOUTS)
            assert (found.layouts, found.rejects) == (["stock_by_day"], [])
            levels |= {(row["day"], row["sku"]): (row["on_hand"], row["incoming"]) for row in found.facts}
    assert levels == {
        (row["day"], row["sku"]): (row["on_hand"], row["on_order"]) for row in lived().stock.to_pylist()
    }


def test_levels_without_a_day_are_those_of_today(tmp_path: Path) -> None:
    path = written(tmp_path, "SKU,Stock on hand,On order\nA-1,12,\nA-2,-3,40\n")
    # Past midnight in Paris.
    with clock.frozen(datetime(2026, 3, 2, 23, 30, tzinfo=UTC)):
        found = read(path, LAYOUTS)
    assert found.layouts == ["stock_today"]
    assert sorted((row["sku"], row["day"], row["on_hand"], row["incoming"]) for row in found.facts) == [
        ("A-1", date(2026, 3, 3), Decimal(12), None),
        ("A-2", date(2026, 3, 3), Decimal(-3), Decimal(40)),
    ]


def test_a_row_without_its_day_is_refused_where_the_others_have_one(tmp_path: Path) -> None:
    found = read(written(tmp_path, "Date;Référence;Stock\n02/03/2026;A;4\n;B;5\n"), LAYOUTS)
    assert [row["sku"] for row in found.facts] == ["A"]
    assert found.rejects == [(3, "Date", "missing_value")]


@pytest.mark.parametrize(
    "header", ["SKU,Stock,Price", "Reference,Quantity,Name", "Variant SKU,Variant Inventory Qty"]
)
def test_a_catalogue_is_no_stock_level(tmp_path: Path, header: str) -> None:
    assert read(written(tmp_path, f"{header}\nA,4,12\n"), LAYOUTS).layouts == []


def test_costs_have_always_held(tmp_path: Path) -> None:
    (path,) = [one for one in exported(tmp_path, "stock") if one.name == "couts.csv"]
    found = read(path, LAYOUTS)
    assert (found.layouts, found.rejects) == (["product_costs"], [])
    assert {row["sku"]: row["unit_cost"] for row in found.facts} == {
        row["sku"]: Decimal(row["cost"]) / 100 for row in lived().products.to_pylist()
    }
    assert {(row["valid_from"], row["currency"], row["source"]) for row in found.facts} == {
        (date(2000, 1, 1), "EUR", "spreadsheets")
    }


def test_costs_that_change_say_when(tmp_path: Path) -> None:
    text = (
        "SKU,Unit cost,Currency,Valid from\nA,1.2345,usd,\nA,£1.50,GBP,2026-02-01\nB,-1,,\nC,,,\n"
        "A,1.30,GBP,2026-02-01\n"
    )
    found = read(written(tmp_path, text), LAYOUTS)
    facts = [(row["sku"], row["valid_from"], row["unit_cost"], row["currency"]) for row in found.facts]
    assert sorted(facts) == [
        ("A", date(2000, 1, 1), Decimal("1.2345"), "USD"),
        ("A", date(2026, 2, 1), Decimal("1.30"), "GBP"),
    ]
    assert found.rejects == [(4, "", "not_lawful"), (5, "Unit cost", "missing_value")]


REFERENCES = st.from_regex(r"[A-Z]{2}-[0-9]{1,4}", fullmatch=True)


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(
    costs=st.dictionaries(
        REFERENCES,
        st.tuples(
            st.decimals(Decimal(0), Decimal(9_999_999), places=2),
            st.none() | st.dates(date(2001, 1, 1), date(2030, 12, 31)),
        ),
        min_size=1,
        max_size=10,
    ),
    is_french=st.booleans(),
    sign=st.sampled_from(["", "\u00a0€", " EUR"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
def test_rendered_costs_read_back(
    tmp_path_factory: pytest.TempPathFactory,
    costs: dict[str, tuple[Decimal, date | None]],
    is_french: bool,
    sign: str,
    encoding: str,
) -> None:
    if is_french:
        rows = ["Référence;Prix d’achat HT;Valable à partir du"]
        rows += [
            f"{sku};{f'{cost:,.2f}'.replace(',', ' ').replace('.', ',')}{sign};{day:%d/%m/%Y}"
            if day
            else f"{sku};{f'{cost:,.2f}'.replace(',', ' ').replace('.', ',')}{sign};"
            for sku, (cost, day) in costs.items()
        ]
    else:
        rows = ["SKU\tUnit cost\tValid from"]
        rows += [
            f"{sku}\t{cost:,.2f}{sign}\t{day.isoformat() if day else ''}"
            for sku, (cost, day) in costs.items()
        ]
    found = read(written(tmp_path_factory.mktemp("c"), "\n".join(rows), encoding=encoding), LAYOUTS)
    assert found.rejects == []
    assert {row["sku"]: (row["unit_cost"], row["valid_from"]) for row in found.facts} == {
        sku: (cost, day or date(2000, 1, 1)) for sku, (cost, day) in costs.items()
    }
