"""The way to write: one writer at a time in a company, from the newest snapshot on."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from comptoir.core.companies.api import Permission, Scope
from comptoir.measure.warehouse import connections
from comptoir.measure.warehouse.batch import Batch
from comptoir.measure.warehouse.lock import exclusive
from comptoir.measure.warehouse.models import Snapshot
from comptoir.measure.warehouse.rollback import roll_back
from comptoir.measure.warehouse.snapshots import newest
from comptoir.measure.warehouse.store import Store

WAIT = 300.0


@contextmanager
def held(scope: Scope, wait: float = WAIT) -> Iterator[tuple[Store, Snapshot | None]]:
    """The company's store to oneself, its tables as the newest snapshot names them.

    It refuses to open inside a database transaction: another writer could begin between the end of the
    block and that of the transaction.
    """
    store = Store.of(scope)
    with exclusive(store.folder, wait):
        with transaction.atomic(durable=True):
            base = newest(scope.company_id)
        roll_back(store, base)
        yield store, base


@contextmanager
def writer(scope: Scope, wait: float = WAIT) -> Iterator[Batch]:
    """Hold the company's facts for writing; ConflictError when another still holds them after `wait` seconds.

    What is not committed by the end of the block is undone by the next writer. A database transaction
    inside the block is fine: let `commit` stand in it with your own rows. Around the block it is refused.
    """
    scope.require(Permission.IMPORT_DATA)
    with held(scope, wait) as (store, base), connections.private() as connection:
        yield Batch(scope, store, connection, base)
