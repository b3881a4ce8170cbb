"""The factors and the segments of an explanation as tables: written for the page, plain numbers for exports."""

from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from comptoir.core.money import format_money, format_number, format_percent
from comptoir.core.tables.api import Cell, CellKind, Table, TableColumn
from comptoir.decide.drivers.engine import Inconclusive
from comptoir.decide.drivers.explanation import Explanation, Factor, Segment, Split
from comptoir.decide.drivers.words import Look
from comptoir.measure.metrics.api import Unit

_HUNDRED = Decimal(100)
_UNITS = {Look.COUNT: "", Look.NUMBER: "", Look.PERCENT: "%", Look.LEFT_OFF: "%"}


_SORTS = {
    "label": lambda one: str(one.label).casefold(),
    "meaning": lambda one: str(one.meaning).casefold(),
    "before": lambda one: one.before,
    "after": lambda one: one.after,
    "evolution": lambda one: _evolution(one) or Decimal(0),
    "effect": lambda one: one.effect,
}


def factors_table(found: Explanation, language: str, sort: str = "") -> Table:
    """For the page: the two values of each factor as people read them, sorted by what they are."""
    key = _SORTS.get(sort.lstrip("-"))
    factors = sorted(found.factors, key=key, reverse=sort.startswith("-")) if key else found.factors
    columns = [
        TableColumn("label", _("Factor")),
        TableColumn("meaning", _("What it is")),
        TableColumn("before", _("Before")),
        TableColumn("after", _("Now")),
        TableColumn("evolution", _("Evolution"), CellKind.CHANGE),
        _effect(found, "effect", _("Effect")),
    ]
    rows = [
        {
            "label": str(one.label),
            "meaning": str(one.meaning),
            "before": looked(one.before, one.look, found.currency, language),
            "after": looked(one.after, one.look, found.currency, language),
            "evolution": _evolution(one),
            "effect": _told(found, one.effect),
        }
        for one in factors
    ]
    return Table(columns, rows, {"label": _("Whole"), "effect": _told(found, found.change)})


def factors_export(found: Explanation) -> Table:
    columns = [
        TableColumn("label", _("Factor")),
        TableColumn("meaning", _("What it is")),
        TableColumn("unit", _("Unit")),
        TableColumn("before", _("Before"), CellKind.NUMBER),
        TableColumn("after", _("Now"), CellKind.NUMBER),
        TableColumn("evolution", _("Evolution"), CellKind.CHANGE),
        _effect(found, "effect", _("Effect")),
    ]
    rows: list[dict[str, Cell]] = []
    for one in found.factors:
        unit = found.currency if one.look is Look.MONEY else _UNITS[one.look]
        rows.append(
            {
                "label": str(one.label),
                "meaning": str(one.meaning),
                "unit": unit,
                "before": _plain(one.before, one.look),
                "after": _plain(one.after, one.look),
                "evolution": _evolution(one),
                "effect": _told(found, one.effect),
            }
        )
    return Table(columns, rows)


def segments_table(found: Explanation, split: Split) -> Table:
    """The page and its exports show the same: every effect is a number."""
    own = _own(found, split)
    columns = [
        TableColumn("label", split.label),
        TableColumn("before", _("Before"), own.kind, own.currency),
        TableColumn("after", _("Now"), own.kind, own.currency),
        _effect(found, "effect", _("Effect")),
    ]
    parts = {
        "volume": _("by the volume of all"),
        "mix": _("by its weight (mix)"),
        "rate": _("by its own rate"),
    }
    columns += [
        _effect(found, name, words)
        for name, words in parts.items()
        if any(getattr(one, name) for one in split.segments)
    ]
    columns.append(TableColumn("share", _("Weight before"), CellKind.PERCENT))
    columns.append(TableColumn("share_now", _("Weight now"), CellKind.PERCENT))
    rows = [_line(found, one, split) for one in split.segments]
    return Table(columns, rows, _total(found, split))


def reason_table(found: Inconclusive) -> Table:
    return Table([TableColumn("note", _("Note"))], [{"note": found.reason}])


def _own(found: Explanation, split: Split) -> TableColumn:
    """A segment's own figure: an amount, a count, or a share."""
    if found.metric.unit is Unit.MONEY:
        return TableColumn("", "", CellKind.MONEY, found.currency)
    return TableColumn("", "", CellKind.PERCENT if found.metric.unit is Unit.SHARE else CellKind.NUMBER)


def _line(found: Explanation, one: Segment, split: Split) -> dict[str, Cell]:
    return {
        "label": one.label,
        "before": one.before,
        "after": one.after,
        **{name: _told(found, getattr(one, name)) for name in ("effect", "volume", "mix", "rate")},
        "share": one.share_before,
        "share_now": one.share_after,
    }


def _total(found: Explanation, split: Split) -> dict[str, Cell]:
    parts = {
        name: _told(found, sum((getattr(one, name) for one in split.segments), Decimal(0)))
        for name in ("volume", "mix", "rate")
    }
    return {
        "label": _("Whole"),
        "before": found.before,
        "after": found.after,
        "effect": _told(found, found.change),
        **parts,
    }


def _effect(found: Explanation, name: str, label: Any) -> TableColumn:
    if found.metric.unit is Unit.MONEY:
        return TableColumn(name, label, CellKind.MONEY, found.currency)
    if found.metric.unit is Unit.SHARE:
        return TableColumn(name, format_lazy("{} ({})", label, _("points")), CellKind.NUMBER)
    return TableColumn(name, label, CellKind.NUMBER)


def _told(found: Explanation, effect: Decimal) -> Decimal:
    """Of a share, in points."""
    return effect * _HUNDRED if found.metric.unit is Unit.SHARE else effect


def _evolution(one: Factor) -> Decimal | None:
    before, after = ((1 - value if one.look is Look.LEFT_OFF else value) for value in (one.before, one.after))
    return ((after - before) / abs(before)).quantize(Decimal("0.0001")) if before else None


def looked(value: Decimal, look: Look, currency: str, language: str) -> str:
    """A factor's value as people read it."""
    if look is Look.MONEY:
        return format_money(value, currency, language, 0 if abs(value) >= 1000 else 2)
    if look is Look.COUNT:
        return format_number(value, language)
    if look is Look.NUMBER:
        return format_number(value, language, 2)
    return format_percent(1 - value if look is Look.LEFT_OFF else value, language, 2)


def _plain(value: Decimal, look: Look) -> Decimal:
    if look is Look.LEFT_OFF:
        value = 1 - value
    if look in (Look.LEFT_OFF, Look.PERCENT):
        value *= _HUNDRED
    return value.quantize(Decimal("0.0001")).normalize()
