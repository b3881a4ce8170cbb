"""What Shopify asks of people, and what can be read of it."""

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.shopify import mapping
from comptoir.connectors.shopify.queries import VERSION
from comptoir.connectors.shopify.read import Shopify
from comptoir.connectors.source import Asked, Category, Credential, Rate, Source, Table

SOURCE = Source(
    vendor="shopify",
    label="Shopify",
    category=Category.SHOP,
    api=f"Admin GraphQL {VERSION}",
    advice=_(
        "In Shopify: Settings, Apps, Develop apps. Create an app for your own shop and give it the access scopes "
        "read_orders, read_all_orders, read_customers, read_products and read_inventory; then install it. Comptoir "
        "writes nothing to the shop. An app of the Dev Dashboard has a client ID and a secret, one made before "
        "2026 a token: give the one or the other."
    ),
    credentials=(
        Credential(
            "address",
            _("Address of the shop"),
            Asked.ADDRESS,
            _("The one that ends in .myshopify.com, under Settings, Domains."),
        ),
        Credential(
            "client_id",
            _("Client ID"),
            help=_("In the Dev Dashboard, under the app's settings."),
            required=False,
            names_no_records=True,
        ),
        Credential(
            "client_secret", _("Client secret"), Asked.SECRET, _("It begins with shpss_."), required=False
        ),
        Credential(
            "token",
            _("Access token"),
            Asked.SECRET,
            _("Of an app made before 2026; it begins with shpat_."),
            required=False,
        ),
    ),
    tables=(
        Table(
            "orders",
            _("Orders and refunds"),
            ("order", "order_line", "refund", "payment", "fee", "shipment"),
            key=("id",),
            mapped=mapping.orders,
            cursor="updatedAt",
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
    opened=Shopify,
    proof=_("Written from documentation and the recorded schema, not yet tried against the service."),
    reconciles=True,
)
