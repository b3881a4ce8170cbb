"""The verbs on findings: look, mute with a reason, show again, propose an action."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import revise
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, InputError
from comptoir.core.ledger.api import ActionKind, PlannedAction, Proposal, propose
from comptoir.decide.findings.choosing import choices_of
from comptoir.decide.findings.evening import last_evening, reading_day
from comptoir.decide.findings.found import Found, Look
from comptoir.decide.findings.names import names_for
from comptoir.decide.findings.past import kept_look
from comptoir.decide.findings.queries import Listed, finding, last_look, own_row
from comptoir.decide.findings.storing import figure_to_json, keep
from comptoir.decide.findings.words import hypothesis, money_words, title
from comptoir.measure.warehouse.api import current_snapshot

MUTE_DAYS = (30, 90)
"""For how long a finding may be muted; 0 is for good."""
DUE_DAYS = 14
"""When a proposed action is due, until somebody says otherwise."""
_MUTING = ("muted_at", "muted_until", "mute_reason")
_REASON = 300


def look_at(scope: Scope, day: date | None = None, watch: Callable[[int, int], None] | None = None) -> Look:
    """What the newest facts say on the evening of `day`; of the last whole day where none is given. The list stays
    as it is; of an evening of the past, what was seen once is told again."""
    from comptoir.decide.findings.looking import look  # noqa: PLC0415 - heavy library, kept out of start-up

    scope.require(Permission.VIEW_FIGURES)
    snapshot, last = current_snapshot(scope), last_evening(scope)
    evening = day or last
    if snapshot is None or evening is None or last is None:
        raise ConflictError(_("Nothing is loaded yet."), advice=_("Import your orders first."))

    def made() -> Look:
        chosen = choices_of(scope)
        return look(
            scope,
            evening,
            snapshot.number,
            least=chosen.least_money,
            delay_days=chosen.delay_days,
            watch=watch or (lambda done, total: None),
        )

    return kept_look(scope, evening, snapshot.number, made) if evening < last else made()


def look_and_keep(scope: Scope, watch: Callable[[int, int], None] | None = None) -> Look:
    """The look that the company's list of findings shows. What is found is worked out: no person's act, no entry of
    the trail."""
    found = look_at(scope, watch=watch)
    keep(scope, found, choices_of(scope).least_money)
    return found


def look_if_moved(scope: Scope) -> bool:
    """A look, where the facts have moved since the last one or a night has passed; whether there was one."""
    snapshot, evening = current_snapshot(scope), last_evening(scope)
    if snapshot is None or evening is None:
        return False
    seen = last_look(scope)
    if seen is not None and (seen.day, seen.snapshot) == (evening, snapshot.number):
        return False
    look_and_keep(scope)
    return True


def mute(scope: Scope, fingerprint: str, reason: str, days: int = 0) -> Listed:
    """Not to be shown for so many days, 0 for good; `unmute` undoes it."""
    scope.require(Permission.EDIT_FINDINGS)
    reason = reason.strip()
    if not reason or len(reason) > _REASON:
        raise InputError(
            _("Say why it is muted."), _("Allowed: a sentence of up to %(most)d letters.") % {"most": _REASON}
        )
    if days not in (0, *MUTE_DAYS):
        raise InputError(_("A finding is muted for 30 days, for 90, or for good."))
    until = reading_day(scope) + timedelta(days=days) if days else None
    return _muted(
        scope,
        fingerprint,
        "finding.muted",
        {"muted_at": clock.now(), "muted_until": until, "mute_reason": reason},
    )


def unmute(scope: Scope, fingerprint: str) -> Listed:
    scope.require(Permission.EDIT_FINDINGS)
    nothing = {"muted_at": None, "muted_until": None, "mute_reason": ""}
    return _muted(scope, fingerprint, "finding.unmuted", nothing)


def propose_action(scope: Scope, fingerprint: str, kind: ActionKind | None = None) -> PlannedAction:
    """The finding's own answer, or another of those it suggests, written into the plan in the words of the moment."""
    scope.require(Permission.EDIT_PLAN)
    listed = finding(scope, fingerprint)
    found = listed.found
    kind = kind or found.actions[0]
    if kind not in found.actions:
        raise InputError(
            _("« %(kind)s » does not answer this finding.") % {"kind": kind.label},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(str(one.label) for one in found.actions)},
        )
    return propose(scope, _proposal(scope, listed, found, kind))


def _proposal(scope: Scope, listed: Listed, found: Found, kind: ActionKind) -> Proposal:
    names = names_for(scope, [found])
    said = title(found, scope.currency, names)
    return Proposal(
        kind,
        f"{kind.label} - {said}",
        str(hypothesis(found, scope.currency, names)),
        found.kind.metric,
        found.subject,
        found.stake,
        scope.today(),
        scope.today() + timedelta(days=DUE_DAYS),
        fingerprint=found.fingerprint,
        evidence={
            "title": said,
            "how": money_words(found, scope.currency, names),
            "confidence": found.confidence.value,
            "day": found.day,
            "snapshot": listed.snapshot,
            "figures": [figure_to_json(figure) for figure in found.evidence],
        },
    )


def _muted(scope: Scope, fingerprint: str, verb: str, changes: dict[str, Any]) -> Listed:
    with transaction.atomic():
        row = own_row(scope, fingerprint, for_update=True)
        revise(scope, row, _MUTING, changes, verb, f"finding:{fingerprint}", told=_told)
    return finding(scope, fingerprint)


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    told = {"reason": fields["mute_reason"], "until": fields["muted_until"]}
    return {name: value for name, value in told.items() if value}
