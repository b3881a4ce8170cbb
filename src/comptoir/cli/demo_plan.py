"""What Maison Lavande has in its plan: the answers to its first findings, one of them dropped."""

import time
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import override

from comptoir.core.companies.api import Scope
from comptoir.core.jobs.api import active_jobs
from comptoir.core.ledger.api import actions, drop
from comptoir.decide.findings.api import findings, last_look, look_and_keep, propose_action
from comptoir.measure.warehouse.api import current_snapshot

MOST = 4
PATIENCE = 900
"""Seconds that the files may take to be loaded; a plan that comes later would surprise who looks on."""
_STEP = 5


def plan_when_loaded(scope: Scope, wait: Callable[[float], None] = time.sleep) -> None:
    """Once nothing is being loaded any more. Nothing where the plan has, or had, an action."""
    for _turn in range(PATIENCE // _STEP):
        if not active_jobs(scope).exists():
            break
        wait(_STEP)
    else:
        return
    if actions(scope):
        return
    seen, newest = last_look(scope), current_snapshot(scope)
    if newest is not None and (seen is None or seen.snapshot != newest.number):
        look_and_keep(scope)
    with override(scope.language):
        _plan(scope)


def _plan(scope: Scope) -> None:
    """The best finding of each of a few analyses; what comes last is put aside, with its reason."""
    best: dict[str, str] = {}
    for one in findings(scope):
        if one.found.stake:
            best.setdefault(one.found.analysis, one.found.fingerprint)
    made = [propose_action(scope, fingerprint) for fingerprint in list(best.values())[:MOST]]
    if len(made) == MOST:
        drop(scope, made[-1].id, _("The team has no time for it this month."))
