"""The recorded shop: what its records become, in JSON and in XML."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from comptoir.connectors.prestashop import answers
from comptoir.connectors.prestashop.tests.opened import CONTEXT, columns, facts, read, reading
from comptoir.connectors.prestashop.tests.recorded import RECORDINGS, RESOURCES, table, tables
from comptoir.connectors.prestashop.tests.shop import Shop, as_xml
from comptoir.connectors.shops.api import cents
from comptoir.connectors.source import Record


def test_every_recorded_order_comes_to_the_shops_total() -> None:
    rows = facts(Shop())
    assert rows.refused == []
    sums: dict[str, Decimal] = {}
    for line in rows.tables["order_line"]:
        told = line["gross_amount"] + line["gross_tax"] - line["discount_amount"] - line["discount_tax"]
        sums[line["order_id"]] = sums.get(line["order_id"], Decimal(0)) + told
    said = {str(one["id"]): cents(Decimal(one["total_paid_tax_incl"])) for one in tables()["orders"]}
    assert {number: cents(total) for number, total in sums.items()} == said
    assert all(line["line_id"] != "difference" for line in rows.tables["order_line"])


def test_orders_payments_and_buyers() -> None:
    rows = facts(Shop())
    assert columns(
        rows, "order", "order_id", "status", "country", "customer", "payment_method", "invoice_day"
    ) == [
        ("1", "cancelled", "US", "2", "Payment by check", None),
        ("2", "pending", "US", "2", "Payment by check", None),
        ("3", "cancelled", "US", "2", "Payment by check", None),
        ("4", "pending", "US", "2", "Payment by check", None),
        ("5", "pending", "US", "2", "Bank wire", None),
        ("6", "sold", "FR", "3", "Virement", date(2026, 11, 21)),
        ("7", "sold", "FR", "4", "Virement", date(2026, 11, 21)),
        ("8", "sold", "FR", "5", "Virement", date(2026, 11, 21)),
    ]
    assert columns(rows, "payment", "payment_id", "order_id", "status", "paid_total", "provider") == [
        ("3-refused", "3", "refused", Decimal("21.3000"), "ps_checkpayment"),
        ("1", "6", "accepted", Decimal("259.8000"), "ps_wirepayment"),
        ("2", "7", "accepted", Decimal("259.8000"), "ps_wirepayment"),
        ("3", "8", "accepted", Decimal("259.8000"), "ps_wirepayment"),
    ]
    assert (rows.people["2"].email, rows.people["2"].name) == ("pub@prestashop.com", "John DOE")
    placed = columns(rows, "order", "ordered_at", "day")[5]
    assert placed == (datetime(2026, 11, 21, 21, 24, 44, tzinfo=UTC), date(2026, 11, 21))
    assert rows.units["order"] == {(str(number),) for number in range(1, 9)}


def test_lines_have_the_rates_that_the_shop_names() -> None:
    lines = columns(
        facts(Shop()), "order_line", "order_id", "kind", "sku", "quantity", "gross_amount", "tax_rate"
    )
    assert ("6", "product", "CH-1", Decimal(2), Decimal("216.5000"), Decimal("0.2")) in lines
    assert ("2", "product", "demo_5", Decimal(2), Decimal("158.0000"), Decimal(0)) in lines
    assert ("1", "shipping", None, Decimal(1), Decimal("7.0000"), Decimal("0.2")) in lines


@pytest.mark.parametrize("name", ["orders", "order_states"])
def test_xml_is_read_as_json_is(name: str) -> None:
    in_xml = answers.records((RECORDINGS / f"{name}.xml").read_bytes())
    assert [_texts(record) for record in in_xml] == [
        _texts(record) for record in table(RECORDINGS / f"{name}.json")
    ]


def test_a_shop_that_answers_in_xml_alone_gives_the_same_facts() -> None:
    for name in ("orders", "products"):
        in_json, in_xml = facts(Shop(), name), facts(Shop(xml_only=True), name)
        assert in_json.tables == in_xml.tables
        assert in_json.tables
        assert in_json.people == in_xml.people


@pytest.mark.parametrize("name", RESOURCES)
def test_the_tests_shop_writes_xml_that_is_read_back(name: str) -> None:
    records = tables()[name]
    assert [_texts(one) for one in answers.records(as_xml(name, records))] == [_texts(one) for one in records]


def test_of_people_no_more_is_kept_than_needed() -> None:
    for record in read(Shop()):
        assert set(record["customer"]) == {"id", "email", "firstname", "lastname"}
        assert "SCRUBBED" not in str(record)


def test_the_connection_names_the_shop() -> None:
    with reading(Shop()) as (reader, seen):
        assert reader.test() == "Boutique"
        assert seen.asked[0].path == "/api/"


def test_the_shops_totals_are_those_of_the_facts() -> None:
    with reading(Shop()) as (reader, _seen):
        totals = list(reader.totals(date(2026, 11, 21), date(2026, 11, 21)))
        assert list(reader.totals(date(2026, 11, 22), date(2026, 11, 30))) == []
    assert [(one.unit, cents(one.amount), one.counts) for one in totals] == [
        ("1", Decimal("68.20"), False),
        ("2", Decimal("169.90"), False),
        ("3", Decimal("21.30"), False),
        ("4", Decimal("21.30"), False),
        ("5", Decimal("27.30"), False),
        ("6", Decimal("259.80"), True),
        ("7", Decimal("259.80"), True),
        ("8", Decimal("259.80"), True),
    ]
    statuses = dict(columns(facts(Shop()), "order", "order_id", "status"))
    assert {one.unit for one in totals if one.counts} == {
        key for key, said in statuses.items() if said == "sold"
    }
    assert all(one.day == date(2026, 11, 21) and one.currency == "EUR" for one in totals)
    by_rate = {one.unit: {(tax.rate, tax.net, tax.tax) for tax in one.taxes or ()} for one in totals}
    none, standard = Decimal(0), Decimal("0.2")
    # Goods without tax and shipping with it; a cart that bears 20 % in all.
    assert by_rate["1"] == {(none, Decimal("59.8"), 0), (standard, Decimal(7), Decimal("1.4"))}
    assert by_rate["6"] == {(standard, Decimal("216.5"), Decimal("43.3"))}
    assert {key: sum(net + tax for _rate, net, tax in rates) for key, rates in by_rate.items()} == {
        one.unit: one.amount for one in totals
    }


def test_items() -> None:
    assert columns(facts(Shop(), "products"), "product", "sku", "name", "category", "price", "active")[0] == (
        "B0",
        "Produit 0",
        "Home",
        Decimal("10.0000"),
        True,
    )
    assert CONTEXT.today.isoformat() == "2026-11-22"


def _texts(value: object) -> object:
    """JSON has numbers and falsehoods where XML has texts, and leaves empty associations out."""
    if isinstance(value, dict):
        kept: Record = {name: _texts(one) for name, one in value.items()}
        kept["associations"] = {name: rows for name, rows in (kept.get("associations") or {}).items() if rows}
        return kept
    if isinstance(value, list):
        return [_texts(one) for one in value]
    return "" if value is None or value is False else str(value)
