"""The door of files: recognise one, guess or choose its mapping, stage it."""

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from comptoir.connectors.files.builtin import preset, presets
from comptoir.connectors.files.guessing import guess_mapping
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.reasons import REASONS
from comptoir.connectors.files.reasons import reason as reason_sentence
from comptoir.connectors.files.rules import Repeats
from comptoir.connectors.files.saved import (
    delete_mapping,
    mapping_for,
    save_mapping,
    saved_mapping,
    saved_mappings,
)
from comptoir.connectors.files.shape import FileShape, recognise

if TYPE_CHECKING:
    from comptoir.connectors.files.staged import Staged


def stage(path: Path, mapping: Mapping, company_currency: str, company_zone: ZoneInfo) -> "Staged":
    """Read, type, classify and check the file; nothing is stored. Use it as a context manager.

    InputError with advice where the file or the mapping cannot be used; rows that cannot be used are listed
    in `rejects` and the rest is there.
    """
    from comptoir.connectors.files.staging import stage as staged  # noqa: PLC0415 - heavy library, kept out of start-up

    return staged(path, mapping, company_currency, company_zone)


__all__ = [
    "REASONS",
    "FileShape",
    "Mapping",
    "Repeats",
    "Staged",
    "delete_mapping",
    "guess_mapping",
    "mapping_for",
    "preset",
    "presets",
    "reason_sentence",
    "recognise",
    "save_mapping",
    "saved_mapping",
    "saved_mappings",
    "stage",
]
