"""A report as JSON and back: what is kept for as long as the report is, whatever becomes of the facts."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from comptoir.check.reports.shapes import (
    Block,
    Cell,
    Chart,
    Column,
    Figure,
    Grid,
    Header,
    Kind,
    Note,
    Origin,
    Part,
    Piece,
    Report,
    Sentence,
    Source,
    Text,
    Tone,
)


def to_json(value: Any) -> Any:
    """Amounts as text, so that they stay exact; what is empty is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {one.name: to_json(getattr(value, one.name)) for one in fields(value)}
        return {
            name: one for name, one in named.items() if one not in (None, "", [], False) or name == "shown"
        }
    if isinstance(value, Mapping):
        return {name: to_json(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def from_json(kept: Mapping[str, Any]) -> Report:
    head = {"before": "", "last_year": "", "refreshed": "", **kept["header"]}
    sources = tuple(Source(**one) for one in head.pop("sources", ()))
    incidents, remarks = tuple(head.pop("incidents", ())), tuple(head.pop("remarks", ()))
    return Report(
        template=kept["template"],
        start=date.fromisoformat(kept["start"]),
        end=date.fromisoformat(kept["end"]),
        built_at=datetime.fromisoformat(kept["built_at"]),
        header=Header(**head, incidents=incidents, remarks=remarks, sources=sources),
        parts=tuple(map(_part, kept["parts"])),
    )


def _part(kept: Mapping[str, Any]) -> Part:
    return Part(
        kept["key"],
        kept["number"],
        kept["title"],
        kept.get("question", ""),
        tuple(map(_block, kept.get("blocks", ()))),
        kept.get("is_brief", False),
    )


def _block(kept: Mapping[str, Any]) -> Block:
    if kept["kind"] == "text":
        return Text(kept["key"], tuple(map(_sentence, kept.get("sentences", ()))), kept.get("title", ""))
    if kept["kind"] == "grid":
        columns = tuple(
            Column(one["name"], one.get("label", ""), Kind(one["kind"]), one.get("currency", ""))
            for one in kept["columns"]
        )
        rows = tuple(tuple(map(_cell, row)) for row in kept.get("rows", ()))
        title, note = kept.get("title", ""), kept.get("note", "")
        return Grid(kept["key"], title, columns, rows, kept["of"], note)
    if kept["kind"] == "chart":
        return Chart(kept["key"], kept["title"], kept["spec"], kept["alternative"], kept.get("grid", ""))
    return Note(kept["key"], kept["text"])


def _sentence(kept: Mapping[str, Any]) -> Sentence:
    return Sentence(kept["key"], tuple(map(_piece, kept["pieces"])))


def _piece(kept: Any) -> Piece:
    return kept if isinstance(kept, str) else _figure(kept)


def _cell(kept: Mapping[str, Any]) -> Cell:
    return Cell(
        kept["shown"],
        _exact(kept.get("value")),
        Kind(kept["kind"]) if "kind" in kept else None,
        _figure(kept["figure"]) if "figure" in kept else None,
        Tone(kept.get("tone", "")),
        _day(kept.get("day")),
        kept.get("about", ""),
    )


def _figure(kept: Mapping[str, Any]) -> Figure:
    return Figure(
        kept["shown"],
        _exact(kept.get("value")),
        kept.get("unit", ""),
        Origin(kept["origin"]),
        kept.get("metric", ""),
        _day(kept.get("start")),
        _day(kept.get("end")),
        tuple((name, value) for name, value in kept.get("where", ())),
        kept.get("tax", ""),
    )


def _exact(kept: str | None) -> Decimal | None:
    return None if kept is None else Decimal(kept)


def _day(kept: str | None) -> date | None:
    return None if kept is None else date.fromisoformat(kept)
