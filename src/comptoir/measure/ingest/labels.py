"""The words of a mapping, as people choose among them."""

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from comptoir.connectors.files.api import FIELDS, DateStyle, LackingColumnsError, Level
from comptoir.core.errors import InputError

FIELD_LABELS: dict[str, Any] = {
    "order_id": _("Order number"),
    "ordered_at": _("Order date"),
    "invoiced_at": _("Invoice date"),
    "refunded_at": _("Refund date"),
    "status": _("Order status"),
    "currency": _("Currency"),
    "customer_ref": _("Customer number"),
    "customer_email": _("Customer's e-mail"),
    "customer_name": _("Customer's name"),
    "country": _("Country of delivery"),
    "sales_channel": _("Sales channel"),
    "channel_order_id": _("Number at the marketplace"),
    "traffic_channel": _("Traffic channel"),
    "utm_source": _("Source of the visit (utm_source)"),
    "utm_medium": _("Medium of the visit (utm_medium)"),
    "utm_campaign": _("Campaign of the visit (utm_campaign)"),
    "referrer": _("Site that linked to the shop"),
    "landing_page": _("Page at which the visit began"),
    "voucher": _("Discount code"),
    "payment_method": _("Means of payment"),
    "order_discount": _("Discount on the whole order"),
    "order_discount_in_lines": _("Order discount, already taken off its lines"),
    "order_subtotal": _("Subtotal after discounts"),
    "order_total": _("Order total, incl. tax"),
    "order_shipping": _("Shipping charged"),
    "order_shipping_with_tax": _("Shipping charged, incl. tax"),
    "order_shipping_tax": _("Tax on shipping"),
    "line_shipping": _("Shipping charged on the line"),
    "line_shipping_discount": _("Discount on the line's shipping"),
    "line_shipping_tax": _("Tax on the line's shipping"),
    "commission": _("Marketplace commission, excl. tax"),
    "commission_with_tax": _("Marketplace commission, incl. tax"),
    "commission_refunded": _("Commission given back, excl. tax"),
    "order_fees": _("Other fees charged"),
    "order_tax": _("Taxes of the whole order"),
    "order_refunded": _("Amount refunded on the order"),
    "line_id": _("Line number at the shop"),
    "line_type": _("Type of line"),
    "sku": _("Item (SKU)"),
    "product_name": _("Product name"),
    "quantity": _("Quantity"),
    "unit_price": _("Unit price before discount"),
    "gross_amount": _("Line amount before discount"),
    "net_amount": _("Line amount after discount"),
    "gross_with_tax": _("Line amount before discount, incl. tax"),
    "discount_amount": _("Discount of the line"),
    "gross_tax": _("Tax before discount"),
    "net_tax": _("Tax after discount"),
    "tax_rate": _("Tax rate"),
    "refunded_quantity": _("Quantity refunded"),
    "refunded_amount": _("Amount refunded on the line"),
    "refunded_tax": _("Tax refunded on the line"),
    "refund_of": _("Order that is refunded"),
    "return_reason": _("Reason of the return"),
    "category": _("Category"),
    "subcategory": _("Subcategory"),
    "brand": _("Brand"),
    "product_type": _("Goods, service or booking"),
    "gtin": _("Barcode (GTIN)"),
    "active": _("On sale (yes or no)"),
    "price": _("List price"),
    "stock": _("Stock"),
}

LEVEL_LABELS: dict[Level, Any] = {
    Level.ORDER: _("The order"),
    Level.LINE: _("The line"),
    Level.PRODUCT: _("The item"),
}

STATUS_LABELS = {
    "sold": pgettext_lazy("order status", "Sold"),
    "pending": pgettext_lazy("order status", "Pending: not counted yet"),
    "cancelled": pgettext_lazy("order status", "Cancelled: not counted"),
    "test": pgettext_lazy("order status", "Test: not counted"),
    "refunded": pgettext_lazy("order status", "Refunded: sold, then given back"),
}

KIND_LABELS = {
    "product": _("Product"),
    "shipping": _("Shipping"),
    "discount": _("Discount"),
    "adjustment": _("Adjustment, in no sales figure"),
    "refund": _("Refund"),
}
"""What a line is. `gesture` is a refund without goods."""

SHOWN_KINDS = {
    **{name: KIND_LABELS[name] for name in ("product", "shipping", "discount", "refund")},
    "adjustment": _("Adjustment"),
    "gesture": _("Gesture"),
}

DATE_LABELS: dict[DateStyle, Any] = {
    DateStyle.ISO: _("2026-11-27"),
    DateStyle.DAY_FIRST: _("27/11/2026 (day first)"),
    DateStyle.MONTH_FIRST: _("11/27/2026 (month first)"),
    DateStyle.UNIX: _("Seconds since 1970"),
}
DECIMAL_LABELS: dict[str, Any] = {".": _("point: 12.50"), ",": _("comma: 12,50")}


def field_label(name: str) -> Any:
    return FIELD_LABELS.get(name, name)


def field_choices() -> list[tuple[Any, Any]]:
    """Every field, under what it belongs to."""
    groups = [
        (label, [(field.name, field_label(field.name)) for field in FIELDS.values() if field.level is level])
        for level, label in LEVEL_LABELS.items()
    ]
    return [("", _("— not used —")), *groups]


def lacked(error: LackingColumnsError) -> InputError:
    """The same where the page lets one choose: by what the columns mean."""
    of = gettext(" or ")
    wanted = [of.join(f"« {field_label(name)} »" for name in names) for names in error.fields]
    return InputError(
        gettext("No column of the file is known yet as: %(wanted)s.") % {"wanted": ", ".join(wanted)},
        advice=gettext(
            "Say below which column holds it, or choose another mapping. If the file does not hold it, take another "
            "export: one line per item sold."
        ),
    )
