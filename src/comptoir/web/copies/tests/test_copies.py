"""Copied by who may edit both, after a look at what would change; no trail names the other company."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, access_company, operator_scope
from comptoir.core.companies.models import Membership
from comptoir.core.errors import ConflictError
from comptoir.decide.anomalies.api import Choices as AlarmChoices
from comptoir.decide.anomalies.api import choices_of as alarm_choices
from comptoir.decide.anomalies.api import choose as choose_alarms
from comptoir.decide.anomalies.api import mute, rules
from comptoir.decide.drivers.actions import save_tree, undo_tree
from comptoir.decide.drivers.api import tree_choice
from comptoir.decide.drivers.choice import Origin, TreeChoice
from comptoir.decide.findings.api import Choices, choices_of, choose
from comptoir.measure.channels.api import Draft, add_rule, channel_rules
from comptoir.web.copies import copying

pytestmark = pytest.mark.django_db
ADDRESS = "/c/first/settings/copy/"
EVERYTHING = {"setting": list(copying.SETTINGS), "company": ["second", "third", "strange"]}


@pytest.fixture(autouse=True)
def in_english() -> Any:
    with override("en"):
        yield


@pytest.fixture
def freelance(make_company: Any, make_member: Any) -> Any:
    """Owner of two companies, a viewer of the third; a fourth is nothing to her."""
    first, second, third = (make_company(name) for name in ("first", "second", "third"))
    make_company("strange")
    user = make_member(first)
    user.language = "en"
    user.save()
    Membership.objects.create(company=second, user=user, role=Role.OWNER)
    Membership.objects.create(company=third, user=user, role=Role.VIEWER)
    return user


@pytest.fixture
def full(freelance: Any) -> Any:
    scope = operator_scope("first")
    save_tree(scope, TreeChoice(origin=Origin.ORDERS))
    add_rule(scope, Draft("affiliates", {"source": "awin"}, date(2026, 1, 1)))
    choose(scope, Choices(Decimal(50), 9))
    choose_alarms(scope, AlarmChoices(Decimal(70)))
    mute(scope, metric="returns", reason="seasonal")
    mute(scope, dimension="category", value="A secret mug", reason="broken")
    return scope


def _state(slug: str) -> tuple[Any, ...]:
    scope = operator_scope(slug)
    return (
        tree_choice(scope),
        [(one.channel, one.note) for one in channel_rules(scope)],
        choices_of(scope),
        alarm_choices(scope),
        [(one.metric, one.value, one.reason) for one in rules(scope)],
    )


def test_settings_are_shown_copied_once_and_undone(freelance: Any, full: Any) -> None:
    client = Client()
    client.force_login(freelance)
    page = client.get(ADDRESS).content.decode()
    assert 'value="second"' in page
    assert 'value="third"' not in page  # a viewer there
    assert "Strange" not in page
    before = Entry.objects.count()
    seen = client.post(ADDRESS, {**EVERYTHING, "do": "show"}).content.decode()
    assert "awin" in seen
    assert "A secret mug" not in seen
    assert Entry.objects.count() == before
    own = _state("third"), _state("strange")
    assert client.post(ADDRESS, {**EVERYTHING, "do": "copy"}).status_code == 302
    assert (_state("third"), _state("strange")) == own
    first, second = _state("first"), _state("second")
    assert second[:4] == first[:4]
    assert second[4] == [("returns", "", "seasonal")]
    entries = Entry.objects.count()
    client.post(ADDRESS, {**EVERYTHING, "do": "copy"})  # again: nothing more in the second
    assert _state("second") == second
    assert Entry.objects.count() == entries + 1
    undo_tree(operator_scope("second"))
    assert tree_choice(operator_scope("second")) == TreeChoice()
    told = [str((entry.target, entry.details)) for entry in Entry.objects.all()]
    assert not any("second" in one or "first" in one for one in told)
    assert {"settings.copied", "settings.brought"} <= set(Entry.objects.values_list("verb", flat=True))


def test_only_what_may_be_edited_in_both_is_copied(freelance: Any, full: Any) -> None:
    Membership.objects.filter(company__slug="second", user=freelance).update(role=Role.CONTRIBUTOR)
    source = access_company(freelance, "first")
    to, settings = copying.chosen(freelance, source, ["second", "strange"], list(copying.SETTINGS))
    assert [scope.slug for scope in to] == ["second"]
    before = _state("second")
    copying.copy(source, to, settings)
    assert _state("second") == before
    Membership.objects.filter(company__slug="first", user=freelance).update(role=Role.CONTRIBUTOR)
    assert list(copying.offered(access_company(freelance, "first"))) == ["templates"]


def test_nothing_is_copied_where_one_cannot_be(
    freelance: Any, full: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = access_company(freelance, "first")
    to, settings = copying.chosen(freelance, source, ["second"], list(copying.SETTINGS))
    before = _state("second")

    def refuse(*_scopes: Any) -> None:
        raise ConflictError("no")

    broken = copying.Setting("x", settings["alarms"].permission, lambda *_scopes: ("x",), refuse, "")
    with pytest.raises(ConflictError):
        copying.copy(source, to, {**settings, "alarms": broken})
    assert _state("second") == before


def test_sums_of_another_currency_stay(freelance: Any, full: Any) -> None:
    company = Membership.objects.get(company__slug="second", user=freelance).company
    company.currency = "GBP"
    company.save()
    source = access_company(freelance, "first")
    copying.copy(source, *copying.chosen(freelance, source, ["second"], ["findings", "alarms"]))
    second = operator_scope("second")
    assert choices_of(second) == Choices(delay_days=9)
    assert alarm_choices(second).least_money == AlarmChoices().least_money


def test_choosing_nothing_is_told(freelance: Any) -> None:
    client = Client()
    client.force_login(freelance)
    answer = client.post(ADDRESS, {"do": "copy"})
    assert answer.status_code == 422
    assert "Choose what is copied" in answer.content.decode()
