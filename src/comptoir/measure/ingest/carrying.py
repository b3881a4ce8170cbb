"""Customers and kept files of a company that moves to another installation."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from comptoir.core.companies.api import Permission, Scope
from comptoir.measure.ingest.models import Customer, Upload
from comptoir.measure.ingest.uploads import path_of

UNNAMED = "unnamed:"
"""Before the number of a customer whose reference stayed where it was."""


def carried_customers(scope: Scope) -> Iterator[tuple[int, str, str, str, str]]:
    """Key, source, reference, e-mail address, name; in order of keys."""
    scope.require(Permission.MANAGE_COMPANY)
    own = Customer.objects.filter(company_id=scope.company_id).order_by("pk")
    yield from own.values_list("pk", "source", "reference", "email", "name").iterator(5_000)


def bring_customers(scope: Scope, rows: Sequence[dict[str, Any]]) -> dict[int, int]:
    """Key there -> key here. Whoever comes without a reference is nobody's: no import finds them again."""
    made = [
        Customer(
            company_id=scope.company_id,
            source=told["source"],
            reference=told.get("reference") or f"{UNNAMED}{told['pk']}",
            email=told.get("email", ""),
            name=told.get("name", ""),
        )
        for told in rows
    ]
    with transaction.atomic():
        kept = Customer.objects.bulk_create(made)
    return {told["pk"]: row.pk for told, row in zip(rows, kept, strict=True)}


def forget_customers(scope: Scope) -> None:
    """Of a company that was not brought in to the end."""
    Customer.objects.filter(company_id=scope.company_id).delete()


def carried_files(scope: Scope) -> Iterator[tuple[Path, str]]:
    """Each kept file once, and a name for it that says what it was called."""
    scope.require(Permission.VIEW_PERSONAL_DATA)
    seen = set()
    for upload in Upload.objects.filter(company_id=scope.company_id, removed_at=None).order_by("pk"):
        path = path_of(upload)
        if upload.digest not in seen and path.is_file():
            seen.add(upload.digest)
            yield path, f"{upload.digest[:12]}-{Path(upload.name).name or 'file'}"
