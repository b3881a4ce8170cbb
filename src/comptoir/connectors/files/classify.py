"""What each line is, by the mapping's rules: first by its own marks, then by its document."""

from collections.abc import Iterable

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.rules import DocumentKind, LineKind


def line_kind(row: ir.Table, mapping: Mapping) -> ir.StringValue:
    """product, shipping, discount or adjustment. `row` has the mapping's fields as columns."""
    branches = [
        (_matches(row[rule.field], rule.values, rule.prefixes), str(rule.kind))
        for rule in mapping.lines
        if rule.field in row.columns and rule.kind is not LineKind.REFUND
    ]
    adjustments = _document(row, mapping, DocumentKind.ADJUSTMENT)
    if adjustments is not None:
        branches.append((adjustments, str(LineKind.ADJUSTMENT)))
    return ibis.cases(*branches, else_=str(LineKind.PRODUCT)) if branches else ibis.literal("product")


def is_refund(row: ir.Table, mapping: Mapping) -> ir.BooleanValue:
    """On a refund document, marked as one, or with a negative quantity where the mapping says so."""
    marks = [
        _matches(row[rule.field], rule.values, rule.prefixes)
        for rule in mapping.lines
        if rule.field in row.columns and rule.kind is LineKind.REFUND
    ]
    document = _document(row, mapping, DocumentKind.REFUND)
    if document is not None:
        marks.append(document)
    if mapping.negative_quantity_is_refund and mapping.has("quantity"):
        marks.append((row.quantity < 0).fill_null(False))
    return _any(marks)


def counts_as_one(row: ir.Table, mapping: Mapping) -> ir.BooleanValue:
    return _any(
        _matches(row[rule.field], rule.values, ()) for rule in mapping.one_unit if rule.field in row.columns
    )


def _document(row: ir.Table, mapping: Mapping, kind: DocumentKind) -> ir.BooleanValue | None:
    prefixes = [prefix for rule in mapping.documents if rule.kind is kind for prefix in rule.prefixes]
    return _matches(row.order_id, (), prefixes) if prefixes else None


def _matches(value: ir.StringValue, values: Iterable[str], prefixes: Iterable[str]) -> ir.BooleanValue:
    listed = list(values)
    tests = [value.startswith(prefix) for prefix in prefixes]
    if listed:
        # Not IN: DuckDB answers a long one by a join, and a join does not keep the order of the rows.
        tests.append(ibis.array(listed).contains(value))
    return _any(tests).fill_null(False)


def _any(tests: Iterable[ir.BooleanValue]) -> ir.BooleanValue:
    result: ir.BooleanValue = ibis.literal(False)
    for position, test in enumerate(tests):
        result = test if position == 0 else result | test
    return result
