"""What PrestaShop asks of people, and what can be read of it."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from comptoir.connectors.prestashop import mapping
from comptoir.connectors.prestashop.read import PrestaShop
from comptoir.connectors.prestashop.webservice import NEEDED, WELCOME
from comptoir.connectors.source import Asked, Category, Credential, DateBasis, Rate, Source, Table

SOURCE = Source(
    vendor="prestashop",
    label="PrestaShop",
    category=Category.SHOP,
    api="Webservice",
    advice=format_lazy(
        _(
            "In PrestaShop: Advanced Parameters, Webservice. Switch the webservice on, add a key and tick "
            "« View (GET) » for {needed}; for {welcome} too, if you can. Comptoir writes nothing to the shop."
        ),
        needed=", ".join(NEEDED),
        welcome=", ".join(WELCOME),
    ),
    credentials=(
        Credential(
            "address",
            _("Address of the shop"),
            Asked.ADDRESS,
            _("As customers type it: https://www.example.com"),
        ),
        Credential("key", _("Webservice key"), Asked.SECRET, _("32 capital letters and digits.")),
        Credential(
            "zone",
            _("Time zone of the shop"),
            Asked.ZONE,
            _(
                "As in International, Localization: PrestaShop writes times without their zone. Empty: that of the "
                "company."
            ),
            required=False,
        ),
    ),
    tables=(
        Table(
            "orders",
            _("Orders, credit slips and shipments"),
            ("order", "order_line", "refund", "payment", "shipment"),
            key=("id",),
            mapped=mapping.orders,
            cursor="date_upd",
        ),
        Table(
            "products",
            _("Items and stock"),
            ("product", "stock_level", "product_cost"),
            key=("reference",),
            mapped=mapping.products,
        ),
    ),
    rate=Rate(per_second=5),
    opened=PrestaShop,
    proof=_("Tried on answers recorded from PrestaShop 9.1."),
    reconciles=True,
    date_basis=DateBasis.PLACED,
)
