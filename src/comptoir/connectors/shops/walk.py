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
    found_more = False  # whether this way through numbered pages brought anything that the last one did not
    while True:
        found = fetch(after, number)
        total = found.total if total is None else total
        fresh = [record for record in found.records if (identity(record), changed(record)) not in handed]
        if fresh:
            yield Page(fresh, changed(fresh[-1]), total)
        handed |= {(identity(record), changed(record)) for record in fresh}
        found_more = found_more or bool(fresh)
        # What changed in the same second as the last one may not all be on this page.
        reached = changed(found.records[-1]) - step if found.records else None
        is_end = found.is_last or reached is None
        if not is_end and reached is not None and after is not None and reached <= after:
            number += 1
        elif number > 1 and found_more:
            # A record that changed meanwhile left its numbered page, and all behind it moved up: look again.
            number, found_more = 1, False
        elif is_end:
            return
        else:
            after, number, found_more = reached, 1, False
            handed = {(identity(record), changed(record)) for record in found.records}
