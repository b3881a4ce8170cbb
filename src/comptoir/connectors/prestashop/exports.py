"""Files of PrestaShop that no mapping of orders can read, and what to export in their place."""

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.base import Useless

USELESS: tuple[Useless, ...] = (
    Useless(
        name="prestashop_orders",
        vendor="prestashop",
        label=_("PrestaShop: list of orders"),
        headers=(
            ("Référence", "Reference"),
            ("Nouveau client", "New client", "New customer"),
            ("Paiement", "Payment"),
            ("Total",),
        ),
        reason=_("Each row sums a whole order: no item, price or discount can be told from it."),
        advice=_(
            "Connect the shop on the page Sources: its orders are then read without a file. Or export a query of the "
            "SQL Manager with one row per item: Comptoir's documentation gives it."
        ),
    ),
)
