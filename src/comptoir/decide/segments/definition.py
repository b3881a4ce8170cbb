"""Definitions as they are typed, stored and said."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from babel.dates import format_date
from django.utils.translation import gettext as _

from comptoir.core.errors import InputError
from comptoir.core.money import format_money, format_number, format_percent
from comptoir.decide.segments.engine.conditions import Condition, Join, Test, groups
from comptoir.decide.segments.fields import FIELDS, Field, Shape

MOST = 20
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_LARGEST = Decimal(10) ** 12


def condition(field: str, test: str, value: str, join: str = "and") -> Condition:
    """Checked; InputError says what is wrong with it."""
    known = FIELDS.get(field)
    if known is None:
        raise InputError(
            _("There is no condition « %(field)s ».") % {"field": field},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(FIELDS)},
        )
    if test not in known.tests or join not in tuple(Join):
        raise InputError(_("That is no comparison of « %(field)s ».") % {"field": known.label})
    return Condition(field, Test(test), _value(known, value.strip()), Join(join))


def _value(known: Field, text: str) -> str:
    if known.shape is Shape.CHOICE and text in known.choices:
        return text
    if known.shape is Shape.WORD and 0 < len(text) <= 200:
        return text
    if known.shape is Shape.MONTH and _MONTH.fullmatch(text):
        return text
    if known.shape in (Shape.NUMBER, Shape.MONEY, Shape.PERCENT) and text:
        number = _number(text)
        limit = 100 if known.shape is Shape.PERCENT else _LARGEST
        is_whole = known.shape is not Shape.NUMBER or number == number.to_integral_value()
        if 0 <= number <= limit and is_whole:
            return f"{number.normalize():f}"
    raise InputError(_("« %(value)s » is no value of « %(field)s ».") % {"value": text, "field": known.label})


def _number(text: str) -> Decimal:
    try:
        number = Decimal("".join(text.split()).replace(",", "."))
    except InvalidOperation:
        return Decimal(-1)
    return number if number.is_finite() else Decimal(-1)


def stored(conditions: Iterable[Condition]) -> list[dict[str, str]]:
    return [
        {"field": one.field, "test": one.test.value, "value": one.value, "join": one.join.value}
        for one in conditions
    ]


def of_stored(rows: Iterable[Mapping[str, str]]) -> tuple[Condition, ...]:
    return tuple(
        Condition(row["field"], Test(row["test"]), row["value"], Join(row.get("join", "and"))) for row in rows
    )


def sentence(conditions: Sequence[Condition], currency: str, locale: str) -> str:
    """« (A or B) and C »."""
    if not conditions:
        return _("All customers")
    parts = []
    found = groups(conditions)
    for group in found:
        said = _(" or ").join(_said(one, currency, locale) for one in group)
        parts.append(f"({said})" if len(group) > 1 and len(found) > 1 else said)
    return _(" and ").join(parts)


def _said(one: Condition, currency: str, locale: str) -> str:
    known = FIELDS[one.field]
    said = f"{known.tests[one.test.value]} {_written(known, one.value, currency, locale)}"
    if known.shape in (Shape.CHOICE, Shape.WORD):
        return f"{known.label} {said}"
    return _("%(label)s: %(said)s") % {"label": known.label, "said": said}


def _written(known: Field, value: str, currency: str, locale: str) -> Any:
    match known.shape:
        case Shape.CHOICE:
            return f"« {known.choices[value]} »"
        case Shape.WORD:
            return f"« {value} »"
        case Shape.MONTH:
            return format_date(date.fromisoformat(f"{value}-01"), "MMMM y", locale=locale)
        case Shape.MONEY:
            return format_money(Decimal(value), currency, locale, 0)
        case Shape.PERCENT:
            return format_percent(Decimal(value) / 100, locale, 0)
        case _:
            return format_number(Decimal(value), locale)
