"""What a tool says of how good its own figures are, day by day: kept beside the connection, as its newest answer had
it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min

from comptoir.connectors.connections.models import Connection, DayRemark


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing said of some days."""

    code: str
    days: int
    first: date
    last: date


def note_remarks(held: Connection, told: Mapping[date, frozenset[str]]) -> None:
    """What is said of these days now takes the place of what was said of them."""
    held.remarks.filter(day__in=list(told)).delete()
    DayRemark.objects.bulk_create(
        DayRemark(connection=held, day=day, code=code)
        for day, codes in told.items()
        for code in sorted(codes)
    )


def remarks_of(held: Connection) -> list[Remark]:
    """The most frequent first."""
    found = held.remarks.values("code").annotate(days=Count("day"), first=Min("day"), last=Max("day"))
    return [Remark(**one) for one in found.order_by("-days", "code")]
