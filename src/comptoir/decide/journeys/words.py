"""What steps and rules are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.decide.journeys.engine.credit import Model

STEP_WORDS: Mapping[str, Promise] = {
    "site_sessions": pgettext_lazy("step", "Visits"),
    "product_sessions": pgettext_lazy("step", "Saw a product"),
    "cart_sessions": pgettext_lazy("step", "Filled the basket"),
    "checkout_sessions": pgettext_lazy("step", "Began to order"),
    "purchase_sessions": pgettext_lazy("step", "Bought"),
    "sessions": pgettext_lazy("step", "Visits"),
    "carts_seen": pgettext_lazy("step", "Additions to the basket"),
    "checkouts_seen": pgettext_lazy("step", "Orders begun"),
    "purchases_seen": pgettext_lazy("step", "Purchases"),
}
MODEL_WORDS: Mapping[Model, Promise] = {
    Model.FIRST: _("First visit"),
    Model.LAST: _("Last visit"),
    Model.LINEAR: _("All alike"),
    Model.POSITION: _("40/20/40"),
    Model.DECAY: _("Recent ones more"),
}
