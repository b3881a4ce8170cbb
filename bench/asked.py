"""Every question that the cockpit asks, found by opening each of its tiles: a new one is measured by itself."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from django.test import Client
from django.urls import reverse
from django.urls.resolvers import URLPattern

from comptoir.core.accounts.models import User
from comptoir.core.companies.api import Role, Scope
from comptoir.core.companies.models import Company, Membership
from comptoir.measure.metrics import service
from comptoir.measure.metrics.api import Query
from comptoir.web.cockpit import urls
from comptoir.web.cockpit.queries.breakdown import TABS
from comptoir.web.cockpit.queries.trend import CHOICES

HTMX = {"HX-Request": "true"}


@dataclass(frozen=True)
class Tile:
    name: str
    address: str


def tiles(scope: Scope) -> list[Tile]:
    """The tiles of the cockpit by their addresses, each of its tabs and choices apart."""
    found = []
    for pattern in urls.urlpatterns:
        if not (isinstance(pattern, URLPattern) and str(pattern.pattern).startswith("tiles/")):
            continue
        name = str(pattern.name)
        address = reverse(f"cockpit:{name}", args=[scope.slug])
        variants = {"breakdown": [f"by={by}" for by in TABS], "trend": [f"metric={one}" for one in CHOICES]}
        found += [Tile(f"{name} {said}".strip(), f"{address}?{said}") for said in variants.get(name, [""])]
    return found


def reader(scope: Scope) -> Client:
    """A browser whose person may do everything in the company."""
    person, _made = User.objects.get_or_create(email="bench@example.org")
    company = Company.objects.get(pk=scope.company_id)
    Membership.objects.get_or_create(company=company, user=person, defaults={"role": Role.OWNER})
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    return client


@dataclass(frozen=True)
class Asked:
    query: Query
    ask: Callable[..., Any]
    """What the engine is asked to make of it: rows, or a ranking that builds none."""
    tile: str = ""
    """The one that asks it first."""

    def answer(self, scope: Scope) -> Any:
        return service.put(scope, self.query, self.ask)


@contextmanager
def overheard() -> Iterator[list[Asked]]:
    """Every question that is put meanwhile."""
    heard: list[Asked] = []
    put = service.put

    def listening(scope: Scope, query: Query, ask: Any) -> Any:
        heard.append(Asked(query, ask))
        return put(scope, query, ask)

    with patch.object(service, "put", listening):
        yield heard


def asked(scope: Scope, readings: Iterable[str]) -> list[Asked]:
    """Each question once, as the page puts it."""
    client = reader(scope)
    found: dict[str, Asked] = {}
    for tile in tiles(scope):
        for reading in readings:
            with overheard() as heard:
                response = client.get(f"{tile.address}&{reading}", headers=HTMX)
            if response.status_code != 200:
                raise RuntimeError(f"{tile.address}&{reading}: {response.status_code}")
            for one in heard:
                query = _answerable(scope, one.query)
                if query is not None:
                    found.setdefault(f"{one.ask} {query}", replace(one, query=query, tile=tile.name))
    return list(found.values())


def _answerable(scope: Scope, query: Query) -> Query | None:
    """The question without the metrics whose source the store does not have; none where nothing is left."""
    missing = service.run(scope, query).unavailable
    metrics = tuple(name for name in query.metrics if name not in missing)
    return replace(query, metrics=metrics) if metrics else None
