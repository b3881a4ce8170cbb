"""The addresses of the site, read from the URL table itself, so that a new one cannot be forgotten."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from comptoir.core.companies.api import Permission

COMPANY_PREFIX = "c/<slug:company>/"
GUEST_PREFIX = "g/<str:secret>/"
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    pattern: str
    name: str
    """With its namespaces; the pattern itself for an address without a name."""
    view: Callable[..., Any]

    def __str__(self) -> str:
        return self.name

    @property
    def is_of_a_company(self) -> bool:
        return self.pattern.startswith(COMPANY_PREFIX)

    @property
    def is_for_guests(self) -> bool:
        return self.pattern.startswith(GUEST_PREFIX) and self.pattern != GUEST_PREFIX

    @property
    def permission(self) -> Permission | None:
        """The rule declared beside the view by `company_view`."""
        return getattr(self.view, "permission", None)

    @property
    def guest_item(self) -> str | None:
        """The rule declared beside the view by `guest_view`."""
        return getattr(self.view, "guest_item", None)

    @property
    def parameters(self) -> list[str]:
        """Beyond the company or the secret of the link."""
        return [name for name in _PARAMETER.findall(self.pattern) if name not in {"company", "secret"}]

    def address(self, **values: Any) -> str:
        return "/" + _PARAMETER.sub(lambda found: str(values[found.group(1)]), self.pattern)


def routes() -> list[Route]:
    """Every address but those of the API, which has a table of its own."""
    return [
        route for route in _walk(get_resolver().url_patterns, "", ()) if not route.name.startswith("api:")
    ]


def _walk(
    patterns: list[URLPattern | URLResolver], prefix: str, namespaces: tuple[str, ...]
) -> Iterator[Route]:
    for entry in patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry.url_patterns, pattern, inner)
        else:
            name = ":".join((*namespaces, entry.name)) if entry.name else pattern
            yield Route(pattern, name, entry.callback)
