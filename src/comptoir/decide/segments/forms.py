"""The rows of the page in which a segment is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from comptoir.core.errors import InputError
from comptoir.decide.segments.definition import MOST, condition
from comptoir.decide.segments.engine.conditions import Condition, Join
from comptoir.decide.segments.fields import FIELDS, Field, Shape

FIRST = "segment"
JOINS = ((Join.AND.value, _("and")), (Join.OR.value, _("or")))


@dataclass(frozen=True, slots=True)
class Row:
    """A condition as it stands in the page, which may not be complete."""

    join: str = Join.AND.value
    field: str = FIRST
    test: str = ""
    value: str = ""

    @property
    def known(self) -> Field:
        return FIELDS[self.field]

    @property
    def is_empty(self) -> bool:
        return not self.value.strip()

    @property
    def is_choice(self) -> bool:
        return self.known.shape is Shape.CHOICE

    @property
    def input_type(self) -> str:
        return "month" if self.known.shape is Shape.MONTH else "text"

    @property
    def input_mode(self) -> str:
        return "decimal" if self.known.shape in (Shape.NUMBER, Shape.MONEY, Shape.PERCENT) else "text"

    @property
    def joins(self) -> Any:
        return JOINS


def rows_of(conditions: Iterable[Condition]) -> list[Row]:
    return [Row(one.join.value, one.field, one.test.value, one.value) for one in conditions]


def given_rows(given: QueryDict) -> list[Row]:
    """What the page sent; what it cannot mean is made good."""
    columns = [given.getlist(name) for name in ("join", "field", "test", "value")]
    return [_sound(Row(*cells)) for cells in zip(*columns, strict=False)][:MOST]


def changed(rows: Sequence[Row], do: str) -> list[Row]:
    """`add` puts a row below, `remove-2` takes one away."""
    kept = list(rows)
    verb, _dash, place = do.partition("-")
    if verb == "add" and len(kept) < MOST:
        kept.append(_sound(Row()))
    if verb == "remove" and place.isascii() and place.isdigit() and int(place) < len(kept):
        del kept[int(place)]
    return kept or [_sound(Row())]


def conditions_of(rows: Iterable[Row]) -> tuple[tuple[Condition, ...], list[str]]:
    """The conditions of complete rows, and what is wrong with the others. Empty ones say nothing yet."""
    found, faults = [], []
    for row in rows:
        if row.is_empty:
            continue
        try:
            found.append(condition(row.field, row.test, row.value, row.join))
        except InputError as error:
            faults.append(str(error))
    return tuple(found), faults


def _sound(row: Row) -> Row:
    if row.field not in FIELDS:
        row = replace(row, field=FIRST)
    known = row.known
    if row.test not in known.tests:
        row = replace(row, test=next(iter(known.tests)))
    if known.choices and row.value not in known.choices:
        row = replace(row, value=next(iter(known.choices)))
    return replace(row, join=row.join if row.join in tuple(Join) else Join.AND.value)


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
