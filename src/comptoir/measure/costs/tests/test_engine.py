"""Which rule holds: the most specific, then the latest; whatever order they are told in."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.measure.costs.engine import (
    NOTHING,
    CostKind,
    CostRule,
    Sale,
    channel_of,
    chosen,
    fee_of,
    in_order,
    state_of,
)

DAY = date(2026, 1, 5)
SALE = Sale(DAY, "EUR", Decimal(120), Decimal(2), "site", "card", "FR")


def rule(valid_from=DAY, kind=CostKind.PAYMENT, **more):
    return CostRule(kind, "EUR", valid_from, **more)


RULES = st.lists(
    st.builds(
        CostRule,
        kind=st.sampled_from(CostKind),
        currency=st.sampled_from(["EUR", "USD"]),
        valid_from=st.integers(0, 9).map(lambda days: DAY - timedelta(days=days)),
        valid_to=st.sampled_from([None, DAY, DAY - timedelta(days=1)]),
        share=st.sampled_from([NOTHING, Decimal("0.014"), Decimal("0.029")]),
        sales_channel=st.sampled_from(["", "Site", "Amazon"]),
        payment_method=st.sampled_from(["", "Card", "PayPal"]),
        country=st.sampled_from(["", "FR", "be"]),
    ),
    max_size=12,
).map(lambda rules: [CostRule(**{**_fields(one), "id": number}) for number, one in enumerate(rules)])
SALES = st.builds(
    Sale,
    day=st.integers(-3, 3).map(lambda days: DAY + timedelta(days=days)),
    currency=st.just("EUR"),
    total=st.just(Decimal(100)),
    units=st.just(Decimal(1)),
    sales_channel=st.sampled_from([None, "site", "amazon", "Web "]),
    payment_method=st.sampled_from([None, "card", "CARD", "cheque"]),
    country=st.sampled_from([None, "FR", "BE"]),
)


def _fields(one):
    return {name: getattr(one, name) for name in CostRule.__dataclass_fields__}


def narrowed(one):
    return sum(bool(word) for word in (one.sales_channel, one.payment_method, one.country))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RULES, SALES, st.integers(0, 99))
def test_the_order_in_which_rules_are_told_does_not_matter(rules, sale, seed):
    for kind in CostKind:
        found = chosen(rules, kind, sale)
        shuffled = list(rules)
        random.Random(seed).shuffle(shuffled)
        assert chosen(shuffled, kind, sale) == found
        assert state_of(shuffled) == state_of(rules)
        fitting = [one for one in rules if one.kind == kind and one.applies(sale)]
        assert (found is None) == (not fitting)
        for other in fitting:
            assert narrowed(other) <= narrowed(found)
            if narrowed(other) == narrowed(found):
                assert other.valid_from <= found.valid_from


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RULES, SALES)
def test_a_rule_holds_for_what_its_scope_names_and_no_other(rules, sale):
    for one in rules:
        fits = (
            one.currency == "EUR"
            and one.valid_from <= sale.day
            and (one.valid_to is None or sale.day <= one.valid_to)
            and (not one.sales_channel or channel_of(one.sales_channel) == channel_of(sale.sales_channel))
            and (not one.payment_method or one.payment_method.lower() == (sale.payment_method or "").lower())
            and (not one.country or one.country.lower() == (sale.country or "").lower())
        )
        assert one.applies(sale) == fits


def test_a_fee_adds_share_order_and_units_exactly():
    one = rule(share=Decimal("0.014"), per_order=Decimal("0.25"), per_unit=Decimal("0.10"))
    assert one.fee(SALE) == Decimal("2.1300")  # 1.68 + 0.25 + 0.20
    half = rule(share=Decimal("0.000125"))
    assert half.fee(Sale(DAY, "EUR", Decimal("1.2"), NOTHING)) == Decimal("0.0002")  # 0.00015, half up


def test_the_narrower_word_wins_among_as_many():
    by_country, by_channel = rule(country="FR"), rule(sales_channel="site")
    by_method = rule(payment_method="card")
    told = [by_country, by_method, by_channel]
    random.Random(1).shuffle(told)
    assert in_order(told, CostKind.PAYMENT) == (by_method, by_channel, by_country)


def test_the_own_site_pays_no_marketplace_and_a_marketplace_without_a_rule_is_unknown():
    general = [rule(kind=CostKind.MARKETPLACE, share=Decimal("0.15"))]
    assert fee_of(general, CostKind.MARKETPLACE, SALE) == 0
    amazon = Sale(DAY, "EUR", Decimal(100), Decimal(1), "Amazon.fr")
    assert fee_of(general, CostKind.MARKETPLACE, amazon) == 15
    assert fee_of([], CostKind.MARKETPLACE, amazon) is None


@pytest.mark.parametrize("name", [None, "", " ", "Site", "WEB", "online store"])
def test_the_own_site_has_one_name(name):
    assert channel_of(name) == "site"


def test_the_state_tells_what_changes_figures_and_nothing_else():
    one = rule(share=Decimal("0.01"))
    assert state_of([]) == ""
    assert state_of([one]) == state_of([rule(share=Decimal("0.01"), note="contract")])
    others = [rule(share=Decimal("0.02")), rule(share=Decimal("0.01"), valid_to=DAY), rule(country="FR")]
    assert len({state_of([one]), *(state_of([other]) for other in others)}) == 4
