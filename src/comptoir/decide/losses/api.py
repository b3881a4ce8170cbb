"""The door of losses: where fewer visits buy than before. It loads heavy libraries at first use."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope

if TYPE_CHECKING:
    from comptoir.core.ledger.api import PlannedAction
    from comptoir.decide.losses.looking import Losses

__all__ = ["MEASUREMENT", "Losses", "losses", "losses_json", "propose_answer"]

MEASUREMENT = "measurement"
"""Stands for the fingerprint of what answers a data incident."""


def losses(scope: Scope, at: date | None = None, snapshot: int | None = None) -> "Losses | None":
    """What is known on the evening of `at`, the last whole day without one; None where no visit is known."""
    from comptoir.decide.losses import looking  # noqa: PLC0415 - heavy library, kept out of start-up

    return looking.losses(scope, at, snapshot)


def propose_answer(scope: Scope, fingerprint: str, at: date | None = None) -> "PlannedAction":
    """What answers the loss of that fingerprint, written into the plan."""
    from comptoir.decide.losses import actions  # noqa: PLC0415 - heavy library, kept out of start-up

    return actions.propose_answer(scope, fingerprint, at)


def losses_json(scope: Scope, at: date) -> dict[str, Any]:
    """`losses` as commands and programs answer it; `lacking` says that no visit is known."""
    found = losses(scope, at)
    if found is None:
        head = {"company": scope.slug, "currency": scope.currency, "at": at}
        return {**head, "lacking": _("No visit is known in these days."), "losses": [], "segments": []}
    from comptoir.decide.losses import telling  # noqa: PLC0415 - heavy library, kept out of start-up

    return telling.losses_json(scope, found)
