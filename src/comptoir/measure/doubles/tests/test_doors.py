"""Files through the importer, and the page: what people meet."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from comptoir.connectors.files.api import preset
from comptoir.core.companies.api import Role, Scope
from comptoir.core.companies.models import Company
from comptoir.core.jobs.api import run_pending
from comptoir.measure.doubles.api import doubles_of
from comptoir.measure.doubles.tests.world import figure, orders, write
from comptoir.measure.ingest.api import erase_customer, import_file
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/c/boutique/connections/twice/"
SUM = sum(100 + n for n in range(1, 11))


@pytest.fixture
def twice(scope: Scope) -> Scope:
    """The shop and its export, and a ledger of which it cannot be told."""
    write(
        scope,
        orders("shop", range(1, 11)),
        orders("export", range(1, 11), shape="#{}", later=1),
        orders("ledger", range(1, 11), amount=300),
    )
    return scope


def client_of(company: Company, make_member: Any, role: Role) -> Client:
    client, user = Client(), make_member(company, role)
    user.language = "en"
    user.save()
    client.force_login(user)
    return client


@pytest.mark.slow
def test_an_export_read_by_another_mapping_is_counted_once_and_a_buyer_erased_of_both(
    scope: Scope, tmp_path: Path
) -> None:
    header = "order_id,ordered_at,customer_id,customer_email,sku,quantity,unit_price,currency,status\n"
    rows = [
        f"{n},2026-01-{n + 4:02} 10:00:00,c{n},c{n}@x.example,A,1,{n}0.00,EUR,paid\n" for n in range(1, 6)
    ]
    path = tmp_path / "orders.csv"
    path.write_text(header + "".join(rows), encoding="utf-8")
    import_file(scope, path, preset("generic"))
    import_file(scope, path, replace(preset("generic"), name="ledger"))
    assert (figure(scope, "gross_sales"), figure(scope, "orders"), figure(scope, "customers")) == (150, 5, 5)
    assert doubles_of(scope).count == 5
    import_file(scope, path, replace(preset("generic"), name="ledger"))
    assert figure(scope, "gross_sales") == 150
    assert erase_customer(scope, "c3@x.example") == 2
    assert (figure(scope, "gross_sales"), figure(scope, "customers")) == (150, 4)
    with open_snapshot(scope, current_snapshot(scope), as_told=True) as reader:
        every = reader.table("order")
        of_third = every.filter(every.order_id == "3").customer_key.to_pyarrow().to_pylist()
    assert of_third == [None, None]


def test_the_page_says_what_is_counted_once_and_asks_what_cannot_be_told(
    twice: Scope, company: Company, make_member: Any
) -> None:
    body = client_of(company, make_member, Role.OWNER).get(PAGE).content.decode()
    assert "10 orders known twice, counted once." in body
    assert "Do « ledger » and « shop » tell of the same orders (own site)?" in body
    assert "Numbers and days agree, amounts only for 0 of 10 orders." in body
    told = client_of(company, make_member, Role.VIEWER).get(PAGE).content.decode()
    assert "Managers and owners answer." in told
    assert "Change what is counted" not in told


@pytest.mark.slow
def test_an_answer_on_the_page_changes_the_figures_by_a_job(
    twice: Scope, company: Company, make_member: Any
) -> None:
    owner = client_of(company, make_member, Role.OWNER)
    both = SUM + sum(300 + n for n in range(1, 11))
    assert figure(twice, "net_sales") == both
    posted = {"channel": "site", "source": "ledger", "answer": "same"}
    for other in ("shop", "export"):
        assert owner.post(f"{PAGE}pair/", posted | {"other": other}).status_code == 302
    # The ledger's numbers and days are those of the shop: the one with the first name of equal days counts.
    assert owner.post(f"{PAGE}master/", {"channel": "site", "source": "shop"}).status_code == 302
    run_pending()
    assert figure(twice, "net_sales") == SUM
    assert owner.post(f"{PAGE}pair/", {"answer": "perhaps"}).status_code == 404


def test_tables_are_sorted_and_exported(twice: Scope, company: Company, make_member: Any) -> None:
    owner = client_of(company, make_member, Role.OWNER)
    sorted_down = owner.get(f"{PAGE}orders/?sort=-order_id").content.decode()
    assert sorted_down.index("#9") < sorted_down.index("#1<")
    lines = owner.get(f"{PAGE}orders/export.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 11
    assert owner.get(f"{PAGE}pairs/export.xlsx").status_code == 200
    assert owner.get(f"{PAGE}nothing/").status_code == 404
