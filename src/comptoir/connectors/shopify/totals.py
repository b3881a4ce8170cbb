"""What Shopify itself says that an order comes to, and its taxes by rate. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from comptoir.connectors.shopify.amounts import CENT, instant, money, number, of_price
from comptoir.connectors.shopify.mapping import status
from comptoir.connectors.shops.api import NOTHING, RefusalError
from comptoir.connectors.source import Record, Taxed, Total

type Sums = defaultdict[Decimal | None, Decimal]


def total_of(record: Record, zone: ZoneInfo) -> Total:
    placed = instant(record["createdAt"])
    return Total(
        unit=record["name"],
        day=placed.astimezone(zone).date(),
        amount=money(record, "totalPriceSet"),
        counts=_is_sold(record),
        currency=record["currencyCode"],
        placed_at=placed,
        changed_at=instant(record["updatedAt"], "updatedAt"),
        status=(record["displayFinancialStatus"] or "").lower(),
        tax=money(record, "totalTaxSet"),
        taxes=taxes_of(record),
    )


def taxes_of(record: Record) -> tuple[Taxed, ...]:
    """Tax by rate as the order's own tax lines sum it, with the lines that name each rate.

    A line that bears several taxes counts at the sum of their rates; then the lines tell the tax as well, for tax
    lines would name its amount once for each. What the total holds beyond its lines (tips, duties) bears none.
    """
    parts = [(line, "originalTotalSet") for line in record["lineItems"]]
    parts += [(line, "originalPriceSet") for line in record["shippingLines"] if not line["isRemoved"]]
    nets: Sums = defaultdict(Decimal)
    of_lines: Sums = defaultdict(Decimal)
    for line, price in parts:
        rate, net, tax = _told(line, price, record["taxesIncluded"])
        nets[rate] += net
        of_lines[rate] += tax
    beyond = money(record, "totalPriceSet") - money(record, "totalTaxSet") - sum(nets.values(), NOTHING)
    for line in record["shippingLines"]:
        # Taken off again, and still in the total where the money was given back.
        rate, net, _tax = _told(line, "originalPriceSet", record["taxesIncluded"])
        if line["isRemoved"] and net and abs(beyond - net) < CENT:
            nets[rate] += beyond
            beyond = NOTHING
    if beyond:
        nets[NOTHING] += beyond
    taxes = of_lines
    if all(len(_borne(line)) <= 1 for line, _price in parts):
        taxes = _of_order(record)
    return tuple(Taxed(rate, nets[rate], taxes[rate]) for rate in {**nets, **taxes})


def _of_order(record: Record) -> Sums:
    """The order's own tax lines; what they leave of its whole tax, such as that of shipping, has the lines' rates."""
    taxes: Sums = defaultdict(Decimal)
    for tax in _borne(record):
        taxes[_rate(tax)] += money(tax, "priceSet")
    missing = money(record, "totalTaxSet") - sum(taxes.values(), NOTHING)
    shipped: Sums = defaultdict(Decimal)
    for line in record["shippingLines"]:
        for tax in () if line["isRemoved"] else _borne(line):
            shipped[_rate(tax)] += money(tax, "priceSet")
    if missing and missing == sum(shipped.values(), NOTHING):
        for rate, amount in shipped.items():
            taxes[rate] += amount
    elif missing:
        taxes[None] += missing
    return taxes


def _told(line: Record, price: str, included: bool) -> tuple[Decimal | None, Decimal, Decimal]:
    """The rate of a line, what it comes to without tax after discounts, its tax."""
    off = sum((money(part, "allocatedAmountSet") for part in line["discountAllocations"]), NOTHING)
    tax = sum((money(one, "priceSet") for one in line["taxLines"]), NOTHING)
    amount = of_price(money(line, price) - off, tax, included)
    return _together([_rate(one) for one in _borne(line)]), amount.net, amount.tax


def _borne(record: Record) -> list[Record]:
    """Taxes that are there: a rate of which nothing came is none."""
    return [one for one in record["taxLines"] if money(one, "priceSet")]


def _rate(tax: Record) -> Decimal | None:
    return None if tax["rate"] is None else number(tax["rate"], "rate")


def _together(rates: Sequence[Decimal | None]) -> Decimal | None:
    """Of taxes that one line bears; nothing where it bears none, None where one of them does not tell its rate."""
    known = [rate for rate in rates if rate is not None]
    return sum(known, NOTHING) if len(known) == len(rates) else None


def _is_sold(record: Record) -> bool:
    try:
        return status(record) == "sold"
    except RefusalError:
        return False
