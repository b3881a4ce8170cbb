"""Sessions told one by one, step by step to the purchase."""

from django.utils.translation import gettext_lazy as _

from comptoir.measure.metrics.catalogue.base import Empty, Formula, Metric, Source, plus
from comptoir.measure.metrics.catalogue.shapes import count, share

_SITE = Source.VISITS
_PASSED = _(
    "Whoever reached a step has passed the ones before it: somebody pays for a basket filled last week."
)

VISITS: tuple[Metric, ...] = (
    count(
        "site_sessions",
        _("Sessions told one by one"),
        _("sessions that a source tells one by one, or that the events of the site make up"),
        _SITE,
        formula=Formula(plus("visit")),
        empty=Empty.UNKNOWN,
        notes=_("Two tools that measure the same days are never added."),
    ),
    count(
        "product_sessions",
        _("Sessions that saw a product"),
        _("sessions that saw a product or went further"),
        _SITE,
        formula=Formula(plus("visit_to_product")),
        empty=Empty.UNKNOWN,
        notes=_PASSED,
    ),
    count(
        "cart_sessions",
        _("Sessions that filled the basket"),
        _("sessions that put a product in the basket or went further"),
        _SITE,
        formula=Formula(plus("visit_to_cart")),
        empty=Empty.UNKNOWN,
        notes=_PASSED,
    ),
    count(
        "checkout_sessions",
        _("Sessions that began an order"),
        _("sessions that began an order or went further"),
        _SITE,
        formula=Formula(plus("visit_to_checkout")),
        empty=Empty.UNKNOWN,
        notes=_PASSED,
    ),
    count(
        "purchase_sessions",
        _("Sessions that bought"),
        _("sessions with a purchase"),
        _SITE,
        formula=Formula(plus("visit_to_purchase")),
        empty=Empty.UNKNOWN,
    ),
    share(
        "session_conversion_rate",
        _("Conversion rate of sessions"),
        _("sessions with a purchase / sessions, both told one by one"),
        _SITE,
        formula=Formula(plus("visit_to_purchase"), plus("visit")),
        notes=_("A session with two purchases counts once, unlike in the conversion rate of audience tools."),
    ),
)
