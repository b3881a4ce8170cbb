"""What vendors answered, kept for some days and within bounds."""

import json
import zlib
from collections.abc import Iterator, Set
from datetime import timedelta

from django.conf import settings
from django.db.models import Sum

from comptoir.connectors.connections.models import Connection, KeptAnswer
from comptoir.connectors.source import Record
from comptoir.core import clock


def keep_answer(held: Connection, table: str, records: list[Record]) -> None:
    """Keep records as they came; the oldest make room for them."""
    body = zlib.compress(json.dumps(records, ensure_ascii=False).encode(), 6)
    KeptAnswer.objects.create(
        connection=held, table=table, at=clock.now(), records=len(records), size=len(body), body=body
    )
    _make_room(held)


def kept_answers(held: Connection, table: str) -> Iterator[list[Record]]:
    """The records of a table, oldest answer first: an order that stands twice is as its last answer tells it."""
    for answer in held.answers.filter(table=table).iterator(chunk_size=20):
        yield _records(answer)


def forget_answers(held: Connection, table: str) -> None:
    """Those of a table that is read whole each time."""
    held.answers.filter(table=table).delete()


def forget_old_answers() -> int:
    """Those whose time is over; how many there were."""
    before = clock.now() - timedelta(days=settings.ANSWERS_KEPT_DAYS)
    return KeptAnswer.objects.filter(at__lt=before).delete()[0]


def forget_person(company_id: int, words: Set[str]) -> int:
    """The answers in which one of these references or addresses stands; how many there were."""
    gone = [
        answer.pk
        for answer in KeptAnswer.objects.filter(connection__company_id=company_id).iterator(chunk_size=20)
        if names_person(_records(answer), words)
    ]
    KeptAnswer.objects.filter(pk__in=gone).delete()
    return len(gone)


def _records(answer: KeptAnswer) -> list[Record]:
    records: list[Record] = json.loads(zlib.decompress(answer.body))
    return records


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
