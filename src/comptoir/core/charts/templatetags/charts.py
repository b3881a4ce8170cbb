"""`{% load charts %}`: a chart in a page, with its text alternative."""

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from comptoir.core.charts.locale import number_locale, time_locale
from comptoir.core.charts.theme import Json, config, tokens
from comptoir.core.tables.api import Table

register = template.Library()


@register.inclusion_tag("charts/chart.html")
def chart(spec: Json, title: Any, table: Table | None = None) -> dict[str, Any]:
    """The place where `charts.js` draws, what a screen reader says of it, and the figures as a table."""
    return {"data": json_script(spec), "title": title, "table": table, "height": spec.get("height", 240)}


@register.simple_tag
def chart_runtime(light: str = "", dark: str = "") -> SafeString:
    """Themes and locale, once a page, for `charts.js`; the main line in a colour of one's own where one is given."""
    locale = get_language() or "fr"
    mains = {"light": light, "dark": dark}
    return json_script(
        {
            "vega": static("vendor/vega.js"),
            "themes": {
                name: {"config": config(name, main), "tokens": tokens(name, main)}
                for name, main in mains.items()
            },
            "formatLocale": number_locale(locale),
            "timeFormatLocale": time_locale(locale),
        },
        "chart-runtime",
    )
