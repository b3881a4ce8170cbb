"""Figures: the catalogue, and any metric by any dimension."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from comptoir.api.doors import ApiRequest, company_route
from comptoir.api.parameters import MetricsParameters
from comptoir.api.problems import answers
from comptoir.api.schemas import MetricOut, MetricsOut
from comptoir.core.companies.api import Permission
from comptoir.measure.metrics.api import Metric, catalogue, dimensions, run

router = Router(tags=["figures"])


@router.get("/metrics", response=answers(list[MetricOut]), summary="Every metric, with its formula")
def metrics_catalogue(request: HttpRequest) -> Any:
    return [_written(metric) for metric in catalogue()]


@router.get("/companies/{slug:company}/metrics", response=answers(MetricsOut), summary="Figures")
@company_route(Permission.VIEW_FIGURES)
def metrics(request: ApiRequest, company: str, asked: Query[MetricsParameters]) -> Any:
    """Metrics by dimensions and periods, as `comptoir metrics` answers them."""
    return run(request.scope, asked.query()).to_json()


def _written(metric: Metric) -> dict[str, Any]:
    return {
        "name": metric.name,
        "label": str(metric.label),
        "formula": str(metric.words),
        "unit": metric.unit.value,
        "good": metric.good.value,
        "dimensions": [dimension.name for dimension in dimensions(metric)],
        "sources": [source.value for source in metric.sources],
        "is_computed": metric.is_computed,
    }
