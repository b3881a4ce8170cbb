"""The file of a budget: what is exported is read back, and what is not understood is listed with why."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.core.errors import InputError
from comptoir.core.tables.export import to_csv
from comptoir.decide.budget.engine.lines import TYPED, Line
from comptoir.decide.budget.files import as_table, read

D = Decimal
CENTS = st.integers(min_value=0, max_value=10**11).map(lambda units: D(units).scaleb(-2))
MONTHS = st.integers(min_value=1, max_value=12).map(lambda month: date(2027, month, 1))
YEAR = st.dictionaries(MONTHS, st.dictionaries(st.sampled_from(TYPED), CENTS, min_size=1))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(YEAR, st.sampled_from(["fr", "en"]))
def test_what_is_exported_is_read_back(budget: dict[date, dict[Line, Decimal]], language: str) -> None:
    found = read(to_csv(as_table(2027, budget), language))
    assert found.refused == ()
    assert len(found.figures) == len(TYPED) * 12
    for (line, month), amount in found.figures.items():
        assert amount == budget.get(month, {}).get(line)


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40), max_size=6
    )
)
def test_no_file_breaks_the_reading_and_every_row_is_taken_or_told(lines: list[str]) -> None:
    body = "\n".join(["line;meaning;month;amount", *lines, "cogs;;2027-01;5"]).encode()
    found = read(body)
    assert found.figures.get((Line.COGS, date(2027, 1, 1))) in (D(5), None) or found.refused
    assert all(one.reason for one in found.refused)
    assert all(amount is None or amount >= 0 for amount in found.figures.values())


def test_good_rows_are_taken_and_the_others_listed_with_line_and_reason() -> None:
    body = b"""line;meaning;month;amount
cogs;;2027-01;1 234,50
cm2;;2027-01;5
cog;;2027-01;5
cogs;;janvier;5
cogs;;2027-02;dix
cogs;;2027-03;-3
x
cogs;;2027-01;7
people;;2027-04;
Ad spend;;2027-05;12.5
"""
    with override("en"):
        found = read(body)
    assert found.figures == {
        (Line.COGS, date(2027, 1, 1)): D("1234.50"),
        (Line.PEOPLE, date(2027, 4, 1)): None,
        (Line.AD_SPEND, date(2027, 5, 1)): D("12.5"),
    }
    assert [(one.number, one.reason) for one in found.refused] == [
        (3, "« cm2 » is worked out from other lines"),
        (4, "« cog » is no line of the account: did you mean « cogs »?"),
        (5, "« janvier » is no month such as 2027-01"),
        (6, "« dix » is no number"),
        (7, "an amount is not below 0: costs are written as positive amounts"),
        (8, "it has fewer than three columns"),
        (9, "this line and month stand in the file twice, with two amounts"),
    ]


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(InputError):
        read(b"line;meaning;month;amount\n")
