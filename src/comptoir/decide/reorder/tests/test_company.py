"""The stock of a company: from its facts to the plan, and back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from comptoir.core import clock
from comptoir.core.companies.api import Role, access_company, operator_scope
from comptoir.core.errors import ConflictError, ForbiddenError, InputError
from comptoir.core.ledger.api import ActionKind, Basis, actions, drop
from comptoir.core.tables.api import to_csv
from comptoir.decide.findings.api import LackingError
from comptoir.decide.findings.tests.shop import load
from comptoir.decide.reorder.actions import propose_one, propose_order, redo, save_choices, save_terms, undo
from comptoir.decide.reorder.api import Limit, naming, outlooks, sheet_of
from comptoir.decide.reorder.files import order_table, read_terms, terms_table
from comptoir.decide.reorder.sheet import Sheet, Terms
from comptoir.decide.reorder.tests.shop import DAY, open_shop, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_evening():
    with clock.frozen(datetime(2026, 6, 29, 7, tzinfo=UTC)), translation.override("en"):
        yield


def lamp(scope, day=DAY):
    line = outlooks(scope, day).line("LAMP")
    assert line is not None
    return line


def test_the_worked_value_of_the_week_through_every_floor(scope):
    """Stock 140, 10 a day, delay 21 days: out in 14 days, 7 days missing, 70 units; at 12 of margin 840 lost."""
    open_shop(scope)
    line = lamp(scope)
    assert (line.stock, line.daily, line.delay) == (140, 10, 21)
    assert line.out.mid == DAY + timedelta(days=14)
    assert line.missing_days == 7
    assert line.missing.mid == 70
    assert line.unit == Decimal("12.00")
    assert line.lost is not None
    assert (line.lost.mid, line.lost.basis) == (Decimal("840.00"), Basis.MARGIN)
    assert line.lost.low < line.lost.mid < line.lost.high
    assert line.to_order == 280
    assert line.saved is not None
    assert line.saved.mid == Decimal("3360.00")
    assert line.cost == Decimal("2128.00")


@pytest.mark.slow
def test_what_people_say_of_a_product_counts(scope):
    open_shop(scope)
    save_terms(scope, {"LAMP": Terms("Dupont", delay=14, minimum=10)})
    assert lamp(scope).missing.mid == 0
    save_terms(scope, {"LAMP": Terms(incoming=50, incoming_on=DAY + timedelta(days=15))})
    assert lamp(scope).missing.mid == 20
    # Late already: nobody knows when it comes, so it counts with an order of today.
    save_terms(scope, {"LAMP": Terms(incoming=50, incoming_on=DAY - timedelta(days=1))})
    line = lamp(scope)
    assert (line.missing.mid, line.to_order, line.incoming_on) == (70, 230, None)


@pytest.mark.slow
def test_the_stock_file_says_what_is_on_its_way_until_a_person_does(scope):
    content = rows()
    content["stock_level"] = [row | {"incoming": 100} for row in content["stock_level"]]
    open_shop(scope, content)
    line = lamp(scope)
    assert (line.incoming, line.incoming_on, line.missing.mid, line.to_order) == (100, None, 70, 180)
    save_terms(scope, {"LAMP": Terms(incoming=0)})
    assert lamp(scope).to_order == 280


@pytest.mark.slow
def test_limits_stop_an_order(scope):
    open_shop(scope)
    for terms, bound, limit in (
        (Terms(minimum=300), None, Limit.BELOW_MINIMUM),
        (Terms(season_end=DAY + timedelta(days=21)), None, Limit.SEASON_OVER),
        (Terms(), Decimal(2000), Limit.TIED_UP),
    ):
        save_terms(scope, {"LAMP": terms})
        save_choices(scope, 28, bound)
        found = outlooks(scope, DAY)
        (line,) = found.lines
        assert (line.limit, line.to_order) == (limit, 0)
        with pytest.raises(ConflictError):
            propose_order(scope, found)
        with pytest.raises(InputError):
            propose_one(scope, found, line, ActionKind.REORDER, "Lamp")
    save_choices(scope, 28, Decimal(2128))
    assert lamp(scope).to_order == 280


@pytest.mark.slow
def test_what_sells_without_a_known_stock_is_told_and_not_ordered(scope):
    open_shop(scope, rows(CORD=(2, None)))
    found = outlooks(scope, DAY)
    assert [(one.sku, one.limit) for one in found.lines] == [("LAMP", None), ("CORD", Limit.STOCK_UNKNOWN)]
    assert [one.sku for one in found.chosen] == ["LAMP"]


@pytest.mark.slow
def test_without_any_stock_it_says_what_to_connect(scope):
    content = rows()
    del content["stock_level"]
    open_shop(scope, content)
    with pytest.raises(LackingError, match="the stock of your products"):
        outlooks(scope, DAY)


@pytest.mark.slow
def test_from_an_evening_nothing_later_is_read(scope, make_company):
    evening, content = DAY - timedelta(days=3), rows(days=40)
    content["stock_level"] = [
        row | ({"on_hand": 0} if row["day"] > evening else {}) for row in content["stock_level"]
    ]
    open_shop(scope, content)
    make_company("then")
    then = operator_scope("then")
    open_shop(
        then,
        {name: [row for row in of if row.get("day", evening) <= evening] for name, of in content.items()},
    )
    seen, known = outlooks(scope, evening), outlooks(then, evening)
    assert seen.lines == known.lines
    assert seen.lines[0].stock == 140


@pytest.mark.slow
def test_the_order_goes_into_the_plan_once_and_can_be_dropped(scope):
    open_shop(scope)
    found = outlooks(scope, DAY)
    action = propose_order(scope, found)
    assert action.kind is ActionKind.REORDER
    assert action.effect is not None
    assert action.effect.mid == Decimal("3360.00")
    assert action.cost == Decimal("2128.00")
    assert action.evidence["order"] == [{"sku": "LAMP", "units": 280, "supplier": ""}]
    with pytest.raises(ConflictError):
        propose_order(scope, found)
    drop(scope, action.id, "Later")
    propose_order(scope, found)


@pytest.mark.slow
def test_one_product_is_ordered_or_its_ads_stopped(scope):
    open_shop(scope)
    found = outlooks(scope, DAY)
    made = [
        propose_one(scope, found, found.lines[0], kind, "Lamp")
        for kind in (ActionKind.REORDER, ActionKind.PAUSE_ADS)
    ]
    assert [one.scope for one in made] == [{"product": "LAMP"}] * 2
    assert "about 70 units will be missing over the next 21 days" in made[1].hypothesis
    assert len(actions(scope)) == 2


@pytest.mark.slow
def test_a_viewer_changes_nothing(company, make_member, scope):
    open_shop(scope)
    viewer = access_company(make_member(company, Role.VIEWER), company.slug)
    found = outlooks(viewer, DAY)
    for verb in (
        lambda: propose_order(viewer, found),
        lambda: save_terms(viewer, {"LAMP": Terms("Dupont")}),
        lambda: save_choices(viewer, 10, None),
        lambda: undo(viewer),
    ):
        with pytest.raises(ForbiddenError):
            verb()
    assert sheet_of(viewer) == Sheet()


def test_changes_are_undone_and_taken_back(scope):
    save_terms(scope, {"LAMP": Terms("Dupont", delay=10)})
    save_choices(scope, 60, Decimal("99.50"))
    assert sheet_of(scope) == Sheet(60, Decimal("99.50"), {"LAMP": Terms("Dupont", delay=10)})
    assert undo(scope).cover_days == 28
    assert undo(scope) == Sheet()
    with pytest.raises(ConflictError):
        undo(scope)
    assert redo(scope).items == {"LAMP": Terms("Dupont", delay=10)}
    save_terms(scope, {"LAMP": Terms()})
    assert sheet_of(scope) == Sheet()
    with pytest.raises(ConflictError):
        redo(scope)


@pytest.mark.parametrize(
    "terms",
    [Terms(delay=0), Terms(delay=400), Terms(minimum=-1), Terms(incoming_on=DAY), Terms("x" * 121)],
)
def test_nonsense_is_refused(scope, terms):
    with pytest.raises(InputError):
        save_terms(scope, {"LAMP": terms})
    with pytest.raises(InputError):
        save_choices(scope, 0, None)


class TestFiles:
    @pytest.mark.slow
    def test_the_file_of_terms_comes_back_as_it_went(self, scope):
        open_shop(scope)
        terms = {"LAMP": Terms("Dupont; fils", 14, 50, 20, DAY, date(2026, 12, 24))}
        save_terms(scope, terms)
        table = terms_table(outlooks(scope, DAY), {"LAMP": "Lamp"})
        for locale in ("fr", "en"):
            assert read_terms(to_csv(table, locale)) == terms

    def test_days_as_the_french_write_them_and_whole_numbers_of_spreadsheets(self):
        body = "sku;supplier;delay;minimum;incoming;on;end\nA-1;Léon;21,0;1 000;;;24/12/2026\n".encode(
            "cp1252"
        )
        assert read_terms(body) == {"A-1": Terms("Léon", 21, 1000, season_end=date(2026, 12, 24))}

    @pytest.mark.parametrize(
        "line", ["A-1;;1,5", "A-1;;;1.000", "A-1;;;;5;tomorrow", ";Dupont", "A-1;;2\nA-1;;3", "A-1;;-4"]
    )
    def test_a_line_that_is_not_understood_changes_nothing(self, line):
        with pytest.raises(InputError):
            read_terms(f"sku;supplier;delay;minimum;incoming;on\n{line}\n".encode())

    @pytest.mark.slow
    def test_the_order_is_sorted_by_supplier(self, scope):
        open_shop(scope, rows(CORD=(3, 10), BULB=(2, 5)))
        save_terms(scope, {"LAMP": Terms("Zoe"), "CORD": Terms("Abel"), "BULB": Terms("Zoe")})
        table = order_table(outlooks(scope, DAY))
        assert [list(line.values()) for line in table.rows] == [
            ["CORD", 84, "Abel"],
            ["BULB", 56, "Zoe"],
            ["LAMP", 280, "Zoe"],
        ]


@pytest.mark.slow
def test_campaigns_that_bear_its_name_are_named_and_no_other(scope):
    content = rows()
    names = ("Spot on LAMP", "Clamps and more", "Everything")
    content["ad_spend"] = [
        {"day": DAY, "campaign_id": name, "campaign_name": name, "spend_amount": 5} for name in names
    ]
    open_shop(scope, content)
    found = outlooks(scope, DAY)
    assert [one.name for one in naming(found, "LAMP", "Lamp")] == ["Spot on LAMP"]
    assert naming(found, "", "") == ()


@pytest.mark.slow
def test_a_busy_season_that_the_forecast_knows_empties_the_shelf_sooner(scope):
    """Six months of sales by weekday: Saturdays sell three times as much, and so will those to come."""
    content = rows(days=182)
    for name in ("order", "order_line"):
        content[name] = [
            row | ({"gross_amount": 600} | ({"quantity": 30} if name == "order_line" else {}))
            if row["day"].isoweekday() == 6
            else row
            for row in content[name]
        ]
    open_shop(scope, content)
    found = outlooks(scope, DAY)
    assert found.forecast_of == {"lights": True}
    (line,) = found.lines
    # 90 a week: from Monday on 10, 20 … 50 on Friday, 80 on Saturday, 90 on Sunday, 140 on the next Friday.
    assert line.out.mid == DAY + timedelta(days=12)
    assert line.missing.mid == pytest.approx(270 - 140, abs=2)
    assert replace(line, levels=()).ahead == pytest.approx(90 / 7, abs=0.1)


@pytest.mark.slow
def test_loading_again_changes_the_answer(scope):
    open_shop(scope)
    load(scope, {"stock_level": [{"day": DAY, "sku": "LAMP", "on_hand": 400, "source": "other"}]})
    assert lamp(scope).stock == 540
