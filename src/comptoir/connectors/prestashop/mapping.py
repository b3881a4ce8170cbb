"""PrestaShop's records to orders and items. Pure.

Orders agree with the query of docs/mapping.md, its file and its mapping: the number is `id_order`, because an order
that is shipped in parts is several under one reference; buyers are `id_customer`; prices are those after the
reductions of the catalogue.
"""

from collections.abc import Sequence

from comptoir.connectors.prestashop import lines, payments, shipments, slips, states
from comptoir.connectors.prestashop.clock import ShopClock
from comptoir.connectors.prestashop.history import entered_state
from comptoir.connectors.prestashop.numbers import number, to_number, whole
from comptoir.connectors.shops.api import (
    RefundLine,
    ShopLine,
    ShopOrder,
    ShopProduct,
    ShopRefund,
    order_rows,
    product_rows,
)
from comptoir.connectors.source import Person, ReadContext, Record, Rows


def orders(records: Sequence[Record], context: ReadContext) -> Rows:
    clock = ShopClock(context.settings.get("zone") or context.zone)
    return order_rows(
        records,
        lambda record: str(record["id"]),
        lambda record: order(record, clock, context.currency, context.zone),
        context,
    )


def products(records: Sequence[Record], context: ReadContext) -> Rows:
    return product_rows((item(record) for record in records), context)


def order(record: Record, clock: ShopClock, currency: str, zone: str) -> ShopOrder:
    """RefusalError where the record cannot be an order."""
    was_paid = number(record, "total_paid_real") > 0
    meaning = states.meaning(whole(record, "current_state"), record["state"], was_paid)
    status = states.SOLD if meaning == states.REFUNDED else meaning
    of_order = lines.of_order(record)
    placed = clock.instant(record["date_add"], "date_add")
    invoiced = clock.instant_or_none(record.get("invoice_date") or "", "invoice_date")
    return ShopOrder(
        order_id=str(record["id"]),
        ordered_at=placed,
        status=status,
        currency=record["currency"] or currency,
        lines=of_order,
        buyer=_buyer(record),
        country=record["country"],
        voucher=_vouchers(record),
        payment_method=record.get("payment") or "",
        invoice_day=None if invoiced is None else invoiced.astimezone(ShopClock(zone).zone).date(),
        total=number(record, "total_paid_tax_incl"),
        refunds=_refunds(record, meaning, of_order, clock) if status == states.SOLD else (),
        payments=payments.of_order(record, clock, placed),
        shipments=shipments.of_order(record, status, clock, placed),
    )


def _buyer(record: Record) -> Person | None:
    key = str(record.get("id_customer") or "0")
    if key == "0":
        return None
    known = record["customer"] or {}
    name = " ".join(filter(None, (known.get("firstname"), known.get("lastname"))))
    return Person(key, str(known.get("email") or "").strip(), name)


def _vouchers(record: Record) -> str:
    """Their codes; of rules that apply by themselves their names."""
    kept = [rule for rule in record["rules"] if not states.is_on(rule, "deleted")]
    return ", ".join(filter(None, (str(rule.get("code") or rule.get("name") or "") for rule in kept)))


def _refunds(
    record: Record, meaning: str, of_order: Sequence[ShopLine], clock: ShopClock
) -> tuple[ShopRefund, ...]:
    """The credit slips; without one, an order in the state Refunded was given back whole when it came into it."""
    given = slips.of_order(record, of_order, clock)
    if given or meaning != states.REFUNDED:
        return given
    whole_of_it = tuple(
        RefundLine(line.kind, line.gross - line.discount, line.quantity, line.sku, line.name)
        for line in of_order
        if line.kind in ("product", "shipping")
    )
    return (ShopRefund(f"{record['id']}-refunded", entered_state(record, clock), whole_of_it),)


def item(record: Record) -> ShopProduct:
    product, combination = record["product"], record.get("combination") or {}
    name = product["name"]
    if options := ", ".join(combination.get("options", [])):
        name = f"{name} - {options}"
    return ShopProduct(
        sku=str(record["reference"]),
        name=name,
        product_type="service" if str(product.get("is_virtual")) == "1" else "goods",
        category=product["category"],
        brand=product["brand"],
        gtin=str(combination.get("ean13") or product.get("ean13") or ""),
        price=number(product, "price") + number(combination, "price"),
        stock=None if record["stock"] is None else to_number(record["stock"], "quantity"),
        active=str(product.get("active")) == "1",
        # Zero is a cost that nobody has entered.
        unit_cost=number(combination, "wholesale_price") or number(product, "wholesale_price") or None,
    )
