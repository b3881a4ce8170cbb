"""Orders of a connected shop: where they came from, by the company's rules on the day they are read."""

from dataclasses import replace
from typing import Any

import pytest

from comptoir.connectors.connections.api import add_connection
from comptoir.connectors.source import Rate
from comptoir.connectors.sources import SOURCES
from comptoir.connectors.woocommerce.tests.shop import Shop, open_shop
from comptoir.connectors.woocommerce.traffic import PREFIX
from comptoir.measure.channels.api import Draft, add_rule, apply_rules, delete_rule
from comptoir.measure.sync.api import sync
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

pytestmark = pytest.mark.django_db(transaction=True)


def attributed(**values: str) -> list[dict[str, Any]]:
    return [{"key": PREFIX + name, "value": value} for name, value in values.items()]


@pytest.mark.slow
def test_the_channel_follows_the_rules_and_reading_again_changes_nothing(
    scope, settings, monkeypatch
) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    hurried = replace(SOURCES["woocommerce"], rate=Rate(per_second=10_000, retries=3))
    monkeypatch.setitem(SOURCES, "woocommerce", hurried)
    shop = Shop()
    shop.order(1, meta_data=attributed(source_type="utm", utm_source="Club", utm_medium="ce"))
    shop.order(2, meta_data=attributed(source_type="typein", utm_source="(direct)"))
    shop.order(3)

    def stored(entity: str) -> dict[str, str | None]:
        with open_snapshot(scope, current_snapshot(scope)) as reader:
            rows = reader.table(entity).to_pyarrow().to_pylist()
        return {row["order_id"]: row["traffic_channel"] for row in rows}

    rule = add_rule(scope, Draft("affiliates", {"source": "club"}))
    with open_shop(shop) as server:
        values = {"address": server.address, "key": "ck_1", "secret": "cs_1"}
        held = add_connection(scope, "woocommerce", values)
        sync(scope, held.pk)
        expected = {"1": "affiliates", "2": "direct", "3": None}
        assert stored("order") == stored("order_line") == expected
        delete_rule(scope, rule.id)
        assert apply_rules(scope)["changed"] == {"order": 1}
        assert stored("order") == stored("order_line") == {**expected, "1": "other"}
        number = current_snapshot(scope).number
        report = sync(scope, held.pk, full=True)
        assert (report.rows_loaded, report.rows_unchanged) == (0, 3)
        assert current_snapshot(scope).number == number
