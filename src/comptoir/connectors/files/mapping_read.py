"""Mappings from YAML, strictly: an unknown key or value is refused with the closest known one."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any
from zoneinfo import available_timezones

import yaml
from django.utils.translation import gettext_lazy as _

from comptoir.connectors.files.fields import AMOUNTS, FIELDS, REQUIRED
from comptoir.connectors.files.lacking import LackingColumnsError
from comptoir.connectors.files.rules import (
    ColumnRef,
    Content,
    DateStyle,
    DocumentKind,
    DocumentRule,
    How,
    LineKind,
    LineRule,
    Lookup,
    Numbers,
    OneUnit,
    OrderValues,
    Prices,
    Repeats,
)
from comptoir.core.errors import InputError, closest
from comptoir.entities.order import STATUSES

MAX_YAML = 200_000
REFUNDED = "refunded"
"""A status of files alone: sold, then given back whole where the file gives no refunded amount."""
MEANINGS = (*STATUSES, REFUNDED)
DECIMAL_SIGNS = (".", ",")
THOUSANDS_SIGNS = ("", " ", ",", ".", "'")
_TEXT_KEYS = ("name", "label", "source", "timezone", "currency")
_KEYS = (
    *_TEXT_KEYS,
    *("content", "prices", "tax_rate", "numbers", "dates", "columns", "optional", "lines", "documents"),
    *(
        "negative_quantity_is_refund",
        "free_is_sold",
        "statuses",
        "one_unit",
        "order_values",
        "repeats",
        "lookup",
        "notes",
    ),
)


def parse(text: str) -> Any:
    """Plain data of a YAML text."""
    if len(text) > MAX_YAML:
        raise InputError(_("The mapping is too long."), _("At most 200,000 characters."))
    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InputError(
            _("The mapping is not valid YAML: %(error)s.") % {"error": _where(error)},
            advice=_("Export a mapping to see the form."),
        ) from error


def read(data: Any, *, is_draft: bool = False) -> dict[str, Any]:
    """The arguments of the mapping that plain data (YAML or JSON) describes."""
    table = _table(data, _("the mapping"), _KEYS)
    values: dict[str, Any] = {key: _text(table, key) for key in _TEXT_KEYS if key in table}
    if not values.get("name"):
        raise InputError(_("The mapping has no name."), advice=_("Add a line « name: my_shop »."))
    for key, enum in (
        ("content", Content),
        ("prices", Prices),
        ("dates", DateStyle),
        ("order_values", OrderValues),
        ("repeats", Repeats),
    ):
        if key in table:
            values[key] = _choice(enum, table[key], key)
    if table.get("tax_rate") is not None:
        values["tax_rate"] = _rate(table["tax_rate"])
    if "numbers" in table:
        values["numbers"] = _numbers(table["numbers"])
    for key in ("negative_quantity_is_refund", "free_is_sold"):
        if key in table:
            values[key] = _flag(table, key)
    values["columns"] = _columns(table.get("columns", {}))
    values["optional"] = _words(table, "optional")
    values["lines"] = tuple(_line_rule(item) for item in _list(table, "lines"))
    values["documents"] = tuple(_document_rule(item) for item in _list(table, "documents"))
    values["one_unit"] = tuple(_one_unit(item) for item in _list(table, "one_unit"))
    values["notes"] = tuple(str(note) for note in _list(table, "notes"))
    values["statuses"] = _statuses(table.get("statuses", {}))
    if table.get("lookup") is not None:
        lookup = _table(table["lookup"], "lookup", ("file", "key"))
        values["lookup"] = Lookup(_text(lookup, "file"), _text(lookup, "key"))
    if not is_draft:
        _check_columns(values)
    _check(values)
    return values


def _check_columns(values: dict[str, Any]) -> None:
    columns, content = values["columns"], values.get("content", Content.ORDERS)
    missing: list[tuple[str, ...]] = [(name,) for name in REQUIRED[content] if name not in columns]
    if content is Content.ORDERS and not set(AMOUNTS) & set(columns):
        missing.append(AMOUNTS)
    if missing:
        raise LackingColumnsError(
            missing,
            _("The mapping names no column for: %(names)s.")
            % {"names": ", ".join(names[0] for names in missing)},
            "",
            _("Say which column of the file holds it."),
        )


def _check(values: dict[str, Any]) -> None:
    """What one key alone cannot say: time zone, currency."""
    timezone, currency = values.get("timezone", ""), values.get("currency", "")
    if timezone and timezone not in available_timezones():
        _refuse(timezone, available_timezones(), _("time zone"), listed=False)
    if currency and not (len(currency) == 3 and currency.isalpha() and currency.isupper()):
        raise InputError(
            _("« %(came)s » is not a currency.") % {"came": currency},
            _("Three capital letters, such as EUR or GBP."),
        )
    for name in (
        *values["optional"],
        *(rule.field for rule in values["lines"]),
        *(rule.field for rule in values["one_unit"]),
    ):
        if name not in FIELDS:
            _refuse(name, FIELDS, _("field"))


def _columns(data: Any) -> dict[str, ColumnRef]:
    table = _table(data, "columns", FIELDS)
    return {name: _column(name, value) for name, value in table.items() if value is not None}


def _column(name: str, value: Any) -> ColumnRef:
    if isinstance(value, dict):
        table = _table(value, name, [how for how in How if how is not How.FIRST])
        if len(table) != 1:
            raise InputError(
                _("« %(name)s » must say one of join, sum, value.") % {"name": name},
                advice=_("For example « %(name)s: {join: [First name, Last name]} ».") % {"name": name},
            )
        how, names = next(iter(table.items()))
        return ColumnRef(_names(name, names), How(how))
    return ColumnRef(_names(name, value))


def _names(key: str, value: Any) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    if not names or any(isinstance(name, list | dict) or name is None or str(name) == "" for name in names):
        raise InputError(
            _("« %(key)s » must name a column or a list of columns.") % {"key": key},
            advice=_("Write the header as it stands in the file."),
        )
    return tuple(str(name) for name in names)


def _line_rule(data: Any) -> LineRule:
    table = _table(data, "lines", ("kind", "field", "values", "prefixes"))
    values, prefixes = _words(table, "values"), _words(table, "prefixes")
    if not values and not prefixes:
        raise InputError(_("A rule of « lines » needs values or prefixes."))
    return LineRule(_choice(LineKind, table.get("kind"), "kind"), _text(table, "field"), values, prefixes)


def _document_rule(data: Any) -> DocumentRule:
    table = _table(data, "documents", ("kind", "prefixes"))
    prefixes = _words(table, "prefixes")
    if not prefixes:
        raise InputError(_("A rule of « documents » needs prefixes."))
    return DocumentRule(_choice(DocumentKind, table.get("kind"), "kind"), prefixes)


def _one_unit(data: Any) -> OneUnit:
    table = _table(data, "one_unit", ("field", "values"))
    return OneUnit(_text(table, "field"), _words(table, "values"))


def _statuses(data: Any) -> dict[str, str]:
    if not isinstance(data, dict):
        raise InputError(_("« statuses » must be a table: the shop's word, then ours."))
    for came in data.values():
        if came not in MEANINGS:
            _refuse(str(came), MEANINGS, _("status"))
    return {str(word): str(status) for word, status in data.items()}


def _numbers(data: Any) -> Numbers:
    table = _table(data, "numbers", ("decimal", "thousands"))
    decimal, thousands = str(table.get("decimal", ".")), str(table.get("thousands", ""))
    if decimal not in DECIMAL_SIGNS or thousands not in THOUSANDS_SIGNS or decimal == thousands:
        raise InputError(
            _("These signs of numbers cannot be used: decimal « %(decimal)s », thousands « %(thousands)s ».")
            % {"decimal": decimal, "thousands": thousands},
            _("Decimal: point or comma. Thousands: nothing, a space, the other of point and comma, or '."),
        )
    return Numbers(decimal, thousands)


def _rate(value: Any) -> Decimal:
    try:
        rate = Decimal(str(value))
    except InvalidOperation:
        rate = Decimal(-1)
    if not 0 <= rate < 1:
        raise InputError(
            _("« %(came)s » is not a rate of tax.") % {"came": value}, _("Between 0 and 1: 0.2 for 20 %.")
        )
    return rate


def _table(data: Any, what: object, keys: Iterable[str]) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise InputError(
            _("« %(what)s » must be a table of names and values.") % {"what": what},
            _("Known names: %(keys)s.") % {"keys": ", ".join(keys)},
        )
    known = [str(key) for key in keys]
    for key in data:
        if key not in known:
            _refuse(str(key), known, what)
    return data


def _refuse(came: str, known: Iterable[str], what: object, *, listed: bool = True) -> None:
    guess = closest(came, known)
    raise InputError(
        _("« %(came)s » is not known in %(what)s.") % {"came": came, "what": what},
        _("Known: %(known)s.") % {"known": ", ".join(known)} if listed else "",
        _("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "",
    )


def _choice[Choice: StrEnum](enum: type[Choice], came: Any, key: str) -> Choice:
    if came not in list(enum):
        _refuse(str(came), list(enum), key)
    return enum(came)


def _text(table: dict[str, Any], key: str) -> str:
    value = table.get(key, "")
    if isinstance(value, dict | list) or value is None:
        raise InputError(_("« %(key)s » must be a text.") % {"key": key})
    return str(value)


def _flag(table: dict[str, Any], key: str) -> bool:
    if not isinstance(table[key], bool):
        raise InputError(_("« %(key)s » must be true or false.") % {"key": key})
    return bool(table[key])


def _list(table: dict[str, Any], key: str) -> list[Any]:
    value = table.get(key) or []
    if not isinstance(value, list):
        raise InputError(_("« %(key)s » must be a list.") % {"key": key})
    return value


def _words(table: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(word) for word in _list(table, key))


def _where(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}, {getattr(error, 'problem', '')}" if mark else str(error)[:200]
