"""What a room announces in its `AppConfig.menu`; the shell of the site draws it."""

from dataclasses import dataclass
from typing import Any

from comptoir.core.companies.permissions import Permission


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the side navigation, an address below `/c/<company>/`."""

    label: Any
    """Lazily translated."""
    url_name: str
    """Reversed with the company's slug as its only argument, `company`."""
    icon: str
    """Name of a symbol of `parts/icons.html`."""
    order: int
    permission: Permission = Permission.VIEW_FIGURES
