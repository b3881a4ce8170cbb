"""The verbs on channel rules: permission, one transaction, audit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from comptoir.connectors.channels.api import FIELDS, ChannelRule, Words, WordsError
from comptoir.core import clock
from comptoir.core.audit.api import put_away, record, revise, take_back
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import InputError
from comptoir.core.jobs.api import Job, enqueue, jobs_of
from comptoir.entities.columns import TRAFFIC_CHANNELS
from comptoir.measure.channels.models import StoredRule
from comptoir.measure.channels.queries import as_rule, own_row, own_rows
from comptoir.measure.channels.words import FIELD_WORDS

TASK = "channels.apply"
MOST = 200
"""Rules of a company: beyond that nobody knows any more which one holds."""
_FIELDS = ("channel", *FIELDS, "valid_from", "valid_to", "note")


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule as a person describes it: for each field its words, as typed."""

    channel: str
    conditions: Mapping[str, str] = field(default_factory=dict)
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""


def drafted(draft: Draft) -> ChannelRule:
    """The rule that it would be. InputError where it is none."""
    return as_rule(StoredRule(**_checked(draft)))


def add_rule(scope: Scope, draft: Draft) -> ChannelRule:
    """After all others of the company; `move_rule` changes that."""
    scope.require(Permission.EDIT_CHANNELS)
    after = _checked(draft)
    with transaction.atomic():
        rows = StoredRule.objects.filter(company_id=scope.company_id)
        if rows.filter(deleted_at=None).count() >= MOST:
            raise InputError(
                _("There are %(most)d rules already.") % {"most": MOST},
                advice=_("Put words that mean the same channel into one rule."),
            )
        row = StoredRule.objects.create(
            company_id=scope.company_id,
            position=(rows.aggregate(last=Max("position"))["last"] or 0) + 1,
            created_by_id=scope.actor_id,
            created_at=clock.now(),
            **after,
        )
        record(scope, "channel_rule.added", _target(row), **_told(after))
    return as_rule(row)


def edit_rule(scope: Scope, rule_id: int, draft: Draft) -> ChannelRule:
    scope.require(Permission.EDIT_CHANNELS)
    after = _checked(draft)
    return _changed(scope, rule_id, "channel_rule.edited", lambda row: after)


def end_rule(scope: Scope, rule_id: int, last_day: date) -> ChannelRule:
    """The rule holds until that day, it included; editing the rule undoes it."""
    scope.require(Permission.EDIT_CHANNELS)

    def ended(row: StoredRule) -> dict[str, Any]:
        _check_days(row.valid_from, last_day)
        return {"valid_to": last_day}

    return _changed(scope, rule_id, "channel_rule.ended", ended)


def move_rule(scope: Scope, rule_id: int, *, up: bool) -> ChannelRule:
    """One place earlier or later among the company's rules; nothing where there is none."""
    scope.require(Permission.EDIT_CHANNELS)
    with transaction.atomic():
        own_row(scope, rule_id)
        rows = list(own_rows(scope).select_for_update())
        at = next(place for place, row in enumerate(rows) if row.pk == rule_id)
        row, to = rows[at], at - 1 if up else at + 1
        if 0 <= to < len(rows):
            other = rows[to]
            row.position, other.position = other.position, row.position
            StoredRule.objects.bulk_update((row, other), ("position",))
            record(scope, "channel_rule.moved", _target(row), before=at + 1, after=to + 1)
    return as_rule(row)


def delete_rule(scope: Scope, rule_id: int) -> ChannelRule:
    """As if it had never been; `restore_rule` undoes it."""
    scope.require(Permission.EDIT_CHANNELS)
    with transaction.atomic():
        row = own_row(scope, rule_id)
        put_away(scope, row, "channel_rule.deleted", _target(row), **_told(_fields_of(row)))
    return as_rule(row)


def restore_rule(scope: Scope, rule_id: int) -> ChannelRule:
    """At the place that it had."""
    scope.require(Permission.EDIT_CHANNELS)
    with transaction.atomic():
        row = own_row(scope, rule_id, is_deleted=True)
        take_back(scope, row, "channel_rule.restored", _target(row), channel=row.channel)
    return as_rule(row)


def ask_apply(scope: Scope) -> Job:
    """The job that applies the rules to all that is loaded: one at a time."""
    scope.require(Permission.EDIT_CHANNELS)
    if waiting := active_job(scope):
        return waiting
    with transaction.atomic():
        record(scope, "channel_rules.apply", "channel_rules")
        return enqueue(scope, TASK, {}, title=_("Channel rules"))


def active_job(scope: Scope) -> Job | None:
    return next((job for job in jobs_of(scope) if job.task == TASK and job.is_active), None)


def _changed(
    scope: Scope, rule_id: int, verb: str, fields: Callable[[StoredRule], dict[str, Any]]
) -> ChannelRule:
    with transaction.atomic():
        row = own_row(scope, rule_id)
        revise(scope, row, _FIELDS, fields(row), verb, _target(row), told=_told)
    return as_rule(row)


def _checked(draft: Draft) -> dict[str, Any]:
    if draft.channel not in TRAFFIC_CHANNELS:
        raise InputError(
            _("« %(channel)s » is no channel.") % {"channel": draft.channel},
            _("Allowed: %(channels)s.") % {"channels": ", ".join(TRAFFIC_CHANNELS)},
        )
    conditions = {name: _words(name, draft.conditions.get(name, "")) for name in FIELDS}
    if not any(conditions.values()):
        raise InputError(
            _("The rule does not say which origins it is about."),
            advice=_("Fill in one field at least: source, medium, campaign, referring site…"),
        )
    _check_days(draft.valid_from, draft.valid_to)
    days = {"valid_from": draft.valid_from, "valid_to": draft.valid_to}
    return {"channel": draft.channel, **conditions, **days, "note": draft.note.strip()[:300]}


def _words(name: str, text: str) -> str:
    try:
        return Words.read(text).text
    except WordsError as error:
        raise InputError(
            _("%(field)s: « %(word)s » cannot be looked for.")
            % {"field": FIELD_WORDS[name], "word": error.word[:60]},
            _("A star stands at the beginning or the end of a word."),
            _("A word has 100 characters at most, a field 60 words."),
        ) from error


def _check_days(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise InputError(_("The rule ends before it begins."), advice=_("Exchange the two days."))


def _fields_of(row: StoredRule) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _FIELDS}


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    """For the audit trail: what is said, without what is empty."""
    return {name: value for name, value in fields.items() if value not in ("", None)}


def _target(row: StoredRule) -> str:
    return f"channel_rule:{row.pk}"
