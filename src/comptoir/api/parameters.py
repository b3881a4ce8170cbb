"""Query parameters, named and read as on the command line."""

from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import BeforeValidator, WithJsonSchema

from comptoir.core.errors import UsageError
from comptoir.core.periods import Comparison, Grain, Period
from comptoir.measure.metrics.api import Query, parse_where

LARGEST_NUMBER = 2**31 - 1
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2099, 12, 31)
"""Outside of them no order is loaded."""
LONGEST_CALENDAR = 3660
"""Days: ten years."""


def _iso_day(value: Any) -> Any:
    """Only YYYY-MM-DD: left to itself the validator takes 0 for the first of January 1970."""
    if isinstance(value, str) and len(value) == len("2026-01-31"):
        value = date.fromisoformat(value)
    if value is None or (isinstance(value, date) and FIRST_DAY <= value <= LAST_DAY):
        return value
    raise ValueError(f"A day is written YYYY-MM-DD and lies between {FIRST_DAY} and {LAST_DAY}.")


Day = Annotated[date, BeforeValidator(_iso_day), WithJsonSchema({"type": "string", "format": "date"})]


class PeriodParameters(Schema):
    start: Day | None = Field(None, alias="from", description="First day.")
    end: Day | None = Field(None, alias="to", description="Last day, included.")

    def period(self) -> Period | None:
        """None when both ends are open: all that is known."""
        if self.start is None and self.end is None:
            return None
        first, last = self.start or FIRST_DAY, self.end or LAST_DAY
        if last < first:
            raise UsageError(
                _("The period ends (%(last)s) before it begins (%(first)s).")
                % {"first": first, "last": last},
                advice=_("Exchange the two days."),
            )
        return Period(first, last)


class FigureParameters(PeriodParameters):
    """What says how figures are read, whatever the metric."""

    by: str = Field("", description="Dimensions, with commas between them.", examples=["country"])
    where: list[str] = Field([], description="DIMENSION=VALUE, as often as needed.")
    tax: str | None = Field(
        None, description="excluded (HT) or included (TTC); the company's choice if unsaid."
    )
    currency: str | None = None
    snapshot: int | None = Field(None, ge=1, le=LARGEST_NUMBER, description="The latest if unsaid.")

    def shared(self) -> dict[str, Any]:
        return {
            "by": _words(self.by),
            "period": self.period(),
            "where": tuple(parse_where(text) for text in self.where),
            "tax": self.tax,
            "currency": self.currency,
            "snapshot": self.snapshot,
        }


class ExplainParameters(FigureParameters):
    def query(self, metric: str) -> Query:
        return Query(metrics=(metric,), **self.shared())


class MetricsParameters(FigureParameters):
    metrics: str = Field(..., description="Names, with commas between them.", examples=["net_sales,orders"])
    grain: Grain = Grain.TOTAL
    compare: Comparison | None = None
    order: str = Field(
        "",
        description="period, a dimension or a metric (with __compare or __change); - first for the largest.",
        examples=["-net_sales"],
    )
    limit: int | None = Field(None, ge=1, le=LARGEST_NUMBER, description="Most rows; all if unsaid.")
    offset: int = Field(0, ge=0, le=LARGEST_NUMBER, description="Rows left out before them.")

    def query(self) -> Query:
        return Query(
            metrics=_words(self.metrics),
            grain=self.grain,
            compare=self.compare,
            order=self.order,
            limit=self.limit,
            offset=self.offset,
            **self.shared(),
        )


class CalendarParameters(PeriodParameters):
    def days(self, today: date) -> Period:
        """The year of `today` where nothing is said."""
        first = self.start or date((self.end or today).year, 1, 1)
        last = self.end or date(first.year, 12, 31)
        asked = PeriodParameters.model_construct(start=first, end=last).period()
        if asked is None or asked.days > LONGEST_CALENDAR:
            raise UsageError(
                _("A calendar of that length is not written."),
                _("Allowed: %(days)s days at most.") % {"days": LONGEST_CALENDAR},
            )
        return asked


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


class ForecastParameters(Schema):
    at: Day | None = Field(None, description="As if its evening were now; yesterday if unsaid.")
    horizon: int = Field(28, ge=1, le=366, description="Days.")
    by: str = Field("", description="A dimension: a forecast for each of its largest values.")
    where: list[str] = Field([], description="DIMENSION=VALUE, as often as needed.")
    backtest: bool = Field(False, description="How right earlier forecasts would have been, too.")

    def filters(self) -> tuple[tuple[str, str], ...]:
        return tuple(parse_where(text) for text in self.where)


class TargetsParameters(Schema):
    at: Day | None = Field(None, description="As if its evening were now; yesterday if unsaid.")
    metric: str = Field("", description="Every metric that has a target if unsaid.")
