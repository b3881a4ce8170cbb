"""The tables of the performance report, as its « Export » button writes them: days, searches and pages."""

from collections.abc import Mapping
from functools import partial

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Facts, Field, Layout, Text, Useless

VENDOR = "search_console"
_CLICKS = ("Clics", "Clicks")
_IMPRESSIONS = ("Impressions",)
_POSITION = ("Position",)
_FIGURES = (
    Field("clicks", Cell.COUNT, _CLICKS),
    Field("impressions", Cell.COUNT, _IMPRESSIONS),
    Field("position", Cell.NUMBER, _POSITION),
)
_ADVICE = _("In Search Console: Performance, Search results, choose the dates, Export, Download CSV.")


def _figures(row: ir.Table) -> dict[str, ir.Value]:
    position_sum = (row.position * row.impressions).round(3)
    return {"clicks": row.clicks, "impressions": row.impressions, "position_sum": position_sum}


def _days(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    told = {"property_id": ibis.literal(context.account), "day": row.day, "part": ibis.literal("")}
    return told | _figures(row)


def _terms(row: ir.Table, context: Context, *, kind: str) -> Mapping[str, ir.Value]:
    told = {
        "property_id": ibis.literal(context.account),
        "first_day": ibis.literal(context.first_day, "date"),
        "day": ibis.literal(context.last_day, "date"),
        "term_kind": ibis.literal(kind),
        "term": row.term,
    }
    return told | _figures(row)


def _of_terms(kind: str, label: Text, headers: tuple[str, ...]) -> Layout:
    facts: Facts = partial(_terms, kind=kind)
    return Layout(
        name=f"{VENDOR}_{kind}",
        vendor=VENDOR,
        label=label,
        entity="search_term",
        fields=(Field("term", Cell.TEXT, headers, blank=()), *_FIGURES),
        facts=facts,
        needs_period=True,
        advice=_ADVICE,
    )


def _without_day(name: str, label: Text, headers: tuple[str, ...]) -> Useless:
    return Useless(
        name=f"{VENDOR}_{name}",
        vendor=VENDOR,
        label=label,
        headers=(headers, _CLICKS, _IMPRESSIONS, _POSITION),
        reason=_("The table sums the whole period and tells no day."),
        advice=_("Import the table of dates of the same export: it has the clicks of each day."),
    )


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        name=f"{VENDOR}_days",
        vendor=VENDOR,
        label=_("Search Console: clicks by day"),
        entity="search_day",
        fields=(Field("day", Cell.DAY, ("Date",)), *_FIGURES),
        facts=_days,
        advice=_ADVICE,
    ),
    _of_terms(
        "query",
        _("Search Console: searches of a period"),
        ("Requêtes les plus fréquentes", "Requête", "Requêtes", "Query", "Queries", "Top queries"),
    ),
    _of_terms(
        "page",
        _("Search Console: pages of a period"),
        ("Pages les plus populaires", "Page", "Pages", "Landing page", "Top pages"),
    ),
)

USELESS: tuple[Useless, ...] = (
    _without_day("countries", _("Search Console: countries"), ("Pays", "Country")),
    _without_day("devices", _("Search Console: devices"), ("Appareil", "Device")),
    _without_day(
        "appearance",
        _("Search Console: appearance in results"),
        ("Apparence dans les résultats de recherche", "Search Appearance"),
    ),
)
