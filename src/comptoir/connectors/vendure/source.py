"""What Vendure asks of people, and what can be read of it."""

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.source import Asked, Category, Credential, DateBasis, Rate, Source, Table
from comptoir.connectors.vendure import mapping
from comptoir.connectors.vendure.read import Vendure

SOURCE = Source(
    vendor="vendure",
    label="Vendure",
    category=Category.SHOP,
    api="Admin API 3 (GraphQL)",
    advice=_(
        "In Vendure's dashboard: Settings, Roles: a role that may read orders, the catalogue, customers and stock "
        "locations, for every channel. Then either an API key with that role (from Vendure 3.6), or an administrator "
        "of its own with that role. Comptoir writes nothing to the shop."
    ),
    credentials=(
        Credential(
            "address",
            _("Address of the Admin API"),
            Asked.ADDRESS,
            _("It usually ends in /admin-api: https://shop.example.com/admin-api"),
        ),
        Credential(
            "key",
            _("API key"),
            Asked.SECRET,
            _("Vendure shows it once, when it is made. Without one, give a user name and a password."),
            required=False,
        ),
        Credential("username", _("User name of the administrator"), required=False, names_no_records=True),
        Credential("password", _("Password of the administrator"), Asked.SECRET, required=False),
        Credential(
            "channel",
            _("Token of a channel"),
            Asked.TEXT,
            _("Only to read one channel: without it, the default channel gives the orders of all."),
            required=False,
        ),
    ),
    tables=(
        Table(
            "orders",
            _("Orders and refunds"),
            ("order", "order_line", "refund", "payment", "shipment"),
            key=("id",),
            mapped=mapping.orders,
            cursor="updatedAt",
        ),
        Table(
            "products",
            _("Items and stock"),
            ("product", "stock_level"),
            key=("id",),
            mapped=mapping.products,
        ),
    ),
    rate=Rate(per_second=5),
    opened=Vendure,
    unseen=_(
        "Vendure does not say that an order was refunded or sent. Comptoir looks after each for 120 days from its last "
        "change: what happens later is found by reading everything again."
    ),
    proof=_("Tried on a real Vendure 3.7 shop."),
    reconciles=True,
    date_basis=DateBasis.PLACED,
)
