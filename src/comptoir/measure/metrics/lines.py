"""The cells of both periods side by side, one line for each key, put in order and cut to what is asked."""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from comptoir.core.periods import Period, buckets
from comptoir.measure.metrics.catalogue.base import Metric
from comptoir.measure.metrics.cells import PERIOD, Cells, keys_of, merged
from comptoir.measure.metrics.days import Days, common
from comptoir.measure.metrics.figures import ranks
from comptoir.measure.metrics.plan import Plan
from comptoir.measure.metrics.sight import CHANGED, COMPARED, LABEL, Sight

THEN = ":then"
COHORT = "months_since_first"


@dataclass(frozen=True, slots=True)
class Lines:
    keys: pa.Table
    now: Cells
    then: Cells
    first: Cells | None
    """For a question by cohort: the cell at month 0 of the same cohort, line by line."""
    found: int
    """How many there are before the cut."""

    def take(self, chosen: pa.Array) -> "Lines":
        first = None if self.first is None else self.first.take(chosen)
        return Lines(self.keys.take(chosen), self.now.take(chosen), self.then.take(chosen), first, self.found)


def lines(plan: Plan, known: list[Metric], cells: Cells, compared: Cells | None) -> Lines:
    """Every bucket without dimensions; with dimensions, every combination met in either period."""
    keys = keys_of(plan)
    parts = [cells]
    if compared is not None:
        parts.append(compared.rename_columns([n if n in keys else n + THEN for n in compared.column_names]))
    if not plan.question.by:
        starts = [
            bucket.start for bucket in buckets(plan.period, plan.question.grain, plan.question.week_start)
        ]
        parts.append(pa.table({PERIOD: pa.array(starts, pa.date32())}))
    table = merged(parts, keys) if len(parts) > 1 else cells
    now = table.select([name for name in cells.column_names if name not in keys])
    then = table.select([name for name in table.column_names if name.endswith(THEN)])
    then = then.rename_columns([name.removesuffix(THEN) for name in then.column_names])
    whole = Lines(table.select(keys), now, then, _first(plan, table, now), table.num_rows)
    return _cut(whole, plan, known)


def is_loaded(plan: Plan, days: Days, keys: pa.Table, period: Period | None) -> pa.Array:
    """Whether any of the days is known of the bucket of `period` that the line stands for."""
    grain, week_start = plan.question.grain, plan.question.week_start
    ours = buckets(plan.period, grain, week_start)
    theirs = buckets(period, grain, week_start) if period else []
    known = common(days, (period,)) if period else ()
    starts = [
        our.start
        for our, their in zip(ours, theirs, strict=False)
        if any(their.overlap(one) for one in known)
    ]
    return pc.is_in(keys[PERIOD], pa.array(starts, pa.date32()))


def _first(plan: Plan, table: pa.Table, now: Cells) -> Cells | None:
    at = next((n for n, found in enumerate(plan.question.by) if found.name == COHORT), None)
    if at is None:
        return None
    others = [name for name in keys_of(plan) if name != f"dim_{at}"]
    places = {
        tuple(key.values()): place
        for place, key in enumerate(table.select(others).to_pylist())
        if table[f"dim_{at}"][place].as_py() == "0"
    }
    return now.take(
        pa.array([places.get(tuple(k.values())) for k in table.select(others).to_pylist()], pa.int64())
    )


def _cut(whole: Lines, plan: Plan, known: list[Metric]) -> Lines:
    sight = plan.question.sight
    if sight.matching:
        kept = pc.indices_nonzero(_matches(whole.keys, sight))
        whole = whole.take(kept)
    chosen = _in_order(whole, plan, known)[sight.offset :]
    taken = whole.take(chosen)
    return Lines(taken.keys, taken.now, taken.then, taken.first, whole.keys.num_rows)


def _in_order(whole: Lines, plan: Plan, known: list[Metric]) -> pa.Array:
    """Places of the lines down to the last in sight: as asked, then by day and dimension; what is unknown
    comes last either way."""
    sight, table = plan.question.sight, whole.keys
    by = [(name, "ascending") for name in table.column_names]
    if sight.order:
        table = table.append_column("asked", _asked(whole, plan, known))
        by.insert(0, ("asked", "descending" if sight.is_descending else "ascending"))
    if sight.limit is not None and sight.offset + sight.limit < table.num_rows:
        # No two lines have the same keys: which come first is never left to chance.
        return pc.select_k_unstable(table, sight.offset + sight.limit, by)
    return pc.sort_indices(table, sort_keys=[(*key, "at_end") for key in by])


def _asked(whole: Lines, plan: Plan, known: list[Metric]) -> pa.Array | pa.ChunkedArray:
    order = plan.question.sight.order
    if order == PERIOD:
        return whole.keys[PERIOD]
    if order == LABEL:
        labels = _labels(whole.keys, plan.question.sight)
        return pa.array([words.casefold() if words else None for words in labels], pa.string())
    for place, found in enumerate(plan.question.by):
        if order == found.name:
            return whole.keys[f"dim_{place}"]
    name = order.removesuffix(COMPARED).removesuffix(CHANGED)
    metric = next((one for one in known if one.name == name), None)
    if metric is None:  # it waits for a source: nothing to put in order by
        return pa.nulls(whole.keys.num_rows, pa.float64())
    tax = plan.question.tax

    def of(cells: Cells, period: Period | None) -> pa.ChunkedArray:
        return pc.if_else(
            is_loaded(plan, plan.days[metric.name], whole.keys, period), ranks(metric, tax, cells), None
        )

    if order.endswith(CHANGED):
        now = pc.cast(of(whole.now, plan.period), pa.float64())
        then = pc.cast(of(whole.then, plan.compared), pa.float64())
        before = pc.if_else(pc.equal(then, 0.0), None, then)
        return pc.divide(pc.subtract(now, before), pc.abs(before))
    return of(whole.then, plan.compared) if order.endswith(COMPARED) else of(whole.now, plan.period)


def _labels(keys: pa.Table, sight: Sight) -> list[str | None]:
    """What the first dimension of each line is called."""
    return [sight.labels.get(value, value) for value in keys["dim_0"].to_pylist()]


def _matches(keys: pa.Table, sight: Sight) -> pa.Array:
    """Whether some value of the line, or what the first is called, contains the words; capitals ignored."""
    wanted = sight.matching.casefold()
    texts = [keys[name].to_pylist() for name in keys.column_names if name != PERIOD]
    if "dim_0" in keys.column_names:
        texts.append(_labels(keys, sight))
    found = [any(wanted in (text or "").casefold() for text in line) for line in zip(*texts, strict=True)]
    return pa.array(found, pa.bool_())
