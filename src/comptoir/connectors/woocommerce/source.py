"""What WooCommerce asks of people, and what can be read of it."""

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.source import Asked, Category, Credential, Rate, Source, Table
from comptoir.connectors.woocommerce import mapping
from comptoir.connectors.woocommerce.read import WooCommerce

SOURCE = Source(
    vendor="woocommerce",
    label="WooCommerce",
    category=Category.SHOP,
    api="REST v3",
    advice=_(
        "In WordPress: WooCommerce, Settings, Advanced, REST API, Add key. Give it the permission Read: "
        "Comptoir writes nothing to the shop."
    ),
    credentials=(
        Credential(
            "address",
            _("Address of the shop"),
            Asked.ADDRESS,
            _("As customers type it: https://www.example.com"),
        ),
        Credential("key", _("Consumer key"), Asked.SECRET, _("It begins with ck_.")),
        Credential("secret", _("Consumer secret"), Asked.SECRET, _("It begins with cs_.")),
    ),
    tables=(
        Table(
            "orders",
            _("Orders and refunds"),
            ("order", "order_line", "refund", "payment", "fee"),
            key=("id",),
            mapped=mapping.orders,
            cursor="date_modified_gmt",
        ),
        Table(
            "products",
            _("Items and stock"),
            ("product", "stock_level", "product_cost"),
            key=("id",),
            mapped=mapping.products,
        ),
    ),
    rate=Rate(per_second=5),
    opened=WooCommerce,
    proof=_("Tried on answers recorded from WooCommerce 11.0."),
    reconciles=True,
)
