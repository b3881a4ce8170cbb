"""What a person chose on the forms of a mapping, as the plain data of that mapping."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms

from comptoir.connectors.files.api import FIELDS, ColumnRef, DocumentKind, FieldKind, How

if TYPE_CHECKING:
    from comptoir.measure.ingest.editor import Editor

_SUMMED = (FieldKind.MONEY, FieldKind.QUANTITY)


def data_of(editor: "Editor") -> dict[str, Any]:
    given = editor.settings.cleaned_data
    data = editor.base.to_data() | {
        name: given[name]
        for name in (
            *("name", "source", "content", "prices", "currency", "timezone", "dates"),
            *("order_values", "repeats", "negative_quantity_is_refund", "free_is_sold"),
        )
    }
    data["tax_rate"] = None if given["tax_rate"] is None else str(given["tax_rate"])
    data["numbers"] = {"decimal": given["decimal"], "thousands": given["thousands"]}
    data["columns"] = _columns(editor)
    data["optional"] = [name for name in editor.base.optional if name in data["columns"]]
    data["documents"] = [
        {"kind": kind.value, "prefixes": list(given[f"{kind.value}_prefixes"])}
        for kind in DocumentKind
        if given[f"{kind.value}_prefixes"]
    ]
    data["lines"] = [
        {"kind": rule["kind"], "field": rule["field"]}
        | ({"values": list(rule["values"])} if rule["values"] else {})
        | ({"prefixes": list(rule["prefixes"])} if rule["prefixes"] else {})
        for rule in _filled(editor.rules)
        if rule["values"] or rule["prefixes"]
    ]
    data["one_unit"] = [
        {"field": rule["field"], "values": list(rule["values"])}
        for rule in _filled(editor.one_unit)
        if rule["values"]
    ]
    data["statuses"] = {
        word["word"]: word["means"] for word in editor.statuses.cleaned_data if word.get("means")
    }
    return data


def _columns(editor: "Editor") -> dict[str, Any]:
    chosen: dict[str, list[str]] = {}
    for header, form in zip(editor.headers, editor.columns.forms, strict=True):
        if form.cleaned_data.get("means"):
            chosen.setdefault(form.cleaned_data["means"], []).append(header)
    constants: dict[str, str] = {}
    for extra in _filled(editor.extras):
        if extra["column"]:
            chosen.setdefault(extra["field"], []).append(extra["column"])
        else:
            constants[extra["field"]] = extra["value"]
    hows = {form["field"]: How(form["how"]) for form in editor.combinations.cleaned_data if form}
    columns: dict[str, Any] = {}
    for name in FIELDS:
        if name in chosen:
            columns[name] = _column(editor, name, list(dict.fromkeys(chosen[name])), hows.get(name))
        elif name in constants:
            columns[name] = {How.VALUE.value: constants[name]}
        elif name in editor.base.optional and not editor.is_here(editor.base.columns[name]):
            # Other files of the same shop have it.
            columns[name] = _data(editor.base.columns[name])
    return columns


def _column(editor: "Editor", name: str, headers: list[str], how: How | None) -> Any:
    """The field's columns as data. What nobody changed stays as it was, other files' headers included."""
    ref = editor.base.columns.get(name)
    if ref is not None and editor.headers_of(ref) == headers and how in (None, ref.how):
        return _data(ref)
    if how is None and len(headers) > 1:
        kind = FIELDS[name].kind
        how = How.SUM if kind in _SUMMED else How.JOIN if kind is FieldKind.TEXT else How.FIRST
    return _data(ColumnRef(tuple(headers), how or How.FIRST))


def _filled(formset: "forms.BaseFormSet[Any]") -> Iterator[dict[str, Any]]:
    return (given for given in formset.cleaned_data if given.get("field"))


def _data(ref: ColumnRef) -> Any:
    if ref.how is How.VALUE:
        return {How.VALUE.value: ref.names[0]}
    if ref.how is How.FIRST:
        return list(ref.names)
    return {ref.how.value: list(ref.names)}
