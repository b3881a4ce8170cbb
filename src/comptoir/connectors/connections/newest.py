"""What is kept of a table, each record once, as it was told last."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from comptoir.connectors.connections.answers import FORGOTTEN, one_by_one, records_of
from comptoir.connectors.connections.models import Connection, GoneOrder
from comptoir.connectors.source import Record, Table
from comptoir.core import clock


@dataclass(frozen=True, slots=True)
class Kept:
    record: Record
    at: datetime
    """When it came."""


class NewestRecords:
    """The newest version of each record, in the order in which these came: oldest change first.

    One answer at a time is unpacked; of each record only where its newest version stands is held.
    """

    def __init__(self, held: Connection, table: Table) -> None:
        self._table = table
        self._answers = held.answers.filter(table=table.name)
        self._places: dict[bytes, tuple[int, int]] = {}
        for answer in one_by_one(self._answers):
            for place, record in enumerate(records_of(answer)):
                self._places[self._identity(record)] = answer.pk, place

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Kept]:
        for answer in one_by_one(self._answers):
            for place, record in enumerate(records_of(answer)):
                is_newest = self._places.get(self._identity(record)) == (answer.pk, place)
                if is_newest and FORGOTTEN not in record:
                    yield Kept(record, answer.at)

    def _identity(self, record: Record) -> bytes:
        """A digest of its key; of the whole record where an older version of Comptoir kept it without one."""
        names = self._table.key
        what = [record[name] for name in names] if all(name in record for name in names) else record
        return hashlib.blake2b(json.dumps(what, sort_keys=True).encode(), digest_size=16).digest()


def kept_since(held: Connection, table: str = "") -> datetime | None:
    """From when on answers are kept, of one table or of all; None where none are."""
    answers = held.answers.filter(table=table) if table else held.answers.all()
    return answers.values_list("at", flat=True).first()


def note_gone(held: Connection, orders: set[str]) -> None:
    """Remember that the shop no longer has these orders."""
    for order in orders:
        GoneOrder.objects.update_or_create(connection=held, order=order, defaults={"at": clock.now()})


def gone_orders(held: Connection) -> dict[str, datetime]:
    """The orders that the shop no longer had, and when that was noticed."""
    return dict(held.gone_orders.values_list("order", "at"))
