"""Tables of GA4 that cannot be days of sessions, and what to export in their place."""

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.base import Useless
from comptoir.connectors.ga4 import headers

ADVICE = _(
    "In GA4, open « Explore », « Free form », and put Date, Session default channel group and Device category in "
    "the rows, and Sessions, Add to carts, Checkouts, Ecommerce purchases and Purchase revenue in the values; "
    "export it as CSV."
)
_PERIOD = _("It sums a whole period: no day can be told from it.")
_FROM = (
    *headers.CHANNEL,
    *headers.SOURCE,
    *headers.MEDIUM,
    *headers.SOURCE_MEDIUM,
    *headers.CAMPAIGN,
    *headers.DEVICE,
    *headers.COUNTRY,
    *headers.LANDING,
)
_PAGES = (
    *("Chemin de la page et classe de l'écran", "Page path and screen class"),
    *("Titre de la page et classe de l'écran", "Page title and screen class"),
)

USELESS: tuple[Useless, ...] = (
    Useless(
        "ga4_sessions_of_period",
        "ga4",
        _("GA4: sessions of a period"),
        (_FROM, headers.SESSIONS),
        _PERIOD,
        ADVICE,
    ),
    Useless("ga4_pages", "ga4", _("GA4: pages of a period"), (_PAGES, headers.VIEWS), _PERIOD, ADVICE),
    Useless(
        "ga4_events",
        "ga4",
        _("GA4: events of a period"),
        (("Nom de l'événement", "Event name"), ("Nombre d'événements", "Event count")),
        _PERIOD,
        ADVICE,
    ),
    Useless(
        "ga4_days_counted",
        "ga4",
        _("GA4: a curve whose days are counted from its first"),
        (("Jour n", "Nth day"),),
        _("It does not say of which channel or device its figures are."),
        ADVICE,
    ),
)
