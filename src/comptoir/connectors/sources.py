"""Every interface that the product reads. Light: pages and forms derive from it."""

from collections.abc import Iterator, MutableMapping
from importlib import import_module

from comptoir.connectors.source import Source

VENDORS = (
    # Shops first, as people connect them.
    *("prestashop", "shopify", "vendure", "woocommerce"),
    *("ga4", "matomo", "google_ads", "meta_ads", "search_console"),
)


class Sources(MutableMapping[str, Source]):
    """What each vendor's own module declares, imported once somebody asks for it: a figure needs none of them."""

    def __init__(self) -> None:
        self._known: dict[str, Source] = {}

    def __getitem__(self, vendor: str) -> Source:
        if vendor not in self._known:
            if vendor not in VENDORS:
                raise KeyError(vendor)
            source: Source = import_module(f"comptoir.connectors.{vendor}.source").SOURCE
            self._known[vendor] = source
        return self._known[vendor]

    def __setitem__(self, vendor: str, source: Source) -> None:
        self._known[vendor] = source

    def __delitem__(self, vendor: str) -> None:
        del self._known[vendor]

    def __contains__(self, vendor: object) -> bool:
        return vendor in VENDORS

    def __iter__(self) -> Iterator[str]:
        return iter(VENDORS)

    def __len__(self) -> int:
        return len(VENDORS)


SOURCES = Sources()
