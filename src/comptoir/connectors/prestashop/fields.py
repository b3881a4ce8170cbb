"""What is kept of each record: what facts need, and of people no more than that."""

from collections.abc import Sequence

from comptoir.connectors.source import Record

TOTAL = (
    "id",
    "date_add",
    "date_upd",
    "total_paid_tax_incl",
    "total_paid_tax_excl",
    "total_discounts_tax_excl",
    "total_discounts_tax_incl",
    "total_shipping_tax_excl",
    "total_shipping_tax_incl",
    "total_wrapping_tax_excl",
    "total_wrapping_tax_incl",
    "carrier_tax_rate",
    "total_paid_real",
    "current_state",
    "id_currency",
)
ORDER = (
    "id",
    "reference",
    "id_customer",
    "current_state",
    "date_add",
    "date_upd",
    "invoice_date",
    "payment",
    "module",
    "conversion_rate",
    "carrier_tax_rate",
    "total_paid_real",
    "total_paid_tax_incl",
    "total_discounts_tax_excl",
    "total_discounts_tax_incl",
    "total_shipping_tax_excl",
    "total_shipping_tax_incl",
    "total_wrapping_tax_excl",
    "total_wrapping_tax_incl",
)
DETAIL = (
    "id",
    "product_reference",
    "product_name",
    "product_quantity",
    "total_price_tax_excl",
    "total_price_tax_incl",
)
SLIP = (
    "id",
    "date_add",
    "order_slip_type",
    "amount",
    "total_products_tax_excl",
    "total_products_tax_incl",
    "total_shipping_tax_excl",
    "total_shipping_tax_incl",
)
PAYMENT = ("id", "amount", "payment_method", "conversion_rate", "date_add")
STATE = ("id", "template", "paid", "logable", "shipped")
CUSTOMER = ("id", "email", "firstname", "lastname")
PARCEL = ("id", "id_carrier", "date_add")
RULE = ("name", "free_shipping", "deleted")
ITEM = ("id", "reference", "ean13", "price", "wholesale_price")
PRODUCT = (*ITEM, "name", "active", "is_virtual", "id_category_default", "id_manufacturer")


def kept(record: Record, names: Sequence[str]) -> Record:
    return {name: record[name] for name in names if name in record}


def parts(record: Record, association: str) -> list[Record]:
    """The records of an association; JSON leaves an empty one out."""
    found = (record.get("associations") or {}).get(association) or []
    return list(found)
