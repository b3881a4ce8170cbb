"""The command line as others call it: words in, status, standard output and standard error out."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from comptoir.cli import main
from comptoir.core.companies.api import operator_scope
from comptoir.decide.findings.api import last_look
from comptoir.measure.metrics import facts as warehouse_facts

pytestmark = pytest.mark.django_db(transaction=True)

EXPORT = """order_id,customer_id,ordered_at,sku,quantity,unit_price,currency,country
1,ann,2026-03-01 10:00:00,A,2,10.00,EUR,FR
2,bob,2026-03-02 11:00:00,B,1,5.50,EUR,BE
3,ann,2026-04-01 09:30:00,A,1,10.00,EUR,FR
4,ann,2026-04-31 09:30:00,A,1,10.00,EUR,FR
"""


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


type Command = Callable[..., Outcome]


@pytest.fixture
def command(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    # The test runner has migrated the database already.
    monkeypatch.setattr("comptoir.web.preparation.prepare", lambda: None)

    def run(*words: str | Path) -> Outcome:
        try:
            status = main([str(word) for word in words])
        except SystemExit as wrong_use:
            status = int(str(wrong_use.code))
        return Outcome(status, *capsys.readouterr())

    return run


@pytest.fixture
def shop(command: Command, tmp_path: Path) -> Outcome:
    command("company", "add", "Ma boutique", "--slug", "shop")
    path = tmp_path / "orders.csv"
    path.write_text(EXPORT, encoding="utf-8")
    return command("import", "orders", path, "--company", "shop", "--mapping", "generic", "--format", "json")


def test_a_company_is_added_once(command: Command) -> None:
    words = ("company", "add", "Ma boutique", "--slug", "shop", "--currency", "CHF", "--format", "json")
    assert command(*words).json == {
        "slug": "shop",
        "name": "Ma boutique",
        "currency": "CHF",
        "timezone": "Europe/Paris",
        "language": "fr",
    }
    again = command(*words)
    assert (again.status, again.out) == (1, "")
    assert "shop" in again.err


@pytest.mark.parametrize(
    "words",
    [
        ("--currency", "XXZ"),
        ("--timezone", "Europe/Pariss"),
        ("--language", "klingon"),
    ],
)
def test_a_company_with_a_wrong_value_is_refused(command: Command, words: tuple[str, str]) -> None:
    outcome = command("company", "add", "Shop", "--slug", "shop", *words)
    assert outcome.status == 1
    assert words[1] in outcome.err
    assert command("company", "list", "--format", "json").json == []


def test_an_import_counts_its_rows(shop: Outcome) -> None:
    assert shop.status == 0
    counted = {name: shop.json[name] for name in shop.json if name.startswith("rows_")}
    assert counted == {
        "rows_read": 4,
        "rows_loaded": 3,
        "rows_unchanged": 0,
        "rows_rejected": 1,
        "rows_repeated": 0,
    }
    assert shop.json["snapshot"] == 1


@pytest.mark.slow
def test_rejects_are_listed(command: Command, shop: Outcome) -> None:
    (row,) = command("rejects", "--company", "shop", "--format", "json").json
    assert (row["line"], row["column"], row["value"], row["order"]) == (
        5,
        "ordered_at",
        "2026-04-31 09:30:00",
        "4",
    )


def test_rejects_are_corrected_and_imported_again(command: Command, shop: Outcome, tmp_path: Path) -> None:
    file = tmp_path / "correct.csv"
    told = command("rejects", "--company", "shop", "--to-correct", str(file), "--format", "json").json
    assert told["rows"] == 1
    file.write_text(file.read_text("utf-8-sig").replace("2026-04-31", "2026-04-30"), "utf-8")
    done = command("import", "orders", str(file), "--company", "shop", "--format", "json").json
    assert (done["rows_loaded"], done["rows_rejected"]) == (1, 0)


def test_metrics_as_json(command: Command, shop: Outcome) -> None:
    answer = command(
        "metrics",
        "net_sales,orders,aov",
        "--company",
        "shop",
        "--grain",
        "month",
        "--by",
        "country",
        "--format",
        "json",
    ).json
    assert {name: answer[name] for name in ("company", "currency", "timezone", "snapshot")} == {
        "company": "shop",
        "currency": "EUR",
        "timezone": "Europe/Paris",
        "snapshot": 1,
    }
    assert answer["rows"] == [
        {"period": "2026-03-01", "country": "BE", "net_sales": "5.50", "orders": 1, "aov": "5.50"},
        {"period": "2026-03-01", "country": "FR", "net_sales": "20.00", "orders": 1, "aov": "20.00"},
        {"period": "2026-04-01", "country": "FR", "net_sales": "10.00", "orders": 1, "aov": "10.00"},
    ]
    assert set(answer["definitions"]) == {"net_sales", "orders", "aov"}


def test_metrics_of_an_open_period_compared(command: Command, shop: Outcome) -> None:
    answer = command(
        *("metrics", "net_sales", "--company", "shop", "--from", "2026-04-01", "--to", "2026-04-30"),
        *("--compare", "previous", "--where", "country=FR", "--format", "json"),
    ).json
    assert answer["rows"] == [{"period": "2026-04-01", "net_sales": "10.00", "net_sales__compare": "20.00"}]
    since = command("metrics", "orders", "--company", "shop", "--from", "2026-03-02", "--format", "json").json
    assert since["rows"] == [{"period": "2026-03-02", "orders": 2}]


def test_metrics_as_csv(command: Command, shop: Outcome) -> None:
    outcome = command("metrics", "orders", "--company", "shop", "--grain", "month", "--format", "csv")
    assert outcome.out == "period,orders\n2026-03-01,2\n2026-04-01,1\n"


WRONG: list[tuple[tuple[str, ...], int, str]] = [
    (("metrics", "net_sale", "--company", "shop"), 2, "net_sales"),
    (("metrics", "net_sales", "--company", "shp"), 1, "shop"),
    (("metrics", "net_sales", "--company", "shop", "--by", "channel"), 2, "sales_channel"),
    (("metrics", "net_sales", "--company", "shop", "--from", "31/12/2026"), 2, "YYYY-MM-DD"),
    (("metrics", "net_sales", "--company", "shop", "--snapshot", "99"), 1, "99"),
    (("metrics", "net_sales"), 2, "company"),
    (("metrics", "net_sales", "--company", "shop", "--grain", "century"), 2, "century"),
    (("import", "orders", "nowhere.csv", "--company", "shop"), 1, "nowhere.csv"),
    (("rejects", "--company", "shop", "--import", "9"), 1, "9"),
    (("customer", "erase", "zoe", "--company", "shop"), 1, "zoe"),
    (("dance",), 2, "dance"),
]
"""Words, the status that they end with, and what is said of them."""


def test_wrong_words_get_a_sentence(command: Command, shop: Outcome) -> None:
    """One after the other: whatever is refused leaves the shop as it was."""
    for words, status, said in WRONG:
        outcome = command(*words)
        assert (outcome.status, outcome.out) == (status, ""), words
        assert said in outcome.err, words
        assert "Traceback" not in outcome.err, words


def test_a_customer_is_erased(command: Command, shop: Outcome) -> None:
    assert command("customer", "erase", "ann", "--company", "shop", "--format", "json").json["erased"] == 1
    rows = command("metrics", "gross_sales,customers", "--company", "shop", "--format", "json").json["rows"]
    assert [(row["gross_sales"], row["customers"]) for row in rows] == [("35.50", 1)]


def test_snapshots_are_listed(command: Command, shop: Outcome) -> None:
    (snapshot,) = command("snapshots", "--company", "shop", "--format", "json").json
    assert snapshot["snapshot"] == 1


def test_the_catalogue_is_listed_without_a_company(command: Command) -> None:
    rows = command("metrics", "--list", "--format", "json").json
    assert {"net_sales", "aov", "conversion_rate", "cm3"} <= {row["metric"] for row in rows}
    [formula] = [row["formula"] for row in rows if row["metric"] == "net_sales"]
    assert formula.endswith("gross sales - discounts - returns")


def test_a_person_is_helped_back_in_once(
    command: Command, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("correct horse battery\n"))
    command("user", "add", "ann@example.com")
    told = command(
        "user", "password", "ann@example.com", "--site", "https://c.example/", "--format", "json"
    ).json
    assert told["link"].startswith("https://c.example/accounts/")
    path = told["link"].removeprefix("https://c.example")
    form = client.get(path, follow=True)
    assert form.status_code == 200
    client.post(
        form.redirect_chain[-1][0], {"password1": "another battery 9", "password2": "another battery 9"}
    )
    assert client.login(email="ann@example.com", password="another battery 9")
    assert client.get(path, follow=True).redirect_chain == []
    assert command("user", "password", "nobody@example.com").status == 1


def test_drivers_tell_why_in_the_companys_language(command: Command, shop: Outcome) -> None:
    words = ("drivers", "net_sales", "--company", "shop", "--from", "2026-04-01", "--to", "2026-04-01")
    told = command(*words, "--compare", "year", "--format", "json").json
    assert told["inconclusive"]["reason"].startswith("Les données commencent le 1er mars 2026")
    march = (*words[:4], "--from", "2026-03-02", "--to", "2026-03-02", "--by", "country")
    found = command(*march, "--format", "json").json
    assert (found["before"], found["after"], found["change"]) == ("20.00", "5.50", "-14.50")
    assert sum(Decimal(one["effect"]) for one in found["factors"]) == Decimal("-14.50")
    assert found["residual"] == "0"
    assert found["question"].startswith("Pourquoi le CA net a-t-il baissé de 14,50")
    assert [one["dimension"] for one in found["segments"]] == ["country"]
    assert "Ce qui tire vers le bas" in command(*march).out
    assert command(*march, "--format", "csv").out.startswith("factor,label,before,after,effect\n")
    assert command("drivers", "roas_platform", *words[2:]).status == 2


def test_an_import_of_a_large_company_looks_for_findings_as_well(command, shop, tmp_path, monkeypatch):
    """A small one waits for whoever asks: a look takes a second."""
    scope = operator_scope("shop")
    assert last_look(scope) is None
    monkeypatch.setattr(warehouse_facts, "WORTH_KEEPING", 0)
    more = tmp_path / "more.csv"
    more.write_text(
        EXPORT.splitlines()[0] + "\n5,bob,2026-04-02 11:00:00,B,1,5.50,EUR,BE\n", encoding="utf-8"
    )
    done = command("import", "orders", more, "--company", "shop", "--mapping", "generic", "--format", "json")
    assert (done.status, done.json["rows_loaded"]) == (0, 1)
    look = last_look(scope)
    assert look is not None
    assert look.day == date(2026, 4, 2)


def test_an_import_is_taken_back_once(command: Command, shop: Outcome) -> None:
    undo = ("import", "undo", "--company", "shop", "--format", "json")
    done = command(*undo).json
    assert done == {
        "company": "shop",
        "undone": True,
        "import": 1,
        "file": "orders.csv",
        "rows": 3,
        "snapshot": 2,
    }
    again = command(*undo)
    assert (again.status, again.out) == (1, "")
    assert "no import to undo" in again.err
