"""Recorded answers of WooCommerce 11.0 become orders that come to the shop's own totals."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from conftest import SHARED_DATA

from comptoir.connectors.shops.api import RefusalError, total_of
from comptoir.connectors.woocommerce.mapping import item, order

HERE = Path(__file__).parent / "recordings"
PAYLOADS = SHARED_DATA / "payloads" / "woocommerce"


def recorded(folder: Path, name: str) -> list[dict]:
    return json.loads((folder / f"{name}.json").read_text("utf-8"), parse_float=str)["body"]


FOLDERS = [HERE, *([PAYLOADS] if PAYLOADS.exists() else [])]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_recorded_order_comes_to_its_total(folder: Path) -> None:
    records = recorded(folder, "woo_orders")
    assert len(records) > 1
    for record in records:
        made = order(record)
        assert total_of(made) == made.total


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_refund_without_lines_is_a_gesture_on_its_own_day(folder: Path) -> None:
    documents = recorded(folder, "woo_refunds")
    [refunded] = [one for one in recorded(folder, "woo_orders") if one["id"] == documents[0]["parent_id"]]
    refunded["refund_documents"] = [documents[0]]
    [refund] = order(refunded).refunds
    [line] = refund.lines
    assert (line.kind, line.amount.total, line.quantity) == ("gesture", Decimal("10.00"), 0)
    assert refund.refunded_at.isoformat() == "2026-11-21T21:58:45+00:00"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_recorded_items(folder: Path) -> None:
    items = [item(record) for record in recorded(folder, "woo_products")]
    assert all(one.sku for one in items)
    assert {one.active for one in items} == {True}


def base() -> dict:
    return recorded(HERE, "woo_orders")[0]


def test_an_order_marked_as_refunded_by_hand_is_given_back_whole() -> None:
    made = order({**base(), "status": "refunded"})
    assert made.status == "sold"
    assert sum(line.amount.total for line in made.refunds[0].lines) == made.total


def test_a_refused_payment_is_told() -> None:
    made = order({**base(), "status": "failed", "date_paid_gmt": None})
    assert made.status == "cancelled"
    assert [one.status for one in made.payments] == ["refused"]


def test_a_draft_is_no_order() -> None:
    assert order({**base(), "status": "checkout-draft"}) is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"status": "on-the-moon"}, "unknown_status"),
        ({"date_created_gmt": "0000-00-00"}, "bad_date"),
        ({"total": "NaN"}, "bad_number"),
    ],
)
def test_what_cannot_be_read_says_which_field(change: dict, reason: str) -> None:
    with pytest.raises(RefusalError) as caught:
        order({**base(), **change})
    assert (caught.value.field in {*change, "date"}, caught.value.reason) == (True, reason)


def test_a_variation_is_named_after_its_product_and_does_not_borrow_its_sku() -> None:
    parent = {"name": "T-shirt", "sku": "TS", "categories": [{"name": "Mode"}], "brands": []}
    made = item({"sku": "TS", "status": "publish", "parent": parent, "attributes": [{"option": "Bleu"}]})
    assert (made.sku, made.name, made.category) == ("", "T-shirt - Bleu", "Mode")
