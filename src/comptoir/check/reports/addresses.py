"""Where each figure of a report leads: to its query, at the days that it covers."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from comptoir.check.reports.shapes import Figure, Origin
from comptoir.core.mail.api import absolute

_PAGES = {
    Origin.FORECAST: "forecasts:page",
    Origin.TARGET: "targets:page",
    Origin.FINDING: "findings:list",
    Origin.PLAN: "findings:actions",
    Origin.CUSTOMERS: "customers:home",
    Origin.STOCK: "reorder:page",
    Origin.ADVERTISING: "advertising:page",
}


def address_of(company: str, snapshot: int) -> Callable[[Figure], str]:
    def address(figure: Figure) -> str:
        days: dict[str, object] = {"from": figure.start or "", "to": figure.end or "", "tax": figure.tax}
        if figure.origin in (Origin.METRIC, Origin.CHANGE) and figure.metric:
            where = {"where": [f"{name}={value}" for name, value in figure.where]}
            asked = {**days, "compare": "none", "snapshot": snapshot, **where}
            return _page("cockpit:metric", {"company": company, "name": figure.metric}, asked)
        if figure.origin is Origin.DRIVERS:
            return _page(
                "drivers:page", {"company": company}, {**days, "metric": "net_sales", "compare": "year"}
            )
        if figure.origin is Origin.ACCOUNT and figure.start and figure.end:
            width = "month" if figure.start.month == figure.end.month else "year"
            month: dict[str, object] = {"width": width, "month": f"{figure.end:%Y-%m}"}
            return _page("budget:page", {"company": company}, month)
        name = _PAGES.get(figure.origin, "")
        return _page(name, {"company": company}, {}) if name else ""

    return address


def report_address(company: str, number: int) -> str:
    """From outside; empty where the installation was not told its own address."""
    return absolute(_page("reports:report", {"company": company, "number": number}, {}))


def _page(name: str, arguments: dict[str, Any], query: dict[str, object]) -> str:
    try:
        address = reverse(name, kwargs=arguments)
    except NoReverseMatch:  # a site without that room
        return ""
    asked = {key: value for key, value in query.items() if value}
    return f"{address}?{urlencode(asked, doseq=True)}" if asked else address
