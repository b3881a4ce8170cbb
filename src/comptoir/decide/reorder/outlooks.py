"""The products of a company, from one evening: stock, demand to come, what to order. Heavy: not for start-up."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.ledger.api import Basis, Effect
from comptoir.decide.findings.api import effect, facts_of
from comptoir.decide.reorder.ahead import Families
from comptoir.decide.reorder.engine.demand import Ahead, Pace
from comptoir.decide.reorder.engine.limits import Limit, Wish, own_limit, within
from comptoir.decide.reorder.engine.supply import Between, Outlook, Supply, outlook
from comptoir.decide.reorder.lines import Campaign, LevelDay, Line, Out, Outlooks, Units
from comptoir.decide.reorder.sheet import Sheet
from comptoir.decide.reorder.sheets import sheet_of

if TYPE_CHECKING:
    from comptoir.decide.findings.api import Facts, Stocked

LEAST_SOLD = 1
LEAST_SOLD_UNKNOWN = 10
"""Of a product without a known stock, to be told at all."""


def outlooks(scope: Scope, day: date) -> Outlooks:
    """As of the evening of `day`, from facts dated up to it. LackingError where no stock is known."""
    scope.require(Permission.VIEW_FIGURES)
    facts, sheet = facts_of(scope, day), sheet_of(scope)
    stocked = facts.stocked()
    categories = facts.categories(facts.usual)
    horizon = max([sheet.of(sku).delay or facts.delay_days for sku in stocked], default=0) + sheet.cover_days
    families = Families(scope, day, categories, horizon)
    costs = facts.unit_costs()
    lines = [
        _line(
            facts, sheet, sku, categories.get(sku, ""), one, families.ahead(sku, one.period), costs.get(sku)
        )
        for sku, one in stocked.items()
        if one.product.units >= LEAST_SOLD
    ]
    lines += _unknown(facts, sheet, categories, set(stocked))
    return Outlooks(
        day,
        facts.snapshot,
        tuple(sorted(_bounded(lines, sheet.most_tied_up), key=_rank)),
        sheet.cover_days,
        sheet.most_tied_up,
        families.known,
        tuple(_campaigns(facts)),
    )


def _line(
    facts: "Facts",
    sheet: Sheet,
    sku: str,
    category: str,
    one: "Stocked",
    ahead: Ahead,
    unit_cost: float | None,
) -> Line:
    terms, day = sheet.of(sku), facts.day
    delay = terms.delay or facts.delay_days
    incoming, on = _incoming(sheet, sku, one, day)
    supply = Supply(
        delay,
        sheet.cover_days,
        (terms.season_end - day).days if terms.season_end else None,
        (((on - day).days if on else delay + 1, float(incoming)),) if incoming else (),
    )
    stock = max(one.stock, 0.0)
    found = outlook(stock, Pace(max(one.product.units, 0.0), one.period.days, facts.clumps), ahead, supply)
    worth = facts.worth_of(one.product)
    unit = one.product.price * worth.rate
    order = _units(found.order)
    return Line(
        sku,
        category,
        round(stock),
        round(one.product.units),
        one.period.days,
        terms,
        delay,
        incoming,
        on,
        ahead=found.daily,
        cover_days=None if math.isinf(found.cover_days) else found.cover_days,
        out=Out(*(_day(day, place) for place in (found.out.early, found.out.mid, found.out.late))),
        missing=_units(found.missing),
        missing_days=found.missing_days,
        lost=_money(found.staked, unit, worth.basis),
        order=order,
        saved=_money(found.saved, unit, worth.basis),
        cost=Decimal(f"{unit_cost * order.mid:.2f}") if unit_cost is not None else None,
        unit=Decimal(f"{unit:.2f}"),
        limit=own_limit(order.mid, terms.minimum or 0, delay, supply.season),
        levels=tuple(_levels(found, day)),
    )


def _incoming(sheet: Sheet, sku: str, one: "Stocked", day: date) -> tuple[int, date | None]:
    """What a person typed, else what the stock file says, whose day nobody knows."""
    terms = sheet.of(sku)
    if terms.incoming is not None:
        # What should have come and was not taken off the sheet is late: nobody knows when it comes.
        on = terms.incoming_on if terms.incoming_on and terms.incoming_on > day else None
        return terms.incoming, on
    return round(one.coming or 0), None


def _unknown(facts: "Facts", sheet: Sheet, categories: Mapping[str, str], known: set[str]) -> Iterator[Line]:
    """What sells and of which no stock is known."""
    for sku, product in facts.products(facts.recent).items():
        if sku not in known and product.units >= LEAST_SOLD_UNKNOWN:
            terms = sheet.of(sku)
            yield Line(
                sku,
                categories.get(sku, ""),
                None,
                round(product.units),
                facts.recent.days,
                terms,
                terms.delay or facts.delay_days,
                terms.incoming or 0,
                terms.incoming_on,
                limit=Limit.STOCK_UNKNOWN,
            )


def _bounded(lines: list[Line], bound: Decimal | None) -> Iterator[Line]:
    """The bound of money tied up, over what nothing else stops."""
    free = [one for one in lines if one.limit is None and one.order.mid]
    wishes = [Wish(one.cost, one.saved.mid if one.saved else Decimal(0)) for one in free]
    found = dict(zip((one.sku for one in free), within(bound, wishes), strict=True))
    return (replace(one, limit=found.get(one.sku, one.limit)) for one in lines)


def _rank(line: Line) -> tuple[bool, float, float, str]:
    """What loses most first; what nothing is known of last."""
    lost = -float(line.lost.mid) if line.lost else 0.0
    cover = line.cover_days if line.cover_days is not None else math.inf
    return line.stock is None, lost, cover, line.sku


def _units(found: Between) -> Units:
    """Whole: what is missing is rounded to the nearest, an order up."""
    low, mid, high = (math.ceil(round(value, 6)) for value in (found.low, found.mid, found.high))
    return Units(low, mid, high)


def _money(found: Between, unit: float, basis: Basis) -> Effect | None:
    if unit <= 0:
        return None
    return effect(found.low * unit, found.mid * unit, found.high * unit, basis)


def _day(day: date, places: int | None) -> date | None:
    return None if places is None else day + timedelta(days=places)


def _levels(found: Outlook, day: date) -> Iterator[LevelDay]:
    levels = found.levels
    for place, (low, mid, high) in enumerate(zip(levels.low, levels.mid, levels.high, strict=True), start=1):
        yield LevelDay(day + timedelta(days=place), float(low), float(mid), float(high))


def _campaigns(facts: "Facts") -> Iterator[Campaign]:
    """Of the last four weeks, by name: exports of ads and mails do not say which items they show."""
    period = facts.recent
    for row in facts.loosely(("ad_spend",), period, ("campaign",)).rows:
        name, spend = row.dimensions["campaign"], row.values.get("ad_spend")
        if name and spend:
            yield Campaign(name, False, Decimal(spend))
    for row in facts.loosely(("email_delivered",), period, ("campaign",)).rows:
        name = row.dimensions["campaign"]
        if name and row.values.get("email_delivered"):
            yield Campaign(name, True, None)


def naming(campaigns: tuple[Campaign, ...], sku: str, name: str) -> tuple[Campaign, ...]:
    """Those whose own name holds the item's number or its whole name: the only tie that exports show."""
    words = [re.escape(word.casefold()) for word in (sku, name) if len(word) > 2]
    if not words:
        return ()
    told = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
    return tuple(one for one in campaigns if told.search(one.name.casefold()))
