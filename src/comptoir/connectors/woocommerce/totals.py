"""What WooCommerce itself says that an order comes to. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from comptoir.connectors.shops.api import NOTHING
from comptoir.connectors.source import Record, Taxed, Total
from comptoir.connectors.woocommerce.mapping import COUNTED, instant

type Sums = defaultdict[Decimal | None, Decimal]


def total_of(record: Record, zone: ZoneInfo) -> Total:
    placed = instant(record["date_created_gmt"])
    return Total(
        unit=str(record["number"]),
        day=placed.astimezone(zone).date(),
        amount=Decimal(record["total"]),
        counts=record["status"] in COUNTED,
        currency=record["currency"],
        placed_at=placed,
        changed_at=instant(record["date_modified_gmt"]),
        status=record["status"],
        tax=Decimal(record["total_tax"]),
        delivery=_sum(line[name] for line in record["shipping_lines"] for name in ("total", "total_tax")),
        refunded=-_sum(refund["total"] for refund in record["refunds"]),
        taxes=taxes_of(record),
    )


def taxes_of(record: Record) -> tuple[Taxed, ...]:
    """Tax by rate as the order's own tax lines sum it, with the lines that name each rate.

    A line that bears several taxes counts at the sum of their rates; then the lines tell the tax as well, for tax
    lines would name its amount once for each.
    """
    rates = {tax["rate_id"]: _percent(tax) for tax in record["tax_lines"]}
    lines = [*record["line_items"], *record["shipping_lines"], *record["fee_lines"]]
    named = [[tax["id"] for tax in line.get("taxes", []) if tax.get("total")] for line in lines]
    nets: Sums = defaultdict(Decimal)
    taxes: Sums = defaultdict(Decimal)
    for line, borne in zip(lines, named, strict=True):
        rate = _together([rates.get(one) for one in borne])
        nets[rate] += Decimal(line["total"])
        taxes[rate] += Decimal(line["total_tax"])
    if all(len(borne) <= 1 for borne in named):
        taxes = defaultdict(Decimal)
        for tax in record["tax_lines"]:
            taxes[_percent(tax)] += Decimal(tax["tax_total"]) + Decimal(tax["shipping_tax_total"])
    return tuple(Taxed(rate, nets[rate], taxes[rate]) for rate in {**nets, **taxes})


def _percent(tax: Record) -> Decimal | None:
    said = tax.get("rate_percent")
    return None if said is None else Decimal(str(said)) / 100


def _together(rates: Sequence[Decimal | None]) -> Decimal | None:
    """Of taxes that one line bears; nothing where it bears none, None where one of them does not tell its rate."""
    known = [rate for rate in rates if rate is not None]
    return sum(known, NOTHING) if len(known) == len(rates) else None


def _sum(amounts: Iterable[str]) -> Decimal:
    return sum((Decimal(amount) for amount in amounts), NOTHING)
