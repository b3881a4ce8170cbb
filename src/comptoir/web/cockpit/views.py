"""The pages of the cockpit. Each reads the address, asks one query, renders a page or its part.

They stand behind two doors, a company's members and the guests of a link: `urls.py` mounts them.
"""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import get_language
from django_htmx.http import HttpResponseClientRefresh

from comptoir.core.companies.api import Permission
from comptoir.core.pages import CompanyRequest, render_page
from comptoir.core.tables.api import Table, table_response
from comptoir.measure.costs.api import sentence
from comptoir.measure.metrics.api import Query, explain, metric, parse_where
from comptoir.measure.reading.api import (
    FACT_WORDS,
    GOOD_WORDS,
    UNIT_WORDS,
    Reading,
    head,
    loaded_days,
    tax_words,
)
from comptoir.measure.warehouse.api import current_snapshot
from comptoir.web.cockpit.queries import (
    acquisition,
    cards,
    facts,
    indicator_table,
    indicators,
    products,
    stacks,
    trend,
)
from comptoir.web.cockpit.queries import breakdown as breakdowns
from comptoir.web.cockpit.queries.loading import loading_words
from comptoir.web.home.api import first_steps

EXPORTS = (("csv", "CSV"), ("xlsx", "Excel"))


def home(request: CompanyRequest) -> HttpResponse:
    """The shell; its tiles are fetched by the page itself, so that it stands at once."""
    snapshot, loading = current_snapshot(request.scope), loading_words(request.scope)
    if snapshot is None:
        return render_page(request, "cockpit/empty.html", first_steps(request, is_open=True))
    if request.htmx and not loading:
        # What was waited for has come: the page counts it.
        return HttpResponseClientRefresh()
    loaded = loaded_days(request.scope)
    reading = Reading.parse(request.scope, request.GET, loaded)
    last_day = loaded.end if loaded else None
    context = {
        "reading": reading,
        "head": head(request.scope, reading, _locale(), last_day),
        "refreshed_at": snapshot.created_at,
        "knows_acquisition": facts.knows_acquisition(request.scope),
        "loading": loading,
        **first_steps(request),
    }
    return render_page(request, "cockpit/home.html", context, part="loading")


def cards_tile(request: CompanyRequest) -> HttpResponse:
    reading = _reading(request)
    return _tile(request, "cards", reading, cards.cards(request.scope, reading, _locale()))


def trend_tile(request: CompanyRequest) -> HttpResponse:
    reading = _reading(request)
    found = trend.main_trend(request.scope, reading, request.GET.get("metric", ""), _locale())
    return _tile(request, "trend", reading, found)


def indicators_tile(request: CompanyRequest) -> HttpResponse:
    reading = _reading(request)
    found = indicators.indicators(request.scope, reading, _locale())
    return _tile(request, "indicators", reading, found, exports=_exports(request))


def indicators_export(request: CompanyRequest, file_format: str) -> HttpResponseBase:
    reading = _reading(request)
    found = indicators.indicators(request.scope, reading, _locale())
    table = indicator_table.as_table(found, request.scope.currency)
    return table_response(table, file_format, _file_name(request, reading, "indicators"))


def acquisition_tile(request: CompanyRequest) -> HttpResponse:
    reading = _reading(request)
    found = acquisition.acquisition(request.scope, reading, request.GET.get("sort", ""), _locale())
    return _tile(request, "acquisition", reading, found, exports=_exports(request))


def acquisition_export(request: CompanyRequest, file_format: str) -> HttpResponseBase:
    """The lines of the page; without any source, a file without lines."""
    reading = _reading(request)
    found = acquisition.acquisition(request.scope, reading, request.GET.get("sort", ""), _locale())
    table = found.shown if found else Table([], [])
    return table_response(table, file_format, _file_name(request, reading, "acquisition"))


def breakdown_tile(request: CompanyRequest) -> HttpResponse:
    reading = _reading(request)
    lines = breakdowns.ALL_IN_SIGHT if request.GET.get("lines") == "all" else breakdowns.LINES_IN_SIGHT
    found = _breakdown(request, reading, lines)
    return _tile(request, "breakdown", reading, found, tabs=breakdowns.TABS, exports=_exports(request))


def breakdown_export(request: CompanyRequest, file_format: str) -> HttpResponseBase:
    """Every line of the table that the page shows, as a file."""
    reading = _reading(request)
    found = _breakdown(request, reading, most=None)
    return table_response(found.shown, file_format, _file_name(request, reading, found.by))


def products_tile(request: CompanyRequest) -> HttpResponse:
    reading = _reading(request)
    return _tile(request, "products", reading, products.best_products(request.scope, reading, _locale()))


def customers_tile(request: CompanyRequest) -> HttpResponse:
    reading = _reading(request)
    return _tile(request, "customers", reading, stacks.customers(request.scope, reading, _locale()))


def given_away_tile(request: CompanyRequest) -> HttpResponse:
    reading = _reading(request)
    return _tile(request, "given_away", reading, stacks.given_away(request.scope, reading, _locale()))


def formula(request: CompanyRequest, name: str) -> HttpResponse:
    """What a figure means and where it comes from: a page of its own, or the panel beside the figure."""
    one = metric(name)
    reading = _reading(request)
    explanation = explain(request.scope, one.name, _as_asked(request, reading.query((one.name,))))
    context = {
        "metric": one,
        "explanation": explanation,
        "reading": reading,
        "unit": tax_words(one, reading.tax),
        "unit_words": UNIT_WORDS[one.unit],
        "facts": [FACT_WORDS.get(fact, fact) for fact in explanation.facts],
        "good_words": GOOD_WORDS[one.good],
        "cost_rules": [sentence(rule) for rule in explanation.rules],
    }
    return render_page(request, "cockpit/formula.html", context, part="panel")


def _as_asked(request: CompanyRequest, query: Query) -> Query:
    """A figure of a report is of a part of the facts, and of the version that it was read from."""
    snapshot, where = request.GET.get("snapshot", ""), request.GET.getlist("where")
    return replace(
        query,
        where=tuple(parse_where(one) for one in where),
        snapshot=int(snapshot) if snapshot.isdecimal() else None,
    )


def _reading(request: CompanyRequest) -> Reading:
    """Every tile counts from the same day as the page around it, which depends on what is loaded."""
    return Reading.parse(request.scope, request.GET, loaded_days(request.scope))


def _exports(request: CompanyRequest) -> tuple[tuple[str, str], ...]:
    return EXPORTS if request.scope.may(Permission.EXPORT) else ()


def _file_name(request: CompanyRequest, reading: Reading, what: str) -> str:
    return f"{request.scope.slug}-{what}-{reading.period.start}-{reading.period.end}-{reading.tax}"


def _breakdown(request: CompanyRequest, reading: Reading, most: int | None) -> breakdowns.Breakdown:
    asked = request.GET
    by, sort, words = asked.get("by", ""), asked.get("sort", ""), asked.get("q", "")
    return breakdowns.breakdown(request.scope, reading, by, sort, words, _locale(), most)


def _tile(request: CompanyRequest, name: str, reading: Reading, found: object, **more: Any) -> HttpResponse:
    context = {"reading": reading, "tile": found, "template": f"cockpit/tiles/{name}.html", **more}
    if request.htmx:
        return render_page(request, f"cockpit/tiles/{name}.html", context)
    return render_page(request, "cockpit/tile.html", context)


def _locale() -> str:
    return get_language() or "fr"
