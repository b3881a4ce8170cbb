"""After-sales requests and parcels: the shop's own, written as a team writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from comptoir.connectors.spreadsheets.exports import LAYOUTS
from comptoir.connectors.tests.door import read, written
from comptoir.connectors.tests.worlds import lived

PARIS = ZoneInfo("Europe/Paris")


def midnight(day: date | None) -> datetime | None:
    return day and datetime(day.year, day.month, day.day, tzinfo=PARIS).astimezone(UTC)


def test_parcels_in_french(tmp_path: Path) -> None:
    ordered = {row["order"]: row["day"] for row in lived().orders.to_pylist()}
    rows = lived().shipments.to_pylist()
    lines = [
        "Numéro de commande;Date de commande;Date promise;Expédiée le;Livrée le;Transporteur;Coût transport HT"
    ]
    for row in rows:
        days = (ordered[row["order"]], row["promised_on"], row["shipped_on"], row["delivered_on"])
        told = ";".join(f"{day:%d/%m/%Y}" if day else "" for day in days)
        cost = f"{Decimal(row['cost']) / 100:.2f} €".replace(".", ",")
        lines.append(f"{row['order']};{told};{row['carrier']};{cost}")
    found = read(written(tmp_path, "\r\n".join(lines), encoding="cp1252"), LAYOUTS)
    assert (found.layouts, found.rejects) == (["shipments"], [])
    facts = {row["order_id"]: row for row in found.facts}
    assert len(facts) == len(found.facts) == len(rows) > 50
    for row in rows:
        fact = facts[str(row["order"])]
        day = ordered[row["order"]]
        assert (fact["shipment_id"], fact["day"], fact["order_day"]) == (str(row["order"]), day, day)
        assert fact["promised_delivery_day"] == row["promised_on"]
        assert (fact["created_at"], fact["shipped_at"]) == (midnight(day), midnight(row["shipped_on"]))
        assert (fact["shipped_day"], fact["delivered_day"]) == (row["shipped_on"], row["delivered_on"])
        assert fact["status"] == (
            "delivered" if row["delivered_on"] else "shipped" if row["shipped_on"] else "pending"
        )
        assert (fact["carrier"], fact["cost_amount"]) == (row["carrier"], Decimal(row["cost"]) / 100)
    assert {fact["currency"] for fact in found.facts} == {"EUR"}


def test_parcels_in_english(tmp_path: Path) -> None:
    text = """Order number,Tracking number,Created at,Shipped on,Delivered on,Status,Shipping cost,Currency
1,T-1,2026-03-28,2026-03-29,2026-03-30,Delivered,4.90,GBP
1,T-2,2026-03-28,2026-03-29,,Lost,4.90,GBP
2,T-3,,,,Pending,,
3,T-4,2026-03-28,,,To prepare,,
4,T-5,2026-03-28,2026-03-30,2026-03-29,Delivered,,
"""
    found = read(written(tmp_path, text), LAYOUTS)
    told = ("shipment_id", "order_id", "status", "shipped_at", "cost_amount", "currency")
    assert sorted(tuple(row[name] for name in told) for row in found.facts) == [
        ("T-1", "1", "delivered", datetime(2026, 3, 28, 23, tzinfo=UTC), Decimal("4.9000"), "GBP"),
        ("T-2", "1", "lost", datetime(2026, 3, 28, 23, tzinfo=UTC), Decimal("4.9000"), "GBP"),
        ("T-4", "3", "pending", None, None, "EUR"),
    ]
    # Nothing tells the day of the one; the other arrived before it left.
    assert found.rejects == [(4, "", "missing_value"), (6, "", "not_lawful")]


def test_requests_in_french(tmp_path: Path) -> None:
    rows = lived().contacts.to_pylist()
    lines = ["N° de ticket;Créé le;Canal;Client;E-mail;Objet;Motif;Commande;Note de satisfaction"]
    days = {row["contact"]: row["at"].astimezone(PARIS).date() for row in rows}
    for row in rows:
        who = "Zoé Lefèvre;zoe@example.com;Zoé n'a rien reçu"
        lines.append(
            f"{row['contact']};{days[row['contact']]:%d/%m/%Y};Téléphone;{who};{row['reason']};{row['order']};4"
        )
    found = read(written(tmp_path, "\n".join(lines), encoding="utf-8-sig"), LAYOUTS)
    assert (found.layouts, found.rejects) == (["contacts"], [])
    told = ("contact_id", "day", "opened_at", "contact_channel", "reason", "order_id", "satisfaction")
    assert sorted(tuple(row[name] for name in told) for row in found.facts) == sorted(
        (
            *(str(row["contact"]), days[row["contact"]], midnight(days[row["contact"]]), "phone"),
            *(row["reason"], str(row["order"]), 4),
        )
        for row in rows
    )
    assert rows
    assert not any("Zoé" in str(fact) or "zoe@" in str(fact) for fact in found.facts)


def test_requests_in_english(tmp_path: Path) -> None:
    text = """Ticket ID,Created at,Channel,Reason,Order number,First response,Closed at,Satisfaction score
T-1,2026-07-01 09:12,Email,Return,#1001,2026-07-02,2026-07-03,5
T-2,2026-07-01,Pigeon,,,,,
T-3,2026-07-01,Chat,,,,,9
T-4,2026-07-03,Chat,,,2026-07-01,,
"""
    found = read(written(tmp_path, text), LAYOUTS)
    facts = sorted(found.facts, key=lambda row: row["contact_id"])
    told = ("contact_channel", "reason", "order_id", "answered_at", "closed_at", "satisfaction")
    assert [tuple(row[name] for name in told) for row in facts] == [
        (
            *("email", "Return", "#1001", datetime(2026, 7, 1, 22, tzinfo=UTC)),
            *(datetime(2026, 7, 2, 22, tzinfo=UTC), 5),
        ),
        (None, None, None, None, None, None),
    ]
    assert found.rejects == [(4, "", "not_lawful"), (5, "", "not_lawful")]
