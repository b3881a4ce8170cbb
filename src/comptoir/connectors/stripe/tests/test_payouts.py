"""Stripe's lists of payouts, whatever they are saved as."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.registry import LAYOUTS as ALL
from comptoir.connectors.registry import USELESS
from comptoir.connectors.stripe.exports import LAYOUTS
from comptoir.connectors.tests.door import read, written

LIST = [
    *(
        "id",
        "Amount",
        "Created (UTC)",
        "Currency",
        "Livemode",
        "Arrival Date (UTC)",
        "Source Type",
        "Destination",
    ),
    *("Status", "Type", "Method", "Description", "Balance Transaction", "Failure Message", "Failure Code"),
    *("Statement Descriptor", "Trace ID"),
]
PARTS = (
    "automatic_payout_id,automatic_payout_effective_at_utc,balance_transaction_id,created_utc,available_on_utc,currency,"
    "gross,fee,net,reporting_category,description\n"
)
REPORT = (
    "payout_id,effective_at_utc,effective_at,currency,gross,fee,net,reporting_category,balance_transaction_id,"
    "description,payout_expected_arrival_date,payout_status\n"
)


def told(rows: list[dict[str, Any]]) -> dict[str, tuple[date, Decimal, Decimal | None, str]]:
    assert {(row["source"], row["provider"]) for row in rows} <= {("stripe", "Stripe")}
    return {
        row["payout_id"]: (row["day"], row["received_total"], row["fee_total"], row["currency"])
        for row in rows
    }


def listed(number: str, amount: str, day: str, status: str = "paid", currency: str = "eur") -> list[str]:
    before = [number, amount, "2026-07-10 00:18", currency, "true", f"{day} 00:00", "card", "ba_x", status]
    return [*before, "bank_account", "standard", "STRIPE, PAYOUT", "txn_1", "", "", "Maison", ""]


def saved(rows: list[list[str]], separator: str = ",", end: str = "\n") -> str:
    text = StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end).writerows([LIST, *rows])
    return text.getvalue()


def test_the_list(tmp_path: Path) -> None:
    """What is on its way is left out; what failed reached no bank."""
    rows = [
        listed("po_a", "3930.14", "2026-07-13"),
        listed("po_b", "12.00", "2026-07-14", "in_transit"),
        listed("po_c", "45.50", "2026-07-07", "failed", "usd"),
        listed("po_d", "-8.20", "2026-07-08"),
    ]
    found = read(written(tmp_path, saved(rows)), ALL, USELESS)
    assert (found.layouts, found.rejects) == (["stripe_payouts"], [])
    assert told(found.facts) == {
        "po_a": (date(2026, 7, 13), Decimal("3930.14"), None, "EUR"),
        "po_c": (date(2026, 7, 7), Decimal(0), None, "USD"),
        "po_d": (date(2026, 7, 8), Decimal("-8.20"), None, "EUR"),
    }


def test_the_transactions_of_each_payout(tmp_path: Path) -> None:
    """100 + 50 sold, 20 given back, 3.10 kept of them and 2.00 charged apart: 124.90 at the bank."""
    rows = [
        "po_a,2026-07-13 00:00:00,txn_1,2026-07-10 08:00:00,2026-07-13 00:00:00,eur,100.00,2.00,98.00,charge,",
        "po_a,2026-07-13 00:00:00,txn_2,2026-07-10 09:00:00,2026-07-13 00:00:00,eur,50.00,1.10,48.90,charge,",
        "po_a,2026-07-13 00:00:00,txn_3,2026-07-11 09:00:00,2026-07-13 00:00:00,eur,-20.00,0.00,-20.00,refund,",
        "po_a,2026-07-13 00:00:00,txn_4,2026-07-11 09:00:00,2026-07-13 00:00:00,eur,-2.00,0.00,-2.00,fee,Radar",
        "po_a,2026-07-13 00:00:00,txn_5,2026-07-13 00:00:00,2026-07-13 00:00:00,eur,-124.90,0.00,-124.90,payout,",
        "po_b,2026-07-14 00:00:00,txn_6,2026-07-11 10:00:00,2026-07-14 00:00:00,eur,10.00,0.40,9.60,charge,",
        ",,txn_7,2026-07-11 10:00:00,2026-07-14 00:00:00,eur,10.00,0.40,9.60,charge,",
        "po_c,,txn_8,2026-07-11 10:00:00,2026-07-14 00:00:00,eur,10.00,0.40,9.60,charge,",
    ]
    found = read(written(tmp_path, PARTS + "\n".join(rows) + "\n"), ALL, USELESS)
    assert found.layouts == ["stripe_payout_reconciliation"]
    assert told(found.facts) == {
        "po_a": (date(2026, 7, 13), Decimal("124.90"), Decimal("5.10"), "EUR"),
        "po_b": (date(2026, 7, 14), Decimal("9.60"), Decimal("0.40"), "EUR"),
    }
    assert found.rejects == [(9, "", "missing_value")]


def test_the_balance_report(tmp_path: Path) -> None:
    """A payout leaves the balance; one that was taken back comes to it again."""
    rows = [
        "po_a,2026-07-13 00:00:00,2026-07-13 02:00:00,eur,-124.90,0.00,-124.90,payout,txn_5,,2026-07-13,paid",
        "po_b,2026-07-14 00:00:00,2026-07-14 02:00:00,eur,-50.00,0.50,-50.50,payout,txn_6,,2026-07-14,failed",
        "po_b,2026-07-16 00:00:00,2026-07-16 02:00:00,eur,50.00,-0.50,50.50,payout_reversal,txn_7,,2026-07-14,failed",
    ]
    found = read(written(tmp_path, REPORT + "\n".join(rows) + "\n"), ALL, USELESS)
    assert (found.layouts, found.rejects) == (["stripe_payout_report"], [])
    assert told(found.facts) == {
        "po_a": (date(2026, 7, 13), Decimal("124.90"), Decimal(0), "EUR"),
        "po_b": (date(2026, 7, 14), Decimal(0), Decimal(0), "EUR"),
    }


def test_sums_by_category_are_refused(tmp_path: Path) -> None:
    text = "reporting_category,currency,count,gross,fee,net\ncharge,eur,3,110.00,3.50,106.50\n"
    found = read(written(tmp_path, text), ALL, USELESS)
    assert (found.layouts, found.useless) == ([], ["stripe_payout_summary"])


payouts = st.lists(
    st.tuples(st.decimals(-99_999, 99_999, places=2), st.dates(date(2020, 1, 1), date(2030, 1, 1))),
    min_size=1,
    max_size=5,
)


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(
    payouts,
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "windows-1252"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_what_is_written_reads_back(
    tmp_path_factory: pytest.TempPathFactory,
    made: list[tuple[Decimal, date]],
    separator: str,
    encoding: str,
    end: str,
    with_commas: bool,
) -> None:
    texts = [f"{value:.2f}".replace(".", "," if with_commas else ".") for value, _day in made]
    rows = [listed(f"po_{place}", texts[place], f"{day}") for place, (_value, day) in enumerate(made)]
    text = saved(rows, separator, end)
    found = read(written(tmp_path_factory.mktemp("stripe"), text, encoding=encoding), LAYOUTS)
    assert (found.layouts, found.rejects) == (["stripe_payouts"], [])
    assert {key: one[:2] for key, one in told(found.facts).items()} == {
        f"po_{place}": (day, value) for place, (value, day) in enumerate(made)
    }
