"""Transfers to the bank among PayPal's activity, in both languages, whatever it is saved as."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.paypal.exports import LAYOUTS
from comptoir.connectors.registry import LAYOUTS as ALL
from comptoir.connectors.registry import USELESS
from comptoir.connectors.tests.door import read, written

FRENCH = (
    '"Date","Heure","Fuseau horaire","Nom","Type","État","Devise","Avant commission","Commission","Net",'
    '"De l\'adresse email","À l\'adresse email","Numéro de transaction","Solde"\n'
)
ENGLISH = (
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address",'
    '"To Email Address","Transaction ID","Balance"\n'
)
STATEMENT = (
    '"Date","Heure","Fuseau horaire","Description","Devise","Avant commission","Commission","Net","Solde",'
    '"Numéro de transaction","Adresse email de l\'expéditeur","Nom","Nom de la banque","Compte bancaire"\n'
)


def told(rows: list[dict[str, Any]]) -> dict[str, tuple[date, Decimal, Decimal | None]]:
    assert {(row["source"], row["provider"], row["currency"]) for row in rows} <= {
        ("paypal", "PayPal", "EUR")
    }
    return {row["payout_id"]: (row["day"], row["received_total"], row["fee_total"]) for row in rows}


def test_the_activity_in_french(tmp_path: Path) -> None:
    """Payments and money that comes from the bank are left out, and what is still to be made."""
    rows = [
        '"03/06/2026","10:14:22","CEST","Ada","Paiement Express Checkout","Terminé","EUR","156,30","-5,41","150,89",'
        '"a@example.com","b@example.com","T1","150,89"',
        '"15/06/2026","23:00:00","CEST","","Virement standard","Terminé","EUR","-1 150,89","0,00","-1 150,89",'
        '"","","T2","0,00"',
        '"16/06/2026","23:00:00","CEST","","Retrait initié par l\'utilisateur","En attente","EUR","-20,00","0,00",'
        '"-20,00","","","T3","0,00"',
        '"17/06/2026","23:00:00","CEST","","Virement bancaire sur le compte PayPal","Terminé","EUR","10,99","0,00",'
        '"10,99","","","T4","10,99"',
        '"18/06/2026","23:00:00","CEST","","Retrait initié par l\'utilisateur","Refusé","EUR","-30,00","0,00",'
        '"-30,00","","","T5","0,00"',
        '"19/06/2026","23:00:00","CEST","","Retrait initié par l\'utilisateur","Terminé","EUR","-100,00","-1,00",'
        '"-101,00","","","T6","0,00"',
    ]
    found = read(written(tmp_path, FRENCH + "\n".join(rows) + "\n", encoding="utf-8-sig"), ALL, USELESS)
    assert (found.layouts, found.rejects) == (["paypal_activity"], [])
    assert told(found.facts) == {
        "T2": (date(2026, 6, 15), Decimal("1150.89"), None),
        "T5": (date(2026, 6, 18), Decimal(0), None),
        "T6": (date(2026, 6, 19), Decimal("100.00"), Decimal("1.00")),
    }


def test_the_activity_in_english(tmp_path: Path) -> None:
    rows = [
        '"06/15/2026","23:00:00","PDT","","User Initiated Withdrawal","Completed","EUR","-1,150.89","0.00",'
        '"-1,150.89","","","T2","0.00"',
        '"06/16/2026","23:00:00","PDT","","General Withdrawal","Pending","EUR","-20.00","0.00",'
        '"-20.00","","","T3","0.00"',
        '"06/17/2026","23:00:00","PDT","","Reversal of General Withdrawal","Completed","EUR","50.00","0.00","50.00",'
        '"","","T4","50.00"',
        '"06/18/2026","23:00:00","PDT","","Bank Deposit to PP Account","Completed","EUR","9.00","0.00","9.00","","",'
        '"T5","59.00"',
    ]
    found = read(written(tmp_path, ENGLISH + "\n".join(rows) + "\n"), ALL, USELESS)
    assert (found.layouts, found.rejects) == (["paypal_activity"], [])
    assert told(found.facts) == {
        "T2": (date(2026, 6, 15), Decimal("1150.89"), None),
        "T4": (date(2026, 6, 17), Decimal("-50.00"), None),
    }


def test_a_statement_has_no_states(tmp_path: Path) -> None:
    rows = [
        '"15/06/2026","23:00:00","Europe/Paris","Retrait initié par l\'utilisateur","EUR","-150,89","0,00","-150,89",'
        '"0,00","T2","","","",""',
        '"16/06/2026","23:00:00","Europe/Paris","Paiement préapprouvé","EUR","-9,00","0,00","-9,00",'
        '"0,00","T3","","","",""',
    ]
    found = read(written(tmp_path, STATEMENT + "\n".join(rows) + "\n"), ALL, USELESS)
    assert (found.layouts, found.rejects) == (["paypal_activity"], [])
    assert told(found.facts) == {"T2": (date(2026, 6, 15), Decimal("150.89"), None)}


def test_the_code_of_the_event_tells_more_than_its_words(tmp_path: Path) -> None:
    text = (
        '"Date","Type","Status","Currency","Gross","Fee","Net","Transaction ID","Transaction Event Code"\n'
        '"2026-06-15","Auszahlung","Completed","EUR","-150.89","0.00","-150.89","T2","T0403"\n'
        '"2026-06-16","Zahlung","Completed","EUR","-10.00","0.00","-10.00","T3","T0006"\n'
    )
    found = read(written(tmp_path, text), ALL, USELESS)
    assert told(found.facts) == {"T2": (date(2026, 6, 15), Decimal("150.89"), None)}


transfers = st.lists(
    st.tuples(st.decimals("0.01", "99999", places=2), st.dates(date(2020, 1, 13), date(2030, 1, 1))),
    min_size=1,
    max_size=5,
)


@pytest.mark.slow
@settings(max_examples=24, deadline=None)
@given(
    transfers,
    st.booleans(),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "windows-1252"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_reads_back(
    tmp_path_factory: pytest.TempPathFactory,
    made: list[tuple[Decimal, date]],
    french: bool,
    separator: str,
    encoding: str,
    end: str,
) -> None:
    header = (FRENCH if french else ENGLISH).strip().replace('","', f'"{separator}"')
    lines = []
    for place, (value, day) in enumerate(made):
        amount = f"-{value:,.2f}"
        if french:
            amount = amount.replace(",", "\u00a0").replace(".", ",")
        what = ("Virement standard", "Terminé") if french else ("General Withdrawal", "Completed")
        cells = [f"{day:%d/%m/%Y}" if french else f"{day:%Y-%m-%d}", "23:00:00", "CET", "", *what, "EUR"]
        cells += [
            amount,
            "0,00" if french else "0.00",
            amount,
            "",
            "",
            f"T{place}",
            "0,00" if french else "0.00",
        ]
        lines.append(separator.join(f'"{cell}"' for cell in cells))
    text = end.join([header, *lines]) + end
    found = read(written(tmp_path_factory.mktemp("paypal"), text, encoding=encoding), LAYOUTS)
    assert (found.layouts, found.rejects) == (["paypal_activity"], [])
    assert {key: one[:2] for key, one in told(found.facts).items()} == {
        f"T{place}": (day, value) for place, (value, day) in enumerate(made)
    }
