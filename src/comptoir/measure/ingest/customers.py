"""Surrogate keys: given to references before facts are written, taken back at erasure."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched

from django.conf import settings
from django.db import transaction

from comptoir.core.companies.api import Scope
from comptoir.measure.ingest.models import Customer, ErasedCustomer

# Short transactions: 10,000 keys take about 60 ms, and nobody waits long for the write lock.
BATCH = 10_000
FEW = 5_000
"""Up to so many references are looked up by name; for more it is quicker to read those of the whole source."""
LOOKED_UP = 5_000
"""References in one question: SQLite takes 32,766 at most."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A customer as a source names it."""

    source: str
    reference: str
    email: str = ""
    name: str = ""


def fingerprint(scope: Scope, source: str, reference: str) -> str:
    """What is kept of an erased reference: useless without the secret key of the installation."""
    message = f"{scope.company_id}\0{source}\0{reference}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()


def assign_keys(scope: Scope, references: Iterable[Reference]) -> dict[tuple[str, str], int]:
    """(source, reference) -> key, made where missing. Erased references get none."""
    keys: dict[tuple[str, str], int] = {}
    for source, named in _by_source(references):
        known = dict(_keys_of(scope, source, named))
        erased = set(
            ErasedCustomer.objects.filter(company_id=scope.company_id, source=source).values_list(
                "fingerprint", flat=True
            )
        )
        missing = [
            person
            for person in named
            if person.reference not in known
            and not (erased and fingerprint(scope, source, person.reference) in erased)
        ]
        for batch in batched(missing, BATCH):
            with transaction.atomic():
                Customer.objects.bulk_create(
                    [
                        Customer(
                            company_id=scope.company_id,
                            source=source,
                            reference=person.reference,
                            email=person.email,
                            name=person.name,
                        )
                        for person in batch
                    ],
                    # Another import may name the same person at the same moment.
                    ignore_conflicts=True,
                )
        if missing:
            known = dict(_keys_of(scope, source, named))
        keys |= {(source, p.reference): known[p.reference] for p in named if p.reference in known}
    return keys


def _keys_of(scope: Scope, source: str, named: Sequence[Reference]) -> Iterator[tuple[str, int]]:
    held = Customer.objects.filter(company_id=scope.company_id, source=source).values_list("reference", "pk")
    if len(named) > FEW:
        yield from held
        return
    for batch in batched(named, LOOKED_UP):
        yield from held.filter(reference__in=[person.reference for person in batch])


def _by_source(references: Iterable[Reference]) -> Iterator[tuple[str, list[Reference]]]:
    groups: dict[str, list[Reference]] = {}
    for person in references:
        groups.setdefault(person.source, []).append(person)
    yield from groups.items()
