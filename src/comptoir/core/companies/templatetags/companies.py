"""`{% load companies %}`: the tabs of a company's settings."""

from typing import Any

from django import template

from comptoir.core.companies.tabs import settings_tabs

register = template.Library()


@register.simple_tag(takes_context=True)
def company_tabs(context: template.Context) -> list[tuple[Any, str, bool]]:
    """(label, address, is current), as `parts/tabs.html` takes them."""
    request = context["request"]
    return [
        (tab.label, tab.address, request.path.startswith(tab.address)) for tab in settings_tabs(request.scope)
    ]
