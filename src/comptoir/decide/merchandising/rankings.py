"""What products earn where they can be seen, from the facts. Heavy: not for start-up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Any

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.ledger.api import ActionKind, Basis
from comptoir.core.ledger.api import actions as planned_actions
from comptoir.core.periods import Grain, Period
from comptoir.decide.findings.api import LackingError, days_before, effect, facts_of
from comptoir.decide.merchandising.engine.ranking import THOUSAND, asked_for, earned_per_thousand, sold_each
from comptoir.decide.merchandising.lines import (
    SLOT_DAYS,
    Candidate,
    Limit,
    Placed,
    Ranking,
    Seen,
    Segment,
)
from comptoir.decide.reorder.api import Line, outlooks

if TYPE_CHECKING:
    from comptoir.decide.findings.api import Facts, Product

LEAST_VIEWS = 100
"""A rate of fewer is chance."""
LOOKED_BACK = 35
"""Days for which what was put forward is told."""


def ranking(scope: Scope, day: date, planned: int | None = None) -> Ranking:
    """As of the evening of `day`. `planned`: how many will see the place, or each product where views are known."""
    scope.require(Permission.VIEW_FIGURES)
    facts = facts_of(scope, day)
    try:
        lines, lacking = {one.sku: one for one in outlooks(scope, day).lines}, ""
    except LackingError as error:
        lines, lacking = {}, error.args[0]
    products, seen = facts.products(facts.recent), _seen(facts)
    worths = {sku: facts.worth_of(one) for sku, one in products.items() if one.units > 0}
    known = {worth.basis for worth in worths.values()}
    basis = Basis.MARGIN if Basis.MARGIN in known or not known else Basis.SALES
    expected = seen.usual if planned is None else planned
    categories, seasons = facts.categories(facts.usual), _seasons(lines)
    candidates = [
        _candidate(
            _Sold(
                facts, sku, categories.get(sku, ""), products[sku], products[sku].price * worth.rate, basis
            ),
            exposed,
            seen,
            seasons.get(sku, 1.0),
            expected,
            lines.get(sku),
            has_stock=not lacking,
        )
        for sku, worth in worths.items()
        if worth.basis is basis and (exposed := seen.of(sku))
    ]
    segments, mails_lacking = _segments(facts)
    return Ranking(
        day,
        facts.snapshot,
        seen.kind,
        basis,
        expected,
        tuple(sorted(candidates, key=lambda one: (-one.per_thousand.mid, one.sku))),
        len(worths) - len(candidates),
        lacking,
        tuple(_placed(scope, facts)),
        segments,
        mails_lacking,
        _per_mail(facts),
        seen.share,
    )


@dataclass(frozen=True, slots=True)
class _Sold:
    facts: "Facts"
    sku: str
    category: str
    product: "Product"
    unit: float
    basis: Basis


@dataclass(frozen=True, slots=True)
class _Seen:
    """What « per thousand » counts, over the days of the pace."""

    kind: Seen
    usual: int
    """How many see a place in a week, where nobody says."""
    total: float = 0.0
    views: Mapping[str, float] = field(default_factory=dict)
    share: float = 1.0
    """Of the orders of these days, those that the visits tell: the others looked at products that nobody saw."""

    def of(self, sku: str) -> float:
        """How often a product could be seen; 0 where that is too little to tell."""
        if self.kind is not Seen.VIEWS:
            return self.total
        views = self.views.get(sku, 0.0)
        return views / self.share if views >= LEAST_VIEWS else 0.0


def _candidate(
    sold: _Sold,
    exposed: float,
    seen: _Seen,
    season: float,
    planned: int,
    line: Line | None,
    *,
    has_stock: bool,
) -> Candidate:
    # What came back earned nothing, and one large order undone is no reason to show it.
    units = max(0.0, sold.product.net_units)
    each = sold_each(units, exposed, sold.facts.clumps)
    earned = earned_per_thousand(each, sold.unit, season)
    stock = line.stock if line else None
    daily = line.ahead if line and stock is not None else units / sold.facts.recent.days
    asked = ceil(round(asked_for(daily, SLOT_DAYS, each, planned), 6))
    return Candidate(
        sold.sku,
        sold.category,
        round(units),
        round(exposed) if seen.kind is Seen.VIEWS else None,
        Decimal(f"{sold.unit:.2f}"),
        effect(earned.low, earned.mid, earned.high, sold.basis),
        season,
        stock,
        asked,
        _limit(sold.unit, stock, asked, has_stock=has_stock),
    )


def _limit(unit: float, stock: int | None, asked: int, *, has_stock: bool) -> Limit | None:
    if unit <= 0:
        return Limit.EARNS_NOTHING
    if stock is not None:
        return Limit.STOCK_SHORT if stock < asked else None
    return Limit.STOCK_UNKNOWN if has_stock else None


def _seen(facts: "Facts") -> _Seen:
    """Views of each product where events tell them; else visits of the site, else its orders."""
    views = {
        sku: number
        for row in facts.loosely(("product_views",), facts.recent, ("product",)).rows
        if (sku := row.dimensions["product"]) and (number := float(row.values.get("product_views") or 0))
    }
    if views:
        return _Seen(Seen.VIEWS, THOUSAND, views=views, share=_share(facts))
    for kind, metric in ((Seen.SESSIONS, "sessions"), (Seen.ORDERS, "orders")):
        if total := _total(facts, metric, facts.recent):
            return _Seen(kind, int(_total(facts, metric, facts.last(SLOT_DAYS))), float(total))
    return _Seen(Seen.ORDERS, 0)


def _share(facts: "Facts") -> float:
    """1 where the visits tell of no purchase: how many are missing is then not known."""
    told, placed = (float(_total(facts, name, facts.recent)) for name in ("purchase_sessions", "orders"))
    return min(told / placed, 1.0) if told and placed else 1.0


def _total(facts: "Facts", metric: str, period: Period) -> Decimal:
    return Decimal(facts.loosely((metric,), period).total.values.get(metric) or 0)


def _seasons(lines: Mapping[str, Line]) -> dict[str, float]:
    """How each family is forecast to go against the whole shop: that everything sells more is no reason to choose."""
    known = [one for one in lines.values() if one.stock is not None and one.daily > 0]
    whole = sum(one.ahead for one in known) / sum(one.daily for one in known) if known else 0.0
    return {one.sku: one.ahead / one.daily / whole for one in known} if whole else {}


def _placed(scope: Scope, facts: "Facts") -> Iterator[Placed]:
    """What the plan put forward lately: margin of its products in up to seven days since, and in as many before."""
    for action in planned_actions(scope, kind=ActionKind.PUT_FORWARD):
        since, items = action.starts_on, action.evidence.get("items", ())
        if since is None or not items or not since <= facts.day <= since + timedelta(days=LOOKED_BACK):
            continue
        days = min(SLOT_DAYS, (facts.day - since).days + 1)
        after = Period(since, since + timedelta(days=days - 1))
        before = days_before(since - timedelta(days=1), days)
        earned = (_earned(facts, items, period) for period in (before, after))
        yield Placed(action.title, since, days, *earned)


def _earned(facts: "Facts", items: Any, period: Period) -> Decimal:
    products = facts.products(period)
    known = [products[sku] for sku in items if sku in products]
    return Decimal(f"{sum(one.net_sales * facts.worth_of(one).rate for one in known):.2f}")


def _segments(facts: "Facts") -> tuple[tuple[Segment, ...], Any]:
    metrics = ("email_delivered", "email_ctr", "unsubscribe_rate")
    try:
        rows = facts.ask(metrics, facts.recent, ("segment", "campaign"), Grain.DAY).rows
    except LackingError as lacking:
        return (), lacking.args[0]
    sent: dict[str, list[tuple[date, int]]] = {}
    for row in rows:
        if delivered := int(row.values.get("email_delivered") or 0):
            sent.setdefault(row.dimensions["segment"] or "", []).append((row.period, delivered))
    rates = {
        row.dimensions["segment"] or "": row.values
        for row in facts.ask(metrics, facts.recent, ("segment",)).rows
    }
    week = facts.last(SLOT_DAYS)
    found = []
    for name, mails in sent.items():
        last_on, size = max(mails)
        recent = sum(day >= week.start for day, _size in mails)
        of = rates.get(name, {})
        found.append(
            Segment(
                name,
                size,
                last_on,
                recent,
                len(mails),
                _rate(of.get("email_ctr")),
                _rate(of.get("unsubscribe_rate")),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.size, one.name))), ""


def _per_mail(facts: "Facts") -> Decimal | None:
    """Credit of the audience tool, not cause."""
    sales = facts.loosely(("revenue_per_1000",), facts.usual).total.values.get("revenue_per_1000")
    if sales is None or facts.worth.basis is not Basis.MARGIN:
        return None
    return Decimal(f"{float(sales) * facts.worth.rate:.2f}")


def _rate(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)
