"""Comparisons as they are kept: written, found again, the last few of a connection."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.connectors.connections.api import Connection, note_comparison, source_of
from comptoir.core import clock
from comptoir.core.errors import NotFoundError
from comptoir.measure.sync.explaining import Difference, Reason
from comptoir.measure.sync.models import Comparison
from comptoir.measure.sync.reconciliation import DayTotals, OrderDifference, Reconciliation
from comptoir.measure.sync.vat import RateTotals

KEPT = 8
"""Comparisons of a connection: a week of nights, and the one that a person asked for."""
LISTED = 5_000
"""Orders that a kept comparison lists; how many differ is told all the same."""


def keep(held: Connection, first: date, last: date, found: Reconciliation) -> Comparison:
    """Keep what was found, let the oldest go, and note on the connection how many orders differ."""
    made = Comparison.objects.create(
        connection=held,
        first_day=first,
        last_day=last,
        basis=source_of(held.vendor).date_basis,
        made_at=clock.now(),
        differing=len(found.differences),
        unexplained=found.unexplained,
        found=_written(found),
    )
    kept = list(held_comparisons(held).values_list("pk", flat=True)[:KEPT])
    Comparison.objects.filter(connection=held).exclude(pk__in=kept).delete()
    note_comparison(held, len(found.differences))
    return made


def held_comparisons(held: Connection) -> Any:
    """Its kept comparisons, newest first, without what they found."""
    return Comparison.objects.filter(connection=held).defer("found")


def comparison(held: Connection, key: int | None = None) -> Comparison:
    """One of its kept comparisons, or the newest. NotFoundError."""
    kept = Comparison.objects.filter(connection=held)
    found = kept.first() if key is None else kept.filter(pk=key).first()
    if found is None:
        raise NotFoundError(
            _("There is no such comparison of « %(name)s ».") % {"name": held.name},
            advice=_("The last few are kept. The page of the connection compares anew."),
        )
    return found


def found_of(kept: Comparison) -> Reconciliation:
    """What a kept comparison found."""
    return Reconciliation(
        tuple(_day(day) for day in kept.found["days"]),
        tuple(_difference(one) for one in kept.found["differences"]),
        None if kept.found["rates"] is None else tuple(_rate(one) for one in kept.found["rates"]),
    )


def _written(found: Reconciliation) -> dict[str, Any]:
    told = asdict(found)
    told["differences"] = told["differences"][:LISTED]
    return _plain(told)  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    """For JSON: amounts as text, so that no cent passes through a float."""
    match value:
        case dict():
            return {name: _plain(part) for name, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case _:
            return value


def _day(told: dict[str, Any]) -> DayTotals:
    amounts = {name: Decimal(told[name]) for name in ("shop_amount", "here_amount", "explained")}
    return DayTotals(**{**told, **amounts, "day": date.fromisoformat(told["day"])})


def _difference(told: dict[str, Any]) -> OrderDifference:
    amounts = {name: None if told[name] is None else Decimal(told[name]) for name in ("shop", "here")}
    days = {name: date.fromisoformat(told[name]) for name in ("day", "here_day")}
    names = {"kind": Difference(told["kind"]), "reason": Reason(told["reason"])}
    return OrderDifference(**{**told, **amounts, **days, **names})


def _rate(told: dict[str, Any]) -> RateTotals:
    amounts = {name: Decimal(told[name]) for name in ("shop_net", "shop_tax", "here_net", "here_tax")}
    rate = None if told["rate"] is None else Decimal(told["rate"])
    return RateTotals(day=date.fromisoformat(told["day"]), currency=told["currency"], rate=rate, **amounts)
