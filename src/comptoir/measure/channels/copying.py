"""What goes from one company to another: the channel rules that it lacks, after its own."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.measure.channels.actions import Draft, add_rule
from comptoir.measure.channels.models import StoredRule
from comptoir.measure.channels.queries import as_rule, own_rows
from comptoir.measure.channels.words import sentence

_FIELDS = ("channel", "source", "medium", "campaign", "referrer", "click", "said", "valid_from", "valid_to")
_WORDS = _FIELDS[1:7]


def copied_settings(source: Scope, target: Scope) -> tuple[str, ...]:
    source.require(Permission.EDIT_CHANNELS)
    return tuple(_("added: %(rule)s") % {"rule": sentence(as_rule(row))} for row in _lacking(source, target))


def copy_settings(source: Scope, target: Scope) -> None:
    """Those of the target keep their place and are looked at first; nothing is applied to what is loaded."""
    source.require(Permission.EDIT_CHANNELS)
    for row in list(_lacking(source, target)):
        words = {name: getattr(row, name) for name in _WORDS}
        add_rule(target, Draft(row.channel, words, row.valid_from, row.valid_to, row.note))


def _lacking(source: Scope, target: Scope) -> Iterator[StoredRule]:
    known = {_what(row) for row in own_rows(target)}
    yield from (row for row in own_rows(source) if _what(row) not in known)


def _what(row: StoredRule) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _FIELDS)
