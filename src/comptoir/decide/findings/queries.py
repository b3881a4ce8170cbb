"""Reads of a company's findings."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import NotFoundError
from comptoir.decide.findings.declared import KINDS
from comptoir.decide.findings.evening import reading_day
from comptoir.decide.findings.found import Found, rank
from comptoir.decide.findings.models import LookRecord, StoredFinding
from comptoir.decide.findings.storing import read


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding in the list, with what people said of it."""

    found: Found
    first_day: date
    snapshot: int | None
    is_muted: bool
    muted_until: date | None
    mute_reason: str


@dataclass(frozen=True, slots=True)
class LastLook:
    day: date
    snapshot: int | None
    made_at: datetime
    tried: int
    least_money: Decimal
    gaps: tuple[str, ...]


def findings(scope: Scope, *, muted: bool = False) -> tuple[Listed, ...]:
    """What the newest look has seen and has not expired, the most money first; or what of it is muted."""
    scope.require(Permission.VIEW_FIGURES)
    today = reading_day(scope)
    rows = own_rows(scope).filter(is_current=True, expires__gte=today, analysis__in=list(KINDS))
    muting = Q(muted_at__isnull=False) & (Q(muted_until__isnull=True) | Q(muted_until__gte=today))
    rows = rows.filter(muting) if muted else rows.exclude(muting)
    return tuple(sorted((_listed(row, muted) for row in rows), key=lambda one: rank(one.found)))


def finding(scope: Scope, fingerprint: str) -> Listed:
    scope.require(Permission.VIEW_FIGURES)
    row = own_row(scope, fingerprint)
    until = row.muted_until
    return _listed(row, row.muted_at is not None and (until is None or until >= reading_day(scope)))


def last_look(scope: Scope) -> LastLook | None:
    scope.require(Permission.VIEW_FIGURES)
    row = LookRecord.objects.filter(company_id=scope.company_id).first()
    if row is None:
        return None
    gaps = tuple(code for code in row.gaps if code in KINDS)
    return LastLook(row.day, row.snapshot, row.made_at, row.tried, row.least_money, gaps)


def own_rows(scope: Scope) -> QuerySet[StoredFinding]:
    return StoredFinding.objects.filter(company_id=scope.company_id)


def own_row(scope: Scope, fingerprint: str, *, for_update: bool = False) -> StoredFinding:
    rows = own_rows(scope).filter(fingerprint=fingerprint, analysis__in=list(KINDS))
    row = (rows.select_for_update(of=("self",)) if for_update else rows).first()
    if row is None:
        raise NotFoundError(
            _("There is no finding %(id)s in %(company)s.") % {"id": fingerprint, "company": scope.name}
        )
    return row


def _listed(row: StoredFinding, is_muted: bool) -> Listed:
    return Listed(read(row), row.first_day, row.snapshot, is_muted, row.muted_until, row.mute_reason)
