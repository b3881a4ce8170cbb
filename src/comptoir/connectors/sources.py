"""Every interface that the product reads. Light: pages and forms derive from it."""

from comptoir.connectors.prestashop import source as prestashop
from comptoir.connectors.source import Source
from comptoir.connectors.woocommerce import source as woocommerce

SOURCES: dict[str, Source] = {source.vendor: source for source in (prestashop.SOURCE, woocommerce.SOURCE)}
