"""The mapping's fields as expressions over the columns of one file."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from comptoir.connectors.files import dates, typed
from comptoir.connectors.files.fields import FIELDS, FieldKind
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.rules import ColumnRef, How
from comptoir.core.errors import InputError, closest


@dataclass(frozen=True, slots=True)
class Bound:
    """A field tied to the columns of this file, by position; a constant has none."""

    name: str
    ref: ColumnRef
    positions: tuple[int, ...]
    header: str
    """The header(s), as a person knows them."""

    @property
    def kind(self) -> FieldKind:
        return FIELDS[self.name].kind


def column(position: int) -> str:
    """The name, inside the engine, of the file's column at this position."""
    return f"c{position}"


def bind(mapping: Mapping, headers: Sequence[str]) -> dict[str, Bound]:
    """The mapping's fields that the file has; InputError naming the columns that are missing."""
    known = {_folded(header): position for position, header in reversed(list(enumerate(headers)))}
    bound: dict[str, Bound] = {}
    missing: list[str] = []
    for name, ref in mapping.columns.items():
        if ref.how is How.VALUE:
            bound[name] = Bound(name, ref, (), "")
            continue
        found = [known[_folded(header)] for header in ref.names if _folded(header) in known]
        if ref.how is How.FIRST:
            found = found[:1]
        if found and (ref.how is not How.SUM or len(found) == len(ref.names)):
            bound[name] = Bound(name, ref, tuple(found), " + ".join(headers[item] for item in found))
        elif name not in mapping.optional:
            missing.append(" / ".join(ref.names))
    if missing:
        guess = closest(missing[0], headers)
        raise InputError(
            _("The file has no column: %(missing)s.")
            % {"missing": ", ".join(f"« {name} »" for name in missing)},
            _("Its columns: %(headers)s.") % {"headers": ", ".join(headers[:40]) or "-"},
            (_("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "")
            or _("Choose another mapping, or say in this one which column holds it."),
        )
    return bound


def _folded(header: str) -> str:
    return " ".join(header.split()).casefold()


def written(row: ir.Table, bound: Bound) -> ir.StringValue:
    """What the file says for this field, as text: for messages and for telling blank from unreadable."""
    if bound.ref.how is How.VALUE:
        return ibis.literal(bound.ref.names[0])
    values = [typed.verbatim(row[column(position)]) for position in bound.positions]
    return values[0] if len(values) == 1 else typed.text(_joined(values))


def value(row: ir.Table, bound: Bound, mapping: Mapping) -> ir.Value:
    """The field's typed value; null where the file has none or none that can be read."""
    if bound.ref.how is How.VALUE:
        return _one(ibis.literal(bound.ref.names[0]), bound.kind, mapping)
    values = [_one(row[column(position)], bound.kind, mapping) for position in bound.positions]
    if len(values) == 1:
        return values[0]
    if bound.kind in (FieldKind.KEY, FieldKind.TEXT, FieldKind.VERBATIM):
        return typed.text(_joined(values))
    return reduce(lambda left, right: left + right, values)


def _one(cell: ir.Value, kind: FieldKind, mapping: Mapping) -> ir.Value:
    match kind:
        case FieldKind.KEY:
            return typed.text(cell)
        case FieldKind.TEXT | FieldKind.VERBATIM:
            return typed.verbatim(cell)
        case FieldKind.MONEY:
            return typed.number(cell, mapping.numbers, typed.EXACT)
        case FieldKind.QUANTITY:
            return typed.number(cell, mapping.numbers, typed.QUANTITY)
        case FieldKind.RATE:
            return typed.rate(cell, mapping.numbers)
        case FieldKind.INSTANT:
            return dates.local_time(cell, mapping.dates)


def offset_time(row: ir.Table, bound: Bound, mapping: Mapping) -> ir.TimestampValue:
    """The instant, where the file states the offset from UTC."""
    return dates.instant(row[column(bound.positions[0])], mapping.dates)


def _joined(values: Sequence[ir.StringValue]) -> ir.StringValue:
    return reduce(lambda left, right: left.concat(" ", right), [item.fill_null("") for item in values])
