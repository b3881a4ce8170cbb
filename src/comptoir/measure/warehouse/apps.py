from django.apps import AppConfig


class WarehouseConfig(AppConfig):
    name = "comptoir.measure.warehouse"
    label = "measure_warehouse"

    def ready(self) -> None:
        from comptoir.core.companies.api import lock_when
        from comptoir.measure.warehouse.models import Snapshot

        lock_when(lambda company_id: Snapshot.objects.filter(company_id=company_id).exists())
