"""The door of orders known twice."""

import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.measure.doubles.actions import ask_recount, choose_master, say_of_pair
from comptoir.measure.doubles.queries import (
    Double,
    Doubles,
    FoundPair,
    doubles_of,
    listed_doubles,
    sayings_of,
)
from comptoir.measure.doubles.words import reason_words
from comptoir.measure.warehouse.api import Snapshot, writer

if TYPE_CHECKING:
    from comptoir.measure.warehouse.api import Batch

__all__ = [
    "Double",
    "Doubles",
    "FoundPair",
    "ask_recount",
    "choose_master",
    "doubles_of",
    "listed_doubles",
    "reason_words",
    "recount",
    "say_of_pair",
    "sayings_of",
    "settle",
]

logger = logging.getLogger(__name__)


def settle(scope: Scope, batch: "Batch") -> bool:
    """Say which of the orders of a batch are counted, before it is committed; see `doubles.settling`."""
    from comptoir.measure.doubles import settling  # noqa: PLC0415 - heavy library, kept out of start-up

    return settling.settle(scope, batch)


def recount(scope: Scope) -> Snapshot | None:
    """Count anew what sources know twice, by what persons say now. The new snapshot; None where nothing changes.

    Raises ForbiddenError, ConflictError where an import goes on for long.
    """
    from comptoir.measure.doubles import settling  # noqa: PLC0415 - heavy library, kept out of start-up
    from comptoir.measure.metrics.api import build_rollups  # noqa: PLC0415 - it asks for much more

    scope.require(Permission.MANAGE_CONNECTIONS)
    with writer(scope) as batch:
        if not settling.settle(scope, batch, again=True):
            return None
        with transaction.atomic():
            snapshot = batch.commit(_("Orders known twice counted anew"))
    try:
        build_rollups(scope, snapshot)
    except Exception:
        # The facts are in; the first question will make what is missing.
        logger.exception("The figures of %s could not be prepared.", scope.slug)
    return snapshot
