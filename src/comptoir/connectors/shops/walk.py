"""Walking through records in the order of their last change, while the shop keeps changing them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from comptoir.connectors.source import Page, Record


@dataclass(frozen=True, slots=True)
class Found:
    """One answer to « what changed after this instant? », oldest change first."""

    records: list[Record]
    is_last: bool
    total: int | None = None


def by_change(
    fetch: Callable[[datetime | None, int], Found],
    changed: Callable[[Record], datetime],
    identity: Callable[[Record], object],
    since: datetime | None,
    step: timedelta = timedelta(seconds=1),
) -> Iterator[Page]:
    """Pages from `since` on; `fetch(after, number)` gives page `number` (from 1) of what changed after `after`.

    Pages are asked by the instant that was reached, not by number: a record that changes meanwhile moves to the end
    and would push another one across the border of two numbered pages. Only where more records than a page holds
    changed within one `step` of the shop's clock do numbers count on.
    """
    after, number, total = since, 1, None
    handed: set[object] = set()
    while True:
        found = fetch(after, number)
        total = found.total if total is None else total
        fresh = [record for record in found.records if (identity(record), changed(record)) not in handed]
        if fresh:
            yield Page(fresh, changed(fresh[-1]), total)
        if found.is_last or not found.records:
            return
        handed = {(identity(record), changed(record)) for record in found.records} | (
            handed if number > 1 else set()
        )
        # What changed in the same second as the last one may not all be on this page.
        reached = changed(found.records[-1]) - step
        if after is None or reached > after:
            after, number = reached, 1
        else:
            number += 1
