"""What events change, as a table that sorts and is exported, with a form for what a person expects."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir.core.money import format_percent, format_period
from comptoir.core.periods import Period
from comptoir.core.tables.api import CellKind, Line, Table, TableColumn
from comptoir.decide.forecasts.api import EffectShown


@dataclass(frozen=True, slots=True)
class EffectLine:
    effect: EffectShown
    name: str
    share: str
    interval: str
    next_day: str
    percent: str
    """What stands in the form."""
    is_before: bool


@dataclass(frozen=True, slots=True)
class Effects:
    columns: Sequence[TableColumn]
    """Those of the page: the interval is one column there, two in a file."""
    lines: tuple[EffectLine, ...]


def effects_table(effects: Sequence[EffectShown]) -> Table:
    columns = (
        TableColumn("event", _("Event of the calendar")),
        TableColumn("share", _("Effect on a day"), CellKind.CHANGE),
        TableColumn("low80", _("80 % from"), CellKind.CHANGE),
        TableColumn("high80", _("80 % to"), CellKind.CHANGE),
        TableColumn("days_seen", _("Days seen"), CellKind.NUMBER),
        TableColumn("next_day", _("Next"), CellKind.DATE),
    )
    rows: list[Line] = [
        {
            "event": _name(one),
            "share": _exact(one.share),
            "low80": None if one.is_chosen else _exact(one.low80),
            "high80": None if one.is_chosen else _exact(one.high80),
            "days_seen": one.days_seen,
            "next_day": one.next_day,
            "code": one.code,
        }
        for one in effects
    ]
    return Table(columns, rows, title=_("Effects of events"))


def effects_shown(effects: Sequence[EffectShown], sort: str, locale: str) -> Effects:
    table = effects_table(effects)
    by_code = {one.code: one for one in effects}
    ordered = table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-"))
    lines = tuple(_line(by_code[str(row["code"])], locale) for row in ordered.rows)
    return Effects([column for column in table.columns if column.name != "high80"], lines)


def _line(one: EffectShown, locale: str) -> EffectLine:
    low, middle, high = (
        format_percent(_exact(x), locale, 0, signed=True) for x in (one.low80, one.share, one.high80)
    )
    return EffectLine(
        effect=one,
        name=_name(one),
        share=middle,
        interval="" if one.is_chosen else _("%(low)s to %(high)s") % {"low": low, "high": high},
        next_day=format_period(Period(one.next_day, one.next_day), locale) if one.next_day else "",
        percent=str(round(one.share * 100)),
        is_before=_is_before(one),
    )


def _name(one: EffectShown) -> str:
    return _("Days before: %(event)s") % {"event": one.name} if _is_before(one) else one.name


def _is_before(one: EffectShown) -> bool:
    return one.code.endswith(":before")


def _exact(value: float) -> Decimal:
    return Decimal(repr(round(value, 4)))
