"""The catalogue is complete, said in both languages, and its page is current."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.core.management import call_command
from django.utils.functional import Promise

from comptoir.entities.registry import entity
from comptoir.measure.metrics.catalogue.base import (
    SOURCE_OF,
    SOURCE_WORDS,
    Basis,
    Source,
    TaxRule,
    Unit,
    export_of,
)
from comptoir.measure.metrics.catalogue.dimensions import (
    CUSTOMER_TYPES,
    DEVICES,
    DIMENSIONS,
    TRAFFIC_CHANNELS,
)
from comptoir.measure.metrics.catalogue.measure import DERIVED
from comptoir.measure.metrics.catalogue.measures import MEASURES
from comptoir.measure.metrics.catalogue.registry import AMBIGUOUS_METRICS, METRICS, catalogue
from comptoir.measure.metrics.origins import OF_ORDER
from comptoir.measure.metrics.page import page
from comptoir.measure.metrics.running import RUNNING, SCHEMA

ROOT = Path(__file__).resolve().parents[5]
FRENCH = ROOT / "src/comptoir/locale/fr/parts/metrics.po"

DEFINED = [
    "gross_sales",
    "discounts",
    "returns",
    "net_sales",
    "shipping",
    "taxes",
    "total_sales",
    "demand_sales",
    "orders",
    "units",
    "net_units",
    "aov",
    "sessions",
    "visitors",
    "page_views",
    "conversion_rate",
    "orders_per_session",
    "add_to_cart_rate",
    "checkout_rate",
    "cart_abandonment",
    "ad_spend",
    "ad_clicks",
    "ad_impressions",
    "ad_ctr",
    "cpc",
    "cpm",
    "attributed_sales",
    "roas_platform",
    "roas_analytics",
    "mer",
    "poas",
    "break_even_roas",
    "iroas",
    "new_customers",
    "returning_customers",
    "cac",
    "ncac",
    "cogs",
    "gross_margin",
    "cm1",
    "cm2",
    "cm3",
    "repeat_rate",
    "repeat_30",
    "repeat_60",
    "repeat_90",
    "repeat_365",
    "retention",
    "clv",
    "return_rate",
    "stock_cover_days",
    "feed_valid_rate",
    "email_delivered",
    "email_ctr",
    "unsubscribe_rate",
    "complaint_rate",
    "revenue_per_1000",
    "email_open_rate",
    "seo_clicks",
    "seo_impressions",
    "seo_ctr",
    "seo_position",
    "share_of_target",
    "pace",
    "landing",
    "net_sales_per_order",
    "discount_rate",
    "ad_cost_ratio",
    "new_customer_share",
    "tracking_coverage",
    "stockout_rate",
    "on_time_shipping_rate",
    "cancellation_rate",
    "payment_refusal_rate",
    "brand_clicks",
    "direct_share",
    "market_index",
    "budget",
    "reforecast",
    "customers",
    "refund_gestures",
    "adjustments",
    "fevad_sales",
    "gross_margin_rate",
    "cm2_rate",
    "cm3_rate",
    "stock_on_hand",
    "on_time_delivery_rate",
    "top_3_share",
    "top_10_share",
    "tracked_position",
    "review_count",
    "average_rating",
    "review_answer_rate",
]


@pytest.mark.parametrize("name", DEFINED)
def test_every_metric_of_the_definitions_is_there(name):
    assert name in METRICS


def test_names_are_said_once():
    assert len(METRICS) == len(catalogue())
    assert len({str(metric.label) for metric in catalogue()}) == len(METRICS)
    assert not set(AMBIGUOUS_METRICS) & set(METRICS)
    assert {name for names in AMBIGUOUS_METRICS.values() for name in names} <= set(METRICS)


def test_formulas_speak_of_measures_and_measures_of_columns_that_exist():
    for metric in catalogue():
        assert metric.formula is None or metric.formula.measures <= set(MEASURES)
    for measure in MEASURES.values():
        stored = SCHEMA.names if measure.fact == RUNNING else entity(measure.fact).column_names
        columns = set(stored) | DERIVED
        used = {*measure.plus, *measure.minus, *measure.known, measure.date, *(c for c, _v in measure.where)}
        assert used <= columns, measure.name
    for dimension in DIMENSIONS.values():
        known = set(entity("product").column_names) if dimension.from_product else None
        for fact in dimension.facts:
            columns = known or set(entity(fact).column_names) | {
                "customer_type",
                "cohort",
                "weekday",
                "months_since_first",
                "campaign",
                "payment_method",
                *OF_ORDER.get(fact, ()),
            }
            assert dimension.stored in columns


def test_every_measure_of_money_that_may_be_asked_with_tax_has_its_tax():
    terms = [term for metric in catalogue() if metric.formula for term in metric.formula.terms]
    asked = {term.measure for term in terms if term.basis is not Basis.EXCLUDED}
    money = {name for name in asked if MEASURES[name].is_money}
    assert {f"{name}_tax" for name in money} <= set(MEASURES)


def test_what_an_amount_says_of_tax():
    for metric in catalogue():
        if metric.is_computed and metric.unit is Unit.MONEY and metric.name != "taxes":
            assert metric.tax is not TaxRule.NONE, metric.name


def test_what_excludes_tax_excludes_it_throughout():
    """A ratio never mixes the two."""
    for metric in catalogue():
        if metric.formula and metric.tax is TaxRule.EXCLUDED:
            money = [term for term in metric.formula.terms if MEASURES[term.measure].is_money]
            assert {term.basis for term in money} == {Basis.EXCLUDED}, metric.name


def test_every_fact_has_a_source_and_every_coverage_is_of_one_fact():
    for metric in catalogue():
        if metric.formula:
            assert metric.formula.needed <= set(SOURCE_OF)
            read = {fact for name in metric.formula.measures for fact in MEASURES[name].facts}
            assert metric.formula.one_of <= read
        if metric.coverage:
            known, whole = MEASURES[metric.coverage.known], MEASURES[metric.coverage.of]
            assert known.fact == whole.fact
            assert export_of(known.fact) in metric.formula.exports
            assert "{share}" in str(metric.coverage.words)


def test_a_metric_names_the_sources_that_it_needs():
    for metric in catalogue():
        if metric.formula:
            needed = {SOURCE_OF[fact] for fact in metric.formula.needed | metric.formula.one_of}
            assert needed - {Source.ORDERS} <= set(metric.sources), metric.name


def words():
    for metric in catalogue():
        yield from (metric.label, metric.words, metric.notes, metric.origin)
        yield metric.coverage.words if metric.coverage else ""
    yield from SOURCE_WORDS.values()
    for names in (CUSTOMER_TYPES, TRAFFIC_CHANNELS, DEVICES):
        yield from names.values()
    yield from (dimension.label for dimension in DIMENSIONS.values())


def test_every_word_is_said_in_french():
    with FRENCH.open("rb") as file:
        french = {message.id: message.string for message in read_po(file)}
    said = {str(word) for word in words() if isinstance(word, Promise) and str(word)}
    unsaid = {word for word in said if not french.get(word)}
    # Those with a number of days in them are said once for all numbers.
    assert {word for word in unsaid if "days" not in word} == set()
    assert french["Repeat rate at {days} days"] == "Taux de réachat à {days} jours"


def test_the_page_of_the_documentation_is_current(tmp_path):
    written = tmp_path / "metrics.md"
    call_command("write_metrics_page", str(written))
    assert written.read_text(encoding="utf-8") == page()
    current = (ROOT / "docs/metrics.md").read_text(encoding="utf-8")
    assert current == page(), "run `write_metrics_page` again"
    assert all(f"`{name}`" in current for name in METRICS)
