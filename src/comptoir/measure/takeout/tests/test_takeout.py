"""A company leaves and arrives whole; nothing half, nothing twice, nothing forgotten."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from comptoir.core.audit.models import Entry
from comptoir.core.calendar.models import CalendarEvent
from comptoir.core.companies.api import Role, access_company, operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.errors import ConflictError, ForbiddenError, InputError
from comptoir.core.periods import Grain
from comptoir.measure.costs.models import StoredRule
from comptoir.measure.ingest.models import Customer, ImportRun, RejectedRow
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.takeout.api import bring_company, write_company
from comptoir.measure.takeout.declared import CARRIED, CUSTOMER, LEFT_OUT
from comptoir.measure.takeout.rows import way_to_company
from comptoir.measure.warehouse.api import current_snapshot, writer
from comptoir.measure.warehouse.batch import Batch

FIGURES = ("gross_sales", "discounts", "returns", "net_sales", "orders", "new_customers", "aov")


@pytest.fixture
def shop(company: Company, make_member: Any) -> Company:
    """Two months of orders of three customers, a refund, a rule, an event, an import with a refused row."""
    owner = make_member(company)
    keys = [
        Customer.objects.create(
            company=company,
            source="site",
            reference=f"ref-{n}",
            email=f"buyer{n}@mail.example",
            name=f"Buyer {n}",
        ).pk
        for n in range(3)
    ]
    days = ["2026-01-05", "2026-01-30", "2026-02-03", "2026-02-04"]
    orders = [
        {
            "order_id": f"A{n}",
            "day": day,
            "customer_key": keys[n % 3],
            "gross_amount": Decimal("10.07") * (n + 1),
            "discount_amount": Decimal("0.33"),
        }
        for n, day in enumerate(days)
    ]
    back = {"refund_id": "R", "order_id": "A2", "order_day": days[2], "day": days[3], "sku": "S", "amount": 3}
    with writer(operator_scope(company.slug)) as batch:
        batch.append("order", arrow("order", orders))
        batch.append(
            "order_line", arrow("order_line", [{**one, "sku": "S", "quantity": 1} for one in orders])
        )
        batch.append("refund", arrow("refund", [{**back, "customer_key": keys[2]}]))
        batch.append("product", arrow("product", [{"sku": "S", "name": "Savon"}]))
        batch.commit("first", {})
    created = Entry.objects.create(
        company=company, actor=owner, actor_label=owner.email, verb="x.done", target="t"
    ).at
    StoredRule.objects.create(
        company=company,
        kind="logistics",
        share=Decimal("0.0125"),
        per_order=Decimal("5.10"),
        per_unit=0,
        currency="EUR",
        valid_from=date(2026, 1, 1),
        created_by=owner,
        created_at=created,
    )
    CalendarEvent.objects.create(
        company=company, name="Fête", day_start=days[0], day_end=days[1], created_at=created
    )
    imported = ImportRun.objects.create(company=company, number=1, file_name="a.csv", state="done", by=owner)
    RejectedRow.objects.create(
        run=imported, line=3, column="day", value="x", reason="bad_day", raw={"e": "é"}
    )
    return company


def figures(slug: str) -> Any:
    scope = operator_scope(slug)
    found = run(scope, Query(FIGURES, grain=Grain.MONTH))
    return list(found.rows), run(scope, Query(FIGURES)).total.values


def test_the_new_company_has_the_same_figures_and_rows(shop: Company, tmp_path: Path) -> None:
    scope = operator_scope("boutique")
    found = write_company(scope, tmp_path / "out", with_personal_data=True)
    assert found.facts == {"order": 4, "order_line": 4, "refund": 1, "product": 1}
    assert found.tables[CUSTOMER] == 3
    twin = bring_company(tmp_path / "out", slug="twin")
    assert figures("twin") == figures("boutique")
    assert figures("twin")[1]["net_sales"] == Decimal("10.07") * 10 - Decimal("0.33") * 4 - 3
    there, here = (StoredRule.objects.get(company=one) for one in (shop, twin))
    assert (here.share, here.per_order, here.created_at) == (there.share, there.per_order, there.created_at)
    assert CalendarEvent.objects.get(company=twin).name == "Fête"
    kept = RejectedRow.objects.get(run__company=twin)
    assert (kept.raw, kept.run.started_at) == ({"e": "é"}, ImportRun.objects.get(company=shop).started_at)
    named = Customer.objects.filter(company=twin).order_by("pk").values_list("reference", "email", "name")
    assert named[0] == ("ref-0", "buyer0@mail.example", "Buyer 0")
    trail = list(Entry.objects.filter(company=twin).order_by("pk").values_list("verb", "actor__email"))
    assert trail == [("x.done", "owner@boutique.example"), ("company.brought", None)]
    assert twin.memberships.get().role == Role.OWNER
    assert (twin.archived_at, current_snapshot(operator_scope("twin")).number) == (None, 1)  # type: ignore[union-attr]


def test_without_asking_no_customer_is_named(shop: Company, tmp_path: Path) -> None:
    write_company(operator_scope("boutique"), tmp_path / "out")
    told = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    for word in (b"buyer0@mail", b"Buyer", b"ref-0"):
        assert word not in told
    bring_company(tmp_path / "out", slug="twin")
    assert figures("twin") == figures("boutique")


def test_a_second_time_is_refused_and_so_is_a_taken_name(shop: Company, tmp_path: Path) -> None:
    write_company(operator_scope("boutique"), tmp_path / "out")
    with pytest.raises(ConflictError, match="boutique"):
        bring_company(tmp_path / "out")
    bring_company(tmp_path / "out", slug="twin")
    with pytest.raises(ConflictError, match="twin"):
        bring_company(tmp_path / "out", slug="twin")
    assert Company.objects.count() == 2


def test_a_damaged_or_newer_export_is_refused_before_anything_is_made(shop: Company, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_company(operator_scope("boutique"), folder)
    victim = folder / "facts/order/2026-01.parquet"
    whole = victim.read_bytes()
    victim.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(InputError, match=r"2026-01\.parquet"):
        bring_company(folder, slug="twin")
    victim.unlink()
    with pytest.raises(InputError, match=r"2026-01\.parquet"):
        bring_company(folder, slug="twin")
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps({**manifest, "version": 2}))
    with pytest.raises(InputError, match="format 2"):
        bring_company(folder, slug="twin")
    (folder / "manifest.json").unlink()
    with pytest.raises(InputError):
        bring_company(folder, slug="twin")
    assert Company.objects.count() == 1


@pytest.mark.parametrize("step", ["append", "commit"])
def test_what_dies_shows_nothing_and_goes_on_the_next_time(
    shop: Company, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    write_company(operator_scope("boutique"), tmp_path / "out", with_personal_data=True)

    def die(*_given: Any, **_named: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Batch, step, die)
        with pytest.raises(KeyboardInterrupt):
            bring_company(tmp_path / "out", slug="twin")
    half = Company.objects.get(slug="twin")
    assert half.archived_at is not None
    assert not half.memberships.exists()
    assert current_snapshot(operator_scope("twin")) is None
    twin = bring_company(tmp_path / "out", slug="twin")
    assert twin.pk == half.pk
    assert figures("twin") == figures("boutique")
    assert Customer.objects.filter(company=twin).count() == 3


def test_an_export_that_dies_leaves_nothing(shop: Company, tmp_path: Path) -> None:
    def watch(done: int, _steps: int, _what: str) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_company(operator_scope("boutique"), tmp_path / "out", watch=watch)
    assert list(tmp_path.glob("out*")) == []


def test_a_folder_that_holds_something_is_left_alone(shop: Company, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ConflictError):
        write_company(operator_scope("boutique"), tmp_path)
    assert [path.name for path in tmp_path.glob("*.txt")] == ["mine.txt"]


def test_only_an_owner_takes_a_company_away(shop: Company, make_member: Any, tmp_path: Path) -> None:
    manager = make_member(shop, Role.MANAGER)
    with pytest.raises(ForbiddenError):
        write_company(access_company(manager, "boutique"), tmp_path / "out")


def test_every_model_of_a_company_is_carried_or_left_out_with_a_reason() -> None:
    """A new room declares its tables in `takeout.declared`, or this fails."""
    ours = {model._meta.label for model in apps.get_models() if model.__module__.startswith("comptoir.")}
    own = {label for label in ours if way_to_company(apps.get_model(label))} | {"core_companies.Company"}
    carried = [table.label for table in CARRIED]
    declared = [*carried, *LEFT_OUT, CUSTOMER]
    assert sorted(own) == sorted(declared)
    assert all(LEFT_OUT.values())


def test_what_is_pointed_at_is_brought_first() -> None:
    seen: set[str] = set()
    for table in CARRIED:
        for field in apps.get_model(table.label)._meta.concrete_fields:
            if field.is_relation and field.name not in ("company", *table.dropped):
                label = field.related_model._meta.label
                assert label in seen | {"core_accounts.User"}, f"{table.label}.{field.name}"
        seen.add(table.label)
