"""Mappings to YAML: what differs from the defaults, in the order a person would write it."""

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any

import yaml

from comptoir.connectors.files.rules import ColumnRef, How, Numbers

if TYPE_CHECKING:
    from comptoir.connectors.files.mapping import Mapping

_PLAIN_KEYS = (
    *("label", "content", "source", "timezone", "currency"),
    *("prices", "dates", "order_values", "repeats"),
)


def render(mapping: "Mapping") -> str:
    return yaml.safe_dump(to_data(mapping), allow_unicode=True, sort_keys=False, width=100)


def to_data(mapping: "Mapping") -> dict[str, Any]:
    """Plain data of what differs from the defaults; `Mapping.from_data` gives the same mapping back."""
    plain = {item.name: item.default for item in fields(mapping) if item.default is not MISSING}
    data: dict[str, Any] = {"name": mapping.name}
    for key in _PLAIN_KEYS:
        if getattr(mapping, key) != plain[key]:
            data[key] = str(getattr(mapping, key))
    if mapping.tax_rate is not None:
        data["tax_rate"] = format(mapping.tax_rate.normalize(), "f")
    if mapping.numbers != Numbers():
        data["numbers"] = {"decimal": mapping.numbers.decimal, "thousands": mapping.numbers.thousands}
    data["columns"] = {name: _column_data(ref) for name, ref in mapping.columns.items()}
    if mapping.optional:
        data["optional"] = list(mapping.optional)
    if mapping.lines:
        data["lines"] = [
            {"kind": str(rule.kind), "field": rule.field}
            | ({"values": list(rule.values)} if rule.values else {})
            | ({"prefixes": list(rule.prefixes)} if rule.prefixes else {})
            for rule in mapping.lines
        ]
    if mapping.documents:
        data["documents"] = [
            {"kind": str(rule.kind), "prefixes": list(rule.prefixes)} for rule in mapping.documents
        ]
    if mapping.negative_quantity_is_refund:
        data["negative_quantity_is_refund"] = True
    if mapping.free_is_sold:
        data["free_is_sold"] = True
    if mapping.statuses:
        data["statuses"] = dict(mapping.statuses)
    if mapping.one_unit:
        data["one_unit"] = [{"field": rule.field, "values": list(rule.values)} for rule in mapping.one_unit]
    if mapping.lookup:
        data["lookup"] = {"file": mapping.lookup.file, "key": mapping.lookup.key}
    if mapping.notes:
        data["notes"] = list(mapping.notes)
    return data


def _column_data(ref: ColumnRef) -> Any:
    if ref.how is How.FIRST:
        return ref.names[0] if len(ref.names) == 1 else list(ref.names)
    return {str(ref.how): ref.names[0] if ref.how is How.VALUE else list(ref.names)}
