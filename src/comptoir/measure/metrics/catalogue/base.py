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
    scale: int = 1
    """What the result is multiplied by: 1,000 for what is told by the thousand."""
    one_of: frozenset[str] = frozenset()
    """Facts of which one at least must be loaded, whichever; the others count as nothing."""
    is_above_zero: bool = False
    """A denominator of zero or less has no meaning: no figure then."""

    @property
    def terms(self) -> tuple[Term, ...]:
        return self.numerator + self.denominator

    @property
    def measures(self) -> frozenset[str]:
        return frozenset(term.measure for term in self.terms)

    @property
    def facts(self) -> frozenset[str]:
        """Those whose rows are counted."""
        return frozenset(MEASURES[name].fact for name in self.measures)

    @property
    def needed(self) -> frozenset[str]:
        """Those and what is read beside them; without any of them there is no figure. A shop without any refund
        is a happy shop."""
        read = frozenset(fact for name in self.measures for fact in MEASURES[name].facts)
        return (read - self.one_of - {"refund"}) or frozenset({"order_line"})

    @property
    def exports(self) -> frozenset[str]:
        """What it is read from, the facts of one export taken as one. What is there or not order by order limits no
        days: an order of which it does not speak is left out."""
        return frozenset(export_of(fact) for fact in self.facts - self.one_of)

    def column(self, measure: str) -> str:
        """The name of the measure among cells. What meets other exports counts only the days that they all know,
        and so stands apart from the same measure alone."""
        others = along(self.exports, MEASURES[measure].fact)
        return f"{measure}@{others}" if others else measure


SALES = "sales"
OF_ONE_EXPORT = {"order": SALES, "order_line": SALES, "refund": SALES}


def export_of(fact: str) -> str:
    """Orders, lines and refunds come out of the same export: what is loaded of one is of all."""
    return OF_ONE_EXPORT.get(fact, fact)


def along(exports: frozenset[str], fact: str) -> str:
    """The exports that the rows of the fact are put beside, in one word."""
    return "+".join(sorted(exports - {export_of(fact)}))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a figure knows what it speaks of: a cell of which nothing is known has no figure, never 0."""

    known: str
    """The measure of what is known."""
    of: str
    """The measure of all of it, of the same fact."""
    words: Text
    """A sentence with {share}, the part known."""
    is_always_told: bool = False
    """Whether the part is told beside every figure; else only below what makes a figure partial."""


class Source(StrEnum):
    """What a company connects so that the metric can be answered."""

    ORDERS = "orders"
    AUDIENCE = "audience"
    ADS = "ads"
    COSTS = "costs"
    STOCK = "stock"
    SHIPMENTS = "shipments"
    PAYMENTS = "payments"
    RULES = "rules"
    RUNNING = "running"
    EMAIL = "email"
    SEARCH = "search"
    POSITIONS = "positions"
    REVIEWS = "reviews"
    FEEDS = "feeds"
    TARGETS = "targets"
    FORECASTS = "forecasts"
    EXPERIMENTS = "experiments"
    MARKET = "market"

    @property
    def words(self) -> Text:
        return SOURCE_WORDS[self]

    @property
    def facts(self) -> frozenset[str]:
        """What is loaded once it is connected."""
        return frozenset(fact for fact, source in SOURCE_OF.items() if source is self)


SOURCE_WORDS: dict[Source, Text] = {
    Source.ORDERS: _("the orders of your shop"),
    Source.AUDIENCE: _("an audience source"),
    Source.ADS: _("your advertising platforms"),
    Source.COSTS: _("the costs of your products"),
    Source.STOCK: _("the stock of your products"),
    Source.SHIPMENTS: _("your shipments"),
    Source.PAYMENTS: _("your payments and fees"),
    Source.RULES: _("your cost rules"),
    Source.RUNNING: _("what your team, tools and agencies cost"),
    Source.EMAIL: _("your e-mail platform"),
    Source.SEARCH: _("Search Console"),
    Source.POSITIONS: _("your rank tracker"),
    Source.REVIEWS: _("the reviews of your buyers"),
    Source.FEEDS: _("the reports of your product feeds"),
    Source.TARGETS: _("your targets and budget"),
    Source.FORECASTS: _("forecasts"),
    Source.EXPERIMENTS: _("experiments"),
    Source.MARKET: _("the figures of your market"),
}

SOURCE_OF: dict[str, Source] = {
    "order": Source.ORDERS,
    "order_line": Source.ORDERS,
    "refund": Source.ORDERS,
    "audience_day": Source.AUDIENCE,
    "ad_spend": Source.ADS,
    "product_cost": Source.COSTS,
    "stock_level": Source.STOCK,
    "shipment": Source.SHIPMENTS,
    "payment": Source.PAYMENTS,
    "fee": Source.PAYMENTS,
    "cost_rule": Source.RULES,
    "running_cost": Source.RUNNING,
    "mailing": Source.EMAIL,
    "search_day": Source.SEARCH,
    "search_term": Source.SEARCH,
    "search_position": Source.POSITIONS,
    "review": Source.REVIEWS,
    "market_index": Source.MARKET,
}
"""The source that each fact comes from."""


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
    coverage: Coverage | None = None

    @property
    def measures(self) -> frozenset[str]:
        """Those of the formula, and those that tell how far it knows what it speaks of."""
        own = self.formula.measures if self.formula else frozenset()
        return own | {self.coverage.known, self.coverage.of} if self.coverage else own

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


def net(*measures: str) -> tuple[Term, ...]:
    """Amounts excluding tax, whatever is asked: what they are put beside has no tax."""
    return plus(*measures, basis=Basis.EXCLUDED)


def plus(*measures: str, basis: Basis = Basis.ASKED) -> tuple[Term, ...]:
    return tuple(Term(name, 1, basis) for name in measures)


def minus(*measures: str, basis: Basis = Basis.ASKED) -> tuple[Term, ...]:
    return tuple(Term(name, -1, basis) for name in measures)
