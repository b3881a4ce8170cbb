"""The figures of a line: kept until a new state of the facts, another day, or a verb done in the company. Heavy."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.core.cache import cache
from django.utils.translation import get_language

from comptoir.core.audit.api import newest_entry
from comptoir.core.companies.api import Scope
from comptoir.core.errors import ComptoirError
from comptoir.core.periods import Period
from comptoir.decide.findings.api import last_evening
from comptoir.decide.targets.api import Place, Progress, progress_of
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.reading.api import Reading, loaded_days
from comptoir.measure.warehouse.api import Snapshot, current_snapshot

SALES = Place("net_sales")
_A_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Figures:
    """The month of the last evening; of a shop that rests, the month of its last day."""

    period: Period
    """From the first of the month to the evening it is told from."""
    is_resting: bool
    sales: Decimal | None
    """Net sales of the period without tax, in the company's currency; None where they cannot be told."""
    reason: str
    """Why they cannot."""
    progress: Progress
    """Against the target, on the company's own tax basis."""

    @property
    def month(self) -> date:
        return self.period.start


def figures_of(scope: Scope) -> Figures | None:
    """None before the first import."""
    snapshot = current_snapshot(scope)
    loaded = loaded_days(scope)
    if snapshot is None or loaded is None:
        return None
    # The language too: why there is no landing is told in words.
    key = f"home:figures:{get_language()}:{_state(scope, snapshot)}"
    found: Figures | None = cache.get(key)
    if found is None:
        found = _counted(scope, loaded)
        cache.set(key, found, timeout=_A_DAY)
    return found


def sales_in(scope: Scope, figures: Figures, currency: str) -> Decimal | None:
    """The same net sales in another currency, by the dated rates that the company has loaded.

    None where a rate is missing: nothing is invented.
    """
    if currency == scope.currency or figures.sales is None:
        return figures.sales
    snapshot = current_snapshot(scope)
    if snapshot is None:
        return None
    key = f"home:sales:{currency}:{_state(scope, snapshot)}"
    kept: tuple[Decimal | None] | None = cache.get(key)
    if kept is None:
        kept = (_sales(scope, figures.period, currency)[0],)
        cache.set(key, kept, timeout=_A_DAY)
    return kept[0]


def _state(scope: Scope, snapshot: Snapshot) -> str:
    return f"{snapshot.pk}:{scope.today()}:{newest_entry(scope)}"


def _counted(scope: Scope, loaded: Period) -> Figures:
    reading = Reading.parse(scope, {}, loaded)
    day = min(reading.today - timedelta(days=1), last_evening(scope) or loaded.end)
    period = Period(day.replace(day=1), day)
    sales, reason = _sales(scope, period, scope.currency)
    progress = progress_of(scope, SALES, day)
    return Figures(period, reading.counts_from_last_order, sales, reason, progress)


def _sales(scope: Scope, period: Period, currency: str) -> tuple[Decimal | None, str]:
    asked = Query((SALES.metric,), period=period, tax="excluded", currency=currency)
    try:
        value = run(scope, asked).total.values.get(SALES.metric)
    except ComptoirError as refusal:
        return None, str(refusal)
    return (None if value is None else Decimal(value)), ""
