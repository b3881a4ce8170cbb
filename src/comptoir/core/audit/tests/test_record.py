"""The trail says who did what, where, through which door; and cannot be rewritten."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, Scope, access_company

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_an_entry_says_who_what_when_and_through_which_door(company: Any, make_member: Any) -> None:
    user = make_member(company, Role.MANAGER, "ada@boutique.example")
    scope = access_company(user, "boutique")

    with clock.frozen(NOON):
        record(scope, "import.finished", "orders.csv", rows=3, until=date(2026, 11, 1), total=Decimal("1.50"))

    entry = Entry.objects.get()
    assert (entry.company_id, entry.actor_id, entry.actor_label) == (company.pk, user.pk, user.email)
    assert (entry.verb, entry.target, entry.via, entry.at) == ("import.finished", "orders.csv", "page", NOON)
    assert entry.details == {"rows": 3, "until": "2026-11-01", "total": "1.50"}


def test_the_command_line_is_named_as_the_machine(scope: Scope) -> None:
    record(scope, "company.added", "boutique")

    entry = Entry.objects.get()
    assert (entry.actor_id, entry.actor_label, entry.via) == (None, "operator", "machine")


def test_a_detail_may_bear_the_name_of_a_field(scope: Scope) -> None:
    record(scope, "link.created", "cockpit", verb="x", target="y")

    assert Entry.objects.get().details == {"verb": "x", "target": "y"}


def test_a_verb_that_fails_leaves_no_entry(scope: Scope) -> None:
    def failing_verb() -> None:
        with transaction.atomic():
            record(scope, "import.finished", "orders.csv")
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - raised just above
        failing_verb()
    assert not Entry.objects.exists()


def test_an_entry_is_neither_changed_nor_deleted(scope: Scope) -> None:
    record(scope, "import.finished", "orders.csv")
    entry = Entry.objects.get()
    entry.verb = "nothing.happened"

    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
    assert Entry.objects.get().verb == "import.finished"


def test_a_long_target_is_cut_not_refused(scope: Scope) -> None:
    record(replace(scope, actor="x"), "import.finished", "a" * 400)

    assert Entry.objects.get().target == "a" * 254
