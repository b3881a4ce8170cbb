"""Every layout that the product reads. Heavy, as the layouts themselves are: not for start-up."""

from comptoir.connectors.access_logs import exports as access_logs
from comptoir.connectors.amazon import exports as amazon
from comptoir.connectors.base import Layout, Useless
from comptoir.connectors.central_banks import exports as central_banks
from comptoir.connectors.ga4 import exports as ga4
from comptoir.connectors.google_ads import exports as google_ads
from comptoir.connectors.matomo import exports as matomo
from comptoir.connectors.meta_ads import exports as meta_ads
from comptoir.connectors.paypal import exports as paypal
from comptoir.connectors.prestashop import exports as prestashop
from comptoir.connectors.rank_trackers import exports as rank_trackers
from comptoir.connectors.search_console import exports as search_console
from comptoir.connectors.spreadsheets import exports as spreadsheets
from comptoir.connectors.stripe import exports as stripe
from comptoir.connectors.visits import exports as visits
from comptoir.connectors.woocommerce import exports as woocommerce

LAYOUTS: tuple[Layout, ...] = (
    *access_logs.LAYOUTS,
    *amazon.LAYOUTS,
    *central_banks.LAYOUTS,
    *ga4.LAYOUTS,
    *google_ads.LAYOUTS,
    *matomo.LAYOUTS,
    *meta_ads.LAYOUTS,
    *paypal.LAYOUTS,
    *rank_trackers.LAYOUTS,
    *search_console.LAYOUTS,
    *spreadsheets.LAYOUTS,
    *stripe.LAYOUTS,
    *visits.LAYOUTS,
)
USELESS: tuple[Useless, ...] = (
    *ga4.USELESS,
    *google_ads.USELESS,
    *matomo.USELESS,
    *meta_ads.USELESS,
    *prestashop.USELESS,
    *search_console.USELESS,
    *stripe.USELESS,
    *woocommerce.USELESS,
)
