"""The mappings that a company keeps."""

from collections.abc import Callable
from pathlib import Path

import pytest

from comptoir.connectors.files import saved
from comptoir.connectors.files.api import recognise
from comptoir.connectors.files.tests.support import GENERIC, file
from comptoir.core.companies.models import Company

HEADERS = ["order_id", "ordered_at", "sku", "quantity", "unit_price"]


@pytest.fixture
def companies(make_company: Callable[..., Company]) -> tuple[int, int]:
    return make_company("one").pk, make_company("two").pk


def test_a_mapping_is_kept_by_name_for_its_company_alone(companies: tuple[int, int]) -> None:
    one, two = companies
    saved.save_mapping(one, GENERIC, HEADERS, None)
    saved.save_mapping(one, GENERIC.with_(currency="GBP"), HEADERS, None)
    assert [mapping.currency for mapping in saved.saved_mappings(one)] == ["GBP"]
    assert saved.saved_mapping(one, "shop") == GENERIC.with_(currency="GBP")
    assert saved.saved_mappings(two) == []
    assert saved.saved_mapping(two, "shop") is None


def test_it_is_found_again_by_the_header(companies: tuple[int, int], tmp_path: Path) -> None:
    one, two = companies
    saved.save_mapping(one, GENERIC, HEADERS, None)
    saved.save_mapping(one, GENERIC.with_(name="later"), HEADERS, None)
    turned = recognise(file(tmp_path, ",".join(reversed(HEADERS)).upper() + "\n1,2,3,4,5\n"))
    wider = recognise(file(tmp_path, ",".join([*HEADERS, "more"]) + "\n1,2,3,4,5,6\n", "wider.csv"))
    found = saved.mapping_for(one, turned)
    assert found is not None
    assert found.name == "later"
    assert saved.mapping_for(one, wider) is None
    assert saved.mapping_for(two, turned) is None


def test_a_deleted_mapping_comes_back_whole(companies: tuple[int, int]) -> None:
    one, two = companies
    saved.save_mapping(one, GENERIC, HEADERS, None)
    assert saved.delete_mapping(two, "shop") is None
    assert saved.delete_mapping(one, "shop") == (GENERIC, tuple(HEADERS))
    assert saved.saved_mappings(one) == []
