"""Lists of payments, in both languages: what was refused, and why."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.registry import LAYOUTS as ALL
from comptoir.connectors.registry import USELESS
from comptoir.connectors.spreadsheets.exports import LAYOUTS
from comptoir.connectors.tests.door import read, written

FRENCH = (
    "Référence du paiement;Date;Montant;Devise;Statut;Motif du refus;Commande;Moyen de paiement;Prestataire\n"
)
ENGLISH = (
    "Payment ID,Payment date,Amount,Currency,Status,Refusal reason,Order number,Payment method,Provider\n"
)
COLUMNS = ("payment_id", "kind", "status", "paid_total", "refusal_reason", "order_id", "provider", "currency")


def told(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return sorted(tuple(row[name] for name in COLUMNS) for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        FRENCH + "p1;03/02/2026;1\u202f204,50 €;EUR;Payé;;1001;CB;Payplug\n"
        "p2;03/02/2026;59,90;EUR;Refusé;fonds insuffisants;1002;CB;Payplug\n"
        "p3;04/02/2026;-20,00;EUR;Remboursé;;1001;CB;Payplug\n"
        "p4;04/02/2026;10,00;EUR;Abandonné;délai dépassé;1003;CB;Payplug\n",
        ENGLISH + 'p1,2026-02-03,"1,204.50",eur,Paid,,1001,Card,Payplug\n'
        "p2,2026-02-03,59.90,eur,Declined,fonds insuffisants,1002,Card,Payplug\n"
        "p3,2026-02-04,-20.00,eur,Refunded,,1001,Card,Payplug\n"
        "p4,2026-02-04,10.00,eur,Expired,délai dépassé,1003,Card,Payplug\n",
    ],
)
def test_what_became_of_each_attempt(tmp_path: Path, text: str) -> None:
    """Why one was refused is told of refusals alone."""
    found = read(written(tmp_path, text), ALL, USELESS)
    assert (found.layouts, found.rejects) == (["payments"], [])
    assert told(found.facts) == [
        ("p1", "payment", "accepted", Decimal("1204.50"), None, "1001", "Payplug", "EUR"),
        ("p2", "payment", "refused", Decimal("59.90"), "fonds insuffisants", "1002", "Payplug", "EUR"),
        ("p3", "refund", "accepted", Decimal("20.00"), None, "1001", "Payplug", "EUR"),
        ("p4", "payment", "cancelled", Decimal("10.00"), None, "1003", "Payplug", "EUR"),
    ]
    [first] = [row for row in found.facts if row["payment_id"] == "p1"]
    assert (first["day"], first["paid_at"]) == (date(2026, 2, 3), datetime(2026, 2, 2, 23, tzinfo=UTC))


def test_words_that_nobody_explained_are_listed(tmp_path: Path) -> None:
    rows = "p1;03/02/2026;12,00;EUR;Peut-être;;1;CB;\np2;03/02/2026;douze;EUR;Payé;;1;CB;\n"
    found = read(written(tmp_path, FRENCH + rows), LAYOUTS)
    assert found.facts == []
    assert found.rejects == [(2, "", "unknown_status"), (3, "Montant", "bad_number")]


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.decimals("0.01", "99999", places=2), min_size=1, max_size=6),
    st.booleans(),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "windows-1252"]),
)
def test_what_is_written_reads_back(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[Decimal], french: bool, encoding: str
) -> None:
    text = FRENCH if french else ENGLISH.replace(",", "\t")
    for number, amount in enumerate(amounts):
        cells = [f"p{number}", "2026-02-03", f"{amount}", "EUR", "Payé", "", "", "", ""]
        if french:
            cells[2] = cells[2].replace(".", ",")
        text += (";" if french else "\t").join(cells) + "\n"
    path = written(tmp_path_factory.mktemp("payments"), text, encoding=encoding)
    found = read(path, LAYOUTS)
    assert {row["payment_id"]: row["paid_total"] for row in found.facts} == {
        f"p{number}": amount for number, amount in enumerate(amounts)
    }
