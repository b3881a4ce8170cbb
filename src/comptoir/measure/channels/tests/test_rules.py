"""The verbs on channel rules: who may, what is refused, what the trail keeps, what can be undone."""

from datetime import date

import pytest
from django.utils import translation

from comptoir.connectors.channels.api import DEFAULT_CHANNELS, Origin
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, access_company, operator_scope
from comptoir.core.errors import ForbiddenError, InputError, NotFoundError
from comptoir.entities.columns import TRAFFIC_CHANNELS
from comptoir.measure.channels.api import (
    Draft,
    add_rule,
    ask_apply,
    channel_rules,
    channels_of,
    delete_rule,
    edit_rule,
    end_rule,
    is_pending,
    move_rule,
    restore_rule,
    sentence,
)
from comptoir.measure.channels.models import StoredRule
from comptoir.measure.channels.words import CHANNEL_WORDS

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 1)
CLUB = Draft(
    "affiliates", {"source": " Club,  club ;avantages*", "medium": "sms"}, DAY, note=" the contract "
)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def verbs():
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_rule_is_kept_tidied_and_told_to_the_trail(scope):
    rule = add_rule(scope, CLUB)
    assert channel_rules(scope) == (rule,)
    assert {name: words.text for name, words in rule.conditions.items()} == {
        "source": "Club, avantages*",
        "medium": "sms",
    }
    assert (rule.channel, rule.valid_from, rule.valid_to, rule.note) == (
        "affiliates",
        DAY,
        None,
        "the contract",
    )
    told = sentence(rule)
    assert told.startswith("Source: Club or begins with “avantages” · Medium: sms → Affiliates (since ")
    entry = Entry.objects.get()
    assert (entry.verb, entry.target) == ("channel_rule.added", f"channel_rule:{rule.id}")
    assert entry.details["source"] == "Club, avantages*"
    assert "referrer" not in entry.details


def test_it_decides_from_its_first_day_on_and_the_rules_below_before(scope):
    add_rule(scope, CLUB)
    origin, found = Origin.told("CLUB", "SMS"), channels_of(scope)
    assert found.channel_of(origin, DAY) == "affiliates"
    assert found.channel_of(origin, date(2025, 12, 31)) == "other"
    assert DEFAULT_CHANNELS.channel_of(origin, DAY) == "other"


def test_change_end_move_remove_and_undo(scope):
    first, second = add_rule(scope, CLUB), add_rule(scope, Draft("email", {"medium": "sms"}))
    assert edit_rule(scope, first.id, CLUB) == first
    assert end_rule(scope, first.id, date(2026, 6, 30)).valid_to == date(2026, 6, 30)
    with pytest.raises(InputError):
        end_rule(scope, first.id, date(2025, 6, 30))
    move_rule(scope, second.id, up=True)
    assert [rule.id for rule in channel_rules(scope)] == [second.id, first.id]
    move_rule(scope, second.id, up=True)  # Already there.
    move_rule(scope, second.id, up=False)
    assert [rule.id for rule in channel_rules(scope)] == [first.id, second.id]
    delete_rule(scope, first.id)
    assert [rule.id for rule in channel_rules(scope)] == [second.id]
    with pytest.raises(NotFoundError):
        edit_rule(scope, first.id, CLUB)
    restore_rule(scope, first.id)
    assert [rule.id for rule in channel_rules(scope)] == [first.id, second.id]
    assert verbs() == [
        *("channel_rule.added", "channel_rule.added", "channel_rule.ended"),
        *("channel_rule.moved", "channel_rule.moved", "channel_rule.deleted", "channel_rule.restored"),
    ]


@pytest.mark.parametrize(
    "draft",
    [
        Draft("affiliates", {}),
        Draft("affiliates", {"source": " , ;"}),
        Draft("affiliates", {"source": "a*b"}),
        Draft("affiliates", {"source": ",".join(map(str, range(61)))}),
        Draft("affiliates", {"source": "x" * 101}),
        Draft("pigeons", {"source": "x"}),
        Draft("affiliates", {"source": "x"}, DAY, date(2025, 1, 1)),
    ],
)
def test_what_is_no_rule_is_refused(scope, draft):
    with pytest.raises(InputError):
        add_rule(scope, draft)
    assert not StoredRule.objects.exists()
    assert not Entry.objects.exists()


def test_who_may(company, make_member):
    contributor = access_company(make_member(company, Role.CONTRIBUTOR), company.slug)
    for verb in (lambda: add_rule(contributor, CLUB), lambda: ask_apply(contributor)):
        with pytest.raises(ForbiddenError):
            verb()
    assert channel_rules(contributor) == ()
    manager = access_company(make_member(company, Role.MANAGER), company.slug)
    assert add_rule(manager, CLUB)


def test_a_rule_of_another_company_is_unknown(scope, make_company):
    rule = add_rule(scope, CLUB)
    other = operator_scope(make_company("autre").slug)
    assert channel_rules(other) == ()
    with pytest.raises(NotFoundError):
        delete_rule(other, rule.id)


def test_what_waits_to_be_applied(scope):
    assert not is_pending(scope, channels_of(scope))
    rule = add_rule(scope, CLUB)
    assert is_pending(scope, channels_of(scope))
    edit_rule(scope, rule.id, Draft("affiliates", {"medium": "sms", "source": "avantages*, club"}, DAY))
    delete_rule(scope, rule.id)
    assert not is_pending(scope, channels_of(scope))


def test_the_rules_are_applied_once_at_a_time(scope):
    job = ask_apply(scope)
    assert ask_apply(scope).pk == job.pk
    assert "channel_rules.apply" in verbs()


def test_every_channel_of_the_closed_list_has_its_words():
    assert tuple(TRAFFIC_CHANNELS) == tuple(CHANNEL_WORDS)
