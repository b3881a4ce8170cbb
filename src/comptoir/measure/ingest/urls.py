"""Addresses of imports, below `/c/<company>/import/`."""

from django.urls import path

from comptoir.measure.ingest import export_views, mapping_views, reject_views, views

app_name = "imports"

urlpatterns = [
    path("", views.imports, name="list"),
    path("upload/", views.upload, name="upload"),
    path("files/<int:key>/", mapping_views.editor, name="file"),
    path("files/<int:key>/export/", export_views.start, name="export"),
    path("files/<int:key>/mapping/", mapping_views.update, name="mapping"),
    path("files/<int:key>/yaml/", mapping_views.read_yaml, name="yaml"),
    path("files/<int:key>/remove/", views.remove, name="remove"),
    path("jobs/<int:key>/", views.progress, name="job"),
    path("jobs/<int:key>/cancel/", views.cancel_import, name="cancel"),
    path("jobs/<int:key>/retry/", views.retry_import, name="retry"),
    path("mappings/", mapping_views.mappings, name="mappings"),
    path("mappings/delete/", mapping_views.delete, name="delete_mapping"),
    path("mappings/restore/", mapping_views.restore, name="restore_mapping"),
    path("mappings/<str:name>.yml", mapping_views.download, name="mapping_yaml"),
    path("<int:number>/", views.result, name="import"),
    path("<int:number>/undo/", views.undo, name="undo"),
    path("<int:number>/rejects/", reject_views.rejects, name="rejects"),
    path("<int:number>/rejects/export/", reject_views.export, name="rejects_export"),
]
