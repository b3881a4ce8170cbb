"""Query parameters, named and read as on the command line."""

from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import BeforeValidator, WithJsonSchema

from comptoir.core.errors import UsageError
from comptoir.core.periods import Comparison, Grain, Period
from comptoir.measure.metrics.api import Query, parse_where


def _iso_day(value: Any) -> Any:
    """Only YYYY-MM-DD: left to itself the validator takes 0 for the first of January 1970."""
    if isinstance(value, str) and len(value) == len("2026-01-31"):
        return date.fromisoformat(value)
    if value is None or isinstance(value, date):
        return value
    raise ValueError("A day is written YYYY-MM-DD.")


Day = Annotated[date, BeforeValidator(_iso_day), WithJsonSchema({"type": "string", "format": "date"})]


class PeriodParameters(Schema):
    start: Day | None = Field(None, alias="from", description="First day.")
    end: Day | None = Field(None, alias="to", description="Last day, included.")

    def period(self) -> Period | None:
        """None when both ends are open: all that is known."""
        if self.start is None and self.end is None:
            return None
        first, last = self.start or date.min, self.end or date.max
        if last < first:
            raise UsageError(
                _("The period ends (%(last)s) before it begins (%(first)s).")
                % {"first": first, "last": last},
                advice=_("Exchange the two days."),
            )
        return Period(first, last)


class MetricsParameters(PeriodParameters):
    metrics: str = Field(..., description="Names, with commas between them.", examples=["net_sales,orders"])
    by: str = Field("", description="Dimensions, with commas between them.", examples=["country"])
    grain: Grain = Grain.TOTAL
    compare: Comparison | None = None
    where: list[str] = Field([], description="DIMENSION=VALUE, as often as needed.")
    tax: str | None = Field(
        None, description="excluded (HT) or included (TTC); the company's choice if unsaid."
    )
    currency: str | None = None
    snapshot: int | None = Field(None, ge=1, le=2**31 - 1, description="The latest if unsaid.")

    def query(self) -> Query:
        return Query(
            metrics=_words(self.metrics),
            by=_words(self.by),
            grain=self.grain,
            period=self.period(),
            compare=self.compare,
            where=tuple(parse_where(text) for text in self.where),
            tax=self.tax,
            currency=self.currency,
            snapshot=self.snapshot,
        )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
