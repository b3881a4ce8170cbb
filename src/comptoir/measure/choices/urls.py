from django.urls import path

from comptoir.measure.choices import views

app_name = "choices"
urlpatterns = [path("", views.page, name="page")]
