"""The whole state of the product in a comparable form: denied means that nothing of it moved."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection

VOLATILE = {"last_login", "last_used_at", "opened", "last_opened_at"}
"""Told by reading alone."""

type Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class State:
    rows: Rows
    files: dict[str, str]
    written: tuple[int, int] | None
    """The connection, and how many rows it had added, changed or deleted by then, where the engine counts them."""


def state() -> State:
    """Every row of the product's tables, and the digest of every stored file."""
    rows: Rows = {}
    with connection.cursor() as cursor:
        for label, (statement, given) in _statements().items():
            rows[label] = cursor.execute(statement, given).fetchall()
    return State(rows, _files(), _written())


def _written() -> tuple[int, int] | None:
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        return None
    return id(connection.connection), connection.connection.total_changes


@cache
def _statements() -> dict[str, tuple[str, Any]]:
    """Worked out once: putting a hundred queries into words takes ten times as long as asking them."""
    return {
        model._meta.label: model._base_manager.order_by("pk")
        .values_list(*_columns(model))
        .query.sql_with_params()
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith(("comptoir.", "allauth."))
    }


def changed(before: State) -> list[str]:
    """The tables and files that are not as they were. No table is read where no row was written since."""
    files, old = _files(), before.files
    moved = [name for name in {*files, *old} if files.get(name) != old.get(name)]
    if before.written is not None and before.written == _written():
        return moved
    rows = state().rows
    return [label for label in rows if rows[label] != before.rows[label]] + moved


def of_company(company_id: int) -> dict[str, Any]:
    """The rows that name the company, and the files of its folders."""
    found: dict[str, Any] = {}
    with connection.cursor() as cursor:
        for label, (statement, given) in _statements_of(company_id).items():
            found[label] = cursor.execute(statement, given).fetchall()
    own = f"/{company_id}/"
    return found | {path: digest for path, digest in _files().items() if own in path}


@cache
def _statements_of(company_id: int) -> dict[str, tuple[str, Any]]:
    return {
        model._meta.label: model._base_manager.filter(company_id=company_id)
        .order_by("pk")
        .values_list(*_columns(model))
        .query.sql_with_params()
        for model in apps.get_models()
        if "company_id" in _columns(model)
    }


def _columns(model: Any) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.attname not in VOLATILE]


def _files() -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for root in (settings.WAREHOUSE, settings.UPLOADS)
        for path in Path(root).rglob("*")
        if path.is_file()
    }
