"""Whatever changes at the shop meanwhile: nothing is lost, and the walk ends."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.shops.api import Found, by_change

SIZE = 4
START = datetime(2026, 1, 1, tzinfo=UTC)


@given(
    st.lists(st.integers(0, 6), min_size=0, max_size=30),
    st.lists(st.tuples(st.integers(0, 29), st.booleans()), max_size=12),
)
@settings(max_examples=150, deadline=None)
def test_every_record_is_handed_out_as_it_last_was(
    seconds: list[int], changes: list[tuple[int, bool]]
) -> None:
    records = {
        key: {"id": key, "at": START + timedelta(seconds=second), "v": 0}
        for key, second in enumerate(seconds)
    }
    now = START + timedelta(seconds=10)
    pending = list(changes)

    def fetch(after: datetime | None, number: int) -> Found:
        nonlocal now
        rows = sorted(
            (r for r in records.values() if after is None or r["at"] > after),
            key=lambda r: (r["at"], r["id"]),
        )
        page = [dict(r) for r in rows[(number - 1) * SIZE : number * SIZE]]
        if pending:
            key, later = pending.pop(0)
            if key in records:
                now += timedelta(seconds=later)
                records[key] = {"id": key, "at": now, "v": records[key]["v"] + 1}
        return Found(page, len(page) < SIZE)

    pages = list(by_change(fetch, lambda r: r["at"], lambda r: r["id"], None))
    # The next run starts again a little before what was reached, as every run does.
    reached = max((page.reached for page in pages), default=None)
    pages += by_change(
        fetch, lambda r: r["at"], lambda r: r["id"], reached and reached - timedelta(seconds=2)
    )
    while pending:
        fetch(None, 1)
    pages += by_change(
        fetch, lambda r: r["at"], lambda r: r["id"], reached and reached - timedelta(seconds=2)
    )
    seen = {record["id"]: record["v"] for page in pages for record in page.records}
    assert seen == {key: record["v"] for key, record in records.items()}


def test_a_page_of_one_second_counts_on_by_number() -> None:
    rows = [{"id": n, "at": START} for n in range(11)]
    asked = []

    def fetch(after: datetime | None, number: int) -> Found:
        asked.append((after, number))
        page = rows[(number - 1) * SIZE : number * SIZE]
        return Found(page, len(page) < SIZE, len(rows))

    pages = list(by_change(fetch, lambda r: r["at"], lambda r: r["id"], None))
    assert [record["id"] for page in pages for record in page.records] == list(range(11))
    assert pages[0].total == 11
