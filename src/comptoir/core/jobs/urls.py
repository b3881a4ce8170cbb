from django.urls import path

from comptoir.core.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="list"),
    path("<int:job_id>/", views.job_page, name="job"),
    path("<int:job_id>/cancel/", views.cancel_job, name="cancel"),
    path("<int:job_id>/retry/", views.retry_job, name="retry"),
]
