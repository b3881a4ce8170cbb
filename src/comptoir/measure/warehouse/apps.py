from django.apps import AppConfig


class WarehouseConfig(AppConfig):
    name = "comptoir.measure.warehouse"
    label = "measure_warehouse"

    def ready(self) -> None:
        from comptoir.core.calendar.api import tell_incidents_when
        from comptoir.core.companies.api import lock_when
        from comptoir.measure.warehouse.models import Snapshot
        from comptoir.measure.warehouse.snapshots import holds_searches

        lock_when(lambda company_id: Snapshot.objects.filter(company_id=company_id).exists())
        tell_incidents_when("search_console", holds_searches)
