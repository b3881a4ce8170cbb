"""What holds of every report: its figures against the metrics at its snapshot, and each of its forms."""

import io
import re
from collections import defaultdict
from decimal import Decimal
from email import message_from_bytes, policy

import openpyxl
import pikepdf
import pypdfium2
import pytest

from comptoir.check.reports import api
from comptoir.check.reports.shapes import Grid, Kind, Origin
from comptoir.core.periods import Period
from comptoir.measure.metrics.api import Query, run


def every_metric_is_that_of_the_snapshot(scope, report, least=60):
    asked = defaultdict(list)
    for figure in report.figures():
        if figure.origin is Origin.METRIC:
            asked[figure.start, figure.end, figure.where, figure.tax].append(figure)
    assert sum(map(len, asked.values())) > least
    for (start, end, where, tax), figures in asked.items():
        names = tuple(dict.fromkeys(figure.metric for figure in figures))
        query = Query(names, period=Period(start, end), where=where, tax=tax, snapshot=report.header.snapshot)
        total = run(scope, query).total
        for figure in figures:
            assert Decimal(total.values[figure.metric]) == figure.value, figure


def page_and_workbook_say_the_same(report):
    page = api.rendered("html", report, api.Remarks()).decode()
    book = openpyxl.load_workbook(io.BytesIO(api.rendered("xlsx", report, api.Remarks())))
    for figure in report.figures():
        assert figure.shown.replace("'", "&#x27;") in page
    grids = [one for one in report.blocks() if isinstance(one, Grid)]
    sheets = book.worksheets[1:]
    assert len(sheets) == len(grids)
    for grid, sheet in zip(grids, sheets, strict=True):
        for row, line in zip(grid.rows, sheet.iter_rows(min_row=2), strict=True):
            for cell, written in zip(row, line, strict=True):
                if cell.value is not None:
                    assert written.value == pytest.approx(float(cell.value), abs=1e-9)
                    assert written.data_type == "n"
        money = [place for place, one in enumerate(grid.columns) if one.kind is Kind.MONEY]
        assert all(sheet.cell(2, place + 1).data_type in "ns" for place in money)


def plain_text(report):
    """As Markdown: every part by its title, every sentence as it is written."""
    words = api.rendered("md", report, api.Remarks()).decode().replace("\\", "")
    for part in report.parts:
        assert f"## {part.number}. {part.title}" in words
        for block in part.blocks:
            for sentence in getattr(block, "sentences", ()):
                assert " ".join(sentence.text.split()) in words


def paper(report, *, is_drawn=True, longest=6):
    """Tagged, with its language, its title and a text for each picture; six sides at most."""
    content = api.rendered("pdf", report, api.Remarks())
    with pikepdf.open(io.BytesIO(content)) as book:
        assert book.Root.MarkInfo.Marked == True  # noqa: E712 - an object of the file
        assert str(book.Root.Lang) == report.header.language
        assert book.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712
        with book.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"].startswith(report.header.company)
        tags = list(_tags(book.Root.StructTreeRoot))
        figures = [one for one in tags if str(one.S) == "/Figure"]
        assert bool(figures) is is_drawn
        assert all(str(one.get("/Alt", "")) for one in figures)
        assert {"/H1", "/H2", "/Table", "/TH", "/L"} <= {str(one.S) for one in tags}
        assert 1 <= len(book.pages) <= longest
    words = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    plain = re.sub(r"\s+", "", words)
    for sentence in report.parts[0].blocks[0].sentences:
        assert re.sub(r"\s+", "", sentence.text) in plain


def mail(report, pictures_shown=2):
    """Every picture that the text shows is attached, with what it says in words."""
    message = message_from_bytes(api.rendered("eml", report, api.Remarks()), policy=policy.default)
    html = message.get_body(("html",)).get_content()
    shown = re.findall(r'<img src="cid:([^"]+)" alt="([^"]+)"', html)
    pictures = [part for part in message.walk() if part.get_content_type() == "image/png"]
    assert [f"<{name}>" for name, _alt in shown] == [part["Content-ID"] for part in pictures]
    assert len(shown) == pictures_shown
    assert all(part.get_content().startswith(b"\x89PNG") for part in pictures)
    plain = message.get_body(("plain",)).get_content()
    for sentence in report.parts[0].blocks[0].sentences:
        assert sentence.text in plain
    amounts = "Montants\N{NO-BREAK SPACE}: " if report.header.language == "fr" else "Amounts: "
    assert amounts in html
    assert amounts in plain


def _tags(node):
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _tags(child)
