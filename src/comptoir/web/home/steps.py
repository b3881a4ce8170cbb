"""The first steps of a company: each ticks itself off when it is done."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.calendar.api import was_looked_at
from comptoir.core.companies.api import Permission, Scope, is_shared
from comptoir.decide.targets.api import targets_of
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot
from comptoir.web.home.models import DismissedSteps

_FACTS = {
    "orders": frozenset({"order"}),
    "costs": frozenset({"product_cost"}),
    "audience": frozenset({"audience_day", "session"}),
    "ads": frozenset({"ad_spend"}),
    "stock": frozenset({"stock_level"}),
}
"""Steps that are done as soon as the snapshot has one of these facts."""


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    label: Any
    gain: Any
    """What the company has of it."""
    page: str
    """Name of the page where it is done."""
    permission: Permission
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    steps: tuple[Step, ...]
    is_dismissed: bool

    @property
    def done(self) -> int:
        return sum(one.is_done for one in self.steps)

    @property
    def is_complete(self) -> bool:
        return self.done == len(self.steps)

    @property
    def is_shown(self) -> bool:
        return not self.is_dismissed and not self.is_complete


STEPS = (
    (
        "orders",
        _("Import the orders"),
        _("Sales, baskets, customers"),
        "imports:list",
        Permission.IMPORT_DATA,
    ),
    ("costs", _("Give what products cost"), _("Margins"), "imports:list", Permission.IMPORT_DATA),
    (
        "audience",
        _("Connect the audience"),
        _("Visits and conversion rate"),
        "sync:list",
        Permission.MANAGE_CONNECTIONS,
    ),
    (
        "ads",
        _("Connect advertising"),
        _("Cost of ads and margin after them"),
        "sync:list",
        Permission.MANAGE_CONNECTIONS,
    ),
    (
        "stock",
        _("Load the stock"),
        _("Stock-outs before they happen, and orders to send"),
        "imports:list",
        Permission.IMPORT_DATA,
    ),
    (
        "targets",
        _("Set targets"),
        _("Where the month lands against what was planned"),
        "targets:page",
        Permission.EDIT_TARGETS,
    ),
    (
        "people",
        _("Invite the people you work with"),
        _("Each sees what the role allows"),
        "companies:members",
        Permission.MANAGE_MEMBERS,
    ),
    (
        "calendar",
        _("Look at the calendar"),
        _("Sales, holidays and your operations explain the curves"),
        "calendar:year",
        Permission.VIEW_FIGURES,
    ),
)


def steps_of(scope: Scope) -> Steps:
    """What is done and what is not; in the order in which it is of use."""
    scope.require(Permission.VIEW_FIGURES)
    done = {
        **{name: bool(facts & _facts(scope)) for name, facts in _FACTS.items()},
        "targets": bool(targets_of(scope, scope.today().year)),
        "people": is_shared(scope),
        "calendar": was_looked_at(scope),
    }
    steps = tuple(Step(*told, is_done=done[told[0]]) for told in STEPS)
    return Steps(steps, DismissedSteps.objects.filter(company_id=scope.company_id).exists())


def dismiss(scope: Scope) -> None:
    """The list is shown no more, whatever is left of it."""
    scope.require(Permission.MANAGE_CONNECTIONS)
    with transaction.atomic():
        told = {"dismissed_at": clock.now(), "dismissed_by_id": scope.actor_id}
        _row, is_new = DismissedSteps.objects.get_or_create(company_id=scope.company_id, defaults=told)
        if is_new:
            record(scope, "setup.dismissed", scope.slug)


def take_back(scope: Scope) -> None:
    scope.require(Permission.MANAGE_CONNECTIONS)
    with transaction.atomic():
        gone, _rows = DismissedSteps.objects.filter(company_id=scope.company_id).delete()
        if gone:
            record(scope, "setup.restored", scope.slug)


def _facts(scope: Scope) -> frozenset[str]:
    """Which of the facts the newest snapshot has. Kept for each snapshot, which never changes."""
    snapshot = current_snapshot(scope)
    if snapshot is None:
        return frozenset()
    key = f"home:facts:{snapshot.pk}"
    found: frozenset[str] | None = cache.get(key)
    if found is None:
        with open_snapshot(scope, snapshot) as reader:
            found = frozenset(name for names in _FACTS.values() for name in names if reader.has(name))
        cache.set(key, found, timeout=None)
    return found
