"""Addresses of the cockpit for members, below `/c/<company>/`."""

from django.urls import path
from django.views.decorators.http import require_GET

from comptoir.core.companies.api import Permission
from comptoir.core.pages import company_view
from comptoir.web.cockpit import views

app_name = "cockpit"

_figures = company_view(Permission.VIEW_FIGURES)
_export = company_view(Permission.EXPORT)

urlpatterns = [
    path("", require_GET(_figures(views.home)), name="home"),
    path("tiles/cards/", require_GET(_figures(views.cards_tile)), name="cards"),
    path("tiles/trend/", require_GET(_figures(views.trend_tile)), name="trend"),
    path("tiles/indicators/", require_GET(_figures(views.indicators_tile)), name="indicators"),
    path("tiles/acquisition/", require_GET(_figures(views.acquisition_tile)), name="acquisition"),
    path("tiles/breakdown/", require_GET(_figures(views.breakdown_tile)), name="breakdown"),
    path("tiles/products/", require_GET(_figures(views.products_tile)), name="products"),
    path("tiles/customers/", require_GET(_figures(views.customers_tile)), name="customers"),
    path("tiles/given-away/", require_GET(_figures(views.given_away_tile)), name="given_away"),
    path(
        "breakdown.<slug:file_format>", require_GET(_export(views.breakdown_export)), name="breakdown_export"
    ),
    path(
        "indicators.<slug:file_format>",
        require_GET(_export(views.indicators_export)),
        name="indicators_export",
    ),
    path(
        "acquisition.<slug:file_format>",
        require_GET(_export(views.acquisition_export)),
        name="acquisition_export",
    ),
    path("metrics/<slug:name>/", require_GET(_figures(views.formula)), name="metric"),
]
