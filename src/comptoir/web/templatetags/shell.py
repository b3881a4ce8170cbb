"""`{% shell as shell %}`: what the frame of a page needs, whatever view rendered it."""

from dataclasses import dataclass
from typing import Any

from django import template

from comptoir.core.companies.api import Company, Role, Scope, companies_of
from comptoir.web.shell.navigation import MenuSection, address_of, menu

register = template.Library()

THEMES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class Shell:
    scope: Scope | None
    companies: list[Company]
    menu: list[MenuSection]
    theme: str


@register.simple_tag(takes_context=True)
def shell(context: template.Context) -> Shell:
    """Works on pages without request or person too: the frame of an error must not fail."""
    request = context.get("request")
    user: Any = getattr(request, "user", None)
    scope: Scope | None = getattr(request, "scope", None)
    if request is None or user is None:
        return Shell(None, [], [], "auto")
    return Shell(
        scope=scope,
        companies=companies_of(user),
        menu=menu(scope, request.path) if scope and scope.role != Role.GUEST else [],
        theme=_theme(request, user),
    )


@register.simple_tag(takes_context=True)
def menu_address(context: template.Context, room: str) -> str:
    """Where the menu entry of a room leads, such as `imports`; empty for who may not go there."""
    request = context.get("request")
    scope = getattr(request, "scope", None)
    return address_of(scope, room) if scope else ""


def _theme(request: Any, user: Any) -> str:
    chosen = user.theme if user.is_authenticated else request.COOKIES.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"
