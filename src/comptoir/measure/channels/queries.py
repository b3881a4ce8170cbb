"""Reads of a company's channel rules."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comptoir.connectors.channels.api import (
    DEFAULT_CHANNELS,
    DEFAULTS,
    FIELDS,
    ChannelRule,
    ChannelRules,
    Channels,
    Words,
)
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import NotFoundError
from comptoir.measure.channels.models import Application, StoredRule


def channel_rules(scope: Scope) -> ChannelRules:
    """The company's own rules, first match first; ended ones too: an old order has the channel of its day."""
    scope.require(Permission.VIEW_FIGURES)
    return tuple(as_rule(row) for row in own_rows(scope))


def channels_of(scope: Scope) -> Channels:
    """What decides of channels in this company now."""
    rules = channel_rules(scope)
    return Channels(rules, DEFAULTS) if rules else DEFAULT_CHANNELS


def application(scope: Scope) -> Application | None:
    scope.require(Permission.VIEW_FIGURES)
    return Application.objects.filter(company_id=scope.company_id).first()


def is_pending(scope: Scope, channels: Channels) -> bool:
    """Whether what is loaded may be of other channels than these rules say."""
    last = application(scope)
    return channels.state() != (last.state if last else DEFAULT_CHANNELS.state())


def own_rows(scope: Scope) -> QuerySet[StoredRule]:
    return StoredRule.objects.filter(company_id=scope.company_id, deleted_at=None)


def own_row(scope: Scope, rule_id: int, *, is_deleted: bool = False) -> StoredRule:
    row = StoredRule.objects.filter(
        company_id=scope.company_id, pk=rule_id, deleted_at__isnull=not is_deleted
    ).first()
    if row is None:
        raise NotFoundError(
            _("There is no channel rule %(id)d in %(company)s.") % {"id": rule_id, "company": scope.name}
        )
    return row


def as_rule(row: StoredRule) -> ChannelRule:
    conditions = {name: Words.read(text) for name in FIELDS if (text := getattr(row, name))}
    return ChannelRule(row.channel, conditions, row.valid_from, row.valid_to, row.note, row.pk)
