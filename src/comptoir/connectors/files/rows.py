"""One row of the file: its fields typed, what kind of line it is, why it is rejected if it is."""

from functools import reduce

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files import classify, columns, dates, typed
from comptoir.connectors.files.columns import Bound
from comptoir.connectors.files.fields import FIELDS, FieldKind, Level
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.reading import Source
from comptoir.connectors.files.rules import LineKind, Numbers

BILLED = (str(LineKind.PRODUCT), str(LineKind.SHIPPING))
"""Kinds of lines that a customer pays for and may be refunded."""
LARGEST = 10**11
_SPENT = ("malformed", "unit_price", "gross_amount", "net_amount", "discount_amount")
"""Read into `price`, `gross` and `discount`."""
_NUMBERS = (FieldKind.MONEY, FieldKind.QUANTITY, FieldKind.RATE)


def read(source: Source, mapping: Mapping, bound: dict[str, Bound]) -> ir.Table:
    """Each row of the file, in its order, with the columns that the mapping names, `kind`, `is_refund`,
    `gross` and `discount` as billed, and for a rejected row `problem` (code:field) and `raw`."""
    row = fields(source, mapping, bound)
    row = row.mutate(**_amounts(row, mapping), **_offset_times(row, mapping, bound))
    row = row.mutate(kind=classify.line_kind(row, mapping), is_refund=classify.is_refund(row, mapping))
    row = row.mutate(is_refund=row.is_refund & row.kind.isin(BILLED))
    return with_raw(row.mutate(problem=_problem(row, mapping, bound)), source)


def fields(source: Source, mapping: Mapping, bound: dict[str, Bound]) -> ir.Table:
    """The file's own columns, the mapping's fields typed, and as `text_…` what the file wrote for them."""
    table = source.table
    signs = dict.fromkeys((Numbers(), mapping.numbers) if source.exact_numbers else (mapping.numbers,))
    values = {name: columns.value(table, item, mapping, tuple(signs)) for name, item in bound.items()}
    cells = {f"text_{name}": columns.written(table, item) for name, item in bound.items() if item.positions}
    own = [name for name in table.columns if name != "malformed"]
    return table.select(*own, **values, **cells, malformed=source.malformed)


def with_raw(row: ir.Table, source: Source) -> ir.Table:
    """The fields and the problem, without the file's own columns; rejected rows whole in `raw`."""
    # Inside the condition, so that only rejected rows are written out whole.
    whole = typed.json(dict(zip(source.headers, source.cells(row), strict=True)))
    hidden = {*source.table.columns, *_SPENT}
    kept = [name for name in row.columns if not name.startswith("text_") and name not in hidden]
    return row.select(*kept, raw=ibis.ifelse(row.problem.notnull(), whole, ibis.null("string")))


def _offset_times(row: ir.Table, mapping: Mapping, bound: dict[str, Bound]) -> dict[str, ir.Value]:
    """The instants of times that state their offset from UTC; tried where no local time was read."""
    return {
        f"{name}_utc": ibis.ifelse(
            row[name].isnull(), columns.offset_time(row, bound[name], mapping), ibis.null("timestamp")
        )
        for name in ("ordered_at", "invoiced_at", "refunded_at")
        if name in bound
    }


def _amounts(row: ir.Table, mapping: Mapping) -> dict[str, ir.Value]:
    """quantity, unit price, gross and discount of the line in the file's own prices."""
    quantity: ir.Value = row.quantity if "quantity" in row.columns else ibis.literal(1, typed.QUANTITY)
    if mapping.one_unit:
        quantity = ibis.ifelse(
            classify.counts_as_one(row, mapping), ibis.literal(1, typed.QUANTITY), quantity
        )
    discount = _money(row.discount_amount) if "discount_amount" in row.columns else None
    if "gross_amount" in row.columns:
        gross = _money(row.gross_amount)
    elif "unit_price" in row.columns:
        gross = typed.product(row.unit_price, quantity)
    else:
        gross = _money(row.net_amount)
        gross = gross if discount is None else (gross + discount.fill_null(0)).cast(typed.MONEY)
    if discount is None and "net_amount" in row.columns:
        discount = (gross - _money(row.net_amount)).cast(typed.MONEY)
    if "unit_price" in row.columns and "gross_amount" not in row.columns:
        price = row.unit_price
    else:
        price = (gross / quantity.nullif(0)).cast(typed.EXACT)
    return {
        "quantity": quantity,
        "price": price,
        "gross": gross,
        "discount": ibis.literal(0, typed.MONEY) if discount is None else discount.fill_null(0),
    }


def _money(value: ir.Value) -> ir.Value:
    return value.cast(typed.MONEY)


def _problem(row: ir.Table, mapping: Mapping, bound: dict[str, Bound]) -> ir.StringValue:
    """The first rule that the row breaks, as code:field."""
    texts = [row[name] for name in row.columns if name.startswith("text_")]
    empty = reduce(lambda left, right: left & right, [text.isnull() for text in texts])
    branches: list[tuple[ir.BooleanValue, str]] = [(row.malformed, "malformed_row:"), (empty, "empty_row:")]
    branches += [
        (row[f"text_{name}"].isnull(), f"missing_value:{name}")
        for name in ("order_id", "ordered_at")
        if f"text_{name}" in row.columns
    ]
    for name in bound:
        branches += unreadable(row, name)
    branches += _missing_amounts(row, mapping)
    if "status" in bound:
        known = ibis.array([word.casefold() for word in mapping.statuses])
        branches.append((~known.contains(row.status.lower()).fill_null(False), "unknown_status:status"))
    branches += _signs(row, mapping)
    return ibis.cases(*branches, else_=ibis.null("string"))


def unreadable(row: ir.Table, name: str) -> list[tuple[ir.BooleanValue, str]]:
    said = row[f"text_{name}"].notnull() if f"text_{name}" in row.columns else ibis.literal(True)
    match FIELDS[name].kind:
        case FieldKind.INSTANT:
            unread = row[name].isnull() & row[f"{name}_utc"].isnull()
            far = dates.out_of_range(row[name]) | dates.out_of_range(row[f"{name}_utc"])
            return [(said & unread, f"bad_date:{name}"), (far, f"date_out_of_range:{name}")]
        case FieldKind.MONEY:
            return [
                (said & row[name].isnull(), f"bad_number:{name}"),
                ((row[name].abs() >= LARGEST).fill_null(False), f"amount_out_of_range:{name}"),
            ]
        case kind if kind in _NUMBERS:
            return [(said & row[name].isnull(), f"bad_number:{name}")]
    if name == "currency":
        return [(said & ~row.currency.re_search("^[A-Za-z]{3}$"), "bad_currency:currency")]
    return []


def _missing_amounts(row: ir.Table, mapping: Mapping) -> list[tuple[ir.BooleanValue, str]]:
    field = next(name for name in ("gross_amount", "unit_price", "net_amount") if name in row.columns)
    said = row[field].notnull() & row.quantity.notnull()
    too_large = (row.gross.isnull() & said) | (row.gross.abs() >= LARGEST).fill_null(False)
    missing = [(too_large, f"amount_out_of_range:{field}"), (row.gross.isnull(), f"missing_value:{field}")]
    if "quantity" in mapping.columns:
        missing.insert(0, (row.quantity.isnull(), "missing_value:quantity"))
    return missing


def _signs(row: ir.Table, mapping: Mapping) -> list[tuple[ir.BooleanValue, str]]:
    price = next(name for name in ("unit_price", "gross_amount", "net_amount") if name in row.columns)
    sold = row.kind.isin(BILLED) & ~row.is_refund
    is_unpriced = row.gross < 0 if mapping.free_is_sold else row.gross <= 0
    signs = [
        (sold & (row.quantity <= 0), "quantity_not_positive:quantity"),
        (sold & is_unpriced, f"price_not_positive:{price}"),
        (sold & (row.discount > row.gross), "discount_too_large:discount_amount"),
    ]
    if mapping.documents:
        signs.insert(2, (row.is_refund & (row.quantity >= 0), "refund_not_negative:quantity"))
        signs.insert(3, (row.is_refund & (row.gross > 0), f"price_not_positive:{price}"))
    return signs


def order_level(bound: dict[str, Bound]) -> list[str]:
    """The fields of the order that the mapping names, its number and times apart."""
    return [
        name
        for name in bound
        if FIELDS[name].level is Level.ORDER
        and FIELDS[name].kind is not FieldKind.INSTANT
        and name != "order_id"
    ]
