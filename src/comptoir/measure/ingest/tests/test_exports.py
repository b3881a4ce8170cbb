"""Exports of tools from the drop to the facts: replaced by day, the same twice is nothing, all or nothing."""

import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from comptoir.connectors.files.api import Told, marks
from comptoir.core.companies.api import Role, Scope, operator_scope
from comptoir.core.errors import ForbiddenError, InputError
from comptoir.core.jobs.api import run_pending
from comptoir.measure.ingest import exports
from comptoir.measure.ingest.api import erase_customer, import_any, rejected_rows, rows_to_correct
from comptoir.measure.ingest.models import ImportRun, ImportState, Upload
from comptoir.measure.ingest.tests.conftest import ORDERS, Person
from comptoir.measure.warehouse.api import current_snapshot, snapshot_reader

HEADER = "Jour,Campagne,Code de devise,Coût,Impr.,Clics,Conversions,Valeur de conv.\n"
DAYS = (
    HEADER
    + '2026-01-05,Marque,EUR,"12,50",100,10,"1,00","80,00"\n'
    + '2026-01-05,Shopping,EUR,"20,00",900,30,"2,00","90,00"\n'
    + '2026-01-06,Marque,EUR,"10,00",90,9,"0,00","0,00"\n'
)
AGAIN = (
    HEADER
    + '2026-01-05,Marque,EUR,"13,50",100,11,"1,00","80,00"\n'
    + '2026-01-07,Marque,EUR,"1,00",1,1,"0,00","0,00"\n'
)
QUERIES = "Requêtes les plus fréquentes,Clics,Impressions,CTR,Position\nlavande,12,100,12%,3.4\n"
CHART = "Date,Clics,Impressions,CTR,Position\n2026-01-05,40,1000,4%,9.5\n2026-01-06,41,1001,4.1%,9.4\n"


@pytest.fixture(autouse=True)
def _english() -> Any:
    with translation.override("en"):
        yield


@pytest.fixture
def load(person: Callable[..., Person], tmp_path: Path) -> Callable[..., Any]:
    scope = person().scope

    def loaded(text: str, told: Told | None = None, name: str = "report.csv") -> Any:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return import_any(scope, path, told)

    return loaded


def spend(scope: Scope) -> list[tuple[date, str, Decimal]]:
    table = snapshot_reader(scope, current_snapshot(scope)).table("ad_spend")
    rows = table.select("day", "campaign_id", "spend_amount").to_pyarrow().to_pylist()
    return sorted(tuple(row.values()) for row in rows)


@pytest.mark.slow
def test_a_day_of_the_last_export_takes_the_place_of_the_day(load: Callable[..., Any], scope: Scope) -> None:
    first = load(DAYS)
    assert (first.rows_loaded, first.rows_unchanged, first.rows_rejected) == (3, 0, 0)
    again = load(DAYS)
    assert (again.rows_loaded, again.rows_unchanged, again.snapshot) == (0, 3, first.snapshot)
    load(AGAIN)
    assert spend(scope) == [
        (date(2026, 1, 5), "Marque", Decimal("13.50")),
        (date(2026, 1, 6), "Marque", Decimal("10.00")),
        (date(2026, 1, 7), "Marque", Decimal("1.00")),
    ]


@pytest.mark.slow
def test_the_order_of_files_that_agree_changes_nothing(load: Callable[..., Any], scope: Scope) -> None:
    parts = [HEADER + line + "\n" for line in (DAYS.splitlines()[3], "\n".join(DAYS.splitlines()[1:3]))]
    for part in parts:
        load(part)
    whole = load(DAYS)
    assert (whole.rows_loaded, whole.rows_unchanged) == (0, 3)
    assert len(spend(scope)) == 3


def test_bad_rows_are_listed_and_the_list_cannot_be_loaded(load: Callable[..., Any], scope: Scope) -> None:
    report = load(
        DAYS
        + '2026-02-31,Marque,EUR,"1,00",1,1,"0,00","0,00"\n2026-01-08,Marque,EUR,"1,00",1,many,"0,00","0,00"\n'
    )
    assert (report.rows_loaded, report.rows_rejected) == (3, 2)
    assert [(row.line, row.column, row.reason) for row in rejected_rows(scope)] == [
        (5, "Jour", "bad_date"),
        (6, "Clics", "bad_number"),
    ]
    table = rows_to_correct(scope)
    assert marks.ORDER_LINE in [column.name for column in table.columns]
    listed = ",".join(column.name for column in table.columns) + "\n"
    listed += "\n".join(",".join(f'"{row.get(c.name) or ""}"' for c in table.columns) for row in table.rows)
    with pytest.raises(InputError, match="single lines"):
        load(listed + "\n")
    assert len(spend(scope)) == 3


def test_searches_need_their_days(load: Callable[..., Any], scope: Scope) -> None:
    with pytest.raises(InputError, match="which days"):
        load(QUERIES)
    load(QUERIES, Told("shop", date(2026, 1, 1), date(2026, 1, 31)))
    (row,) = snapshot_reader(scope, current_snapshot(scope)).table("search_term").to_pyarrow().to_pylist()
    assert (row["property_id"], row["first_day"], row["day"], row["clicks"]) == (
        "shop",
        date(2026, 1, 1),
        date(2026, 1, 31),
        12,
    )


@pytest.mark.slow
def test_tables_of_one_zip_are_seen_together_or_not_at_all(
    person: Callable[..., Person], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scope = person().scope
    path = tmp_path / "shop-Performance-on-Search.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Dates.csv", CHART)
        archive.writestr("Requêtes.csv", QUERIES)
    staged, turn = exports.stage_export, []

    def dies_at_the_second(*arguments: Any) -> Any:
        turn.append(1)
        if len(turn) == 2:
            raise KeyboardInterrupt
        return staged(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(exports, "stage_export", dies_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            import_any(scope, path)
    assert current_snapshot(scope) is None
    report = import_any(scope, path)
    assert (report.rows_read, report.rows_loaded) == (3, 3)
    reader = snapshot_reader(scope, current_snapshot(scope))
    assert reader.table("search_day").clicks.sum().to_pyarrow().as_py() == 81
    assert reader.table("search_term").day.to_pyarrow().to_pylist() == [date(2026, 1, 6)]
    assert import_any(scope, path).rows_unchanged == 3


def test_rejected_rows_of_a_zip_name_their_file(
    person: Callable[..., Person], company: Any, tmp_path: Path
) -> None:
    """Both stand on the same line: neither hides the other, and each can be looked for."""
    one = person()
    path = tmp_path / "january.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("costs/first.csv", "SKU,Unit cost,Currency\nA,-1,EUR\n")
        archive.writestr("costs/second.csv", "SKU,Unit cost,Currency\nB,-2,EUR\nC,1,EUR\n")
    report = import_any(one.scope, path)
    assert (report.rows_loaded, report.rows_rejected) == (1, 2)
    rows = rejected_rows(one.scope, report.number)
    assert [(row.file, row.line, row.raw["SKU"]) for row in rows] == [
        ("first.csv", 2, "A"),
        ("second.csv", 2, "B"),
    ]
    page = one.get("rejects", {"q": "second"}, number=report.number).content.decode()
    assert ("second.csv" in page, "first.csv" in page) == (True, False)
    table = rows_to_correct(one.scope, report.number)
    assert [(row["comptoir_file"], row["comptoir_line"]) for row in table.rows] == [
        ("first.csv", "2"),
        ("second.csv", "2"),
    ]


def test_rows_that_cannot_be_true_are_kept_whole(load: Callable[..., Any], scope: Scope) -> None:
    report = load("SKU,Unit cost,Currency\nA,1.20,EUR\nB,-1,EUR\n")
    assert (report.rows_loaded, report.rows_rejected) == (1, 1)
    (row,) = rejected_rows(scope, report.number)
    assert (row.line, row.reason, row.raw["SKU"]) == (3, "not_lawful", "B")


def test_a_newer_file_of_rates_adds_the_days_since(load: Callable[..., Any], scope: Scope) -> None:
    rates = "Date,USD,JPY,CYP,\n2026-01-05,1.1,180,N/A,\n"
    assert load(rates).rows_loaded == 2
    again = load(rates)
    assert (again.rows_loaded, again.rows_unchanged) == (0, 2)
    newer = load(rates + "2026-01-06,1.2,181,N/A,\n")
    assert (newer.rows_loaded, newer.rows_unchanged, newer.rows_rejected) == (2, 2, 0)
    assert (
        snapshot_reader(scope, current_snapshot(scope)).table("exchange_rate").count().to_pyarrow().as_py()
        == 4
    )


@pytest.mark.slow
def test_orders_go_on_to_their_mapping(load: Callable[..., Any]) -> None:
    assert load(ORDERS, name="orders.csv").mapping == "generic"


def test_who_may_not_import_may_not(person: Callable[..., Person], tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(DAYS, encoding="utf-8")
    with pytest.raises(ForbiddenError):
        import_any(person(Role.VIEWER).scope, path)


def test_from_the_drop_to_the_result(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop(DAYS, "report.csv")
    page = member.get("file", key=upload.pk)
    assert [part.found.layout.vendor for part in page.context["parts"]] == ["google_ads"]
    assert "Marque" in page.content.decode()
    assert member.post("export", {"account": ""}, key=upload.pk).status_code == 302
    run_pending()
    run = ImportRun.objects.get()
    assert (run.state, run.rows_loaded) == (ImportState.DONE, 3)
    assert "Google Ads" in member.get("import", number=run.number).content.decode()
    assert "Google Ads" in member.get("list").content.decode()


@pytest.mark.slow
def test_a_log_is_recognised_and_none_of_its_addresses_shown_or_kept(
    person: Callable[..., Person], scope: Scope
) -> None:
    agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:146.0) Gecko/20100101 Firefox/146.0"
    lines = [
        f'192.0.2.7 - - [05/Jan/2026:{hour:02}:00:01 +0000] "GET / HTTP/1.1" 200 5 "-" "{agent}"\n'
        for hour in range(24)
    ]
    member = person()
    upload = member.drop("".join([*lines, "192.0.2.8 - - [cut\n"]), "access.log")
    page = member.get("file", key=upload.pk)
    assert [part.found.layout.vendor for part in page.context["parts"]] == ["access_log"]
    assert member.post("export", {"account": ""}, key=upload.pk).status_code == 302
    run_pending()
    run = ImportRun.objects.get()
    assert (run.state, run.rows_rejected) == (ImportState.DONE, 1)
    rejected = member.get("rejects", number=run.number).content.decode()
    facts = snapshot_reader(scope, current_snapshot(scope)).table("audience_day").to_pyarrow().to_pylist()
    # In Paris the last hour is of the next day, of which the log has too little.
    assert [(row["day"], row["sessions"], row["visitors"]) for row in facts] == [(date(2026, 1, 5), 23, 1)]
    for text in (page.content.decode(), rejected, str(facts), str(list(run.rejects.values()))):
        assert "192.0.2" not in text


def test_a_person_names_the_days_on_the_page(person: Callable[..., Person], scope: Scope) -> None:
    member = person()
    upload = member.drop(QUERIES, "Requêtes.csv")
    assert "first_day" in member.get("file", key=upload.pk).content.decode()
    refused = member.post(
        "export", {"account": "", "first_day": "2026-02-01", "last_day": "2026-01-01"}, key=upload.pk
    )
    assert refused.status_code == 422
    assert "before the first" in refused.content.decode()
    member.post("export", {"account": "", "first_day": "2026-01-01", "last_day": "2026-01-31"}, key=upload.pk)
    run_pending()
    assert (
        snapshot_reader(scope, current_snapshot(scope)).table("search_term").count().to_pyarrow().as_py() == 1
    )


def test_a_recognised_file_may_still_be_mapped_by_hand(person: Callable[..., Person]) -> None:
    member = person()
    address = member.address("file", key=member.drop(DAYS, "report.csv").pk)
    shown = [template.name for template in member.client.get(address, {"mapping": "guess"}).templates]
    assert "ingest/editor.html" in shown


def test_a_known_export_that_is_no_fact_says_what_to_take(person: Callable[..., Person]) -> None:
    member = person()
    weeks = "Semaine,Semaine(Comparaison),Clics,Clics(Comparaison),Coût,Coût(Comparaison)\n"
    upload = member.drop(weeks + 'Semaine du 5 janv. 2026,,1,0,"2,00 €","0,00 €"\n', "semaines.csv")
    page = member.get("file", key=upload.pk)
    assert (page.context["parts"], len(page.context["useless"])) == ([], 1)
    assert Upload.objects.get().job is None


@pytest.mark.slow
def test_an_erased_buyer_is_in_no_rejected_row_of_an_export(
    person: Callable[..., Person], tmp_path: Path
) -> None:
    member = person(Role.OWNER)
    member.import_file()
    path = tmp_path / "report.csv"
    path.write_text(f"{DAYS}2026-02-31,c1,EUR,1,1,1,0,0\n", encoding="utf-8")
    import_any(member.scope, path)
    assert len(rejected_rows(member.scope)) == 1
    erase_customer(member.scope, "c1")
    assert rejected_rows(member.scope) == []


AMAZON_ORDERS = (
    "amazon-order-id\tpurchase-date\torder-status\tsales-channel\tsku\tquantity\tcurrency\titem-price\titem-tax\n"
    "402-1\t2026-01-05T09:00:00+00:00\tShipped\tAmazon.fr\tA\t1\tEUR\t48.00\t8.00\n"
)
SETTLEMENT = (
    "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount\t"
    "posted-date\tsku\n"
    "1\tOrder\t402-1\tAmazon.fr\tItemFees\tCommission\t-7,20\t05.01.2026\tA\n"
    "1\tRefund\t402-1\tAmazon.fr\tItemPrice\tPrincipal\t-40,00\t20.01.2026\tA\n"
    "1\tRefund\t402-1\tAmazon.fr\tItemPrice\tTax\t-8,00\t20.01.2026\tA\n"
)


@pytest.mark.slow
def test_a_refund_takes_the_day_of_the_order_that_it_names(load: Any) -> None:
    """A settlement tells fees and refunds at once; the same again changes nothing."""
    load(AMAZON_ORDERS, name="orders.txt")
    assert load(SETTLEMENT, name="settlement.txt").rows_loaded == 3
    report = load(SETTLEMENT + "\n", name="again.txt")
    assert (report.rows_loaded, report.rows_unchanged) == (0, 3)
    scope = operator_scope(ImportRun.objects.earliest("pk").company.slug)
    reader = snapshot_reader(scope, current_snapshot(scope))
    (refund,) = reader.table("refund").to_pyarrow().to_pylist()
    assert (refund["order_day"], refund["day"]) == (date(2026, 1, 5), date(2026, 1, 20))
    assert (refund["amount"], refund["tax"], refund["kind"]) == (40, 8, "product")
    assert reader.table("fee").count().to_pyarrow().as_py() == 1
