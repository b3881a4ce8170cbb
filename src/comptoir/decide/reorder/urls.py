from django.urls import path

from comptoir.decide.reorder import views

app_name = "reorder"
urlpatterns = [
    path("", views.page, name="page"),
    path("stock/", views.stock, name="stock"),
    path("sleeping/", views.sleeping, name="sleeping"),
    path("product/", views.product, name="product"),
    path("<slug:which>.<slug:suffix>", views.export, name="export"),
    path("propose/", views.propose, name="propose"),
    path("propose/product/", views.propose_one, name="propose_one"),
    path("terms/", views.save_terms, name="terms"),
    path("terms/import/", views.take, name="import"),
    path("choices/", views.save_choices, name="choices"),
    path("undo/", views.undo, name="undo"),
    path("redo/", views.redo, name="redo"),
]
