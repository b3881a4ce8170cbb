"""Rows of any model as JSON lines and back: people by their e-mail address, other rows by their number in the file."""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Field, JSONField, Model, QuerySet
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Company
from comptoir.core.errors import InputError
from comptoir.measure.takeout.declared import Carried

AT_ONCE = 2_000
type Numbers = dict[str, dict[int, int]]
"""Model -> number in the file -> key here."""


def write_table(company_id: int, table: Carried, path: Path) -> int:
    """How many rows were written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in _own(table, company_id).order_by("pk").iterator(AT_ONCE):
            file.write(json.dumps(_told(row, table), ensure_ascii=False, sort_keys=True) + "\n")
            count += 1
    return count


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def bring_table(
    company_id: int, table: Carried, path: Path, people: Mapping[str, int], numbers: Numbers
) -> int:
    """Writes the rows of a file into a company; the numbers of those that others point at are noted."""
    model: type[Model] = apps.get_model(table.label)
    known = numbers.setdefault(table.label, {})
    batch: list[tuple[int, Model]] = []
    count = 0

    def flush() -> None:
        made = model._base_manager.bulk_create([row for _number, row in batch])
        known.update({number: row.pk for (number, _row), row in zip(batch, made, strict=True)})
        _keep_moments(model, [row for _number, row in batch], moments)
        batch.clear()
        moments.clear()

    moments: list[dict[str, Any]] = []
    for told in read_lines(path):
        values = _values(model, table, told, company_id, people, numbers)
        if values is None:
            continue
        batch.append((told["pk"], model(**values)))
        moments.append(values)
        count += 1
        if len(batch) >= AT_ONCE:
            flush()
    if batch:
        flush()
    return count


def _own(table: Carried, company_id: int) -> QuerySet[Any]:
    model: type[Model] = apps.get_model(table.label)
    return model._base_manager.filter(**{way_to_company(model): company_id})


def way_to_company(model: type[Model]) -> str:
    """`company_id`, or the way over the row that it belongs to; empty for a model of no company."""
    for field in model._meta.concrete_fields:
        if field.related_model is Company:
            return field.attname
    for field in model._meta.concrete_fields:
        over = field.related_model
        if (
            isinstance(over, type)
            and over is not model
            and not _is_person(field)
            and (way := way_to_company(over))
        ):
            return f"{field.name}__{way}"
    return ""


def _told(row: Model, table: Carried) -> dict[str, Any]:
    told: dict[str, Any] = {"pk": row.pk}
    for field in _fields(type(row), table):
        value = getattr(row, field.attname)
        if _is_person(field):
            person = getattr(row, field.name)
            told[field.name] = person.email if person is not None else None
        else:
            told[field.name] = value if isinstance(field, JSONField) else _plain(value)
    return told


def _values(
    model: type[Model],
    table: Carried,
    told: dict[str, Any],
    company_id: int,
    people: Mapping[str, int],
    numbers: Numbers,
) -> dict[str, Any] | None:
    """None for a row about a person or a row that is not here."""
    fields = {field.name: field for field in _fields(model, table)}
    if unknown := sorted(set(told) - set(fields) - {"pk"}):
        raise InputError(
            _("The export has columns that this version does not know: %(columns)s of %(table)s.")
            % {"columns": ", ".join(unknown), "table": table.label},
            advice=_("Update this installation first. Nothing was changed."),
        )
    values: dict[str, Any] = {}
    for name, field in fields.items():
        if name not in told:
            continue
        value = told[name]
        if field.is_relation:
            related: Any = field.related_model
            found = people if _is_person(field) else numbers.get(related._meta.label, {})
            key = found.get(value) if value is not None else None
            if key is None and not field.null:
                return None
            values[field.attname] = key
        else:
            values[name] = value if isinstance(field, JSONField) else field.to_python(value)
    if any(field.name == "company" for field in model._meta.concrete_fields):
        values["company_id"] = company_id
    return values


def _fields(model: type[Model], table: Carried) -> "list[Field[Any, Any]]":
    """Those that are carried: the key and the company go without saying."""
    left = {"company", *table.dropped}
    return [
        field for field in model._meta.concrete_fields if not field.primary_key and field.name not in left
    ]


def _keep_moments(model: type[Model], rows: list[Model], moments: list[dict[str, Any]]) -> None:
    """A column that is filled with the moment of writing keeps the one it had."""
    names = [field.name for field in model._meta.concrete_fields if getattr(field, "auto_now_add", False)]
    if not names:
        return
    for row, values in zip(rows, moments, strict=True):
        for name in names:
            setattr(row, name, values[name])
    model._base_manager.bulk_update(rows, names, batch_size=200)


def _is_person(field: "Field[Any, Any]") -> bool:
    related: Any = field.related_model
    return field.is_relation and related._meta.label == settings.AUTH_USER_MODEL


def _plain(value: Any) -> Any:
    """What a field reads back from: dates as they are written, pictures in base64."""
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
