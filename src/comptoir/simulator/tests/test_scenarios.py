"""Scenario files: what comes with the product is sound, and what is wrong is said."""

import subprocess
import sys
from datetime import date

import pytest

from comptoir.core.errors import InputError, NotFoundError
from comptoir.simulator.api import load_scenario, scenarios
from comptoir.simulator.engine import prepare
from comptoir.simulator.reading import read_scenario, words

SMALL = """
name: mine
title: My shop
orders_per_year: 1000
channels:
  - {name: seo, share: 1.0, conversion: 0.02, known: 1.0}
"""


def test_the_scenarios_that_come_with_the_product():
    assert scenarios() == ["large", "maison_lavande", "steady"]
    assert all(load_scenario(name).name == name for name in scenarios())


def test_a_file_of_ones_own(tmp_path):
    path = tmp_path / "mine.yml"
    path.write_text(SMALL, encoding="utf-8")
    assert load_scenario(str(path)).title == "My shop"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("seson: {}", "unknown setting seson.*Did you mean season"),
        ("months: douze", "months is 'douze'.*A whole number is expected"),
        ("growth: 12", "growth is 12.*From -0.9 to 5"),
        ("season: {weekdays: [1, 1]}", "12 months and 7 weekdays"),
        ("season: {events: {soldes_printemps: {traffic: 2}}}", "no event soldes_printemps"),
        ("changes: [{lever: prix, value: 1}]", "no lever prix.*Did you mean price"),
        ("changes: [{lever: budget, value: 1, target: Brand}]", "no campaign Brand"),
        ("timezone: Europe/Pari", "no time zone Europe/Pari"),
        ("payments: [{method: card, odds: 0.5}]", "odds of payments sum to 0.5"),
        ("marketplaces: [{name: A, share: 1.0, commission: 0.1}]", "marketplaces have all orders"),
        ("customers: [1]", "A list of settings is expected"),
        ("basket: {vouchers: {}}", "A list is expected"),
    ],
)
def test_what_is_wrong_is_said(line, message):
    with pytest.raises(InputError, match=message):
        read_scenario(SMALL + line, "mine.yml")


def test_a_setting_that_lacks_is_named():
    with pytest.raises(InputError, match=r"channels 1 lacks known"):
        read_scenario(SMALL.replace(", known: 1.0", ""), "mine.yml")


def test_more_products_than_can_be_named():
    scenario = read_scenario(SMALL + "goods: {products: 100000}", "mine.yml")
    with pytest.raises(InputError, match="At most"):
        prepare(scenario, 1, date(2025, 1, 1), date(2025, 1, 2))


def test_no_such_scenario():
    with pytest.raises(NotFoundError, match="Did you mean steady"):
        load_scenario("stedy")
    with pytest.raises(NotFoundError, match="No scenario file"):
        load_scenario("/nowhere/mine.yml")


def test_not_yaml():
    with pytest.raises(InputError, match="is not YAML"):
        read_scenario("a: [", "mine.yml")


def test_the_door_is_light():
    """The web starts without what only a simulation needs."""
    code = "import sys, comptoir.simulator.api; print([m for m in ('numpy', 'pyarrow', 'yaml') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_words_are_french_and_whole():
    source = words("maison")
    names = [one["name"] for one in source["categories"]]
    assert set(source["affinities"]) == set(names)
    assert all(set(near) <= set(names) for near in source["affinities"].values())
    assert {one["season"] for one in source["categories"]} <= set(source["seasons"])
    assert {one["supplier"] for one in source["categories"]} <= {one["name"] for one in source["suppliers"]}
    assert len({one["code"] for one in source["categories"]}) == len(names) == 10
