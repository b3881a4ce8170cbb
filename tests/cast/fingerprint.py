"""The whole state of the product in a comparable form: denied means that nothing of it moved."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection

VOLATILE = {"last_login", "last_used_at", "opened", "last_opened_at"}
"""Told by reading alone."""

type Rows = dict[str, list[tuple[Any, ...]]]


def state() -> tuple[Rows, dict[str, str]]:
    """Every row of the product's tables, and the digest of every stored file."""
    rows: Rows = {}
    with connection.cursor() as cursor:
        for label, (statement, given) in _statements().items():
            rows[label] = cursor.execute(statement, given).fetchall()
    return rows, _files()


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


def changed(before: tuple[Rows, dict[str, str]]) -> list[str]:
    """The tables and files that are not as they were."""
    rows, files = state()
    old_rows, old_files = before
    moved = [label for label in rows if rows[label] != old_rows[label]]
    return moved + [name for name in {*files, *old_files} if files.get(name) != old_files.get(name)]


def of_company(company_id: int) -> dict[str, Any]:
    """The rows that name the company, and the files of its folders."""
    found: dict[str, Any] = {}
    for model in apps.get_models():
        if "company_id" in _columns(model):
            rows = model._base_manager.filter(company_id=company_id).values_list(*_columns(model))
            found[model._meta.label] = sorted(rows, key=lambda row: str(row))
    own = f"/{company_id}/"
    return found | {path: digest for path, digest in _files().items() if own in path}


def _columns(model: Any) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.attname not in VOLATILE]


def _files() -> dict[str, str]:
    return {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest()
        for root in (settings.WAREHOUSE, settings.UPLOADS)
        for path in Path(root).rglob("*")
        if path.is_file()
    }
