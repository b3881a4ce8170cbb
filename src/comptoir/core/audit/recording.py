"""One entry of the audit trail."""

from typing import TYPE_CHECKING, Any

from comptoir.core.audit.models import Entry

if TYPE_CHECKING:  # companies call this door too: at run time the trail knows nothing of them
    from comptoir.core.companies.api import Scope

_TARGET_LENGTH = 254


def record(scope: "Scope", verb: str, target: str, /, **details: Any) -> None:
    """Write that the actor of `scope` did `verb` on `target`.

    `verb` is a stable code `<noun>.<past participle>` ("import.finished", "member.removed"); `details` is
    JSON (dates, decimals and UUIDs too) and holds no personal data of customers and no secret. Call it inside
    the transaction of the verb, so that neither exists without the other.
    """
    Entry.objects.create(
        company_id=scope.company_id,
        actor_id=scope.actor_id,
        actor_label=scope.actor or scope.role,
        verb=verb,
        target=str(target)[:_TARGET_LENGTH],
        details=details,
        via=scope.via,
    )
