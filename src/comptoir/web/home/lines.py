"""A line of the home page: what a company stands at this morning, and where each thing is answered. Heavy."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

from comptoir.check.reports.api import Line as ReportLine
from comptoir.check.sending.api import drafts_to_approve
from comptoir.core.companies.api import Permission, Scope
from comptoir.decide.anomalies.api import open_alarms
from comptoir.decide.review.api import LateKind, late_items
from comptoir.measure.ingest.api import Waiting, last_import, running_imports, waiting_rejects
from comptoir.measure.sync.api import statuses
from comptoir.web.home.engine import Signals, Urgency, urgency
from comptoir.web.home.figures import Figures, figures_of
from comptoir.web.home.steps import Steps, steps_of

_TO_CHECK = (LateKind.DOUBLE, LateKind.IMPORT, LateKind.JOB)


@dataclass(frozen=True, slots=True)
class Line:
    scope: Scope
    figures: Figures | None
    signals: Signals
    urgency: Urgency
    rejects: Waiting
    doubles: int
    files: int
    """Begun and not finished."""
    jobs: int
    """That failed."""
    to_approve: tuple[ReportLine, ...]
    """Drafts of reports that wait for who looks."""
    last_import: datetime | None
    is_loading: bool
    is_connected: bool
    """Whether any tool is read by itself."""
    steps: Steps

    @property
    def missed(self) -> float | None:
        return self.signals.missed


def line_of(scope: Scope) -> Line:
    scope.require(Permission.VIEW_FIGURES)
    figures = figures_of(scope)
    late = Counter(one.kind for one in late_items(scope, most=None))
    states = Counter(str(one.freshness) for one in statuses(scope))
    rejects = waiting_rejects(scope)
    to_approve = tuple(drafts_to_approve(scope))
    seen = Signals(
        missed=figures.progress.missed if figures and not figures.is_resting else None,
        is_out_of_reach=figures is not None and _is_out_of_reach(figures),
        alarms=len(open_alarms(scope)),
        late=late[LateKind.ACTION],
        broken=states["broken"],
        stale=states["late"] + late[LateKind.ORDERS],
        to_approve=len(to_approve),
        to_check=sum(late[kind] for kind in _TO_CHECK) + bool(rejects.rows),
    )
    found = urgency(seen)
    cache.set(_order_key(scope), found.points, timeout=None)
    return Line(
        scope=scope,
        figures=figures,
        signals=seen,
        urgency=found,
        rejects=rejects,
        doubles=late[LateKind.DOUBLE],
        files=late[LateKind.IMPORT],
        jobs=late[LateKind.JOB],
        to_approve=to_approve,
        last_import=last_import(scope),
        is_loading=bool(running_imports(scope)),
        is_connected=bool(states),
        steps=steps_of(scope),
    )


def in_last_order(scopes: list[Scope]) -> list[Scope]:
    """By what was last known of them, so that the page hardly moves when the lines come."""
    known = cache.get_many([_order_key(scope) for scope in scopes])
    return sorted(scopes, key=lambda scope: (-known.get(_order_key(scope), 0), scope.name.casefold()))


def most_urgent_first(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda one: (-one.urgency.points, one.scope.name.casefold()))


def _order_key(scope: Scope) -> str:
    return f"home:order:{scope.company_id}"


def _is_out_of_reach(figures: Figures) -> bool:
    landing, target = figures.progress.landing, figures.progress.target
    return landing is not None and bool(target) and landing.high80 < float(target or 0)
