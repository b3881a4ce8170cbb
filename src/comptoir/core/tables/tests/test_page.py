"""`parts/table.html`: what people see of a table."""

from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from comptoir.core.tables.api import CellKind, Table, TableColumn

TABLE = Table(
    [
        TableColumn("name", "Name"),
        TableColumn("sales", "Sales", CellKind.MONEY, "EUR"),
        TableColumn("change", "Evolution", CellKind.CHANGE),
    ],
    [{"name": "<b>Lampe</b>", "sales": Decimal("1234.5"), "change": None}],
    total={"name": "Whole", "sales": Decimal("1234.5"), "change": Decimal("0.125")},
)


def page(address: str = "/x/?sort=-sales&q=1", **context: Any) -> str:
    request = RequestFactory().get(address)
    with translation.override("fr"):
        return render_to_string("parts/table.html", {"table": TABLE, **context}, request)


def test_figures_are_written_in_french_and_a_missing_one_is_a_dash() -> None:
    html = page()
    assert "1\u202f234,50\u00a0€" in html
    assert '<td class="figure none">–</td>' in html
    assert "+12,5\u00a0%" in html


def test_text_of_the_source_is_escaped() -> None:
    assert "&lt;b&gt;Lampe&lt;/b&gt;" in page()


def test_the_whole_stands_first() -> None:
    html = page()
    assert html.index('<tr class="total">') < html.index("&lt;b&gt;Lampe")


def test_without_target_headings_are_no_links() -> None:
    assert "<a " not in page()


def test_headings_sort_and_keep_the_rest_of_the_address() -> None:
    html = page(target="lines", base="/t/", sort="-sales")
    assert 'href="/t/?sort=sales&amp;q=1"' in html  # a second click turns the order
    assert 'href="/t/?sort=name&amp;q=1"' in html
    assert 'href="/t/?sort=-change&amp;q=1"' in html  # figures start with the largest
    assert 'aria-sort="descending"' in html
