"""The same over tables: few origins stand behind many rows, so each is asked about once. Heavy: not for start-up."""

from collections.abc import Callable, Mapping
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from comptoir.connectors.channels.engine import Channels
from comptoir.connectors.channels.origin import NAMES, Origin

_KEY, _SPAN = "origin_key", "origin_span"
_APART = "\x1f"


def with_channels(
    table: ir.Table,
    asked: Mapping[str, ir.Value],
    day: ir.Value,
    channels: Channels,
    *,
    fetch: Callable[[ir.Table], pa.Table],
    register: Callable[[pa.Table], ir.Table],
    read: Callable[[Mapping[str, str]], Origin],
    keeps_words: bool,
) -> ir.Table:
    """The table with its origins as facts keep them (NAMES), and their `traffic_channel`.

    `asked`: what tells the origins, as texts; `read` makes an origin of the same, null being empty. `fetch` runs a
    query, `register` brings a small table to where the rows are. `keeps_words`: see `Channels.channel_of`.
    """
    texts = {f"asked_{name}": value.cast("string").fill_null("") for name, value in asked.items()}
    keyed = table.mutate(**texts, **{_SPAN: span(day, channels)})
    parts = [keyed[_SPAN].cast("string"), *(keyed[name] for name in texts)]
    keyed = keyed.mutate(**{_KEY: ibis.literal(_APART).join(parts)})
    found = fetch(keyed.select(_KEY, _SPAN, *texts).distinct()).to_pylist()
    columns: dict[str, list[Any]] = {name: [] for name in (_KEY, *NAMES, "traffic_channel")}
    for row in found:
        origin = read({name: row[f"asked_{name}"] for name in asked})
        channel = channels.channel_of(origin, channels.day_of(row[_SPAN]), keeps_words=keeps_words)
        values = (row[_KEY], *(value or None for value in origin.values), channel or None)
        for name, value in zip(columns, values, strict=True):
            columns[name].append(value)
    known = register(pa.table(columns, pa.schema([(name, pa.string()) for name in columns])))
    rest = [name for name in table.columns if name not in columns]
    return keyed.left_join(known, keyed[_KEY] == known[_KEY], rname="found_{name}").select(
        *rest, **{name: _of(known, keyed, name) for name in columns if name != _KEY}
    )


def _of(known: ir.Table, keyed: ir.Table, name: str) -> Any:
    """What was found goes by another name where the table had the column."""
    return ibis._[f"found_{name}" if name in keyed.columns else name]


def span(day: ir.Value, channels: Channels) -> ir.Value:
    """`Channels.span_of` of a column of days."""
    number: ir.Value = ibis.literal(0)
    for edge in channels.edges:
        number = number + ibis.ifelse(day >= ibis.literal(edge), 1, 0)
    return number.cast("int64")
