"""Files of payouts, in both languages."""

from datetime import date
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

FRENCH = "Date de versement;Montant;Devise;Référence;Prestataire;Frais\n"
ENGLISH = "Payout date,Amount,Currency,Reference,Provider,Fee\n"
COLUMNS = ("provider", "payout_id", "day", "month", "received_total", "fee_total", "currency")


def told(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in COLUMNS)


@pytest.mark.parametrize(
    "text",
    [
        f"{FRENCH}03/02/2026;1\u202f204,50;EUR;po_1;Stripe;-18,07\n",
        f"{ENGLISH}2026-02-03,1204.50,eur,po_1,Stripe,18.07\n",
        "Date;Montant viré;N° de virement;Prestataire de paiement;Frais retenus\n"
        "03/02/2026;1204,50;po_1;Stripe;18,07\n",
        'Arrival date,Amount received,Payout ID,Paid by,Fees\n2026-02-03,"1,204.50",po_1,Stripe,18.07\n',
    ],
)
def test_a_transfer(tmp_path: Path, text: str) -> None:
    found = read(written(tmp_path, text), ALL, USELESS)
    assert found.layouts == ["payouts"]
    [row] = found.facts
    assert told(row) == (
        *("Stripe", "po_1", date(2026, 2, 3), "2026-02", Decimal("1204.50"), Decimal("18.07"), "EUR"),
    )


def test_what_is_taken_back_is_negative_and_a_fee_may_be_untold(tmp_path: Path) -> None:
    found = read(written(tmp_path, f"{FRENCH}03/02/2026;-12,00;EUR;po_2;PayPal;\n"), LAYOUTS)
    [row] = found.facts
    assert (row["received_total"], row["fee_total"]) == (Decimal("-12.00"), None)


def test_the_same_reference_of_two_providers_is_two_transfers_and_of_one_the_last(tmp_path: Path) -> None:
    rows = "03/02/2026;1,00;EUR;7;PayPal;\n03/02/2026;2,00;EUR;7;Stripe;\n04/02/2026;3,00;EUR;7;Stripe;\n"
    found = read(written(tmp_path, FRENCH + rows), LAYOUTS)
    sums = {row["provider"]: row["received_total"] for row in found.facts}
    assert (len(found.facts), sums) == (2, {"PayPal": Decimal(1), "Stripe": Decimal(3)})


@pytest.mark.parametrize(
    ("row", "reject"),
    [
        ("03/02/2026;12,00;EUR;po_2;;\n", (2, "Prestataire", "missing_value")),
        ("03/02/2026;12,00;EUR;;Stripe;\n", (2, "Référence", "missing_value")),
        ("03/02/2026;douze;EUR;po_2;Stripe;\n", (2, "Montant", "bad_number")),
        ("hier;12,00;EUR;po_2;Stripe;\n", (2, "Date de versement", "bad_date")),
    ],
)
def test_a_transfer_that_cannot_be_placed_is_listed(
    tmp_path: Path, row: str, reject: tuple[int, str, str]
) -> None:
    found = read(written(tmp_path, FRENCH + row), LAYOUTS)
    assert (found.facts, found.rejects) == ([], [reject])


@settings(max_examples=10, deadline=None)
@given(
    amounts=st.lists(st.decimals(-100_000, 100_000, places=2), min_size=1, max_size=6), french=st.booleans()
)
def test_what_is_written_reads_back(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[Decimal], french: bool
) -> None:
    text = FRENCH if french else ENGLISH.replace(",", ";")
    for number, amount in enumerate(amounts):
        written_amount = f"{amount}".replace(".", ",") if french else f"{amount}"
        text += f"2026-02-03;{written_amount};EUR;po_{number};Stripe;\n"
    found = read(written(tmp_path_factory.mktemp("payouts"), text), LAYOUTS)
    assert {row["payout_id"]: row["received_total"] for row in found.facts} == {
        f"po_{number}": amount for number, amount in enumerate(amounts)
    }
