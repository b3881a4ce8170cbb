"""A report on paper: PDF/UA-1, tagged, fit to be read aloud. What it says is passed as data, never as markup."""

import json
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.translation import gettext as _

from comptoir.check.branding.api import PLAIN, Brand
from comptoir.check.reports.forms.words import closing, colon, facts, signed, warnings
from comptoir.check.reports.shapes import (
    Block,
    Chart,
    Grid,
    Kind,
    Note,
    Part,
    Piece,
    Remarks,
    Report,
    Sentence,
    block_key,
)
from comptoir.core.charts.api import to_png

PIXELS, SCALE = 760, 3
"""Drawn for this width, at print's resolution."""
WIDTHS = {"waterfall": 80, "account_waterfall": 74}
"""Of the page, in per cent: bars need less room than a course of days."""
LOGO, LOGO_BOX = "letterhead.png", (5.0, 1.2)
"""Its file beside the charts', and its largest size in cm."""
LONGEST_GRID = 14
"""Lines of a table on paper; the workbook has them all."""
LETTERS, WIDEST, FIRST = 16, 2.6, 5.0
"""Letters that are as wide as a figure; the widest column of words, and the first, which names the line."""
WHOLE = ("indicators", "account")
"""Tables that say nothing without their last line."""


def as_pdf(report: Report, remarks: Remarks, brand: Brand = PLAIN) -> bytes:
    import typst  # noqa: PLC0415 - heavy library, kept out of start-up

    pictures: dict[str, bytes] = {}
    data = _data(report, remarks, brand, pictures)
    template = files("comptoir.check.reports.forms").joinpath("report.typ").read_bytes()
    told = json.dumps(data, ensure_ascii=False).encode()
    with TemporaryDirectory(prefix="comptoir-report-") as name:
        folder = Path(name)
        for file, content in {"main.typ": template, "report.json": told, **pictures}.items():
            (folder / file).write_bytes(content)
        made: bytes = typst.compile(
            folder / "main.typ", root=folder, format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True
        )
    return made


def _data(report: Report, remarks: Remarks, brand: Brand, pictures: dict[str, bytes]) -> dict[str, Any]:
    header = report.header
    title = f"{header.company} - {header.title}, {header.period}"
    return {
        "title": title,
        "lang": header.language.partition("-")[0],
        "footer": title,
        "colon": colon(header.language),
        "header": {"company": header.company, "title": header.title, "period": header.period},
        "facts": [list(one) for one in facts(header)],
        "warnings": list(warnings(header)),
        "parts": [_part(part, report, remarks, brand, pictures) for part in report.parts],
        "brand": _letterhead(brand, header.company, pictures),
    }


def _letterhead(brand: Brand, company: str, pictures: dict[str, bytes]) -> dict[str, Any]:
    if brand.logo:
        pictures[LOGO] = brand.logo.content
    width, _height = brand.logo.fitted(*LOGO_BOX) if brand.logo else (0.0, 0.0)
    return {
        "name": brand.name,
        "alternative": brand.name or company,
        "logo": LOGO if brand.logo else "",
        "width": round(width, 3),
        "main": brand.main,
        "accent": brand.accent,
        "closing": " · ".join(closing(brand)),
    }


def _part(
    part: Part, report: Report, remarks: Remarks, brand: Brand, pictures: dict[str, bytes]
) -> dict[str, Any]:
    blocks = [
        {
            **_block(one, report, remarks, brand, pictures),
            "comments": _comments(block_key(part, one), remarks),
        }
        for one in part.blocks
        if not _is_behind(one)
    ]
    comments = _comments(part.key, remarks)
    return {"number": part.number, "title": part.title, "blocks": blocks, "comments": comments}


def _comments(key: str, remarks: Remarks) -> list[dict[str, str]]:
    return [{"text": one.text, "signed": signed(one)} for one in remarks.comments.get(key, ())]


def _is_behind(block: Block) -> bool:
    """The figures of a chart stand in the workbook; what the chart says is its alternative text."""
    return isinstance(block, Grid) and block.of == "chart"


def _block(
    block: Block, report: Report, remarks: Remarks, brand: Brand, pictures: dict[str, bytes]
) -> dict[str, Any]:
    if isinstance(block, Note):
        return {"kind": "note", "text": block.text}
    if isinstance(block, Chart):
        name = f"{block.key}.png"
        language = report.header.language
        pictures[name] = to_png(dict(block.spec), "light", language, PIXELS, SCALE, main=brand.chart_colour)
        return {
            "kind": "chart",
            "title": block.title,
            "alternative": f"{block.title} {block.alternative}",
            "file": name,
            "width": WIDTHS.get(block.key, 100),
        }
    if isinstance(block, Grid):
        return _grid(block)
    return {
        "kind": "text",
        "title": block.title,
        "sentences": [_sentence(one, remarks) for one in block.sentences],
    }


def _grid(block: Grid) -> dict[str, Any]:
    columns = [
        {
            "label": one.label,
            "figure": one.kind is not Kind.TEXT,
            "wide": place == 0,
            "weight": _weight([row[place].shown for row in block.rows], WIDEST if place else FIRST),
        }
        for place, one in enumerate(block.columns)
    ]
    is_cut = len(block.rows) > LONGEST_GRID and block.of not in WHOLE
    rows = block.rows[:LONGEST_GRID] if is_cut else block.rows
    more = _("%(count)d more lines are in the workbook.") % {"count": len(block.rows) - LONGEST_GRID}
    return {
        "kind": "grid",
        "title": block.title,
        "columns": columns,
        "rows": [[{"shown": cell.shown, "tone": cell.tone.value} for cell in row] for row in rows],
        "note": " ".join(one for one in (block.note, more if is_cut else "") if one),
    }


def _weight(texts: list[str], most: float) -> float:
    """How much room words of a column ask for, against a column of figures."""
    longest = max(map(len, texts), default=0)
    return min(max(longest / LETTERS, 1.0), most)


def _sentence(one: Sentence, remarks: Remarks) -> dict[str, Any]:
    said = remarks.corrections.get(one.key)
    if said is not None:
        words = _("corrected by %(who)s") % {"who": signed(said)}
        return {"pieces": [{"text": said.text, "figure": False}], "signed": words}
    return {"pieces": [_piece(piece) for piece in one.pieces], "signed": ""}


def _piece(piece: Piece) -> dict[str, Any]:
    if isinstance(piece, str):
        return {"text": piece, "figure": False}
    return {"text": piece.shown, "figure": True}
