"""Rules, moves and unmatched origins as tables: what a page shows and an export writes."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.connectors.channels.api import FIELDS, ChannelRule
from comptoir.core.tables.api import CellKind, Line, Table, TableColumn
from comptoir.measure.channels.words import FIELD_WORDS, channel_words

if TYPE_CHECKING:
    from comptoir.measure.channels.looking import Move, Unmatched


def rules_table(own: Sequence[ChannelRule], defaults: Sequence[ChannelRule]) -> Table:
    """In the order in which they are looked at."""
    columns = (
        TableColumn("place", _("Place"), CellKind.NUMBER),
        TableColumn("whose", _("Rule of")),
        TableColumn("channel", _("Channel")),
        *(TableColumn(name, FIELD_WORDS[name]) for name in FIELDS),
        TableColumn("valid_from", _("First day"), CellKind.DATE),
        TableColumn("valid_to", _("Last day"), CellKind.DATE),
        TableColumn("note", pgettext_lazy("channels", "Note")),
    )
    rows = [
        *_rules(own, str(_("the company")), 1),
        *_rules(defaults, str(_("Comptoir")), len(own) + 1),
    ]
    return Table(columns, rows, title=_("Channel rules"))


def _rules(rules: Sequence[ChannelRule], whose: str, first: int) -> Iterable[Line]:
    for place, rule in enumerate(rules, first):
        words = {name: words.text for name, words in rule.conditions.items()}
        yield {
            "place": place,
            "whose": whose,
            "channel": channel_words(rule.channel),
            **{name: words.get(name, "") for name in FIELDS},
            "valid_from": rule.valid_from,
            "valid_to": rule.valid_to,
            "note": rule.note,
        }


def moves_table(moves: "Sequence[Move]", currency: str) -> Table:
    columns = (
        TableColumn("before", pgettext_lazy("channels", "From")),
        TableColumn("after", pgettext_lazy("channels", "To")),
        TableColumn("orders", _("Orders"), CellKind.NUMBER),
        TableColumn("sales", _("Sales excl. tax"), CellKind.MONEY, currency),
    )
    rows: list[Line] = [
        {
            "before": channel_words(one.before) if one.before else str(_("no channel")),
            "after": channel_words(one.after),
            "orders": one.orders,
            "sales": one.sales,
        }
        for one in moves
    ]
    return Table(columns, rows, title=_("What the rule would change"))


def unmatched_table(found: "Sequence[Unmatched]", currency: str) -> Table:
    columns = (
        *(TableColumn(name, FIELD_WORDS[name]) for name in FIELDS),
        TableColumn("orders", _("Orders"), CellKind.NUMBER),
        TableColumn("sales", _("Sales excl. tax"), CellKind.MONEY, currency),
    )
    rows: list[Line] = [
        {**dict(zip(FIELDS, one.origin.values, strict=True)), "orders": one.orders, "sales": one.sales}
        for one in found
    ]
    return Table(columns, rows, title=_("Origins without a rule"))
