"""Figures: the catalogue, and any metric by any dimension."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from comptoir.api.doors import ApiRequest, company_route
from comptoir.api.parameters import ExplainParameters, MetricsParameters
from comptoir.api.problems import answers
from comptoir.api.schemas import ExplanationOut, MetricOut, MetricsOut
from comptoir.core.companies.api import Permission
from comptoir.measure.costs.api import sentence
from comptoir.measure.metrics.api import Metric, catalogue, dimensions, explain, run

router = Router(tags=["figures"])


@router.get("/metrics", response=answers(list[MetricOut]), summary="Every metric, with its formula")
def metrics_catalogue(request: HttpRequest) -> Any:
    return [_written(metric) for metric in catalogue()]


@router.get("/companies/{company}/metrics", response=answers(MetricsOut), summary="Figures")
@company_route(Permission.VIEW_FIGURES)
def metrics(request: ApiRequest, company: str, asked: Query[MetricsParameters]) -> Any:
    """Metrics by dimensions and periods, as `comptoir metrics` answers them."""
    return run(request.scope, asked.query()).to_json()


@router.get(
    "/companies/{company}/metrics/{name}",
    response=answers(ExplanationOut),
    summary="What a figure means",
)
@company_route(Permission.VIEW_FIGURES)
def explanation(request: ApiRequest, company: str, name: str, asked: Query[ExplainParameters]) -> Any:
    """Formula, sources, snapshot and refresh time of a metric, as asked with these filters."""
    told = explain(request.scope, name, asked.query(name))
    return {
        "metric": told.metric.name,
        "formula": str(told.formula),
        "sentence": str(told.sentence),
        "unit": told.unit,
        "good": told.good,
        "sources": [str(source) for source in told.sources],
        "facts": told.facts,
        "dimensions": [dimension.name for dimension in told.dimensions],
        "by": told.by,
        "filters": {dimension: list(values) for dimension, values in told.filters},
        "tax": told.tax,
        "currency": told.currency,
        "notes": str(told.notes),
        "origin": str(told.origin),
        "snapshot": told.snapshot,
        "refreshed_at": told.refreshed_at,
        "cost_rules": [sentence(rule) for rule in told.rules],
    }


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
