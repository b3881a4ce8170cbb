"""What vendors answered, kept for some days and within bounds."""

import json
import zlib
from collections.abc import Iterator, Set
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet, Sum

from comptoir.connectors.connections.models import Connection, GoneOrder, KeptAnswer
from comptoir.connectors.connections.queries import source_of
from comptoir.connectors.source import Record
from comptoir.core import clock

FORGOTTEN = "comptoir_forgot"
"""Of a record that named an erased person: only its key is left, so that an older version of it does not stand as the
newest."""


def keep_answer(held: Connection, table: str, records: list[Record]) -> None:
    """Keep records as they came; the oldest make room for them."""
    body = packed(records)
    KeptAnswer.objects.create(
        connection=held, table=table, at=clock.now(), records=len(records), size=len(body), body=body
    )
    _make_room(held)


def kept_answers(held: Connection, table: str) -> Iterator[list[Record]]:
    """The records of a table, oldest answer first: an order that stands twice is as its last answer tells it."""
    for answer in held.answers.filter(table=table).iterator(chunk_size=20):
        yield records_of(answer)


def forget_answers(held: Connection, table: str) -> None:
    """Those of a table that is read whole each time."""
    held.answers.filter(table=table).delete()


def forget_old_answers() -> int:
    """Those whose time is over; how many there were."""
    before = clock.now() - timedelta(days=settings.ANSWERS_KEPT_DAYS)
    GoneOrder.objects.filter(at__lt=before).delete()  # What was kept of them is older still.
    return KeptAnswer.objects.filter(at__lt=before).delete()[0]


def forget_person(company_id: int, words: Set[str]) -> int:
    """The records in which one of these references or addresses stands; how many there were."""
    count = 0
    for answer in one_by_one(KeptAnswer.objects.filter(connection__company_id=company_id)):
        records = records_of(answer)
        named = [names_person(record, words) for record in records]
        if not any(named):
            continue
        key = _key(answer)
        pairs = zip(records, named, strict=True)
        left = [_forgotten(record, key, words) if is_named else record for record, is_named in pairs]
        answer.body = packed([record for record in left if record])
        answer.size = len(answer.body)
        answer.save(update_fields=["body", "size"])
        count += sum(named)
    return count


def one_by_one(answers: QuerySet[KeptAnswer]) -> Iterator[KeptAnswer]:
    """Each fetched by itself, as it is then: their bodies are not held together, and between two of them others are
    written or go."""
    for key in list(answers.values_list("pk", flat=True)):
        answer = KeptAnswer.objects.filter(pk=key).select_related("connection").first()
        if answer is not None:
            yield answer


def records_of(answer: KeptAnswer) -> list[Record]:
    records: list[Record] = json.loads(zlib.decompress(answer.body))
    return records


def packed(records: list[Record]) -> bytes:
    return zlib.compress(json.dumps(records, ensure_ascii=False).encode(), 6)


def _key(answer: KeptAnswer) -> tuple[str, ...]:
    tables = source_of(answer.connection.vendor).tables
    return next((table.key for table in tables if table.name == answer.table), ())


def _forgotten(record: Record, key: tuple[str, ...], words: Set[str]) -> Record:
    """What is left of it; nothing where the key itself names the person."""
    left = {name: record[name] for name in key if name in record}
    return {**left, FORGOTTEN: True} if left and not names_person(left, words) else {}


def names_person(value: object, words: Set[str]) -> bool:
    """Whether one of the words, in lower case, stands as a value somewhere in the record."""
    if isinstance(value, dict):
        return any(names_person(part, words) for part in value.values())
    if isinstance(value, list):
        return any(names_person(part, words) for part in value)
    return str(value).strip().lower() in words if isinstance(value, str | int) else False


def _make_room(held: Connection) -> None:
    size = held.answers.aggregate(size=Sum("size"))["size"] or 0
    if size <= settings.MAX_KEPT_ANSWERS:
        return
    gone = []
    for key, packed in held.answers.values_list("pk", "size"):
        gone.append(key)
        size -= packed
        if size <= settings.MAX_KEPT_ANSWERS:
            break
    held.answers.filter(pk__in=gone).delete()
