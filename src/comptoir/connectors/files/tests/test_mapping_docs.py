"""The page on mappings says what the code does: every field, reason, key and shipped mapping is in it."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
import sqlglot
import yaml

from comptoir.connectors.files.api import REASONS, Mapping, presets
from comptoir.connectors.files.fields import FIELDS, Level
from comptoir.connectors.files.mapping_read import MEANINGS
from comptoir.connectors.files.tests.staging_help import SAMPLES

PAGE = Path(__file__).parents[5] / "docs" / "mapping.md"


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def block(page: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", page, re.DOTALL)
    assert found is not None
    return found[1]


def test_its_example_uses_every_key_and_is_valid(page: str) -> None:
    example = block(page, "yaml")
    assert Mapping.from_yaml(example).name == "my_shop"
    missing = {item.name for item in fields(Mapping)} - set(yaml.safe_load(example))
    assert missing == {"source"}, "and `source` stands in the comment of `name`"


def test_it_names_every_field_reason_status_and_shipped_mapping(page: str) -> None:
    words = set(re.findall(r"`([a-z_]+)`", page))
    of_orders = {name for name, field in FIELDS.items() if field.level is not Level.PRODUCT}
    assert of_orders <= words
    assert set(REASONS) <= words
    assert set(MEANINGS) <= words
    assert {mapping.name for mapping in presets()} <= words


def test_its_query_gives_the_header_that_the_mapping_knows(page: str) -> None:
    query = sqlglot.parse_one(block(page, "sql"), read="mysql")
    header = (SAMPLES / "prestashop_sql_manager.csv").read_text(encoding="utf-8").splitlines()[0]
    assert [item.alias_or_name for item in query.selects] == header.split(";")
