"""Sentences made of words and figures, a report as JSON and back, and its forms: without a store."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from email import message_from_bytes, policy

import openpyxl
import pytest

from comptoir.check.reports.forms import checked_suffix, rendered
from comptoir.check.reports.forms.showing import shown
from comptoir.check.reports.shapes import (
    Cell,
    Column,
    Figure,
    Grid,
    Header,
    Kind,
    Note,
    Origin,
    Part,
    Remark,
    Remarks,
    Report,
    Sentence,
    Text,
    Tone,
)
from comptoir.check.reports.stored import from_json, to_json
from comptoir.check.reports.wording import linked, told
from comptoir.core.errors import UsageError

START, END = date(2026, 11, 16), date(2026, 11, 22)
SALES = Figure(
    "49 188 €", Decimal("49188.14"), "money", Origin.METRIC, "net_sales", START, END, (), "excluded"
)
PART = Figure("+3 €", Decimal(3), "money", Origin.DRIVERS, "net_sales")
SAID = Remark(
    "essentials.result", "Une semaine *calme*.", "anne@comptoir.example", datetime(2026, 11, 23, tzinfo=UTC)
)


def _report() -> Report:
    sentence = told("essentials.result", "Sales: %(value)s at 100 %%.", {"value": SALES})
    evil = Cell('=HYPERLINK("http://evil.example")')
    grid = Grid(
        "best",
        "Which [products] sold?",
        (Column("product", "Product"), Column("sales", "Net sales", Kind.MONEY, "EUR")),
        (
            (evil, Cell(SALES.shown, SALES.value, Kind.MONEY, SALES)),
            (Cell("<b>#sum(1)</b>"), Cell("–")),
        ),
    )
    parts = (
        Part(
            "essentials",
            1,
            "The essentials",
            "What?",
            (Text("essentials", (sentence,)), Note("n", "A | note")),
            True,
        ),
        Part("products", 2, "Products", "Which?", (grid,)),
    )
    header = Header(
        "Maison & Co", "maison", "Weekly report", "W47", "W46", "W47 2025", "excl. tax", "EUR", 7, "", "en"
    )
    return Report("weekly", START, END, datetime(2026, 11, 23, 6, tzinfo=UTC), header, parts)


def test_a_template_takes_figures_at_their_places() -> None:
    assert told("k", "%(a)s, then %(b)s", {"a": SALES, "b": ("x ", PART)}).pieces == (
        SALES,
        ", then x ",
        PART,
    )
    assert _report().parts[0].blocks[0].sentences[0].text == "Sales: 49 188 € at 100 %."  # type: ignore[union-attr]


def test_a_figure_is_never_found_within_another() -> None:
    small = Figure("88 €", Decimal(88), "money")
    found = linked("k", "From 49 188 € to 88 €: +3 €.", (small, SALES, PART))
    assert found.pieces == ("From ", SALES, " to ", small, ": ", PART, ".")
    assert linked("k", "From 49 188 € on.", (small,)).pieces == ("From 49 188 € on.",)


def test_a_report_comes_back_from_json() -> None:
    assert from_json(json.loads(json.dumps(to_json(_report())))) == _report()
    assert list(_report().figures()) == [SALES, SALES]


def test_markdown_takes_no_mark_from_names() -> None:
    words = rendered("md", _report(), Remarks({SAID.key: SAID}, {"products": (SAID,)})).decode()
    assert "- Une semaine \\*calme\\*." in words
    assert "| \\<b\\>\\#sum(1)\\</b\\> | – |" in words
    assert "A \\| note" in words
    assert "anne@comptoir.example" in words


def test_a_page_runs_nothing_of_names() -> None:
    words = rendered("html", _report(), Remarks()).decode()
    assert "<b>#sum" not in words
    assert "&lt;b&gt;#sum(1)&lt;/b&gt;" in words
    assert "<strong>49 188 €</strong>" in words
    assert "src=" not in words
    assert "<script" not in words


def test_a_workbook_has_numbers_and_computes_no_name() -> None:
    book = openpyxl.load_workbook(io.BytesIO(rendered("xlsx", _report(), Remarks({SAID.key: SAID}))))
    assert book.sheetnames == ["Weekly report", "2. Which products sold"]
    sheet = book["2. Which products sold"]
    assert [cell.value for cell in sheet[1]] == ["Product", "Net sales (EUR)"]
    assert sheet["B2"].value == 49188.14
    assert sheet["B2"].number_format == "#,##0.00"
    assert (sheet["A2"].value, sheet["A2"].data_type) == ('=HYPERLINK("http://evil.example")', "s")
    assert sheet["B3"].value is None
    told_words = [row[1].value for row in book["Weekly report"].iter_rows()]
    assert "Une semaine *calme*." in told_words


def test_an_unknown_form_names_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        checked_suffix(".docx")
    assert ".pdf, .xlsx, .html, .md, .eml" in str(caught.value)


def test_a_sentence_put_right_is_said_as_it_was_written() -> None:
    sentence = Sentence(SAID.key, ("Sales: ", SALES))
    assert Remarks({SAID.key: SAID}).sentence(sentence) == SAID.text
    assert Remarks().sentence(sentence) == "Sales: 49 188 €"


def test_a_mail_tells_the_first_parts_twice_and_attaches_nothing_else() -> None:
    message = message_from_bytes(
        rendered("eml", _report(), Remarks(), "https://comptoir.example/c/maison/reports/7/"),
        policy=policy.default,
    )
    assert message["Subject"] == "Maison & Co - Weekly report, W47"
    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "- Sales: 49 188 € at 100 %." in text
    assert "https://comptoir.example/c/maison/reports/7/" in text
    assert 'href="https://comptoir.example/c/maison/reports/7/"' in html
    assert "<strong>49 188 €</strong>" in html
    assert "HYPERLINK" not in text + html
    assert list(message.iter_attachments()) == []


def test_which_tables_of_the_page_sort_and_by_what() -> None:
    """By exact figures and days; not an account, nor what holds figures of many kinds, nor beside a sum."""
    columns = (
        Column("what", "What"),
        Column("sales", "Net sales", Kind.MONEY, "EUR"),
        Column("due", "Due", Kind.DATE),
    )
    late = Cell("23 Nov", day=date(2026, 11, 23))
    rows = ((Cell("A"), Cell("1 200 €", Decimal("1200.50")), late), (Cell("B"), Cell("–"), Cell("–")))
    total = (Cell("All", tone=Tone.STRONG), Cell("1 200 €", Decimal("1200.50")), Cell("–"))
    grids = (
        Grid("best", "Sorts", columns, rows),
        Grid("plan", "Sorts too", columns, rows, "actions"),
        Grid("indicators", "Many kinds", columns, rows, "indicators"),
        Grid("account", "An order of its own", columns, rows, "account"),
        Grid("channels", "With a sum", columns, (*rows, total)),
        Grid("one", "One line", columns, rows[:1]),
    )
    report = replace(_report(), parts=(Part("p", 1, "P", "?", grids),))
    [part] = shown(report, Remarks()).parts
    assert {one.key for one in part.blocks if one.is_sortable} == {"best", "plan"}
    assert [cell.value for cell in part.blocks[0].rows[0]] == ["", "1200.50", "2026-11-23"]
    page = rendered("html", report, Remarks()).decode()
    assert "data-sorts" not in page
    assert "data-value" not in page
