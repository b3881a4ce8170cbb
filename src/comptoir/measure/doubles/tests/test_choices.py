"""What persons say of orders known twice: the figures follow, and go back."""

from decimal import Decimal

import pytest

from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Scope
from comptoir.core.errors import InputError
from comptoir.measure.doubles.api import choose_master, doubles_of, recount, say_of_pair
from comptoir.measure.doubles.tests.world import figure, orders, told, write
from comptoir.measure.metrics import facts as warehouse_facts
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

pytestmark = pytest.mark.django_db(transaction=True)

SHOP = orders("shop", range(1, 11))
FILE = orders("export", range(1, 11), shape="#{}", later=1, amount=101)
"""A euro more an order: within a hundredth, so that it shows which one counts."""
OF_SHOP, OF_FILE = sum(100 + n for n in range(1, 11)), sum(101 + n for n in range(1, 11))


def rows(scope: Scope) -> list[tuple[str, ...]]:
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        table = reader.table("order_line").to_pyarrow()
    return sorted(tuple(map(str, row.values())) for row in table.to_pylist())


@pytest.mark.slow
@pytest.mark.parametrize("worth_keeping", [1, 1_000_000])
def test_another_master_and_back_gives_the_same_facts(
    scope: Scope, worth_keeping: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With sums made in advance and without: they are those of the master of their day"""
    monkeypatch.setattr(warehouse_facts, "WORTH_KEEPING", worth_keeping)
    write(scope, SHOP, FILE)
    before = rows(scope)
    assert figure(scope, "net_sales") == OF_SHOP
    choose_master(scope, "site", "export")
    assert recount(scope) is not None
    assert figure(scope, "net_sales") == OF_FILE
    assert figure(scope, "net_sales", by="source") == {"export": Decimal(OF_FILE)}
    choose_master(scope, "site", "")
    recount(scope)
    assert figure(scope, "net_sales") == OF_SHOP
    assert rows(scope) == before
    assert recount(scope) is None


@pytest.mark.slow
def test_a_person_answers_where_the_figures_cannot(scope: Scope) -> None:
    write(scope, SHOP, orders("ledger", range(1, 11), amount=300))
    both = OF_SHOP + sum(300 + n for n in range(1, 11))
    assert figure(scope, "net_sales") == both
    say_of_pair(scope, "site", "shop", "ledger", is_same=True)
    recount(scope)
    choose_master(scope, "site", "shop")
    recount(scope)
    assert figure(scope, "net_sales") == OF_SHOP
    assert doubles_of(scope).open_questions == ()
    say_of_pair(scope, "site", "ledger", "shop", is_same=False)
    recount(scope)
    assert figure(scope, "net_sales") == both
    say_of_pair(scope, "site", "ledger", "shop", is_same=None)
    recount(scope)
    assert len(doubles_of(scope).open_questions) == 1


def test_what_is_said_is_written_down_once(scope: Scope) -> None:
    write(scope, SHOP, FILE)
    for _again in range(2):
        choose_master(scope, "site", "export")
        say_of_pair(scope, "site", "shop", "export", is_same=False)
    say_of_pair(scope, "site", "shop", "export", is_same=True)
    found = Entry.objects.filter(company_id=scope.company_id).order_by("pk")
    kept = [
        (one.verb, one.details) for one in found if one.verb.startswith(("channel_master", "order_sources"))
    ]
    assert kept == [
        ("channel_master.chosen", {"before": "", "after": "export"}),
        ("order_sources.said", {"before": "", "after": "different"}),
        ("order_sources.said", {"before": "different", "after": "same"}),
    ]


def test_only_what_is_known_twice_can_be_chosen(scope: Scope) -> None:
    write(scope, SHOP, FILE)
    with pytest.raises(InputError, match="exprt"):
        choose_master(scope, "site", "exprt")
    with pytest.raises(InputError, match="amazon"):
        choose_master(scope, "amazon", "export")
    with pytest.raises(InputError, match="ledger"):
        say_of_pair(scope, "site", "shop", "ledger", is_same=True)


def test_the_master_named_before_an_import_counts_after_it(scope: Scope) -> None:
    write(scope, SHOP, FILE)
    choose_master(scope, "site", "export")
    snapshot = write(scope, orders("shop", range(1, 12)))
    assert told(scope, snapshot) == sorted([*(("export", f"#{n}") for n in range(1, 11)), ("shop", "11")])
