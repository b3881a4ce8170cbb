"""The same pages for whoever holds a guest link that names the cockpit, below `/g/<secret>/cockpit/`.

There are no exports: a guest looks.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from comptoir.core.companies.api import COCKPIT, guest_view
from comptoir.web.cockpit import views

app_name = "guest_cockpit"


def _shown(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    mounted: Callable[..., Any] = guest_view(COCKPIT)(view)
    return path(route, require_GET(mounted), name=name)


urlpatterns = [
    _shown("", views.home, "home"),
    _shown("tiles/cards/", views.cards_tile, "cards"),
    _shown("tiles/trend/", views.trend_tile, "trend"),
    _shown("tiles/indicators/", views.indicators_tile, "indicators"),
    _shown("tiles/acquisition/", views.acquisition_tile, "acquisition"),
    _shown("tiles/breakdown/", views.breakdown_tile, "breakdown"),
    _shown("tiles/products/", views.products_tile, "products"),
    _shown("tiles/customers/", views.customers_tile, "customers"),
    _shown("tiles/given-away/", views.given_away_tile, "given_away"),
    _shown("metrics/<slug:name>/", views.formula, "metric"),
]
