from django.urls import path

from comptoir.decide.budget import views, writing

app_name = "budget"
urlpatterns = [
    path("", views.page, name="page"),
    path("account/", views.account, name="account"),
    path("export/<str:suffix>/", views.export, name="export"),
    path("figures/", writing.figures, name="figures"),
    path("figures/save/", writing.save, name="save"),
    path("figures/spread/", writing.spread, name="spread"),
    path("figures/import/", writing.take, name="import"),
    path("figures/undo/<int:change>/", writing.undo, name="undo"),
    path("figures/costs/", writing.save_costs, name="costs"),
    path("figures/costs/undo/<int:change>/", writing.undo_costs, name="undo_costs"),
    path("figures/export/<str:suffix>/", writing.export, name="file"),
]
