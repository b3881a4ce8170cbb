"""The verb on losses: into the plan."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, NotFoundError
from comptoir.core.ledger.api import ActionKind, Effect, PlannedAction, Proposal, propose
from comptoir.decide.losses.api import MEASUREMENT
from comptoir.decide.losses.causes import ANSWERS, EFFORT_DAYS
from comptoir.decide.losses.looking import Loss, Losses, losses
from comptoir.decide.losses.words import BEFORE_WORDS, CAUSE_WORDS, TODO_WORDS, called, proof, rate
from comptoir.measure.tracking.api import sentence

DUE_DAYS = 7
"""What loses money every week is mended this week."""
_MONTH_OF_WEEK = Decimal(30) / 7


def propose_answer(scope: Scope, fingerprint: str, at: date | None = None) -> PlannedAction:
    """What answers the loss of that fingerprint; while the measurement has moved, only mending it can be proposed."""
    scope.require(Permission.EDIT_PLAN)
    found = losses(scope, at, None)
    if found is None:
        raise NotFoundError(_("No visit is known in these days."))
    if fingerprint == MEASUREMENT:
        return propose(scope, _of_measurement(scope, found))
    if found.shift is not None:
        raise ConflictError(
            _("The measurement moved: what looks lost may only be unseen."), advice=sentence(found.shift)
        )
    loss = next((one for one in found.losses if one.looked.fingerprint == fingerprint), None)
    if loss is None:
        raise NotFoundError(_("This loss is no longer there."), advice=_("Reload the page."))
    return propose(scope, _of_loss(scope, found, loss))


def _of_measurement(scope: Scope, found: Losses) -> Proposal:
    if found.shift is None:
        raise NotFoundError(_("The measurement has not moved."))
    told = sentence(found.shift)
    return Proposal(
        ActionKind.OTHER,
        _("Mend the measurement of the site"),
        _("%(incident)s Once it sees as much as before, conversion can be judged again.")
        % {"incident": told},
        "tracking_coverage",
        starts_on=scope.today(),
        due_on=scope.today() + timedelta(days=DUE_DAYS),
        effort_days=Decimal(1),
        fingerprint=f"losses-{MEASUREMENT}-{found.shift.start:%Y%m%d}",
        evidence={"title": told, "day": found.day, "snapshot": found.snapshot},
    )


def _of_loss(scope: Scope, found: Losses, loss: Loss) -> Proposal:
    locale, looked = get_language() or "fr", loss.looked
    name = called(looked.where, locale)
    place = BEFORE_WORDS[found.metrics[looked.step]] if looked.step is not None else ""
    said = _(
        "%(segment)s: conversion %(actual)s instead of %(expected)s, lost %(place)s. Probable cause: %(cause)s. "
        "If it is mended, conversion comes back to what the segment did before."
    ) % {
        "segment": name,
        "actual": rate(loss.found.actual, locale),
        "expected": rate(loss.found.expected, locale),
        "place": place or _("on the way"),
        "cause": CAUSE_WORDS[loss.cause],
    }
    return Proposal(
        ANSWERS[loss.cause],
        f"{name} - {TODO_WORDS[loss.cause]}",
        said,
        "session_conversion_rate" if found.metrics[0] == "site_sessions" else "conversion_rate",
        looked.where,
        _month(loss.week),
        scope.today(),
        scope.today() + timedelta(days=DUE_DAYS),
        EFFORT_DAYS[loss.cause],
        fingerprint=looked.fingerprint,
        evidence={
            "title": said,
            "day": found.day,
            "snapshot": found.snapshot,
            "since": looked.since,
            "proofs": [proof(one, scope.currency, locale) for one in loss.proofs],
            "false_rate": round(looked.false_rate, 4),
        },
    )


def _month(week: Effect | None) -> Effect | None:
    """The ledger tells effects over 30 days."""
    if week is None:
        return None
    low, mid, high = (
        (one * _MONTH_OF_WEEK).quantize(Decimal("0.01")) for one in (week.low, week.mid, week.high)
    )
    return Effect(low, mid, high, week.basis)
