"""The list of findings from one look to the next: updated, rested, expired, muted; and the actions that it proposes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from comptoir.core import clock
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, access_company
from comptoir.core.errors import ConflictError, ForbiddenError, InputError, NotFoundError
from comptoir.core.ledger.api import ActionKind, Basis, actions
from comptoir.core.periods import Period
from comptoir.decide.findings import evening
from comptoir.decide.findings.actions import mute, propose_action, unmute
from comptoir.decide.findings.api import Choices, choices_of, choose, findings, last_look
from comptoir.decide.findings.models import StoredFinding
from comptoir.decide.findings.storing import keep
from comptoir.decide.findings.tests.finds import DAY, LEAST, late, look_of, stake, stock_out
from comptoir.decide.findings.words import confidence_words, money_words, title

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_evening():
    with translation.override("en"), clock.frozen(datetime(2026, 6, 29, 7, tzinfo=UTC)):
        yield


def listed(scope, **more):
    return [(one.found.analysis, one.found.subject) for one in findings(scope, **more)]


def test_a_finding_comes_back_whole(scope):
    found = stock_out()
    keep(scope, look_of(found), LEAST)
    (kept,) = findings(scope)
    assert kept.found == found
    assert (kept.first_day, kept.snapshot, kept.is_muted) == (DAY, 3, False)
    seen = last_look(scope)
    assert (seen.day, seen.snapshot, seen.tried, seen.least_money, seen.gaps) == (
        DAY,
        3,
        250,
        LEAST,
        ("refusals",),
    )


def test_the_same_finding_is_an_update_and_no_new_one(scope):
    keep(scope, look_of(stock_out(mid=840)), LEAST)
    later = DAY + timedelta(days=1)
    keep(
        scope, look_of(stock_out(mid=900, day=later, numbers={"stock": "120"}), day=later, snapshot=4), LEAST
    )
    (kept,) = findings(scope)
    assert StoredFinding.objects.count() == 1
    assert (kept.first_day, kept.found.day, kept.snapshot) == (DAY, later, 4)
    assert kept.found.stake.mid == 900
    assert kept.found.numbers["stock"] == "120"


def test_fingerprints_tell_the_thing_and_nothing_else():
    one = stock_out()
    assert one.fingerprint == stock_out(mid=1, day=DAY + timedelta(days=5)).fingerprint
    assert one.fingerprint != stock_out("CHAIR").fingerprint
    assert one.fingerprint != replace(one, analysis="sleeping_stock").fingerprint
    assert len(one.fingerprint) == 16


def test_what_is_not_seen_again_rests_and_what_is_old_expires(scope):
    keep(scope, look_of(stock_out(), late()), LEAST)
    keep(scope, look_of(late()), LEAST)
    assert listed(scope) == [("late_parcels", {"carrier": "Colis"})]
    keep(scope, look_of(stock_out(), late()), LEAST)
    assert len(listed(scope)) == 2
    with clock.frozen(datetime(2026, 7, 6, 7, tzinfo=UTC)):
        assert listed(scope) == [("late_parcels", {"carrier": "Colis"})]
    with clock.frozen(datetime(2026, 7, 13, 7, tzinfo=UTC)):
        assert listed(scope) == []


def test_a_shop_that_rests_keeps_its_last_findings(scope, monkeypatch):
    keep(scope, look_of(stock_out()), LEAST)
    with clock.frozen(datetime(2027, 6, 29, 7, tzinfo=UTC)):
        assert listed(scope) == []
        monkeypatch.setattr(evening, "loaded_days", lambda _scope: Period(date(2024, 1, 1), DAY))
        assert listed(scope) == [("stock_out", {"product": "LAMP"})]


def test_money_ranks_within_its_own_basis(scope):
    keep(
        scope,
        look_of(
            late(),
            stock_out("SALES", stake=stake(9000, Basis.SALES)),
            stock_out("SMALL", 150),
            stock_out("TIED", stake=stake(99999, Basis.TIED_UP)),
            stock_out("LARGE", 800),
        ),
        LEAST,
    )
    assert [one.found.subject.get("product", "late") for one in findings(scope)] == [
        "LARGE",
        "SMALL",
        "SALES",
        "TIED",
        "late",
    ]


def test_sentences_in_two_languages():
    found = stock_out()
    names = {"LAMP": "Lampe"}
    assert title(found, "EUR", names) == "Lampe: stock until about 12 Jul 2026, a delivery takes 21 days"
    assert money_words(found, "EUR", names).startswith(
        "70 units missing before a delivery ordered today x €12.00 of margin a unit. The pace is taken as steady"
    )
    assert "less than 0.1%" in confidence_words(found)
    with translation.override("fr"):
        assert title(found, "EUR", names) == (
            "Lampe : stock jusque vers le 12 juil. 2026, une livraison prend 21 jours"
        )
        assert "12,00" in money_words(found, "EUR", names)


class TestMuting:
    @pytest.fixture
    def kept(self, scope):
        found = stock_out()
        keep(scope, look_of(found, late()), LEAST)
        return found

    def test_a_muted_finding_rests_with_its_reason_through_later_looks(self, scope, kept):
        done = mute(scope, kept.fingerprint, " We stop selling it ", 30)
        assert (done.is_muted, done.mute_reason, done.muted_until) == (
            True,
            "We stop selling it",
            DAY + timedelta(days=31),
        )
        keep(scope, look_of(stock_out(mid=2000), late()), LEAST)
        assert listed(scope) == [("late_parcels", {"carrier": "Colis"})]
        assert listed(scope, muted=True) == [("stock_out", {"product": "LAMP"})]
        assert unmute(scope, kept.fingerprint).is_muted is False
        assert len(listed(scope)) == 2
        assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
            "finding.muted",
            "finding.unmuted",
        ]
        assert Entry.objects.get(verb="finding.muted").details["after"]["reason"] == "We stop selling it"

    def test_it_comes_back_by_itself_unless_muted_for_good(self, scope, kept):
        mute(scope, kept.fingerprint, "Later", 30)
        with clock.frozen(datetime(2026, 7, 31, 7, tzinfo=UTC)):
            keep(scope, look_of(stock_out(day=DAY + timedelta(days=32))), LEAST)
            assert listed(scope) == [("stock_out", {"product": "LAMP"})]
            mute(scope, kept.fingerprint, "Never", 0)
            assert listed(scope) == []

    @pytest.mark.parametrize(("reason", "days"), [("", 30), ("  ", 0), ("x" * 301, 30), ("Why", 31)])
    def test_no_reason_no_muting(self, scope, kept, reason, days):
        with pytest.raises(InputError):
            mute(scope, kept.fingerprint, reason, days)
        assert len(listed(scope)) == 2
        assert not Entry.objects.exists()

    def test_who_may_not_moves_nothing(self, scope, kept, company, make_member, make_company):
        member = access_company(make_member(company, Role.CONTRIBUTOR), company.slug)
        for verb in (
            lambda: mute(member, kept.fingerprint, "No"),
            lambda: unmute(member, kept.fingerprint),
            lambda: choose(member, Choices(Decimal(1), 7)),
        ):
            with pytest.raises(ForbiddenError):
                verb()
        stranger = access_company(make_member(make_company("other"), Role.OWNER), "other")
        assert findings(stranger) == ()
        with pytest.raises(NotFoundError):
            mute(stranger, kept.fingerprint, "Mine?")
        assert len(listed(scope)) == 2
        assert choices_of(scope) == Choices()


class TestProposing:
    @pytest.fixture
    def member(self, scope, company, make_member):
        keep(scope, look_of(stock_out(), late()), LEAST)
        return access_company(make_member(company, Role.CONTRIBUTOR), company.slug)

    def test_the_action_keeps_a_copy_of_the_evidence(self, member):
        made = propose_action(member, stock_out().fingerprint)
        assert made.kind is ActionKind.REORDER
        assert made.title.startswith("Reorder from the supplier - LAMP: stock until about 12 Jul 2026")
        assert made.hypothesis == "Ordering LAMP today avoids the next 70 missing units, or part of them."
        assert (made.metric, made.scope) == ("units", {"product": "LAMP"})
        assert (made.effect, made.fingerprint) == (stake(840), stock_out().fingerprint)
        assert (made.starts_on, made.due_on) == (DAY + timedelta(days=1), DAY + timedelta(days=15))
        assert made.evidence["figures"][0] == {
            "metric": "units",
            "value": "280",
            "from": "2026-06-01",
            "to": "2026-06-28",
            "where": {"product": "LAMP"},
        }
        assert made.evidence["snapshot"] == 3
        StoredFinding.objects.all().delete()
        assert actions(member)[0].evidence["title"].startswith("LAMP")

    def test_twice_is_refused_and_another_answer_is_not(self, member):
        propose_action(member, stock_out().fingerprint)
        with pytest.raises(ConflictError):
            propose_action(member, stock_out().fingerprint)
        propose_action(member, stock_out().fingerprint, ActionKind.PAUSE_ADS)
        with pytest.raises(InputError, match="does not answer"):
            propose_action(member, stock_out().fingerprint, ActionKind.REPRICE)
        assert len(actions(member)) == 2

    def test_what_is_not_told_in_money_promises_none(self, member):
        made = propose_action(member, late().fingerprint)
        assert made.effect is None


def test_choices_are_kept_and_bounded(scope):
    assert choices_of(scope) == Choices(Decimal(100), 21)
    choose(scope, Choices(Decimal("50.50"), 45))
    choose(scope, Choices(Decimal("50.50"), 45))
    assert choices_of(scope) == Choices(Decimal("50.50"), 45)
    assert Entry.objects.filter(verb="finding_choices.edited").count() == 1
    for wrong in (Choices(Decimal(-1), 21), Choices(Decimal(1), 0), Choices(Decimal(1), 366)):
        with pytest.raises(InputError):
            choose(scope, wrong)
    assert choices_of(scope) == Choices(Decimal("50.50"), 45)
