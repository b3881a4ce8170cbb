"""The verbs on orders known twice: permission, one transaction, audit. The facts follow by `recount`."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import InputError, closest
from comptoir.core.jobs.api import Job, State, enqueue, jobs_of
from comptoir.measure.doubles.engine import Verdict
from comptoir.measure.doubles.models import ChannelMaster, PairSaying
from comptoir.measure.doubles.queries import doubles_of

TASK = "doubles.recount"


def choose_master(scope: Scope, channel: str, source: str) -> None:
    """The source that the orders of a sales channel are counted from; empty: by rule. The former one undoes it.

    InputError for a channel or a source of which nothing is known twice.
    """
    scope.require(Permission.MANAGE_CONNECTIONS)
    if source:
        pairs = doubles_of(scope).pairs
        _check(channel, {pair.channel for pair in pairs})
        _check(
            source, {name for pair in pairs if pair.channel == channel for name in (pair.source, pair.other)}
        )
    with transaction.atomic():
        rows = ChannelMaster.objects.select_for_update().filter(company_id=scope.company_id, channel=channel)
        before = rows.values_list("source", flat=True).first() or ""
        if source == before:
            return
        rows.delete()
        if source:
            ChannelMaster.objects.create(company_id=scope.company_id, channel=channel, source=source)
        record(scope, "channel_master.chosen", f"channel:{channel}", before=before, after=source)


def say_of_pair(scope: Scope, channel: str, source: str, other: str, *, is_same: bool | None) -> None:
    """Whether two sources know the same orders of a channel; None: as the figures say. The former answer undoes it.

    InputError for sources that have no number in common there.
    """
    scope.require(Permission.MANAGE_CONNECTIONS)
    one, two = sorted((source, other))
    if is_same is not None:
        pairs = [pair for pair in doubles_of(scope).pairs if pair.channel == channel]
        known = {f"{pair.source} / {pair.other}" for pair in pairs}
        _check(f"{one} / {two}", known)
    with transaction.atomic():
        rows = PairSaying.objects.select_for_update().filter(
            company_id=scope.company_id, channel=channel, source=one, other=two
        )
        before = rows.values_list("is_same", flat=True).first()
        if is_same is before:
            return
        rows.delete()
        if is_same is not None:
            PairSaying.objects.create(
                company_id=scope.company_id, channel=channel, source=one, other=two, is_same=is_same
            )
        record(
            scope,
            "order_sources.said",
            f"channel:{channel} {one} {two}",
            before=_word(before),
            after=_word(is_same),
        )


def _word(is_same: bool | None) -> str:
    return "" if is_same is None else str(Verdict.SAME if is_same else Verdict.DIFFERENT)


def ask_recount(scope: Scope) -> Job:
    """The job that counts anew what sources know twice. One that has begun may have read what was said before."""
    scope.require(Permission.MANAGE_CONNECTIONS)
    waiting = (job for job in jobs_of(scope) if job.task == TASK and job.state == State.QUEUED)
    if (job := next(waiting, None)) is not None:
        return job
    with transaction.atomic():
        record(scope, "order_sources.recount", "orders")
        return enqueue(scope, TASK, {}, title=_("Orders known twice"))


def active_job(scope: Scope) -> Job | None:
    return next((job for job in jobs_of(scope) if job.task == TASK and job.is_active), None)


def _check(word: str, known: Collection[str]) -> None:
    if word in known:
        return
    guess = closest(word, known)
    raise InputError(
        _("No order of « %(word)s » is known twice.") % {"word": word},
        _("Known: %(known)s.") % {"known": ", ".join(sorted(known)) or "-"},
        _("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "",
    )
