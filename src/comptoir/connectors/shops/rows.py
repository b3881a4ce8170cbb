"""Orders of a shop to rows of the entities. Pure.

What gave money back stands under the number of its order: an export of the same shop has it so, an order read again
replaces its refunds, and one that was taken back at the shop goes with it.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from comptoir.connectors.shops.form import FORMLESS, missing, number_in, refuse_another_form
from comptoir.connectors.shops.order import (
    NO_AMOUNT,
    Amount,
    RefundLine,
    RefusalError,
    ShopLine,
    ShopOrder,
    ShopRefund,
)
from comptoir.connectors.source import ReadContext, Record, Refused, Row, Rows

FOUR = Decimal("0.0001")
LARGEST = Decimal(10) ** 12
"""No amount of an order is larger: a shop that says so has been misread."""


def order_rows(
    records: Sequence[Record],
    number_of: Callable[[Record], str],
    order_of: Callable[[Record], ShopOrder | None],
    context: ReadContext,
) -> Rows:
    """The facts of a page of orders. A record that `order_of` refuses is listed, and the facts that an earlier
    reading made of it leave the store; one that it answers None for is no order (a basket) and is nothing."""
    rows = Rows(read=len(records))
    zone = ZoneInfo(context.zone)
    for record in records:
        number = number_in(record, number_of)
        try:
            order = order_of(record)
            if order is not None:
                _Writer(rows, order, record, context, zone).write()
        except RefusalError as refusal:
            rows.refused.append(refusal.of(number, record))
        except FORMLESS as error:
            rows.refused.append(Refused(number, missing(error), "", "unknown_form", record))
        for entity in ("order", "order_line", "refund"):
            rows.units.setdefault(entity, set()).add((number,))
    refuse_another_form(rows)
    return rows


class _Writer:
    """One order on its way into `rows`."""

    def __init__(
        self, rows: Rows, order: ShopOrder, record: Record, context: ReadContext, zone: ZoneInfo
    ) -> None:
        self.rows, self.order, self.record, self.zone = rows, order, record, zone
        day = self._day(order.ordered_at)
        self.channel = context.channels.channel_of(order.origin, day, keeps_words=True) or None
        self.shared: Row = {
            "source": context.source,
            "order_id": order.order_id,
            "currency": order.currency,
            "country": order.country or None,
            "sales_channel": order.sales_channel or None,
        }
        if order.buyer is not None:
            rows.people[order.buyer.reference] = order.buyer
            self.shared["customer"] = order.buyer.reference
        self.of_order: Row = {
            "status": order.status,
            "ordered_at": order.ordered_at,
            "day": day,
            "month": f"{day:%Y-%m}",
            "invoice_day": order.invoice_day,
            "traffic_channel": self.channel,
            "voucher": order.voucher or None,
        }

    def write(self) -> None:
        lines = [line for line in self.order.lines if self._is_sound(line)]
        if lines:
            for place, line in enumerate(lines, 1):
                add(self.rows, "order_line", self._line(place, line))
            add(self.rows, "order", self._order(lines))
        self._refunds()
        self._payments()
        self._fees()
        self._shipments()

    def _is_sound(self, line: ShopLine) -> bool:
        problem = _problem_of(line)
        if problem is not None:
            field, value, reason = problem
            self.rows.refused.append(Refused(self.order.order_id, field, str(value), reason, self.record))
        return problem is None

    def _order(self, lines: Sequence[ShopLine]) -> Row:
        products = [line for line in lines if line.kind == "product"]
        taken_off = [line for line in lines if line.kind in ("product", "discount")]
        return {
            **self.shared,
            **self.of_order,
            **self.order.origin.as_facts,
            "channel_order_id": self.order.channel_order_id or None,
            "payment_method": self.order.payment_method or None,
            "has_product": bool(products),
            "gross_amount": sum((money(line.gross.net) for line in products), Decimal(0)),
            "discount_amount": sum((money(line.discount.net) for line in taken_off), Decimal(0)),
        }

    def _line(self, place: int, line: ShopLine) -> Row:
        return {
            **self.shared,
            **self.of_order,
            "line_number": place,
            "line_id": line.line_id or None,
            "kind": line.kind,
            "sku": line.sku or None,
            "product_name": line.name or None,
            "quantity": line.quantity,
            "unit_price": money(line.gross.net / line.quantity) if line.quantity else Decimal(0),
            "gross_amount": money(line.gross.net),
            "gross_tax": money(line.gross.tax),
            "discount_amount": money(line.discount.net),
            "discount_tax": money(line.discount.tax),
            "tax_rate": line.tax_rate,
        }

    def _refunds(self) -> None:
        place = 0
        for refund in self.order.refunds:
            day = self._day(refund.refunded_at)
            for line in refund.lines:
                place += 1
                add(self.rows, "refund", self._refund_line(place, line, refund, day))

    def _refund_line(self, place: int, line: RefundLine, refund: ShopRefund, day: date) -> Row:
        return {
            **self.shared,
            "refund_id": self.order.order_id,
            "line_number": place,
            "order_day": self.of_order["day"],
            "kind": line.kind,
            "refunded_at": refund.refunded_at,
            "day": day,
            "month": f"{day:%Y-%m}",
            "sku": line.sku or None,
            "product_name": line.name or None,
            "quantity": abs(line.quantity),
            "amount": money(abs(line.amount.net)),
            "tax": money(abs(line.amount.tax)),
            "reason": refund.reason or None,
            "traffic_channel": self.channel,
        }

    def _payments(self) -> None:
        for payment in self.order.payments:
            self._dated(
                "payment",
                payment.paid_at,
                payment_id=payment.payment_id,
                kind=payment.kind,
                status=payment.status,
                paid_at=payment.paid_at,
                method=payment.method or None,
                provider=payment.provider or None,
                refusal_reason=payment.refusal_reason or None,
                paid_total=money(abs(payment.total)),
            )

    def _fees(self) -> None:
        for fee in self.order.fees:
            self._dated(
                "fee",
                fee.charged_at,
                fee_id=fee.fee_id,
                kind=fee.kind,
                charged_at=fee.charged_at,
                provider=fee.provider or None,
                fee_amount=money(fee.amount.net),
                fee_tax=money(fee.amount.tax),
            )

    def _shipments(self) -> None:
        for parcel in self.order.shipments:
            self._dated(
                "shipment",
                parcel.created_at,
                shipment_id=parcel.shipment_id,
                status=parcel.status,
                created_at=parcel.created_at,
                shipped_at=parcel.shipped_at,
                shipped_day=parcel.shipped_at and self._day(parcel.shipped_at),
                delivered_at=parcel.delivered_at,
                delivered_day=parcel.delivered_at and self._day(parcel.delivered_at),
                carrier=parcel.carrier or None,
            )

    def _dated(self, entity: str, instant: datetime, **values: object) -> None:
        day = self._day(instant)
        add(
            self.rows,
            entity,
            {
                **self.shared,
                "order_day": self.of_order["day"],
                "day": day,
                "month": f"{day:%Y-%m}",
                **values,
            },
        )

    def _day(self, instant: datetime) -> date:
        return instant.astimezone(self.zone).date()


def _problem_of(line: ShopLine) -> tuple[str, object, str] | None:
    """field, value, reason of a line that is no fact."""
    if max(abs(line.gross.net), abs(line.discount.net), abs(line.quantity)) >= LARGEST:
        return "gross_amount", line.gross.net, "amount_out_of_range"
    if line.kind != "product":
        return None
    if line.quantity <= 0:
        return "quantity", line.quantity, "quantity_not_positive"
    if line.gross.net <= 0:
        return "unit_price", line.gross.net, "price_not_positive"
    if line.discount.net - line.gross.net > Decimal("0.01"):
        return "discount", line.discount.net, "discount_too_large"
    return None


def add(rows: Rows, entity: str, row: Row) -> None:
    rows.tables.setdefault(entity, []).append(row)


def money(value: Decimal) -> Decimal:
    return value.quantize(FOUR, rounding=ROUND_HALF_UP)


def total_of(order: ShopOrder) -> Decimal:
    """What the lines come to, with tax, before refunds: to be held to the shop's own total."""
    sums: Amount = NO_AMOUNT
    for line in order.lines:
        sums = sums + line.gross - line.discount
    return sums.total
