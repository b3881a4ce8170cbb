"""The table of what events change: sorted, and with the figure of a person in place of an interval."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils import translation

from comptoir.decide.forecasts.api import EffectShown
from comptoir.decide.forecasts.effects import effects_shown, effects_table

CHRISTMAS = EffectShown("christmas", "Christmas", -0.4, -0.5, -0.3, 2, False, date(2026, 12, 25))
BEFORE = EffectShown("christmas:before", "Christmas", 0.2, 0.1, 0.3, 28, False, date(2026, 12, 11))
SALE = EffectShown("own:sale", "Sale", 0.5, 0.5, 0.5, 3, True, None)
EFFECTS = (SALE, CHRISTMAS, BEFORE)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def names(sort: str) -> list[str]:
    return [line.name for line in effects_shown(EFFECTS, sort, "en").lines]


def test_the_table_sorts() -> None:
    before = "Days before: Christmas"
    assert names("") == ["Sale", "Christmas", before]
    assert names("-share") == ["Sale", before, "Christmas"]
    assert names("days_seen") == ["Christmas", "Sale", before]
    # An event without a next day stays last whichever way one sorts.
    assert names("next_day") == [before, "Christmas", "Sale"]
    assert names("nonsense") == names("")


def test_what_a_person_says_has_no_interval() -> None:
    row = effects_table(EFFECTS).rows[0]
    assert (str(row["share"]), row["low80"], row["high80"]) == ("0.5", None, None)
    line = effects_shown(EFFECTS, "", "en").lines
    assert (line[0].share, line[0].interval, line[0].percent) == ("+50%", "", "50")
    assert line[1].interval == "-50% to -30%"
