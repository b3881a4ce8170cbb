"""The door of files: recognise one, guess or choose its mapping, stage it."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from comptoir.connectors.channels.api import DEFAULT_CHANNELS, Channels
from comptoir.connectors.files import marks
from comptoir.connectors.files.builtin import preset, presets
from comptoir.connectors.files.exports.told import Told
from comptoir.connectors.files.fields import FIELDS, FieldKind, Level
from comptoir.connectors.files.guessing import guess_mapping
from comptoir.connectors.files.lacking import LackingColumnsError
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.packing import Kind, Packing, unpacked
from comptoir.connectors.files.reasons import REASONS
from comptoir.connectors.files.reasons import reason as reason_sentence
from comptoir.connectors.files.rules import (
    ColumnRef,
    Content,
    DateStyle,
    DocumentKind,
    How,
    LineKind,
    OrderValues,
    Prices,
    Repeats,
)
from comptoir.connectors.files.saved import (
    delete_mapping,
    mapping_for,
    save_mapping,
    saved_mapping,
    saved_mappings,
)
from comptoir.connectors.files.shape import FileShape, recognise
from comptoir.core.companies.api import Scope

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from ibis.expr.types import StringValue

    from comptoir.connectors.base import Layout, Useless
    from comptoir.connectors.files.exports.recognition import Found, Recognised
    from comptoir.connectors.files.staged import Staged


def stage(
    path: Path,
    mapping: Mapping,
    company_currency: str,
    company_zone: ZoneInfo,
    channels: Channels = DEFAULT_CHANNELS,
) -> "Staged":
    """Read, type, classify and check the file; nothing is stored. Use it as a context manager.

    InputError with advice where the file or the mapping cannot be used; rows that cannot be used are listed
    in `rejects` and the rest is there.
    """
    from comptoir.connectors.files.staging import stage as staged  # noqa: PLC0415 - heavy library, kept out of start-up

    return staged(path, mapping, company_currency, company_zone, channels)


def recognised_exports(
    path: Path, layouts: "Sequence[Layout]", useless: "Sequence[Useless]"
) -> "AbstractContextManager[Recognised]":
    """The tables of the file that one of the layouts reads, and those that are known to be no facts; the parts
    they are read from go with the context.

    InputError where the file is damaged, no table, or passes the bounds.
    """
    from comptoir.connectors.files.exports.recognition import recognised  # noqa: PLC0415 - heavy library

    return recognised(path, layouts, useless)


def stage_export(
    found: "Found", scope: Scope, told: Told | None = None, channels: Channels = DEFAULT_CHANNELS
) -> "Staged":
    """Read, type and check a recognised table: facts of its layout's entity, and rejects. A context manager.

    `told`: what a person says of the file that it does not say itself. InputError where it cannot be read.
    """
    from comptoir.connectors.files.exports import staging  # noqa: PLC0415 - heavy library, kept out of start-up

    return staging.stage(found, scope, told or Told(), channels)


def whole_orders(
    path: Path, mapping: Mapping, lines: Collection[int], repeated: Sequence[tuple[int, int]] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, header -> text) of the rows at `lines` and of every other row of their orders, in file order.

    `repeated`: first and last line of sections that an import dropped; they stay out.
    InputError where the file cannot be read.
    """
    from comptoir.connectors.files import corrections  # noqa: PLC0415 - heavy library, kept out of start-up

    return corrections.whole_orders(path, mapping, lines, repeated)


def document_of_fee(fee_id: "StringValue") -> "StringValue":
    """The order of a file whose line the fee is of; null for fees that no list of orders told."""
    from comptoir.connectors.files.commissions import document_of  # noqa: PLC0415 - heavy library

    return document_of(fee_id)


def words(path: Path, position: int, most: int) -> tuple[str, ...]:
    """The different texts of the column at `position`, the most frequent first, `most` of them at most."""
    from comptoir.connectors.files import words as texts  # noqa: PLC0415 - heavy library, kept out of start-up

    return texts.words(path, position, most)


__all__ = [
    "FIELDS",
    "REASONS",
    "ColumnRef",
    "Content",
    "DateStyle",
    "DocumentKind",
    "FieldKind",
    "FileShape",
    "Found",
    "How",
    "Kind",
    "LackingColumnsError",
    "Level",
    "LineKind",
    "Mapping",
    "OrderValues",
    "Packing",
    "Prices",
    "Recognised",
    "Repeats",
    "Staged",
    "Told",
    "delete_mapping",
    "document_of_fee",
    "guess_mapping",
    "mapping_for",
    "marks",
    "preset",
    "presets",
    "reason_sentence",
    "recognise",
    "recognised_exports",
    "save_mapping",
    "saved_mapping",
    "saved_mappings",
    "stage",
    "stage_export",
    "unpacked",
    "whole_orders",
    "words",
]
