"""A whole report of a shop: every figure against the metrics at its snapshot, in every form; what people do to it."""

import io
import re
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from email import message_from_bytes, policy

import openpyxl
import pikepdf
import pypdfium2
import pytest
from django.utils import translation

from comptoir.check.reports import api
from comptoir.check.reports.arrangement import ArrangedBlock, ArrangedPart, Arrangement
from comptoir.check.reports.changes import CHANGES
from comptoir.check.reports.saving import keep_template
from comptoir.check.reports.shapes import Grid, Kind, Origin
from comptoir.core import clock
from comptoir.core.companies.api import operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.errors import ConflictError
from comptoir.core.periods import Period
from comptoir.decide.targets.api import Place, set_targets
from comptoir.decide.targets.tests.conftest import FIRST, LAST, NOW, load, sold
from comptoir.measure.metrics.api import Query, run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

EVENING = date(2026, 11, 15)


@pytest.fixture
def scope(db, home):
    Company.objects.create(slug="shop", name="Maison #1 *Lavande*")
    found = operator_scope("shop")
    with clock.frozen(NOW), translation.override("fr"):
        days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
        load(found, [sold(day, 90 + 5 * day.weekday()) for day in days])
        set_targets(found, Place(), {date(2026, 11, 1): Decimal(4000)})
        yield found


def test_a_report(scope):
    """One world, built once: what is expensive is built, not read."""
    kept = api.build(scope, "weekly", EVENING)
    report = kept.report
    assert (report.start, report.end) == (date(2026, 11, 9), EVENING)
    assert [part.number for part in report.parts] == list(range(1, 11))
    _every_metric_is_that_of_the_snapshot(scope, report)
    _essentials(report)
    _page_and_workbook_say_the_same(report)
    _paper(report)
    _mail(report)
    _people(scope, kept)
    _saved_template(scope, report)


def _saved_template(scope, report):
    """The same figures in the company's own order, and what changed since the report before of that template."""
    why = ArrangedPart("why", blocks=(ArrangedBlock("own-1", title="Notre mot"),))
    asked = Arrangement("", (why, ArrangedPart("levers", is_hidden=True)))
    key = keep_template(scope, "Pour la direction", "weekly", asked).key
    assert CHANGES not in [part.key for part in api.build(scope, key, date(2026, 11, 8)).report.parts]
    made = api.build(scope, key, EVENING)
    assert made.report.header.title == "Pour la direction"
    parts = [part.key for part in made.report.parts]
    assert parts[0] == "why"
    assert parts[-1] == CHANGES
    assert "levers" not in parts
    assert {one.shown for one in made.report.figures()} <= {one.shown for one in report.figures()}
    _every_metric_is_that_of_the_snapshot(scope, made.report)
    for suffix in api.FORMS:
        content = api.rendered(suffix, made.report, made.remarks)
        assert b"Notre mot" not in content
    said = api.correct(scope, made.line.id, "why.own-1", "Une semaine calme.")
    assert "Notre mot" in api.rendered("md", said.report, said.remarks).decode()
    assert [one.key for one in api.templates(scope) if one.is_own] == ["pour-la-direction"]
    assert {one.template for one in api.reports(scope)} == {"weekly", key}


def _every_metric_is_that_of_the_snapshot(scope, report):
    asked = defaultdict(list)
    for figure in report.figures():
        if figure.origin is Origin.METRIC:
            asked[figure.start, figure.end, figure.where, figure.tax].append(figure)
    assert sum(map(len, asked.values())) > 60
    for (start, end, where, tax), figures in asked.items():
        names = tuple(dict.fromkeys(figure.metric for figure in figures))
        query = Query(names, period=Period(start, end), where=where, tax=tax, snapshot=report.header.snapshot)
        total = run(scope, query).total
        for figure in figures:
            assert Decimal(total.values[figure.metric]) == figure.value, figure


def _essentials(report):
    """A week of 7 days from 90 to 120 sells 735, as the week before and last year's."""
    told = [one.text for one in report.parts[0].blocks[0].sentences]
    assert len(told) == 5
    assert told[0].startswith("CA net (HT) de S46 (9-15 nov. 2026)\u00a0: 735,00\u00a0€, 0,0\u00a0%")
    assert "objectif de 4\u202f000\u00a0€" in told[2]
    assert told[3] == "Aucune action n’est encore au plan."


def _page_and_workbook_say_the_same(report):
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


def _paper(report):
    """Tagged, with its language, its title and a text for each picture; four sides at most for so small a shop."""
    content = api.rendered("pdf", report, api.Remarks())
    with pikepdf.open(io.BytesIO(content)) as book:
        assert book.Root.MarkInfo.Marked == True  # noqa: E712 - an object of the file
        assert str(book.Root.Lang) == "fr"
        assert book.Root.ViewerPreferences.DisplayDocTitle == True  # noqa: E712
        with book.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"].startswith("Maison #1 *Lavande*")
        tags = list(_tags(book.Root.StructTreeRoot))
        figures = [one for one in tags if str(one.S) == "/Figure"]
        assert figures
        assert all(str(one.get("/Alt", "")) for one in figures)
        assert {"/H1", "/H2", "/Table", "/TH", "/L"} <= {str(one.S) for one in tags}
        assert 2 <= len(book.pages) <= 6
    words = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    plain = re.sub(r"\s+", "", words)
    for sentence in report.parts[0].blocks[0].sentences:
        assert re.sub(r"\s+", "", sentence.text) in plain


def _mail(report):
    """Every picture that the text shows is attached, with what it says in words."""
    message = message_from_bytes(api.rendered("eml", report, api.Remarks()), policy=policy.default)
    html = message.get_body(("html",)).get_content()
    shown = re.findall(r'<img src="cid:([^"]+)" alt="([^"]+)"', html)
    pictures = [part for part in message.walk() if part.get_content_type() == "image/png"]
    assert [f"<{name}>" for name, _alt in shown] == [part["Content-ID"] for part in pictures]
    assert len(shown) == 2
    assert all(part.get_content().startswith(b"\x89PNG") for part in pictures)
    for sentence in report.parts[0].blocks[0].sentences:
        assert sentence.text in message.get_body(("plain",)).get_content()


def _tags(node):
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _tags(child)


def _people(scope, kept):
    number = kept.line.id
    api.correct(scope, number, "essentials.result", "Une semaine calme.")
    api.comment(scope, number, "products", "Voir avec l'atelier.")
    again = api.build(scope, "weekly", EVENING)
    assert again.line.id == number
    assert again.remarks.corrections["essentials.result"].text == "Une semaine calme."
    assert [one.text for one in again.remarks.comments["products"]] == ["Voir avec l'atelier."]
    assert "Une semaine calme." in api.rendered("md", again.report, again.remarks).decode()
    back = api.correct(scope, number, "essentials.result", "")
    assert back.remarks.corrections == {}
    assert [one["text"] for one in api.history(scope, number)] == [
        "",
        "Voir avec l'atelier.",
        "Une semaine calme.",
    ]
    assert api.approve(scope, number).line.state is api.State.APPROVED
    for refused in (
        lambda: api.build(scope, "weekly", EVENING),
        lambda: api.comment(scope, number, "products", "Trop tard."),
        lambda: api.approve(scope, number),
    ):
        with pytest.raises(ConflictError):
            refused()
    assert api.build(scope, "weekly", EVENING, takes_settled=True).report == again.report
    assert api.reopen(scope, number).line.state is api.State.DRAFT
