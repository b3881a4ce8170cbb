"""The mapping's fields as expressions over the columns of one file."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from comptoir.connectors.files import dates, typed
from comptoir.connectors.files.fields import AMOUNTS, FIELDS, REQUIRED, FieldKind
from comptoir.connectors.files.lacking import LackingColumnsError
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.rules import ColumnRef, Content, How, Numbers
from comptoir.core.errors import closest

_DAYS_TO_COME = ("invoiced_at", "refunded_at")


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

    def cells(self, row: ir.Table) -> list[ir.Value]:
        return [row[column(position)] for position in self.positions]


def column(position: int) -> str:
    """The name, inside the engine, of the file's column at this position."""
    return f"c{position}"


def bind(mapping: Mapping, headers: Sequence[str]) -> dict[str, Bound]:
    """The mapping's fields that the file has; LackingColumnsError naming those that are missing."""
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
    missing += _lacking(mapping, bound)
    if missing:
        guess = closest(missing[0], headers)
        raise LackingColumnsError(
            _lacked(mapping, bound),
            _("The file has no column: %(missing)s.")
            % {"missing": ", ".join(f"« {name} »" for name in missing)},
            _("Its columns: %(headers)s.") % {"headers": ", ".join(headers[:40]) or "-"},
            (_("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "")
            or _("Choose another mapping, or say in this one which column holds it."),
        )
    if "gross_amount" in bound:
        # Lines that say what they were before discounts leave nothing to add back.
        bound.pop("order_discount_in_lines", None)
    return bound


def _lacked(mapping: Mapping, bound: dict[str, Bound]) -> list[tuple[str, ...]]:
    needed = [*mapping.columns, *REQUIRED[mapping.content]]
    lacked = [name for name in dict.fromkeys(needed) if name not in bound and name not in mapping.optional]
    if mapping.content is Content.ORDERS and not any(name in bound for name in AMOUNTS):
        return [*((name,) for name in lacked if name not in AMOUNTS), AMOUNTS]
    return [(name,) for name in lacked]


def _lacking(mapping: Mapping, bound: dict[str, Bound]) -> list[str]:
    """What a guessed mapping may not have found, and amounts of which none is in the file."""
    lacking = [name for name in REQUIRED[mapping.content] if name not in mapping.columns]
    if mapping.content is Content.ORDERS and not any(name in bound for name in AMOUNTS):
        tried = [ref.names[0] for name, ref in mapping.columns.items() if name in AMOUNTS]
        lacking.append(" / ".join(tried or AMOUNTS))
    return lacking


def position_of(name: str, headers: Sequence[str]) -> int | None:
    """Where the column stands, whatever its capitals and spaces."""
    return next((place for place, header in enumerate(headers) if _folded(header) == _folded(name)), None)


def _folded(header: str) -> str:
    return " ".join(header.split()).casefold()


def written(row: ir.Table, bound: Bound) -> ir.Value:
    """What the file says for this field: to tell blank from unreadable."""
    values = [cell.nullif("") if cell.type().is_string() else cell for cell in bound.cells(row)]
    if bound.name in _DAYS_TO_COME and values[0].type().is_string():
        # How MySQL writes a day that has not come.
        return ibis.ifelse(values[0].startswith("0000-00-00"), ibis.null("string"), values[0])
    return values[0] if len(values) == 1 else typed.text(_joined([item.cast("string") for item in values]))


def value(row: ir.Table, bound: Bound, mapping: Mapping, signs: Sequence[Numbers]) -> ir.Value:
    """The field's typed value; null where the file has none or none that can be read.

    `signs`: how numbers may be written, the likeliest first.
    """
    cells = [ibis.literal(bound.ref.names[0])] if bound.ref.how is How.VALUE else bound.cells(row)
    values = [_one(cell, bound.kind, mapping, signs) for cell in cells]
    if len(values) == 1:
        return values[0]
    if bound.kind in (FieldKind.KEY, FieldKind.TEXT, FieldKind.VERBATIM):
        return typed.text(_joined(values))
    # One of several blank is nothing to add; all blank is blank; one unreadable spoils the sum.
    known = [ibis.ifelse(_is_blank(cell), 0, item) for cell, item in zip(cells, values, strict=True)]
    all_blank = reduce(lambda left, right: left & right, [_is_blank(cell) for cell in cells])
    total = reduce(lambda left, right: left + right, known)
    return ibis.ifelse(all_blank, ibis.null(total.type()), total)


def _one(cell: ir.Value, kind: FieldKind, mapping: Mapping, signs: Sequence[Numbers]) -> ir.Value:
    match kind:
        case FieldKind.KEY:
            return typed.text(cell)
        case FieldKind.TEXT | FieldKind.VERBATIM:
            return typed.verbatim(cell)
        case FieldKind.INSTANT:
            return dates.local_time(cell, mapping.dates)
        case FieldKind.RATE:
            return ibis.coalesce(*[typed.rate(cell, one) for one in signs])
        case FieldKind.MONEY | FieldKind.QUANTITY:
            exact = typed.EXACT if kind is FieldKind.MONEY else typed.QUANTITY
            return ibis.coalesce(*[typed.number(cell, one, exact) for one in signs])


def offset_time(row: ir.Table, bound: Bound, mapping: Mapping) -> ir.TimestampValue:
    """The instant, where the file states the offset from UTC."""
    return dates.instant(bound.cells(row)[0], mapping.dates)


def _is_blank(cell: ir.Value) -> ir.BooleanValue:
    return cell.isnull() | (cell == "") if cell.type().is_string() else cell.isnull()


def _joined(values: Sequence[ir.StringValue]) -> ir.StringValue:
    return reduce(lambda left, right: left.concat(" ", right), [item.fill_null("") for item in values])
