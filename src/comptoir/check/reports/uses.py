"""What else works with a template: rooms above announce it in their `apps.py`, and nothing of them is imported here."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.apps import apps

from comptoir.core.companies.api import Scope


@dataclass(frozen=True, slots=True)
class Use:
    """Why a template cannot be removed, and where that can be changed."""

    text: str
    advice: str
    address: str


def uses_of(scope: Scope, key: str) -> list[Use]:
    """`template_uses` of an app: « package.module:function » of one that takes scope and key."""
    found: list[Use] = []
    for config in apps.get_app_configs():
        named = getattr(config, "template_uses", "")
        if named:
            module, _colon, function = named.partition(":")
            tell: Callable[[Scope, str], list[Use]] = getattr(import_module(module), function)
            found += tell(scope, key)
    return found
