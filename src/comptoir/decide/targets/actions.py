"""The verbs on targets: permission, one transaction, audit, and a change that can be undone."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import InputError
from comptoir.core.sheets import Cells, Held, Sheet, to_undo
from comptoir.core.sheets import undo as take_back
from comptoir.core.spreading import CENT, spread
from comptoir.decide.forecasts.api import checked
from comptoir.decide.targets.models import StoredTarget, TargetChange
from comptoir.decide.targets.seasons import season_of
from comptoir.decide.targets.shapes import Place
from comptoir.measure.metrics.api import Unit, dimension, metric

_LARGEST = Decimal(10) ** 12


def set_targets(
    scope: Scope, place: Place, months: Mapping[date, Decimal | None], owner: str = ""
) -> int | None:
    """None removes a month's target. The number of the change, which `undo` takes; None where nothing changed."""
    scope.require(Permission.EDIT_TARGETS)
    _check(place)
    after: dict[str, Held] = {}
    for month, value in months.items():
        if value is not None and not 0 < value <= _LARGEST:
            raise InputError(
                _("A target is above 0."), advice=_("Leave the month empty where it has no target.")
            )
        held = None if value is None else {"value": str(value.quantize(CENT)), "owner": owner.strip()}
        after[month.replace(day=1).isoformat()] = held
    return _change(scope, place, after, "targets.set")


def spread_year(scope: Scope, place: Place, year: int, total: Decimal, owner: str = "") -> int | None:
    """The year's figure over its months, by the season of last year and what is forecast."""
    scope.require(Permission.EDIT_TARGETS)
    _check(place)
    if not 0 < total <= _LARGEST:
        raise InputError(_("A target is above 0."))
    season = season_of(scope, place, year)
    step = Decimal(1) if metric(place.metric).unit is Unit.COUNT else CENT
    parts = spread(total, list(season.weights), step)
    after: dict[str, Held] = {
        date(year, number, 1).isoformat(): {"value": str(part.quantize(CENT)), "owner": owner.strip()}
        for number, part in enumerate(parts, start=1)
        if part > 0
    }
    return _change(scope, place, after, "targets.spread", year=year, total=total)


def undo(scope: Scope, change: int) -> None:
    """Every month as it was before that change, if none was changed again since."""
    scope.require(Permission.EDIT_TARGETS)
    with transaction.atomic():
        row = to_undo(scope, TargetChange, change)
        place = Place(**row.after["place"])
        take_back(scope, _sheet(place), row)
        record(scope, "targets.undone", _target(place), months=len(row.before["months"]))


def _change(scope: Scope, place: Place, after: dict[str, Held], verb: str, **details: Any) -> int | None:
    with transaction.atomic():
        words = {"metric": place.metric, "dimension": place.dimension, "part": place.part}
        row = _sheet(place).change(scope, after, place=words)
        if row is None:
            return None
        told = {month[:7]: held["value"] if held else "-" for month, held in row.after["months"].items()}
        record(scope, verb, _target(place), **details, months=told)
    return int(row.pk)


def _sheet(place: Place) -> Sheet[TargetChange]:
    """The months of the place; a cell is its first day."""

    def held(scope: Scope, months: Collection[str]) -> dict[str, Held]:
        rows = StoredTarget.objects.filter(**_key(scope, place), month__in=list(months))
        found = {row.month.isoformat(): {"value": str(row.value), "owner": row.owner} for row in rows}
        return {month: found.get(month) for month in months}

    def write(scope: Scope, months: Cells) -> None:
        for month, one in months.items():
            if one is None:
                StoredTarget.objects.filter(**_key(scope, place), month=month).delete()
            else:
                fields = {"value": Decimal(one["value"]), "owner": one["owner"], "updated_at": clock.now()}
                StoredTarget.objects.update_or_create(**_key(scope, place), month=month, defaults=fields)

    return Sheet(TargetChange, held, write)


def _key(scope: Scope, place: Place) -> dict[str, Any]:
    return {
        "company_id": scope.company_id,
        "metric": place.metric,
        "dimension": place.dimension,
        "part": place.part,
    }


def _check(place: Place) -> None:
    checked(place.metric)
    if place.dimension:
        dimension(place.dimension)
        if not place.part.strip():
            raise InputError(_("Say which part of the company the target is for."))


def _target(place: Place) -> str:
    return f"targets:{place.metric}" + (f":{place.dimension}={place.part}" if place.dimension else "")
