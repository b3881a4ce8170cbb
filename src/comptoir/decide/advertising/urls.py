from django.urls import path

from comptoir.decide.advertising import views

app_name = "advertising"
urlpatterns = [
    path("", views.page, name="page"),
    path("propose/", views.propose, name="propose"),
    path("budget/", views.budget, name="budget"),
    path("budget/undo/", views.undo_budget, name="undo"),
    path("new-budgets.csv", views.new_budgets, name="new_budgets"),
    path("campaigns.<slug:suffix>", views.export, name="export"),
]
