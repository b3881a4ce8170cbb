"""Who wants what now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from comptoir.check.notifications.models import MORNING, Rhythm, ToldAlarm, Wish
from comptoir.core.companies.api import Scope, access_companies, access_company
from comptoir.core.errors import ComptoirError
from comptoir.decide.anomalies.api import Choices, Listed, listed


@dataclass(frozen=True, slots=True)
class Hours:
    """When a person wants mail."""

    hour: time = MORNING
    quiet_from: time | None = None
    quiet_to: time | None = None
    paused_until: date | None = None

    def is_silent(self, local: datetime) -> bool:
        """Whether nothing at all is to leave at that instant of the company's clock."""
        is_paused = self.paused_until is not None and local.date() <= self.paused_until
        quiet = Choices(quiet_from=self.quiet_from, quiet_to=self.quiet_to)
        return is_paused or quiet.is_quiet(local.time())


@dataclass(frozen=True, slots=True)
class CompanyWish:
    scope: Scope
    digest: bool
    alarms: bool


def hours_of(person_id: int) -> Hours:
    row = Rhythm.objects.filter(person_id=person_id).first()
    return Hours(row.hour, row.quiet_from, row.quiet_to, row.paused_until) if row else Hours()


def wishes_of(person: Any) -> list[CompanyWish]:
    """One for each company of the person, by name."""
    known = {row.company_id: row for row in Wish.objects.filter(person_id=person.pk)}
    found = []
    for scope in access_companies(person):
        row = known.get(scope.company_id)
        digest = row is not None and row.digest_since is not None
        alarms = row is not None and row.alarms_since is not None
        found.append(CompanyWish(scope, digest, alarms))
    return found


def readers(scope: Scope) -> Iterator[tuple[Wish, Scope]]:
    """Those who want something of the company and belong to it today, each with their own rights."""
    for wish in Wish.objects.filter(company_id=scope.company_id).select_related("person"):
        try:
            yield wish, access_company(wish.person, scope.slug)
        except ComptoirError:
            continue  # Who has left is told nothing.


def digest_is_due(wish: Wish, scope: Scope, now: datetime) -> bool:
    """The hour of today has come, and the person wanted a digest before it. Quiet hours put it off to their end; days
    that were slept through are not caught up."""
    if wish.digest_since is None:
        return False
    hours, local = hours_of(wish.person_id), now.astimezone(scope.zone)
    slot = datetime.combine(local.date(), hours.hour, scope.zone)
    return slot <= local and wish.digest_since <= slot and not hours.is_silent(local)


def news_for(wish: Wish, scope: Scope, now: datetime) -> list[Listed]:
    """Open alarms that the company's quiet hours let through and the person was not told of; none in the person's own
    quiet hours."""
    since = wish.alarms_since
    if since is None or hours_of(wish.person_id).is_silent(now.astimezone(scope.zone)):
        return []
    told = set(ToldAlarm.objects.filter(wish=wish).values_list("fingerprint", flat=True))
    return [
        one
        for one in listed(scope)
        if one.told_at is not None
        and one.acknowledged_at is None
        and one.found_at >= since
        and one.fingerprint not in told
    ]
