"""Mappings as YAML: what is written reads back; what is wrong is refused with what came, what is allowed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.files.api import Mapping, preset, presets
from comptoir.connectors.files.fields import FIELDS
from comptoir.core.errors import InputError, NotFoundError

LEAST = "name: shop\ncolumns: {order_id: Order, ordered_at: Date, unit_price: Price}\n"


@pytest.mark.parametrize("mapping", presets(), ids=lambda mapping: mapping.name)
def test_a_shipped_mapping_reads_back_as_written(mapping: Mapping) -> None:
    assert Mapping.from_yaml(mapping.to_yaml()) == mapping
    assert mapping.label


def test_the_shipped_mappings() -> None:
    names = [mapping.name for mapping in presets()]
    wanted = ["generic", "woocommerce", "shopify", "prestashop", "online_retail", "completejourney"]
    assert [name for name in names if name in wanted] == wanted


def test_an_unknown_mapping_is_refused_with_the_closest() -> None:
    with pytest.raises(NotFoundError, match="Did you mean « shopify »"):
        preset("shopifi")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "table of names"),
        ("- a", "table of names"),
        ("name: [", "line 1"),
        ("columns: {}", "no name"),
        (LEAST + "colums: {}", "Did you mean « columns »"),
        (LEAST.replace("Price}", "Price, qantity: Q}"), "Did you mean « quantity »"),
        ("name: shop\ncolumns: {ordered_at: Date, unit_price: Price}", "order_id"),
        ("name: shop\ncolumns: {order_id: Order, ordered_at: Date}", "unit_price"),
        (LEAST + "prices: ttc", "excluded, included"),
        (LEAST + "timezone: Europe/Pari", "Did you mean « Europe/Paris »"),
        (LEAST + "currency: euro", "EUR"),
        (LEAST + "tax_rate: 20", "0.2 for 20"),
        (LEAST + "numbers: {decimal: ',', thousands: ','}", "decimal"),
        (LEAST + "numbers: {decimal: x}", "decimal"),
        (LEAST + "statuses: {paid: solde}", "Did you mean « sold »"),
        (LEAST + "statuses: [paid]", "statuses"),
        (LEAST + "lines: [{kind: shiping, field: sku, values: [POST]}]", "Did you mean « shipping »"),
        (LEAST + "lines: [{kind: shipping, field: sku}]", "values or prefixes"),
        (LEAST + "lines: [{kind: shipping, field: code, values: [POST]}]", "code"),
        (LEAST + "documents: [{kind: refund}]", "prefixes"),
        (LEAST + "negative_quantity_is_refund: maybe", "true or false"),
        (LEAST + "lines: shipping", "list"),
        (LEAST.replace("Order,", "{joined: [a, b]},"), "join"),
        (LEAST.replace("Order,", "{join: [a], sum: [b]},"), "one of join, sum, value"),
        (LEAST.replace("Order,", "[],"), "column"),
        ("name: {a: b}\n" + LEAST.split("\n", 1)[1], "text"),
        ("!!python/object/apply:os.system ['true']", "YAML"),
        ("a: " * 100_000, "too long"),
    ],
)
def test_a_wrong_mapping_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError) as refused:
        Mapping.from_yaml(text)
    assert said in str(refused.value)


def test_what_is_not_said_is_the_default() -> None:
    mapping = Mapping.from_yaml(LEAST)
    assert (mapping.source_name, str(mapping.prices), str(mapping.repeats)) == ("shop", "excluded", "drop")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_a_mapping_or_refused(text: str) -> None:
    try:
        Mapping.from_yaml(text)
    except InputError as refused:
        assert str(refused)  # noqa: PT017 - most texts are refused, in words


OPTIONAL = (
    *("prices", "tax_rate", "numbers", "dates", "optional", "lines", "documents", "statuses"),
    *("one_unit", "order_values", "repeats", "lookup", "notes", "timezone", "currency"),
)
json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(
    st.fixed_dictionaries(
        {"name": st.just("x"), "columns": st.dictionaries(st.sampled_from(list(FIELDS)), json)},
        optional=dict.fromkeys(OPTIONAL, json),
    )
)
def test_any_data_is_a_mapping_or_refused(data: dict[str, object]) -> None:
    try:
        mapping = Mapping.from_data(data)
    except InputError:
        return
    assert Mapping.from_yaml(mapping.to_yaml()) == mapping
