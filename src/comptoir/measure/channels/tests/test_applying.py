"""Rules applied to what is loaded: orders, their lines and refunds, visits; nothing else, and only once."""

from datetime import date

import pyarrow as pa
import pytest
from deltalake import write_deltalake

from comptoir.connectors.channels.api import NAMES
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, access_company
from comptoir.core.errors import CancelledError, ForbiddenError
from comptoir.core.periods import Period
from comptoir.entities.order import ORDER
from comptoir.measure.channels import looking
from comptoir.measure.channels.actions import drafted
from comptoir.measure.channels.api import (
    Draft,
    add_rule,
    apply_rules,
    channels_of,
    delete_rule,
    is_pending,
)
from comptoir.measure.channels.applying import Nobody
from comptoir.measure.channels.tests.conftest import ORDERS
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.warehouse.api import Snapshot, current_snapshot, open_snapshot
from comptoir.measure.warehouse.schema import arrow_schema
from comptoir.measure.warehouse.store import Store

pytestmark = pytest.mark.django_db(transaction=True)

CLUB = Draft("affiliates", {"source": "club"}, date(2026, 3, 15))


def stored(scope, name, key):
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        rows = reader.table(name).to_pyarrow().to_pylist()
    return {row[key]: row["traffic_channel"] for row in rows}


def files(scope, name):
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        return reader.files_by_month(name)


def test_only_what_differs_is_written_and_only_once(shop):
    add_rule(shop, CLUB)
    before, lines = current_snapshot(shop), files(shop, "order_line")
    done = apply_rules(shop)
    assert done["changed"] == {"order": 1, "refund": 1, "audience_day": 1}
    assert done["months"] == ["2026-04", "2026-05"]
    # Before its first day the rule says nothing.
    expected = {number: one[2] for number, one in ORDERS.items()} | {"C": "affiliates"}
    assert stored(shop, "order", "order_id") == expected
    assert stored(shop, "order_line", "order_id") == expected
    assert stored(shop, "refund", "refund_id") == {"R1": "affiliates", "R2": "paid_search", "R3": "other"}
    assert stored(shop, "audience_day", "part") == {"1": "affiliates", "2": "direct"}
    now = files(shop, "order_line")
    assert {month for month in lines if lines[month] != now[month]} == {"2026-04"}
    after = current_snapshot(shop)
    assert after.number == before.number + 1
    entry = Entry.objects.get(verb="channel_rules.applied")
    assert entry.details == {"order": 1, "refund": 1, "audience_day": 1}
    assert not is_pending(shop, channels_of(shop))
    again = apply_rules(shop)
    assert (again["changed"], again["snapshot"]) == ({}, None)
    assert current_snapshot(shop).number == after.number
    assert Entry.objects.filter(verb="channel_rules.applied").count() == 1


@pytest.mark.slow
def test_a_rule_taken_back_gives_every_channel_back(shop):
    keys = {"order": "order_id", "order_line": "order_id", "refund": "refund_id", "audience_day": "part"}
    before = {name: stored(shop, name, key) for name, key in keys.items()}
    rules = [add_rule(shop, CLUB), add_rule(shop, Draft("referral", {"said": "salon*"}))]
    apply_rules(shop)
    assert stored(shop, "order", "order_id")["D"] == "referral"
    for rule in rules:
        delete_rule(shop, rule.id)
    apply_rules(shop)
    assert {name: stored(shop, name, key) for name, key in keys.items()} == before


@pytest.mark.slow
def test_figures_follow(shop):
    query = Query(
        ("gross_sales",), by=("traffic_channel",), period=Period(date(2026, 3, 1), date(2026, 5, 31))
    )

    def sales():
        rows = run(shop, query).rows
        return {row.dimensions["traffic_channel"]: int(row.values["gross_sales"]) for row in rows}

    before = sales()
    add_rule(shop, CLUB)
    apply_rules(shop)
    assert before["other"] == 130
    assert sales() == {**before, "other": 100, "affiliates": 30}


@pytest.mark.slow
def test_who_stops_it_leaves_everything_as_it_was(shop):
    add_rule(shop, CLUB)
    number = current_snapshot(shop).number

    class Stopped(Nobody):
        looks = 0

        def check(self):
            self.looks += 1
            if self.looks > 3:
                raise CancelledError("stopped")

    with pytest.raises(CancelledError):
        apply_rules(shop, Stopped())
    assert current_snapshot(shop).number == number
    assert stored(shop, "order", "order_id")["C"] == "other"
    assert apply_rules(shop)["changed"]["order"] == 1


def test_a_store_from_before_origins_were_kept(shop):
    """Its columns are fewer: it is read, the rules are applied to it, and it gains them."""
    old, table = current_snapshot(shop), Store.of(shop).open("order")
    schema = pa.schema([field for field in arrow_schema(ORDER) if field.name not in NAMES])
    with open_snapshot(shop, old) as reader:
        rows = reader.table("order").drop(*NAMES).to_pyarrow().cast(schema)
    write_deltalake(table, rows, mode="overwrite", schema_mode="overwrite")
    Snapshot.objects.filter(pk=old.pk).update(versions=old.versions | {"order": table.version()})
    assert stored(shop, "order", "order_id")["C"] == "other"
    assert looking.lately(shop).orders == 6
    add_rule(shop, Draft("video", {"said": "Salon de Lyon, other"}))
    assert apply_rules(shop)["changed"]["order"] == 3
    found = stored(shop, "order", "order_id")
    assert found == {number: one[2] for number, one in ORDERS.items()} | dict.fromkeys("ACD", "video")


def test_who_may(shop, company, make_member):
    with pytest.raises(ForbiddenError):
        apply_rules(access_company(make_member(company, Role.CONTRIBUTOR), company.slug))


def test_an_empty_company(scope):
    assert apply_rules(scope) == {"changed": {}, "months": [], "snapshot": None}
    assert looking.lately(scope) == looking.Lately(None)


def test_what_the_last_orders_tell(shop):
    found, now = looking.lately(shop), channels_of(shop)
    assert found.period == Period(date(2026, 2, 1), date(2026, 5, 1))
    assert (found.orders, found.sales) == (6, 215)
    told = [
        (one.origin.source or one.origin.said, one.orders, int(one.sales))
        for one in looking.unmatched(found, now)
    ]
    assert told == [("club", 2, 130), ("Salon de Lyon", 1, 20)]
    shares = looking.shares(found, now)
    assert {name: int(share * 215) for name, share in shares.items()} == {
        "direct": 0,
        "other": 150,
        "unknown": 10,
    }
    assert looking.stored_otherwise(found, now) == 0


@pytest.mark.slow
def test_a_preview_tells_what_applying_then_does(shop):
    found, now = looking.lately(shop), channels_of(shop)
    (move,) = looking.moves(found, now, looking.with_draft(now, drafted(CLUB), None))
    assert (move.before, move.after, move.orders, int(move.sales)) == ("other", "affiliates", 1, 30)
    add_rule(shop, CLUB)
    assert looking.stored_otherwise(found, channels_of(shop)) == move.orders
    assert apply_rules(shop)["changed"]["order"] == move.orders


def test_who_says_that_an_origin_is_other_need_not_look_at_it_again(shop):
    add_rule(shop, Draft("other", {"source": "club"}))
    told = looking.unmatched(looking.lately(shop), channels_of(shop))
    assert [one.origin.said for one in told] == ["Salon de Lyon"]
