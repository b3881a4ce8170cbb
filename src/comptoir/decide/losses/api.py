"""The door of losses: where fewer visits buy than before. It loads heavy libraries at first use."""

from datetime import date
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Scope

if TYPE_CHECKING:
    from comptoir.core.ledger.api import PlannedAction
    from comptoir.decide.losses.looking import Losses

__all__ = ["MEASUREMENT", "Losses", "losses", "propose_answer"]

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
