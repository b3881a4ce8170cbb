"""What sources have in common and the orders counted once, as tables: for their page and its exports."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from comptoir.core.tables.api import CellKind, Line, Table, TableColumn
from comptoir.measure.doubles.engine import Verdict
from comptoir.measure.doubles.queries import Double, FoundPair
from comptoir.measure.doubles.words import VERDICTS, channel_words, reason_words

COUNTS = ("numbers", "agreeing")
"""Said in words beside them on the page, for whoever computes in the export."""


def pairs_table(pairs: Iterable[FoundPair], *, with_counts: bool = False) -> Table:
    columns = [
        TableColumn("source", _("Source")),
        TableColumn("other", _("Other source")),
        TableColumn("channel", _("Sales channel")),
        TableColumn("verdict", _("Answer")),
        TableColumn("counted_once", _("Counted once"), CellKind.NUMBER),
        TableColumn("master", _("Counted from")),
        TableColumn("numbers", _("Numbers in common"), CellKind.NUMBER),
        TableColumn("agreeing", _("Same day and amount"), CellKind.NUMBER),
        TableColumn("reason", _("Why")),
    ]
    rows: list[Line] = [
        {
            "source": pair.source,
            "other": pair.other,
            "channel": channel_words(pair.channel),
            "verdict": str(VERDICTS[Verdict(pair.verdict)]),
            "master": pair.master if pair.verdict == Verdict.SAME else None,
            "counted_once": pair.counted_once,
            "numbers": pair.numbers,
            "agreeing": pair.agreeing,
            "reason": reason_words(pair),
        }
        for pair in pairs
    ]
    shown = [column for column in columns if with_counts or column.name not in COUNTS]
    return Table(shown, rows, title=_("What sources have in common"))


def doubles_table(doubles: Iterable[Double]) -> Table:
    columns = (
        TableColumn("master_order_id", _("Order")),
        TableColumn("master_day", _("Day"), CellKind.DATE),
        TableColumn("master_source", _("Counted from")),
        TableColumn("source", _("Also known by")),
        TableColumn("order_id", _("Its number there")),
        TableColumn("day", _("Its day there"), CellKind.DATE),
        TableColumn("channel", _("Sales channel")),
    )
    rows: list[Line] = [
        {
            "master_order_id": one.master_order_id,
            "master_day": one.master_day,
            "master_source": one.master_source,
            "source": one.source,
            "order_id": one.order_id,
            "day": one.day,
            "channel": channel_words(one.channel),
        }
        for one in doubles
    ]
    return Table(columns, rows, title=_("Orders counted once"))
