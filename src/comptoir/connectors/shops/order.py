"""An order, a refund, an item as any shop knows them. Rooms of vendors turn their records into these."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from comptoir.connectors.channels.api import Origin
from comptoir.connectors.source import Person, Record, Refused

NOTHING = Decimal(0)
NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum without its tax, and the tax."""

    net: Decimal
    tax: Decimal = NOTHING

    @property
    def total(self) -> Decimal:
        return self.net + self.tax

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.net + other.net, self.tax + other.tax)

    def __sub__(self, other: "Amount") -> "Amount":
        return Amount(self.net - other.net, self.tax - other.tax)


NO_AMOUNT = Amount(NOTHING)


@dataclass(frozen=True, slots=True)
class ShopLine:
    kind: str
    """product, shipping, discount (of its own: what it takes off stands in `discount`) or adjustment."""
    gross: Amount
    """Before discounts, for the whole quantity."""
    discount: Amount = NO_AMOUNT
    """Positive, the order's share included."""
    quantity: Decimal = Decimal(1)
    line_id: str = ""
    sku: str = ""
    name: str = ""
    tax_rate: Decimal | None = None
    """0.2 for 20 %."""


@dataclass(frozen=True, slots=True)
class RefundLine:
    kind: str
    """product, shipping or gesture."""
    amount: Amount
    """Given back, positive."""
    quantity: Decimal = NOTHING
    """Units returned."""
    sku: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class ShopRefund:
    refund_id: str
    refunded_at: datetime
    lines: tuple[RefundLine, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ShopPayment:
    payment_id: str
    kind: str
    """payment, refund or chargeback."""
    status: str
    """accepted, refused, pending or cancelled."""
    paid_at: datetime
    total: Decimal
    method: str = ""
    provider: str = ""
    refusal_reason: str = ""


@dataclass(frozen=True, slots=True)
class ShopFee:
    fee_id: str
    kind: str
    """Of entities.payment.FEE_KINDS."""
    charged_at: datetime
    amount: Amount
    provider: str = ""


@dataclass(frozen=True, slots=True)
class ShopShipment:
    shipment_id: str
    status: str
    """Of entities.delivery.SHIPMENT_STATUSES."""
    created_at: datetime
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    carrier: str = ""


@dataclass(frozen=True, slots=True)
class ShopOrder:
    """Instants are aware. What is not told stays empty."""

    order_id: str
    ordered_at: datetime
    status: str
    """sold, pending, cancelled or test."""
    currency: str
    lines: tuple[ShopLine, ...]
    buyer: Person | None = None
    country: str = ""
    """ISO 3166 code of two letters of where it is delivered."""
    sales_channel: str = ""
    channel_order_id: str = ""
    """Its number at the marketplace that the shop copied it from."""
    origin: Origin = NOWHERE
    voucher: str = ""
    payment_method: str = ""
    invoice_day: date | None = None
    total: Decimal | None = None
    """What the shop says it comes to, with tax, before refunds: our sum is held to it, to the cent."""
    refunds: tuple[ShopRefund, ...] = ()
    payments: tuple[ShopPayment, ...] = ()
    fees: tuple[ShopFee, ...] = ()
    shipments: tuple[ShopShipment, ...] = ()


@dataclass(frozen=True, slots=True)
class ShopProduct:
    sku: str
    name: str = ""
    product_type: str = "goods"
    category: str = ""
    subcategory: str = ""
    brand: str = ""
    gtin: str = ""
    price: Decimal | None = None
    """List price without tax; None where the shop only says it with an unknown tax."""
    tax_rate: Decimal | None = None
    stock: Decimal | None = None
    active: bool | None = None
    unit_cost: Decimal | None = None
    """What a unit costs without tax, today."""
    currency: str = ""
    """Of price and unit_cost; the company's where nothing is said."""


class RefusalError(Exception):
    """Raised by a room's mapping where a record cannot be a fact."""

    def __init__(self, field: str, value: object, reason: str) -> None:
        super().__init__(field, value, reason)
        self.field, self.value, self.reason = field, str(value), reason

    def of(self, unit: str, raw: Record) -> Refused:
        return Refused(unit, self.field, self.value, self.reason, raw)
