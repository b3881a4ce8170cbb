"""Every interface that the product reads. Light: pages and forms derive from it."""

from comptoir.connectors.ga4 import source as ga4
from comptoir.connectors.google_ads import source as google_ads
from comptoir.connectors.matomo import source as matomo
from comptoir.connectors.meta_ads import source as meta_ads
from comptoir.connectors.prestashop import source as prestashop
from comptoir.connectors.search_console import source as search_console
from comptoir.connectors.shopify import source as shopify
from comptoir.connectors.source import Source
from comptoir.connectors.vendure import source as vendure
from comptoir.connectors.woocommerce import source as woocommerce

SOURCES: dict[str, Source] = {
    source.vendor: source
    for source in (
        # Shops first, as people connect them.
        prestashop.SOURCE,
        shopify.SOURCE,
        vendure.SOURCE,
        woocommerce.SOURCE,
        ga4.SOURCE,
        matomo.SOURCE,
        google_ads.SOURCE,
        meta_ads.SOURCE,
        search_console.SOURCE,
    )
}
