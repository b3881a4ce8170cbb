"""Files of WooCommerce that no mapping of orders can read, and what to export in their place."""

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.base import Useless

USELESS: tuple[Useless, ...] = (
    Useless(
        name="woocommerce_analytics_orders",
        vendor="woocommerce",
        label=_("WooCommerce: orders of Analytics"),
        headers=(("Produit(s)", "Product(s)"), ("Articles vendus", "Items sold")),
        reason=_("Each row sums a whole order: no item, price or discount can be told from it."),
        advice=_(
            "Connect the shop on the page Sources: its orders are then read without a file. Or export one row per item "
            "with the extension « Order Export »."
        ),
    ),
)
