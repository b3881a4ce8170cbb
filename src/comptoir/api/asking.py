"""Query parameters of what the company is told: evenings, days, parts of long lists."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from ninja import Field, Schema

from comptoir.api.parameters import LARGEST_NUMBER, Day, PeriodParameters
from comptoir.core.companies.api import Scope
from comptoir.core.errors import UsageError
from comptoir.core.ledger.api import ActionKind, ActionState, Basis
from comptoir.core.periods import Comparison, Period
from comptoir.decide.budget.api import Span, Width
from comptoir.decide.findings.api import told_evening

MOST_ROWS = 10_000
USUAL_ROWS = 500
LONGEST_TEXT = 200

Text = Annotated[str, Field(max_length=LONGEST_TEXT)]


class AtParameters(Schema):
    at: Day | None = Field(None, description="As if its evening were now; the last whole day if unsaid.")

    def evening(self, scope: Scope) -> date:
        """UsageError for a day to come, ConflictError where nothing is loaded."""
        return told_evening(scope, self.at)

    def past(self, scope: Scope) -> date | None:
        """The evening that is asked, where one is."""
        return told_evening(scope, self.at) if self.at else None


class PageParameters(Schema):
    limit: int = Field(
        USUAL_ROWS, ge=1, le=MOST_ROWS, description="Most rows; `found` says how many there are."
    )
    offset: int = Field(0, ge=0, le=LARGEST_NUMBER, description="Rows left out before them.")

    def paged(self, told: dict[str, Any], name: str) -> dict[str, Any]:
        """The answer with a part of its rows of that name, and `found`: how many there are."""
        rows = told[name]
        return {**told, "found": len(rows), name: self.part(rows)}

    def part[T](self, rows: Sequence[T]) -> Sequence[T]:
        return rows[self.offset : self.offset + self.limit]


class EveningParameters(AtParameters, PageParameters):
    """An evening, and a part of what was to be told on it."""


class ReviewParameters(AtParameters):
    period: Literal["day", "week", "month", "30d", "90d", "365d"] = Field(
        "day", description="The days up to that evening."
    )


class FindingsParameters(EveningParameters):
    show: Literal["open", "muted"] = Field("open", description="Without a day: what the list shows.")
    analysis: Text = Field("", description="One analysis alone, such as stock_out.")
    basis: Basis | None = Field(None, description="Those told in this alone.")

    def keeps(self, one: Mapping[str, Any]) -> bool:
        return self.analysis in {"", one["analysis"]} and self.basis in {None, one["basis"]}


class AlarmsParameters(EveningParameters):
    show: Literal["open", "history", "muted"] = Field(
        "open", description="Without a day: what the list shows."
    )


class ActionsParameters(PageParameters):
    state: ActionState | None = Field(None, description="Those of this state alone.")
    kind: ActionKind | None = Field(None, description="Those of this kind alone.")
    fingerprint: Text = Field("", description="Those that answer this finding.")


class DriversParameters(PeriodParameters):
    start: Day = Field(..., alias="from", description="First day.")
    end: Day = Field(..., alias="to", description="Last day, included.")
    compare: Comparison = Field(Comparison.PREVIOUS, description="The days held against them.")
    by: Text = Field("", description="One dimension; those that the company chose if unsaid.")
    tax: Literal["excluded", "included"] | None = Field(None, description="The company's choice if unsaid.")

    def days(self) -> Period:
        PeriodParameters.period(self)
        return Period(self.start, self.end)


class BudgetParameters(AtParameters):
    month: str = Field(
        "", pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$", description="YYYY-MM; that of the last day."
    )
    year: int | None = Field(None, ge=1970, le=2099, description="The whole year, instead of a month.")

    def span(self, known: date) -> Span:
        if self.year is not None:
            if self.month:
                raise UsageError(_("A month and a year are both asked."), advice=_("Give one of them."))
            return Span(Width.YEAR, date(self.year, 1, 1))
        if not self.month:
            return Span(Width.MONTH, known.replace(day=1))
        year, month = map(int, self.month.split("-"))
        if not 1970 <= year <= 2099:
            raise UsageError(
                _("« %(month)s » is out of reach.") % {"month": self.month},
                _("Allowed: 1970-01 to 2099-12."),
            )
        return Span(Width.MONTH, date(year, month, 1))


class LifetimeParameters(EveningParameters):
    horizon: int = Field(365, ge=1, le=3650, description="Days that the value is told of.")


class ReportsParameters(PageParameters):
    template: Text = Field("", description="One template alone, such as weekly.")


class OfferParameters(AtParameters):
    of: Text = Field("", description="An item number or a category; items with much stock if unsaid.")
    discount: Text = Field("", description="Percent; 10 if unsaid.")
    start: Day | None = Field(
        None, alias="from", description="First day; the day after the evening if unsaid."
    )
    end: Day | None = Field(None, alias="to", description="Last day; a week if unsaid.")

    def said(self) -> dict[str, str]:
        return _said({"of": self.of, "discount": self.discount, "from": self.start, "to": self.end})


class SlotParameters(EveningParameters):
    category: Text = Field("", description="One category alone.")
    planned: int | None = Field(None, ge=1, le=LARGEST_NUMBER, description="How many will see the place.")


class JourneysParameters(Schema):
    start: Day | None = Field(None, alias="from", description="First day; the last 28 days if unsaid.")
    end: Day | None = Field(None, alias="to", description="Last day, included.")
    compare: Literal["previous", "year", "event", "none"] | None = Field(
        None, description="The year before where it is known, else the days before."
    )
    by: Text = Field("", description="What segments are of; traffic_channel if unsaid.")

    def address(self) -> dict[str, str]:
        if (self.start is None) != (self.end is None):
            raise UsageError(_("One end of the period is missing."), advice=_("Give both days, or none."))
        return _said({"from": self.start, "to": self.end, "compare": self.compare, "by": self.by})


def _said(asked: Mapping[str, Any]) -> dict[str, str]:
    """As the address of a page says it."""
    return {name: str(value) for name, value in asked.items() if value}
