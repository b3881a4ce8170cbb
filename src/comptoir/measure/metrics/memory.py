"""Cells worked out once for each snapshot: in this process, and in the application database for the others.

Nothing is ever invalidated: the snapshot is part of the name, and the state of the cost rules and of the brand's words
of what they change.
"""

import threading
from base64 import b64decode, b64encode
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pyarrow as pa
from django.db import DatabaseError, transaction

from comptoir.core.periods import Period
from comptoir.measure.metrics.beside import Measured
from comptoir.measure.metrics.catalogue.measures import MEASURES
from comptoir.measure.metrics.cells import Cells
from comptoir.measure.metrics.models import CachedCells
from comptoir.measure.metrics.plan import Plan
from comptoir.measure.metrics.profile import Profile

WORTH_WRITING = 0.1
"""Seconds: what is quicker than this is worked out again by another process, rather than make whoever asks wait
until it is written down."""
MOST_WRITTEN = 25_000
"""Cells of one entry of the database."""
MOST_HELD = 500_000
"""Cells held by a process, all questions together."""
SNAPSHOTS_KEPT = 5
PROFILE = "profile 4"
"""Key of the profile; another number when its shape changes."""
FORMAT = "arrow 2"
"""How cells are packed."""

type Name = tuple[str, int, int, str]
"""Where the facts lie, company, snapshot and key of what was asked."""

_DEFINITIONS = sha256(repr(sorted(MEASURES.items())).encode()).hexdigest()


class Holder:
    """The most recently asked cells, up to a number of them; shared by the threads of the process."""

    def __init__(self, most: int = MOST_HELD) -> None:
        self._most, self._count = most, 0
        self._cells: OrderedDict[Name, Cells] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: Name) -> Cells | None:
        with self._lock:
            if name in self._cells:
                self._cells.move_to_end(name)
            return self._cells.get(name)

    def put(self, name: Name, cells: Cells) -> None:
        with self._lock:
            if name in self._cells:
                return
            self._cells[name] = cells
            self._count += cells.num_rows + 1
            while self._count > self._most:
                _name, gone = self._cells.popitem(last=False)
                self._count -= gone.num_rows + 1

    def clear(self) -> None:
        with self._lock:
            self._cells.clear()
            self._count = 0


_HOLDER = Holder()


@dataclass(frozen=True, slots=True)
class CellMemory:
    """What is known of one snapshot of one company."""

    place: str
    """Where the facts lie: tells apart the installations that one process may see."""
    company_id: int
    snapshot: int
    rules: str = ""
    """The state of the company's cost rules, for the cells that depend on them."""
    brand: tuple[str, ...] = ()
    """The words of its brand, likewise."""
    running: str = ""
    """The state of what it typed of people, tools and agencies, likewise."""

    def recall(
        self, plan: Plan, periods: Sequence[Period], measure: Callable[[list[Period]], list[Measured]]
    ) -> list[Cells]:
        """What was found for the plan over each period; those that never were are measured. Read only."""
        names = {period: self._name(plan, period) for period in periods}
        known = self._known(names.values())
        found = {period: known[name] for period, name in names.items() if name in known}
        missing = [period for period in names if period not in found]
        if missing:
            for period, measured in zip(missing, measure(missing), strict=True):
                self._keep(names[period], measured)
                found[period] = measured.cells
        return [found[period] for period in periods]

    def _name(self, plan: Plan, period: Period) -> Name:
        return self.place, self.company_id, self.snapshot, _key(plan, period, self)

    def _known(self, names: Collection[Name]) -> dict[Name, Cells]:
        """Held by this process, or written down by another."""
        held = {name: cells for name in names if (cells := _HOLDER.get(name)) is not None}
        others = {name[-1]: name for name in names if name not in held}
        if not others:
            return held
        written = {
            others[key]: unpacked(payload)
            for key, payload in _read(self.company_id, self.snapshot, others).items()
        }
        for name, cells in written.items():
            _HOLDER.put(name, cells)
        return held | written

    def _keep(self, name: Name, found: Measured) -> None:
        if found.seconds >= WORTH_WRITING and found.cells.num_rows <= MOST_WRITTEN:
            _write(*name[1:], packed(found.cells))
        _HOLDER.put(name, found.cells)


def remembered_profile(company_id: int, snapshot: int, read: Callable[[], Profile]) -> Profile:
    """What the snapshot holds, read from the facts once for all processes."""
    payload = _read(company_id, snapshot, (PROFILE,)).get(PROFILE)
    if payload is None:
        profile = read()
        _write(company_id, snapshot, PROFILE, profile.to_json())
        return profile
    return Profile.from_json(payload)


def forget_cells(company_id: int) -> None:
    """Forget what was worked out of the company's facts, in the database for all and in this process."""
    CachedCells.objects.filter(company_id=company_id).delete()
    forget_in_process()


def forget_in_process() -> None:
    _HOLDER.clear()


def _read(company_id: int, snapshot: int, keys: Iterable[str]) -> dict[str, Any]:
    entries = CachedCells.objects.filter(company_id=company_id, snapshot=snapshot, key__in=list(keys))
    return dict(entries.values_list("key", "payload"))


def _write(company_id: int, snapshot: int, key: str, payload: Any) -> None:
    entry = CachedCells(company_id=company_id, snapshot=snapshot, key=key, payload=payload)
    try:
        with transaction.atomic():
            mine = CachedCells.objects.filter(company_id=company_id)
            if not mine.filter(snapshot=snapshot).exists():
                mine.filter(snapshot__lte=snapshot - SNAPSHOTS_KEPT).delete()
            # Two processes may have worked out the same: they found the same.
            CachedCells.objects.bulk_create([entry], ignore_conflicts=True)
    except DatabaseError:
        # A database too busy to remember must not cost the answer.
        return


def _key(plan: Plan, period: Period, of: CellMemory) -> str:
    question = plan.question
    measures = [MEASURES[name] for branch in plan.branches for name in branch.measures]
    asked = (
        FORMAT,
        _DEFINITIONS,
        plan.branches,
        [found.name for found in question.by],
        [(chosen.dimension.name, chosen.values) for chosen in question.filters],
        question.grain.value,
        question.week_start,
        period.start.isoformat(),
        period.end.isoformat(),
        plan.loaded.end.isoformat(),
        of.rules if any(one.is_of_fees for one in measures) else "",
        of.brand if any(one.is_of_brand for one in measures) else (),
        *([of.running] if any(one.fact == "running_cost" for one in measures) else []),
    )
    return sha256(repr(asked).encode()).hexdigest()


def packed(cells: Cells) -> str:
    """As text that JSON may hold: Arrow's own format, exact, and small at little cost to whoever waits."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, cells.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        writer.write_table(cells)
    return b64encode(sink.getvalue()).decode()


def unpacked(payload: str) -> Cells:
    with pa.ipc.open_stream(b64decode(payload)) as reader:
        return reader.read_all()
