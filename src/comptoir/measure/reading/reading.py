"""How the person reads the figures: which days, compared with what, with or without tax.

Everything stands in the address, so a reading can be kept, sent and printed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Self
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from comptoir.core.calendar.api import same_event
from comptoir.core.companies.api import Scope
from comptoir.core.errors import InputError, UsageError
from comptoir.core.periods import PRESETS, Comparison, Grain, Period, compare_period, preset
from comptoir.measure.metrics.api import Query

DEFAULT_PRESET = "last_28_days"
TAXES = ("excluded", "included")
GRAINS = (Grain.DAY, Grain.WEEK, Grain.MONTH)
QUIET_DAYS = 45
"""After so many days without an order, the periods count back from the last one, and the page says so."""


@dataclass(frozen=True, slots=True)
class Reading:
    period: Period
    preset: str
    """Empty for a free range."""
    comparison: Comparison | None
    tax: str
    grain: Grain
    today: date
    """The day from which presets count: today, or the day after the last order of a shop that rests."""
    counts_from_last_order: bool = False
    kept: tuple[tuple[str, str], ...] = ()
    """What the page asks beside, such as its metric: every address of the reading keeps it."""

    @classmethod
    def parse(cls, scope: Scope, asked: Mapping[str, str], loaded: Period | None = None) -> Self:
        """The reading that an address asks for. `loaded` is the span of the facts, for the defaults."""
        rests = loaded is not None and loaded.end < scope.today() - timedelta(days=QUIET_DAYS)
        today = loaded.end + timedelta(days=1) if rests and loaded else scope.today()
        period, name = _period(asked, today, scope.week_start)
        tax = asked.get("tax") or scope.tax
        if tax not in TAXES:
            raise UsageError(
                _("« %(tax)s » is no tax basis.") % {"tax": tax},
                _("Allowed: %(allowed)s.") % {"allowed": ", ".join(TAXES)},
            )
        reading = cls(period, name, None, tax, _grain(asked, period), today, rests)
        return replace(reading, comparison=_comparison(asked, reading, loaded, scope))

    @property
    def kind(self) -> Grain | None:
        return PRESETS[self.preset].kind if self.preset else None

    def compared(self, scope: Scope) -> Period | None:
        """The period compared with; the same event of another year is a matter of the calendar."""
        if self.comparison is None:
            return None
        if self.comparison is Comparison.EVENT:
            found = same_event(scope, self.period)
            return found[1] if found else None
        return compare_period(self.period, self.kind, self.comparison, scope.today(), scope.week_start)

    def query(
        self,
        metrics: Iterable[str],
        grain: Grain = Grain.TOTAL,
        by: tuple[str, ...] = (),
        *,
        compared: bool = True,
    ) -> Query:
        """The question that this reading puts to the metrics."""
        return Query(
            metrics=tuple(metrics),
            by=by,
            grain=grain,
            period=self.period,
            compare=self.comparison if compared else None,
            tax=self.tax,
            kind=self.kind,
        )

    def address(self, **changed: str) -> str:
        """This reading as a query string, with some choices changed; an empty one is left out."""
        chosen = {
            "preset": self.preset,
            "from": self.period.start.isoformat(),
            "to": self.period.end.isoformat(),
            "compare": self.comparison or "none",
            "tax": self.tax,
            "grain": self.grain,
            **dict(self.kept),
        }
        return "?" + urlencode({name: value for name, value in {**chosen, **changed}.items() if value})


def _period(asked: Mapping[str, str], today: date, week_start: int) -> tuple[Period, str]:
    name, start, end = asked.get("preset", ""), asked.get("from", ""), asked.get("to", "")
    if start or end:
        return Period(_day(start, "from"), _day(end, "to")), preset(name).name if name else ""
    name = name or DEFAULT_PRESET
    return preset(name).period(today, week_start), name


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(
            _("« %(text)s » is not a day (%(field)s).") % {"text": text, "field": field},
            advice=_("Write it as 2026-11-21."),
        ) from None


def _grain(asked: Mapping[str, str], period: Period) -> Grain:
    """Days for a month or so, weeks for half a year, months beyond, unless the person chose."""
    chosen = asked.get("grain", "")
    if chosen in GRAINS:
        return Grain(chosen)
    return Grain.DAY if period.days <= 45 else Grain.WEEK if period.days <= 200 else Grain.MONTH


def _comparison(
    asked: Mapping[str, str], reading: Reading, loaded: Period | None, scope: Scope
) -> Comparison | None:
    """Last year by default; the previous period where the facts do not reach that far back."""
    chosen = asked.get("compare", "")
    if chosen == "none":
        return None
    if chosen:
        if chosen not in list(Comparison):
            raise UsageError(
                _("There is no comparison « %(name)s ».") % {"name": chosen},
                _("Allowed: %(allowed)s.") % {"allowed": ", ".join(Comparison)},
            )
        return Comparison(chosen)
    last_year = replace(reading, comparison=Comparison.YEAR).compared(scope)
    reaches = loaded is None or last_year is None or loaded.start <= last_year.start
    return Comparison.YEAR if reaches else Comparison.PREVIOUS
