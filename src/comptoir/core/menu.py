"""What a room announces in its `AppConfig.menu`; the shell of the site draws it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import pgettext_lazy

from comptoir.core.companies.permissions import Permission


class Section(StrEnum):
    """The headings of the side navigation, in their order: what is read first stands first."""

    READ = "read"
    DECIDE = "decide"
    PLAN = "plan"
    DATA = "data"
    COMPANY = "company"

    @property
    def label(self) -> Any:
        return _LABELS[self]


_LABELS = {
    Section.READ: pgettext_lazy("menu", "Read"),
    Section.DECIDE: pgettext_lazy("menu", "Decide"),
    Section.PLAN: pgettext_lazy("menu", "Plan"),
    Section.DATA: pgettext_lazy("menu", "Data"),
    Section.COMPANY: pgettext_lazy("menu", "Company"),
}


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the side navigation, an address below `/c/<company>/`."""

    label: Any
    """Lazily translated."""
    url_name: str
    """Reversed with the company's slug as its only argument, `company`."""
    icon: str
    """Name of a symbol of `parts/icons.html`."""
    section: Section
    order: int
    """Within its section."""
    permission: Permission = Permission.VIEW_FIGURES
