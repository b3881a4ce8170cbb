"""The site's audience, as the audience tool counts it."""

from django.utils.translation import gettext_lazy as _

from comptoir.measure.metrics.catalogue.base import (
    Coverage,
    Empty,
    Formula,
    Good,
    Metric,
    Source,
    minus,
    plus,
)
from comptoir.measure.metrics.catalogue.shapes import count, ratio, share

_AUDIENCE, _ORDERS = Source.AUDIENCE, Source.ORDERS
_OWN_SITE = _(
    "Own site: the orders whose sales channel is empty, site, web, website, online or online store. "
    "Over the days that both sources know."
)
_PURCHASES = Coverage(
    "session_with_purchases", "session_count", _("The audience tool tells purchases for {share} of sessions.")
)
_BASKETS = Coverage(
    "session_with_carts",
    "session_count",
    _("The audience tool tells additions to the basket for {share} of sessions."),
)
_CHECKOUTS = Coverage(
    "session_with_checkouts",
    "session_count",
    _("The audience tool tells orders begun for {share} of sessions."),
)
_CHANNELS = Coverage(
    "session_with_channel",
    "session_count",
    _("The audience tool tells the traffic channel of {share} of sessions."),
)

AUDIENCE: tuple[Metric, ...] = (
    count(
        "sessions",
        _("Sessions"),
        _("sessions of the audience source of record"),
        _AUDIENCE,
        formula=Formula(plus("session_count")),
        empty=Empty.UNKNOWN,
        notes=_("Two audience tools that measure the same days are never added."),
    ),
    count(
        "page_views",
        _("Page views"),
        _("pages seen"),
        _AUDIENCE,
        formula=Formula(plus("page_view_count")),
        empty=Empty.UNKNOWN,
        coverage=Coverage(
            "session_with_views",
            "session_count",
            _("The audience tool tells page views for {share} of sessions."),
        ),
    ),
    share(
        "conversion_rate",
        _("Conversion rate"),
        _("purchases seen / sessions"),
        _AUDIENCE,
        formula=Formula(plus("purchase_count"), plus("session_with_purchases")),
        coverage=_PURCHASES,
        notes=_(
            "Both from the audience tool, which counts purchases rather than sessions with one; "
            "shown, never a factor of sales."
        ),
    ),
    count(
        "purchases_seen",
        _("Purchases seen"),
        _("purchases seen by the audience source of record"),
        _AUDIENCE,
        formula=Formula(plus("purchase_count")),
        empty=Empty.UNKNOWN,
        coverage=_PURCHASES,
        notes=_("Beside the orders of the own site they tell how much the tool sees."),
    ),
    count(
        "carts_seen",
        _("Additions to the basket seen"),
        _("additions to the basket seen by the audience source of record"),
        _AUDIENCE,
        formula=Formula(plus("cart_count")),
        empty=Empty.UNKNOWN,
        coverage=_BASKETS,
    ),
    count(
        "checkouts_seen",
        _("Orders begun, seen"),
        _("orders begun seen by the audience source of record"),
        _AUDIENCE,
        formula=Formula(plus("checkout_count")),
        empty=Empty.UNKNOWN,
        coverage=_CHECKOUTS,
    ),
    count(
        "own_site_orders",
        _("Orders of the own site"),
        _("orders placed on the own site"),
        _ORDERS,
        formula=Formula(plus("own_order_count")),
        notes=_OWN_SITE,
    ),
    ratio(
        "orders_per_session",
        _("Orders per session"),
        _("orders of the own site / sessions"),
        _AUDIENCE,
        _ORDERS,
        formula=Formula(plus("own_order_count"), plus("session_count")),
        notes=_OWN_SITE,
    ),
    share(
        "add_to_cart_rate",
        _("Add-to-cart rate"),
        _("additions to the basket / sessions, as the audience tool counts them"),
        _AUDIENCE,
        formula=Formula(plus("cart_count"), plus("session_with_carts")),
        coverage=_BASKETS,
        notes=_("A session with several additions counts several times where the tool counts them so."),
    ),
    share(
        "checkout_rate",
        _("Checkout rate"),
        _("orders begun / additions to the basket, as the audience tool counts them"),
        _AUDIENCE,
        formula=Formula(plus("checkout_after_cart"), plus("cart_before_checkout")),
        coverage=_BASKETS,
    ),
    share(
        "cart_abandonment",
        _("Cart abandonment"),
        _(
            "(additions to the basket - purchases seen) / additions to the basket, as the audience tool counts them"
        ),
        _AUDIENCE,
        formula=Formula(
            plus("cart_before_purchase") + minus("purchase_after_cart"), plus("cart_before_purchase")
        ),
        good=Good.DOWN,
        coverage=_BASKETS,
        notes=_("Higher than the share of baskets left where the tool counts every addition."),
    ),
    share(
        "tracking_coverage",
        _("Tracking coverage"),
        _("purchases seen by the audience source / orders of the own site"),
        _AUDIENCE,
        _ORDERS,
        formula=Formula(plus("purchase_count"), plus("own_order_count")),
        good=Good.STABLE,
        coverage=_PURCHASES,
        notes=_("A fall is a data incident, not a fall in sales. Own site: see orders per session."),
    ),
    share(
        "direct_share",
        _("Share of direct visits"),
        _("direct sessions / sessions whose channel is known"),
        _AUDIENCE,
        formula=Formula(plus("direct_session"), plus("session_with_channel")),
        good=Good.NONE,
        coverage=_CHANNELS,
    ),
)
