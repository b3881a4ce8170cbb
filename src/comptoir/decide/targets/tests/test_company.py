"""Targets of a company: set, spread, undone; its forecasts, and what they may not read."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Scope
from comptoir.core.companies.permissions import MATRIX, Role
from comptoir.core.errors import ConflictError, ForbiddenError, InputError, UsageError
from comptoir.decide.forecasts.actions import remove_effect, restore_effect, set_effect
from comptoir.decide.forecasts.api import Asked, NoForecast, Prediction, forecast_of, landing_of
from comptoir.decide.targets.api import Place, progress_of, set_targets, spread_year, targets_of, undo
from comptoir.decide.targets.tests.conftest import LAST, load, sold

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)
SITE = Place("net_sales", "sales_channel", "site")


def values(scope: Scope, place: Place = Place()) -> dict[date, Decimal]:  # noqa: B008 - frozen
    return {one.month: one.value for one in targets_of(scope, 2026, place)}


def test_a_target_is_set_changed_and_brought_back(scope: Scope) -> None:
    first = set_targets(scope, Place(), {JANUARY: Decimal(1000), FEBRUARY: Decimal(900)}, "Camille")
    assert set_targets(scope, Place(), {JANUARY: Decimal(1000)}, "Camille") is None
    second = set_targets(scope, Place(), {JANUARY: None, FEBRUARY: Decimal("901.5")}, "Camille")
    assert first
    assert second
    assert values(scope) == {FEBRUARY: Decimal("901.5")}
    assert values(scope, SITE) == {}
    with pytest.raises(ConflictError):
        undo(scope, first)
    undo(scope, second)
    assert values(scope) == {JANUARY: 1000, FEBRUARY: 900}
    undo(scope, first)
    assert values(scope) == {}
    told = list(
        Entry.objects.filter(verb__startswith="targets.").order_by("pk").values_list("verb", flat=True)
    )
    assert told == ["targets.set", "targets.set", "targets.undone", "targets.undone"]


def test_who_may_not_set_targets_changes_nothing(scope: Scope) -> None:
    contributor = replace(scope, permissions=MATRIX[Role.CONTRIBUTOR])
    with pytest.raises(ForbiddenError):
        set_targets(contributor, Place(), {JANUARY: Decimal(5)})
    assert values(scope) == {}
    assert not Entry.objects.filter(verb__startswith="targets.").exists()


def test_what_makes_no_target_is_refused(scope: Scope) -> None:
    with pytest.raises(InputError):
        set_targets(scope, Place(), {JANUARY: Decimal(0)})
    with pytest.raises(UsageError):
        set_targets(scope, Place("seo_position"), {JANUARY: Decimal(5)})
    with pytest.raises(InputError):
        spread_year(scope, Place(), 2026, Decimal(1000))
    assert values(scope) == {}


@pytest.mark.slow
def test_a_company_with_two_years_of_days(loaded: Scope) -> None:
    """A week of 90 to 120 a day: November has 3,145 and the forecast cannot miss it."""
    change = spread_year(loaded, Place(), 2026, Decimal("40000.01"), "Camille")
    assert change
    found = values(loaded)
    assert sum(found.values()) == Decimal("40000.01")
    assert found[date(2026, 2, 1)] < found[JANUARY]
    november = sum(90 + 5 * (date(2026, 11, 1) + timedelta(days=n)).weekday() for n in range(30))
    progress = progress_of(loaded, Place(), LAST)
    assert progress.landing
    assert progress.landing.expected == pytest.approx(november, rel=0.005)
    assert progress.actual == sum(
        90 + 5 * (date(2026, 11, 1) + timedelta(days=n)).weekday() for n in range(21)
    )
    assert progress.target == found[date(2026, 11, 1)]

    # Nothing of later days is read: with them and without them, D's forecast is the same.
    early = Asked("net_sales", date(2026, 10, 15))
    before = forecast_of(loaded, early)
    load(loaded, [sold(LAST + timedelta(days=1), 100_000)])
    again = forecast_of(loaded, early)
    assert isinstance(before, Prediction)
    assert isinstance(again, Prediction)
    assert before.last == date(2026, 10, 15)
    assert before.days == again.days
    assert before.days[0].day == date(2026, 10, 16)
    assert before.days[0].expected == pytest.approx(110, rel=0.02)
    assert landing_of(before, JANUARY, date(2026, 12, 31)) is None

    # What a person expects of Black Friday replaces what was learnt, and can be taken back.
    friday = (date(2026, 11, 27) - date(2026, 11, 1)).days
    asked = Asked("net_sales", date(2026, 10, 31))

    def on_black_friday() -> float:
        found = forecast_of(loaded, asked)
        assert isinstance(found, Prediction)
        return found.days[friday].expected

    learnt = on_black_friday()
    set_effect(loaded, "net_sales", "black_friday", Decimal(1))
    assert on_black_friday() == pytest.approx(2 * learnt, rel=0.03)
    remove_effect(loaded, "net_sales", "black_friday")
    assert on_black_friday() == learnt
    restore_effect(loaded, "net_sales", "black_friday")
    assert on_black_friday() > 1.9 * learnt


def test_a_company_without_facts_says_so(scope: Scope) -> None:
    found = forecast_of(scope, Asked("net_sales", LAST))
    assert isinstance(found, NoForecast)
    assert found.code == "empty"
    assert progress_of(scope, Place(), LAST).landing is None
