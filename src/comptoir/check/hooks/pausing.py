"""A receiver that refuses again and again is left alone, and whoever can mend it is told."""

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from comptoir.check.hooks.handing import Outcome
from comptoir.check.hooks.models import Hook
from comptoir.check.hooks.words import State
from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, operator_scope, people_who_may
from comptoir.core.mail.api import Kind, Letter, absolute, post, sends_mail

REFUSALS = 3
"""In a row, after which it is stopped; an address that is gone for good is stopped at once."""


def note_refusal(hook_id: int, outcome: Outcome) -> None:
    with transaction.atomic():
        rows = Hook.objects.select_for_update(of=("self",)).select_related("company")
        hook = rows.filter(pk=hook_id).first()
        if hook is None:  # Somebody has removed it meanwhile.
            return
        hook.refusals = F("refusals") + 1
        hook.save(update_fields=("refusals",))
        hook.refresh_from_db(fields=("refusals",))
        if hook.stopped_at is None and (outcome.is_gone or hook.refusals >= REFUSALS):
            _stop(hook, outcome)


def _stop(hook: Hook, outcome: Outcome) -> None:
    hook.stopped_at, hook.stopped_why = clock.now(), outcome.error
    hook.save(update_fields=("stopped_at", "stopped_why"))
    words = _("The webhook was stopped before.")
    hook.deliveries.filter(state=State.QUEUED).update(state=State.FAILED, error=words)
    scope = operator_scope(hook.company.slug)
    record(scope, "hook.stopped", f"hook:{hook.pk}", name=hook.name, status=outcome.status)
    if sends_mail():
        for person in people_who_may(scope, Permission.MANAGE_CONNECTIONS):
            with translation.override(person.language):
                letter = _letter(hook, person.email)
            key = f"hook_stopped:{hook.pk}:{hook.stopped_at.isoformat()}:{person.pk}"
            post(letter, Kind.ALARM, key, company_id=hook.company_id, person_id=person.pk)


def _letter(hook: Hook, to: str) -> Letter:
    told = {"company": hook.company.name, "name": hook.name, "why": hook.stopped_why}
    page = absolute(reverse("hooks:hook", kwargs={"company": hook.company.slug, "number": hook.pk}))
    parts = (
        _("The webhook « %(name)s » of %(company)s is stopped: its address refuses what it is told.") % told,
        hook.stopped_why,
        _("Nothing is told there until somebody mends its address and starts it again."),
        page,
    )
    subject = _("%(company)s: the webhook « %(name)s » is stopped") % told
    return Letter(to, subject, "\n\n".join(part for part in parts if part) + "\n")
