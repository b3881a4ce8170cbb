"""The door of channels: origins, rules, and the channel that an origin is of."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from comptoir.connectors.channels.defaults import DEFAULT_CHANNELS, DEFAULTS
from comptoir.connectors.channels.engine import OTHER, ChannelRule, ChannelRules, Channels
from comptoir.connectors.channels.origin import (
    CLICKS,
    FIELDS,
    NAMES,
    TAGS,
    Origin,
    folded,
    host_of,
    plain_host,
    tags_of,
)
from comptoir.connectors.channels.words import ANYTHING, UNSET, Words, WordsError

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

__all__ = [
    "ANYTHING",
    "CLICKS",
    "DEFAULTS",
    "DEFAULT_CHANNELS",
    "FIELDS",
    "NAMES",
    "OTHER",
    "TAGS",
    "UNSET",
    "ChannelRule",
    "ChannelRules",
    "Channels",
    "Origin",
    "Words",
    "WordsError",
    "folded",
    "host_of",
    "plain_host",
    "tags_of",
    "with_channels",
]


def with_channels(
    table: "ir.Table",
    asked: "Mapping[str, ir.Value]",
    day: "ir.Value",
    channels: Channels,
    *,
    fetch: "Callable[[ir.Table], pa.Table]",
    register: "Callable[[pa.Table], ir.Table]",
    read: Callable[[Mapping[str, str]], Origin] = Origin.of_facts,
    keeps_words: bool = False,
) -> "ir.Table":
    """Rows with their origins and channels; see `channels.frames`."""
    from comptoir.connectors.channels import frames  # noqa: PLC0415 - heavy library, kept out of start-up

    return frames.with_channels(
        table, asked, day, channels, fetch=fetch, register=register, read=read, keeps_words=keeps_words
    )
