"""Findings drawn by hand, for what is done with them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from comptoir.core.ledger.api import Basis, Effect
from comptoir.core.periods import Period
from comptoir.decide.findings.candidate import Doubt, Figure
from comptoir.decide.findings.found import Confidence, Found, Look, rank

DAY = date(2026, 6, 28)
LEAST = Decimal(100)


def stake(mid: int, basis: Basis = Basis.MARGIN) -> Effect:
    return Effect(Decimal(mid) / 2, Decimal(mid), Decimal(mid) * 2, basis)


def stock_out(sku: str = "LAMP", mid: int = 840, day: date = DAY, **more: Any) -> Found:
    numbers = {
        "variant": "",
        "product": sku,
        "stock": "140",
        "until": "2026-07-12",
        "delay": "21",
        "units": "70",
        "pace": "10.0",
        "unit": "12.00",
    }
    evidence = (Figure("units", Decimal(280), Period(day - timedelta(days=27), day), {"product": sku}),)
    return Found(
        "stock_out",
        {"product": sku},
        more.get("stake", stake(mid)),
        Confidence.HIGH,
        0.0001,
        numbers | more.get("numbers", {}),
        evidence,
        more.get("doubts", frozenset()),
        day,
        day + timedelta(days=7),
    )


def late(carrier: str = "Colis", day: date = DAY) -> Found:
    numbers = {"carrier": carrier, "before": "0.0600", "recent": "0.3500"}
    return Found(
        "late_parcels",
        {"carrier": carrier},
        None,
        Confidence.MEDIUM,
        0.02,
        numbers,
        (),
        frozenset({Doubt.PARTIAL_COSTS}),
        day,
        day + timedelta(days=14),
    )


def look_of(*found: Found, day: date = DAY, snapshot: int = 3, gaps: tuple[str, ...] = ("refusals",)) -> Look:
    return Look(day, snapshot, tuple(sorted(found, key=rank)), dict.fromkeys(gaps, "why"), 250)
