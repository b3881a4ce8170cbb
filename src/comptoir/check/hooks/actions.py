"""The verbs of webhooks: permission, one transaction, audit."""

from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from comptoir.check.hooks.addresses import checked_address, hint_of
from comptoir.check.hooks.choosing import Wanted
from comptoir.check.hooks.composing import of_test
from comptoir.check.hooks.models import Delivery, Hook
from comptoir.check.hooks.outbox import ask, post
from comptoir.check.hooks.queries import own_delivery, own_hook
from comptoir.check.hooks.signing import new_secret
from comptoir.check.hooks.words import CHOSEN, Event, State
from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Company, Permission, Scope
from comptoir.core.errors import ConflictError
from comptoir.core.secrets.api import encrypt, renew

MOST = 20
OLD_SECRET_VALID = timedelta(hours=24)


def add_hook(scope: Scope, wanted: Wanted, address: str) -> Hook:
    scope.require(Permission.MANAGE_CONNECTIONS)
    wanted.check()
    url = checked_address(address)
    with transaction.atomic():
        # One at a time in a company: they are counted.
        Company.objects.select_for_update().get(pk=scope.company_id)
        if Hook.objects.filter(company_id=scope.company_id).count() >= MOST:
            raise ConflictError(
                _("A company has at most %(most)d webhooks.") % {"most": MOST},
                advice=_("Remove one that is no longer of use."),
            )
        now = clock.now()
        hook = Hook(company_id=scope.company_id, secret=encrypt(new_secret()), created_at=now)
        _set(hook, wanted)
        hook.address, hook.hint, hook.since = encrypt(url), hint_of(url), now
        hook.save()
        record(scope, "hook.added", f"hook:{hook.pk}", name=hook.name, kind=hook.shape)
    return hook


def change_hook(scope: Scope, number: int, wanted: Wanted, address: str = "") -> Hook:
    """An address that is left empty stays. What was found before something new was wanted is no news."""
    scope.require(Permission.MANAGE_CONNECTIONS)
    wanted.check()
    url = checked_address(address) if address.strip() else ""
    with transaction.atomic():
        hook = own_hook(scope, number, for_update=True)
        if set(wanted.events) - set(hook.events):
            hook.since = clock.now()
        _set(hook, wanted)
        if url:
            hook.address, hook.hint = encrypt(url), hint_of(url)
            hook.refusals, hook.waits_until = 0, None
        hook.save()
        record(scope, "hook.edited", f"hook:{hook.pk}", name=hook.name, kind=hook.shape)
    return hook


def _set(hook: Hook, wanted: Wanted) -> None:
    hook.name, hook.shape, hook.language = wanted.name.strip(), wanted.shape, wanted.language
    hook.events = [one.value for one in CHOSEN if one in wanted.events]
    hook.hour, hook.quiet_from, hook.quiet_to = wanted.hour, wanted.quiet_from, wanted.quiet_to


def pause_hook(scope: Scope, number: int) -> Hook:
    """Nothing is told while it is paused, and nothing of that time is caught up."""
    with transaction.atomic():
        hook = own_hook(scope, number, for_update=True)
        if not hook.is_paused:
            hook.is_paused = True
            hook.save(update_fields=("is_paused",))
            record(scope, "hook.paused", f"hook:{hook.pk}", name=hook.name)
    return hook


def start_hook(scope: Scope, number: int) -> Hook:
    """After a pause, or after Comptoir stopped it."""
    with transaction.atomic():
        hook = own_hook(scope, number, for_update=True)
        if not hook.is_active:
            hook.is_paused, hook.stopped_at, hook.stopped_why = False, None, ""
            hook.refusals, hook.waits_until, hook.since = 0, None, clock.now()
            hook.save()
            record(scope, "hook.started", f"hook:{hook.pk}", name=hook.name)
    return hook


def rotate_secret(scope: Scope, number: int) -> Hook:
    """A new secret; the one before signs besides for a day."""
    with transaction.atomic():
        hook = own_hook(scope, number, for_update=True)
        hook.former_secret, hook.former_until = hook.secret, clock.now() + OLD_SECRET_VALID
        hook.secret = encrypt(new_secret())
        hook.save(update_fields=("secret", "former_secret", "former_until"))
        record(scope, "hook.secret_rotated", f"hook:{hook.pk}", name=hook.name)
    return hook


def remove_hook(scope: Scope, number: int) -> None:
    """Its address, its secret and its journal are forgotten."""
    with transaction.atomic():
        hook = own_hook(scope, number, for_update=True)
        record(scope, "hook.deleted", f"hook:{hook.pk}", name=hook.name)
        hook.delete()


def try_hook(scope: Scope, number: int) -> None:
    """A message now, whatever the hours."""
    with transaction.atomic():
        hook = own_hook(scope, number, for_update=True)
        if not hook.is_active:
            raise ConflictError(_("This webhook is paused or stopped."), advice=_("Start it first."))
        with translation.override(hook.language):
            message = of_test(scope, hook.name)
        post(scope, hook, Event.TEST, f"test:{uuid4().hex}", message)
        record(scope, "hook.tested", f"hook:{hook.pk}", name=hook.name)


def send_again(scope: Scope, number: int) -> Hook:
    """A person decides that a message leaves once more, under the same id."""
    with transaction.atomic():
        row = own_delivery(scope, number)
        if not row.hook.is_active:
            raise ConflictError(_("This webhook is paused or stopped."), advice=_("Start it first."))
        if not row.may_go_again:
            raise ConflictError(_("This message is on its way already."))
        now = clock.now()
        Delivery.objects.filter(pk=row.pk).update(
            state=State.QUEUED, claim="", error="", attempts=0, queued_at=now, due_at=now, first_tried_at=None
        )
        row.queued_at = now
        record(scope, "hook.sent_again", f"hook:{row.hook_id}", name=row.hook.name, state=row.state)
        ask(row)
    return row.hook


def renew_secrets() -> int:
    """Encrypt what is secret of every webhook with the newest key. For whoever holds the machine; how many there
    were."""
    count = 0
    with transaction.atomic():
        for hook in Hook.objects.select_for_update():
            hook.address, hook.secret = renew(hook.address), renew(hook.secret)
            hook.former_secret = renew(hook.former_secret) if hook.former_secret else ""
            hook.save(update_fields=("address", "secret", "former_secret"))
            count += 1
    return count
