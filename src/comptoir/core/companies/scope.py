"""A scope is the right to work in one company: every query of facts or rows takes one."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.companies.permissions import Permission, Role
from comptoir.core.errors import ForbiddenError


class Via(StrEnum):
    """The door through which the actor came."""

    PAGE = "page"
    TOKEN = "token"  # noqa: S105 - the name of a door
    LINK = "link"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Scope:
    """One company seen by one actor. Only the access doors of `core.companies.api` make one."""

    company_id: int
    slug: str
    name: str
    currency: str
    timezone: str
    language: str
    country: str
    week_start: int
    """ISO weekday on which the company's week starts: 1 is Monday."""
    tax: str
    """`excluded` (HT) or `included` (TTC): what pages show by default."""
    actor_id: int | None
    """The user; none for the person who holds the machine (command line, worker)."""
    role: str
    permissions: frozenset[Permission]
    actor: str = ""
    """What the audit trail calls the actor: an e-mail address, a link's name."""
    via: str = Via.PAGE
    is_simulated: bool = False
    """Its facts come from the simulator."""
    is_archived: bool = False
    """Folded away: read, but nothing is done for it by itself."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def today(self) -> date:
        return clock.today(self.zone)

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        if not self.may(permission):
            raise ForbiddenError(
                _("Your role in %(company)s (%(role)s) does not allow this.")
                % {"company": self.name, "role": Role(self.role).label},
                advice=_("Ask an owner or a manager of the company."),
            )
