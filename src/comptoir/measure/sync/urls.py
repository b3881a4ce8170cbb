"""Addresses of connections, below `/c/<company>/connections/`."""

from django.urls import path

from comptoir.measure.sync import payout_views, reconciliation_views, views

app_name = "sync"

urlpatterns = [
    path("", views.connections_page, name="list"),
    path("payouts/", payout_views.payouts, name="payouts"),
    path("payouts/export/", payout_views.payouts_export, name="payouts_export"),
    path("add/", views.choose, name="choose"),
    path("add/<slug:vendor>/", views.add, name="add"),
    path("<int:key>/", views.connection_page, name="connection"),
    path("<int:key>/edit/", views.edit, name="edit"),
    path("<int:key>/try/", views.try_now, name="try"),
    path("<int:key>/read/", views.read_now, name="read"),
    path("<int:key>/replay/", views.replay, name="replay"),
    path("<int:key>/pause/", views.pause, name="pause"),
    path("<int:key>/remove/", views.remove, name="remove"),
    path("<int:key>/reconcile/", reconciliation_views.reconciliation, name="reconcile"),
    path("<int:key>/reconcile/compare/", reconciliation_views.compare, name="compare"),
    path("<int:key>/reconcile/settle/", reconciliation_views.settle, name="settle"),
    path("<int:key>/reconcile/export/", reconciliation_views.export, name="reconcile_export"),
]
