"""The door of taking a company away: write it into a folder, bring it in from one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from comptoir.core.accounts.api import User
from comptoir.core.companies.api import Company, Scope

if TYPE_CHECKING:
    from comptoir.measure.takeout.manifest import Manifest

__all__ = ["Watch", "bring_company", "write_company"]

type Watch = Callable[[int, int, str], None]
"""Told how many steps of how many are done, and what comes now."""


def write_company(
    scope: Scope,
    folder: Path,
    *,
    with_personal_data: bool = False,
    watch: Watch = lambda _done, _steps, _what: None,
) -> "Manifest":
    """The whole company in open formats; see `takeout.exporting`."""
    from comptoir.measure.takeout import exporting  # noqa: PLC0415 - heavy library, kept out of start-up

    return exporting.write_company(scope, folder, with_personal_data=with_personal_data, watch=watch)


def bring_company(
    folder: Path,
    *,
    slug: str = "",
    owner: User | None = None,
    watch: Callable[[str], None] = lambda _what: None,
) -> Company:
    """A new company from such a folder; see `takeout.importing`."""
    from comptoir.measure.takeout import importing  # noqa: PLC0415 - heavy library, kept out of start-up

    return importing.bring_company(folder, slug=slug, owner=owner, watch=watch)
