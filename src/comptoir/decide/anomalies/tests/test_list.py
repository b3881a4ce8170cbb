"""The list of alarms from one look to the next: kept once, ended, acknowledged, muted, told after quiet hours."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from comptoir.core import clock
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, access_company
from comptoir.core.errors import ForbiddenError, InputError, NotFoundError
from comptoir.decide.anomalies.api import (
    Choices,
    acknowledge,
    choices_of,
    choose,
    due_to_tell,
    forget,
    history,
    last_watch,
    listed,
    mark_told,
    money_words,
    mute,
    open_alarms,
    restore,
    rules,
    sentence,
    take_away,
    title,
    told,
)
from comptoir.decide.anomalies.listing import together
from comptoir.decide.anomalies.models import StoredAlarm
from comptoir.decide.anomalies.storing import keep
from comptoir.decide.anomalies.tests.seen import DAY, cut, drop, gain, look_of

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 6, 29, 7, tzinfo=UTC)
"""Nine in Paris."""


@pytest.fixture(autouse=True)
def that_morning():
    with translation.override("en"), clock.frozen(MORNING):
        yield


def test_an_alarm_comes_back_whole_and_faults_come_first(scope):
    seen = (gain(), drop(), cut())
    keep(scope, look_of(*seen))
    assert open_alarms(scope) == [cut(), drop(), gain()]
    watch = last_watch(scope)
    assert (watch.day, watch.snapshot, watch.series, watch.withheld) == (DAY, 3, 12, 4)


def test_it_is_written_anew_while_it_lasts_and_ends_by_itself(scope):
    keep(scope, look_of(drop()))
    later = DAY + timedelta(days=1)
    keep(scope, look_of(drop("1400.00", last_day=later), day=later))
    (kept,) = open_alarms(scope)
    assert (kept.first_day, kept.last_day, kept.money.week) == (DAY, later, Decimal("1400.00"))
    keep(scope, look_of(drop(last_day=later, is_over=True), day=later))
    assert open_alarms(scope) == []
    assert [one.alarm.last_day for one in history(scope)] == [later]
    assert StoredAlarm.objects.count() == 1


def test_one_that_the_facts_no_longer_tell_is_over(scope):
    keep(scope, look_of(drop(), gain()))
    keep(scope, look_of(gain()))
    assert open_alarms(scope) == [gain()]
    assert [one.alarm.metric for one in history(scope)] == ["net_sales"]


def test_one_whose_first_days_left_the_window_is_still_the_same(scope):
    keep(scope, look_of(drop()))
    later = DAY + timedelta(days=3)
    keep(scope, look_of(drop(last_day=later), day=later))
    keep(scope, look_of(drop(first_day=DAY + timedelta(days=1), last_day=later), day=later))
    (row,) = StoredAlarm.objects.all()
    assert (row.first_day, row.last_day, row.is_over) == (DAY, later, False)


def test_acknowledged_by_somebody_and_opened_again(scope):
    keep(scope, look_of(drop(), gain()))
    acknowledge(scope, [drop().fingerprint])
    assert open_alarms(scope) == [gain()]
    seen = next(one for one in listed(scope) if one.alarm == drop())
    assert seen.acknowledged_at == MORNING
    keep(scope, look_of(drop(), gain()))
    assert open_alarms(scope) == [gain()]
    forget(scope, [drop().fingerprint])
    forget(scope, [drop().fingerprint])
    assert len(open_alarms(scope)) == 2
    verbs = Entry.objects.filter(target=f"alarm:{drop().fingerprint}").order_by("pk")
    assert [one.verb for one in verbs] == ["alarm.acknowledged", "alarm.reopened"]
    with pytest.raises(NotFoundError):
        acknowledge(scope, ["nothing"])


@pytest.mark.parametrize(
    ("rule", "muted"),
    [
        ({"metric": "net_sales"}, {"net_sales"}),
        ({"metric": "net_sales", "dimension": "country", "value": "FR"}, set()),
        ({"metric": "orders", "dimension": "sales_channel", "value": "site"}, {"orders"}),
        ({"dimension": "sales_channel", "value": "site"}, {"orders"}),
        ({"metric": "sessions"}, {"sessions"}),
    ],
)
def test_a_rule_mutes_what_it_names(scope, rule, muted):
    keep(scope, look_of(drop(), gain(dimension="sales_channel", value="site"), cut()))
    mute(scope, reason="known", **rule)
    assert {one.alarm.metric for one in listed(scope, muted=True)} == muted
    assert {one.metric for one in open_alarms(scope)} == {"net_sales", "orders", "sessions"} - muted


def test_a_rule_ends_is_taken_away_and_put_back(scope):
    keep(scope, look_of(drop()))
    rule = mute(scope, metric="net_sales", reason="stocktaking", days=7)
    assert rule.until == DAY + timedelta(days=8)
    take_away(scope, rule.id)
    assert (len(open_alarms(scope)), rules(scope)) == (1, ())
    restore(scope, rule.id)
    assert (open_alarms(scope), rules(scope)) == ([], (rule,))
    with clock.frozen(MORNING + timedelta(days=8)):
        assert (len(open_alarms(scope)), rules(scope)) == (1, ())
    with pytest.raises(NotFoundError):
        restore(scope, rule.id)
    assert [one.verb for one in Entry.objects.filter(target=f"alarm_rule:{rule.id}").order_by("pk")] == [
        "alarm_rule.added",
        "alarm_rule.deleted",
        "alarm_rule.restored",
    ]


@pytest.mark.parametrize(
    "asked",
    [
        {"metric": "net_sales", "reason": " "},
        {"metric": "net_sales", "reason": "x", "days": 8},
        {"metric": "gross_margin", "reason": "x"},
        {"metric": "net_sales", "value": "FR", "reason": "x"},
        {"dimension": "country", "reason": "x"},
        {"reason": "everything"},
    ],
)
def test_a_rule_that_says_too_little_is_refused(scope, asked):
    with pytest.raises(InputError):
        mute(scope, **asked)


@pytest.mark.parametrize(
    ("start", "end", "hour", "is_quiet"),
    [(20, 8, 21, True), (20, 8, 7, True), (20, 8, 8, False), (9, 17, 12, True), (9, 17, 17, False)],
)
def test_quiet_hours_may_go_over_midnight(start, end, hour, is_quiet):
    chosen = Choices(quiet_from=time(start), quiet_to=time(end))
    assert chosen.is_quiet(time(hour)) is is_quiet
    assert not Choices().is_quiet(time(hour))


def test_what_is_found_in_quiet_hours_is_told_after_them_and_once(scope):
    choose(scope, Choices(quiet_from=time(20), quiet_to=time(10)))
    keep(scope, look_of(drop(), gain(is_over=True)))
    assert due_to_tell(scope, MORNING) == ()
    assert mark_told(scope, MORNING) == 0
    after = MORNING + timedelta(hours=2)
    assert [one.alarm for one in due_to_tell(scope, after)] == [drop()]
    assert mark_told(scope, after) == 1
    assert (mark_told(scope, after), due_to_tell(scope, after)) == (0, ())
    assert StoredAlarm.objects.get(metric="net_sales").told_at == after


def test_what_is_found_by_day_is_told_at_once(scope):
    keep(scope, look_of(drop()))
    assert StoredAlarm.objects.get().told_at == MORNING


def test_choices_are_kept_recorded_and_bounded(scope):
    chosen = Choices(Decimal(500), time(20), time(8))
    assert (choices_of(scope), choose(scope, chosen), choices_of(scope)) == (Choices(), chosen, chosen)
    entry = Entry.objects.get(verb="alarm_choices.edited")
    assert entry.details["after"] == {"least_money": "500.00", "quiet": "20:00-08:00"}
    for wrong in (Choices(Decimal(-1)), Choices(quiet_from=time(8)), Choices(Decimal(10**8))):
        with pytest.raises(InputError):
            choose(scope, wrong)


def test_what_moved_together_is_one_card(scope):
    part = drop("900.00", dimension="sales_channel", value="site")
    other_days = drop("800.00", metric="orders", day=DAY - timedelta(days=9))
    spend = drop("700.00", metric="ad_spend", change=0.4)
    keep(scope, look_of(drop(), part, gain(), other_days, spend, cut()))
    groups = [[one.alarm.metric for one in group] for group in together(listed(scope))]
    assert groups == [["sessions"], ["net_sales", "net_sales"], ["orders"], ["ad_spend"], ["orders"]]


def test_sentences_say_figures_interval_and_money(scope):
    assert title(drop()) == "Net sales: 40% below what was expected"
    text = sentence(drop(), "EUR")
    assert (
        text
        == "On 28 June 2026: €900.00 where €1,500 was expected; 95 days in 100 lie between €1,200 and €1,800."
    )
    assert money_words(drop(), "EUR") == "contribution margin 2 lost in a week like these days; €300 so far"
    assert title(drop(change=341.5, metric="returns")) == "Returns: 343 times what was expected"
    assert title(cut()) == "The audience tool sees 45% of the site's orders, 83% before"
    assert sentence(cut(), "EUR").startswith("Since 26 June 2026, 38 points apart.")
    with translation.override("fr"):
        phone = replace(drop(metric="sessions"), dimension="device", value="phone")
        assert title(phone).replace("\xa0", " ").replace("\u202f", " ") == (
            "Visites, Téléphone : 40 % de moins que prévu"
        )


def test_programs_read_amounts_as_text(scope):
    found = told(drop(), "EUR")
    assert found["money"] == {"so_far": "300.00", "week": "2100.00", "basis": "cm2"}
    assert (found["first_day"], found["over"], found["value"]) == ("2026-06-28", False, None)


def test_who_may_not_is_refused(company, make_member, scope):
    keep(scope, look_of(drop()))
    viewer = access_company(make_member(company, Role.VIEWER), company.slug)
    contributor = access_company(make_member(company, Role.CONTRIBUTOR), company.slug)
    assert open_alarms(viewer) == [drop()]
    with pytest.raises(ForbiddenError):
        acknowledge(viewer, [drop().fingerprint])
    acknowledge(contributor, [drop().fingerprint])
    for verb in (
        lambda: mute(contributor, metric="net_sales", reason="x"),
        lambda: choose(contributor, Choices()),
        lambda: take_away(contributor, 1),
    ):
        with pytest.raises(ForbiddenError):
            verb()
