"""Sentences of what is put forward."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.decide.merchandising.lines import Seen

CAUTIONS: Mapping[Seen, Any] = {
    Seen.VIEWS: _(
        "Views say how often each product was seen where it stood; elsewhere it may be bought more or less."
    ),
    Seen.SESSIONS: _(
        "How often each product was seen is not known, so that all visits of the site count: what is shown a lot today "
        "sells a lot, and a product that nobody sees looks poor. Load the events of your site (view_item) to compare "
        "them by their own views."
    ),
    Seen.ORDERS: _(
        "Neither views nor visits are known, so that all orders count: what is shown a lot today sells a lot. Load the "
        "visits of your site, better its events (view_item), to compare products by how often they are seen."
    ),
}
