"""What was seen once is told again, for as long as nothing that decides it has moved; never longer, never of others."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError
from django.utils.translation import override

from comptoir.core.companies.api import operator_scope
from comptoir.core.companies.models import Company
from comptoir.decide.evenings import keeping
from comptoir.decide.evenings.api import Evening, kept
from comptoir.decide.evenings.models import KeptLook
from comptoir.decide.findings.models import FindingChoices

pytestmark = pytest.mark.django_db

DAY = date(2026, 10, 31)
READS = ("decide_findings.FindingChoices",)


@dataclass
class Newest:
    number: int


@pytest.fixture
def newest(monkeypatch):
    found = Newest(7)
    monkeypatch.setattr(keeping, "current_snapshot", lambda _scope: found)
    return found


class Looks:
    """Each look sees another thing, so that one told again is known by what it says."""

    def __init__(self, scope, snapshot=7):
        self.scope, self.snapshot, self.times = scope, snapshot, 0
        self.meanwhile = lambda: None

    def ask(self, day=DAY, what="alarms", scope=None, **more):
        evening = Evening(
            what, day, self.snapshot, READS, lambda seen: {"seen": seen}, lambda told: told["seen"], **more
        )
        return kept(scope or self.scope, evening, self.look)

    def look(self):
        self.times += 1
        self.meanwhile()
        return self.times


@pytest.fixture
def looks(scope, newest):
    return Looks(scope)


def test_a_second_look_tells_the_first_and_another_evening_is_another(looks):
    assert [looks.ask(), looks.ask(), looks.ask(date(2026, 11, 1)), looks.ask(what="findings")] == [
        1,
        1,
        2,
        3,
    ]
    assert looks.ask() == 1


def test_what_decides_the_outcome_is_part_of_its_name(looks, scope, monkeypatch):
    assert looks.ask() == 1
    choices = FindingChoices.objects.create(company_id=scope.company_id, least_money=50)
    assert looks.ask() == 2
    FindingChoices.objects.update(least_money=Decimal(60))
    assert looks.ask() == 3
    choices.delete()
    assert looks.ask() == 1
    with override("en"):
        assert [looks.ask(), looks.ask(speaks=True)] == [1, 4]
    assert looks.ask(scope=replace(scope, week_start=7)) == 5
    monkeypatch.setattr(keeping, "state_of_code", lambda *_asked: "newer")
    assert looks.ask() == 6


def test_choices_of_another_company_have_no_say_and_its_looks_are_its_own(looks, company):
    assert looks.ask() == 1
    other = Company.objects.create(slug="other", name="Other")
    FindingChoices.objects.create(company=other, least_money=50)
    assert looks.ask() == 1
    assert looks.ask(scope=operator_scope("other")) == 2
    company.delete()
    assert list(KeptLook.objects.values_list("company_id", flat=True)) == [other.pk]


def test_later_facts_are_another_look_and_push_out_the_former(looks, newest):
    looks.ask()
    newest.number = looks.snapshot = 8
    assert looks.ask() == 2
    assert list(KeptLook.objects.values_list("snapshot", flat=True)) == [8]


@pytest.mark.parametrize("moved", ["facts", "choices"])
def test_what_moved_while_it_was_looked_is_not_kept(looks, newest, scope, moved):
    def move():
        if moved == "facts":
            newest.number += 1
        else:
            FindingChoices.objects.create(company_id=scope.company_id, least_money=50)

    looks.meanwhile = move
    assert looks.ask() == 1
    assert not KeptLook.objects.exists()


def test_the_oldest_go(looks, monkeypatch):
    monkeypatch.setattr(keeping, "MOST", 3)
    for day in range(1, 6):
        looks.ask(date(2026, 10, day))
    assert [day.day for day in KeptLook.objects.order_by("pk").values_list("day", flat=True)] == [3, 4, 5]


def test_two_processes_that_looked_at_the_same_keep_it_once(looks):
    # The other process writes its row while this one looks.
    looks.meanwhile = lambda: Looks(looks.scope).ask()
    assert looks.ask() == 1
    assert KeptLook.objects.count() == 1


def test_a_database_that_cannot_write_costs_no_answer(looks, monkeypatch):
    def refuse(*_rows, **_how):
        raise DatabaseError("database is locked")

    monkeypatch.setattr(KeptLook.objects, "bulk_create", refuse)
    assert [looks.ask(), looks.ask()] == [1, 2]
