"""The page of payouts: from facts to each provider, its months and days, and to the file."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from comptoir.core.companies.api import Role, Scope
from comptoir.measure.ingest.api import import_any
from comptoir.measure.sync.held_payouts import held_movements
from comptoir.measure.sync.payouts import payouts_by_provider
from comptoir.measure.warehouse.api import writer
from comptoir.measure.warehouse.tests.facts import table

pytestmark = pytest.mark.django_db(transaction=True)
FIRST, LAST = date(2026, 9, 1), date(2026, 10, 31)
PAGE = "/c/boutique/connections/payouts/"
DAYS = f"?from={FIRST}&to={LAST}"
LIST = (
    "Date de versement;Montant;Devise;Référence;Prestataire;Frais\n"
    "04/09/2026;85,50;EUR;po_1;Stripe;9,99\n"
    "05/09/2026;50,00;EUR;po_2;PayPal;1,00\n"
    "06/09/2026;12,00;EUR;po_3;Amazon;\n"
)


def money(entity: str, number: int, day: int, **told: Any) -> dict[str, Any]:
    placed = FIRST + timedelta(days=day)
    at = datetime.combine(placed, time(12), UTC)
    shared = {"source": "shop", "day": placed, "month": f"{placed:%Y-%m}", "currency": "EUR"}
    own: dict[str, Any] = {
        "payment": {"payment_id": str(number), "order_id": f"A{number}", "kind": "payment", "paid_at": at}
        | {"status": "accepted"},
        "refund": {"refund_id": str(number), "order_id": f"A{number}", "line_number": 1, "kind": "gesture"}
        | {"refunded_at": at, "quantity": Decimal(0)},
        "fee": {"fee_id": str(number), "kind": "payment", "charged_at": at, "fee_tax": Decimal(0)},
    }[entity]
    return shared | own | {name: Decimal(v) if name in AMOUNTS else v for name, v in told.items()}


AMOUNTS = {"paid_total", "amount", "tax", "fee_amount"}


@pytest.fixture
def paid(scope: Scope) -> None:
    payments = [
        money("payment", 1, 0, provider="stripe_official", paid_total="100.00"),
        money("payment", 2, 0, provider="stripe_official", paid_total="70.00", status="refused"),
        # The shop tells of this refund itself: its lines do not count a second time.
        money("payment", 3, 1, provider="paypal", paid_total="60.00"),
        money("payment", 3, 2, provider="paypal", paid_total="9.00", kind="refund", payment_id="3-back"),
        money("payment", 4, 3, provider="bacs", paid_total="5.00"),
    ]
    refunds = [
        money("refund", 1, 2, amount="10.00", tax="2.00"),
        money("refund", 3, 2, amount="7.50", tax="1.50"),
        money("refund", 9, 2, amount="1.00", tax="0.20"),
    ]
    fees = [
        money("fee", 1, 0, provider="stripe", fee_amount="2.50"),
        money("fee", 2, 0, provider="stripe", fee_amount="9.00", kind="subscription"),
        # A marketplace whose payments nobody knows.
        money("fee", 5, 1, provider="ManoMano", fee_amount="3.00", kind="marketplace"),
    ]
    with writer(scope) as batch:
        batch.append("payment", table("payment", payments))
        batch.append("refund", table("refund", refunds))
        batch.append("fee", table("fee", fees))
        batch.commit("money")


@pytest.fixture
def listed(scope: Scope, tmp_path: Path) -> None:
    path = tmp_path / "versements.csv"
    path.write_text(LIST, encoding="utf-8")
    assert import_any(scope, path).rows_loaded == 3


@pytest.fixture
def manager(company: Any, make_member: Any) -> Iterator[Client]:
    client = Client()
    client.force_login(make_member(company, Role.MANAGER))
    return client


@pytest.mark.usefixtures("paid", "listed")
def test_facts_become_what_was_due_and_received(scope: Scope, manager: Client) -> None:
    found = payouts_by_provider(held_movements(scope, FIRST, LAST), FIRST, LAST)
    amazon, bacs, _manomano, paypal, stripe = found
    [month, _october] = stripe.months
    assert (month.paid, month.refunded, month.fees, month.received) == (
        *(Decimal(100), Decimal(12), Decimal("2.50"), Decimal("85.50")),
    )
    assert (stripe.last.running, stripe.flagged_days) == (0, 0)
    month = paypal.months[0]
    assert (month.paid, month.refunded, month.fees, month.running) == (60, 9, 1, 0)
    assert (amazon.has_payments, amazon.received, bacs.has_payouts) == (False, 12, False)

    page = manager.get(PAGE + DAYS).content.decode()
    assert page.count("notice success") == 2
    assert page.count("notice warning") == 1
    assert "bacs (EUR)" in page
    assert "ManoMano" not in page
    export = f"{PAGE}export/{DAYS}&table=months&format=csv"
    lines = manager.get(f"{export}&provider=Stripe").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("2026-09;Stripe;EUR;100,00;12,00;2,50;85,50;85,50;0,00;0,00;")
    assert len(manager.get(export).content.decode().splitlines()) == 5
    days = manager.get(f"{PAGE}export/{DAYS}&table=days&format=csv&provider=PayPal")
    assert len(days.content.decode().splitlines()) == 4


@pytest.mark.usefixtures("paid")
def test_without_a_list_the_page_says_which_file_to_drop(manager: Client) -> None:
    page = manager.get(PAGE + DAYS).content.decode()
    assert 'class="empty"' in page
    assert "Date de versement, Montant, Devise, Référence, Prestataire" in page
    assert "/c/boutique/import/" in page


def test_a_company_without_facts_has_a_page(manager: Client) -> None:
    assert 'class="empty"' in manager.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "days", ["?from=hier&to=2026-01-01", "?from=2026-02-01&to=2026-01-01", "?from=2026-01-01"]
)
def test_a_period_that_is_none_is_refused(manager: Client, days: str) -> None:
    answer = manager.get(PAGE + days)
    assert answer.status_code == 422
    assert "notice" in answer.content.decode()
