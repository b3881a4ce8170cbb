"""What a catalogue entry says: one name, one formula, one unit, shown beside every figure."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.measure.metrics.catalogue.measures import MEASURES

type Text = Promise | str


class Unit(StrEnum):
    MONEY = "money"
    COUNT = "count"
    SHARE = "share"
    """A ratio of like to like, read in per cent."""
    RATIO = "ratio"
    """A ratio read as it is: 3.3."""
    DAYS = "days"
    POSITION = "position"


class Good(StrEnum):
    """The direction that is good for the business."""

    UP = "up"
    DOWN = "down"
    STABLE = "stable"
    NONE = "none"


class Empty(StrEnum):
    """What a loaded day without any fact means. A day that is not loaded is always unknown."""

    ZERO = "zero"
    UNKNOWN = "unknown"


class TaxRule(StrEnum):
    """How the figure follows the choice between excluding (HT) and including tax (TTC)."""

    ASKED = "asked"
    EXCLUDED = "excluded"
    INCLUDED = "included"
    NONE = "none"
    """No amount, or a ratio of two amounts of the same basis."""


class Basis(StrEnum):
    ASKED = "asked"
    EXCLUDED = "excluded"
    TAX = "tax"
    """The tax alone."""


@dataclass(frozen=True, slots=True)
class Term:
    """A measure in a formula, added (1) or subtracted (-1)."""

    measure: str
    weight: int = 1
    basis: Basis = Basis.ASKED


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum of measures, divided by another where there is a denominator."""

    numerator: tuple[Term, ...]
    denominator: tuple[Term, ...] = ()
    share_of_first: str = ""
    """A dimension: each value is divided by the one at `0` of the same cell (retention)."""

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.numerator + self.denominator

    @property
    def measures(self) -> frozenset[str]:
        return frozenset(term.measure for term in self.terms)

    @property
    def facts(self) -> frozenset[str]:
        return frozenset(MEASURES[name].fact for name in self.measures)


class Source(StrEnum):
    """What a company connects so that the metric can be answered."""

    ORDERS = "orders"
    AUDIENCE = "audience"
    ADS = "ads"
    COSTS = "costs"
    STOCK = "stock"
    SHIPMENTS = "shipments"
    PAYMENTS = "payments"
    EMAIL = "email"
    SEARCH = "search"
    FEEDS = "feeds"
    TARGETS = "targets"
    FORECASTS = "forecasts"
    EXPERIMENTS = "experiments"
    MARKET = "market"

    @property
    def words(self) -> Text:
        return SOURCE_WORDS[self]


SOURCE_WORDS: dict[Source, Text] = {
    Source.ORDERS: _("the orders of your shop"),
    Source.AUDIENCE: _("an audience source"),
    Source.ADS: _("your advertising platforms"),
    Source.COSTS: _("the costs of your products"),
    Source.STOCK: _("the stock of your products"),
    Source.SHIPMENTS: _("your shipments"),
    Source.PAYMENTS: _("your payments and fees"),
    Source.EMAIL: _("your e-mail platform"),
    Source.SEARCH: _("Search Console"),
    Source.FEEDS: _("the reports of your product feeds"),
    Source.TARGETS: _("your targets and budget"),
    Source.FORECASTS: _("forecasts"),
    Source.EXPERIMENTS: _("experiments"),
    Source.MARKET: _("the figures of your market"),
}


@dataclass(frozen=True, slots=True)
class Metric:
    """One named formula over facts."""

    name: str
    label: Text
    words: Text
    """The formula in words."""
    unit: Unit
    good: Good
    sources: tuple[Source, ...] = (Source.ORDERS,)
    formula: Formula | None = None
    """None: declared, but no fact carries it yet."""
    tax: TaxRule = TaxRule.NONE
    empty: Empty = Empty.ZERO
    notes: Text = ""
    origin: Text = ""
    """Whose definition it is."""
    needs_history: bool = False
    """New against returning: insufficient history during the first 12 months of data."""

    @property
    def is_computed(self) -> bool:
        return self.formula is not None

    @property
    def is_additive(self) -> bool:
        """Its parts add up to the whole, over any dimension and over time."""
        formula = self.formula
        return (
            formula is not None
            and not formula.denominator
            and not formula.share_of_first
            and all(MEASURES[name].is_additive for name in formula.measures)
        )


def plus(*measures: str, basis: Basis = Basis.ASKED) -> tuple[Term, ...]:
    return tuple(Term(name, 1, basis) for name in measures)


def minus(*measures: str, basis: Basis = Basis.ASKED) -> tuple[Term, ...]:
    return tuple(Term(name, -1, basis) for name in measures)
