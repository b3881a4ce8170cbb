"""Addresses of the cockpit, below `/c/<company>/`."""

from django.urls import path

from comptoir.web.cockpit import views

app_name = "cockpit"

urlpatterns = [
    path("", views.home, name="home"),
    path("tiles/cards/", views.cards_tile, name="cards"),
    path("tiles/trend/", views.trend_tile, name="trend"),
    path("tiles/breakdown/", views.breakdown_tile, name="breakdown"),
    path("tiles/products/", views.products_tile, name="products"),
    path("tiles/customers/", views.customers_tile, name="customers"),
    path("tiles/given-away/", views.given_away_tile, name="given_away"),
    path("breakdown.<slug:file_format>", views.breakdown_export, name="breakdown_export"),
    path("metrics/<slug:name>/", views.formula, name="metric"),
]
