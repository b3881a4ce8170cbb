"""The side navigation: what the rooms announce, for the company and the person at hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, reverse

from comptoir.core.companies.api import Role, Scope
from comptoir.core.menu import MenuEntry, Section


@dataclass(frozen=True, slots=True)
class MenuLink:
    label: Any
    address: str
    icon: str
    current: bool


@dataclass(frozen=True, slots=True)
class MenuSection:
    label: Any
    links: list[MenuLink]


def menu_entries() -> list[MenuEntry]:
    """Every entry that an installed room announces, in order."""
    announced = (entry for config in apps.get_app_configs() for entry in getattr(config, "menu", ()))
    sections = list(Section)
    return sorted(announced, key=lambda entry: (sections.index(entry.section), entry.order))


def menu(scope: Scope, path: str) -> list[MenuSection]:
    """The links this person may follow, none for a guest; the longest address that begins `path` is the current one."""
    links = list(_addresses(scope))
    begun = [address for _, address in links if path.startswith(address)]
    current = max(begun, key=len, default="")
    return [
        MenuSection(
            section.label,
            [MenuLink(entry.label, address, entry.icon, address == current) for entry, address in of_section],
        )
        for section, of_section in groupby(links, key=lambda link: link[0].section)
    ]


def address_of(scope: Scope, room: str) -> str:
    """The first menu address of the room whose urls are named `<room>:…`; empty where there is none."""
    found = (address for entry, address in _addresses(scope) if entry.url_name.startswith(f"{room}:"))
    return next(found, "")


def _addresses(scope: Scope) -> Iterator[tuple[MenuEntry, str]]:
    if scope.role == Role.GUEST:
        return  # A guest sees the page of the link and no other.
    for entry in menu_entries():
        if not scope.may(entry.permission):
            continue
        try:
            yield entry, reverse(entry.url_name, kwargs={"company": scope.slug})
        except NoReverseMatch:
            continue  # the room is installed, its addresses are not mounted on this site
