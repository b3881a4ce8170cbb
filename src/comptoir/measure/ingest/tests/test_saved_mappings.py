"""The company's mappings: saved on a file, proposed for the next, written out, deleted, taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from comptoir.connectors.files.api import Mapping, presets
from comptoir.core.companies.api import Role
from comptoir.measure.ingest.models import Upload
from comptoir.measure.ingest.tests.conftest import ORDERS, Person

pytestmark = pytest.mark.django_db


def save(member: Person, upload: Upload, name: str = "My shop", **changes: str) -> Any:
    data = member.forms(upload, action="save", **{"settings-name": name, **changes})
    return member.post("mapping", data, key=upload.pk)


@pytest.mark.slow
def test_a_saved_mapping_is_proposed_for_the_next_file_of_that_header(person: Callable[..., Person]) -> None:
    member = person()
    response = save(member, member.drop(), **{"settings-currency": "GBP"})
    assert response.status_code == 200
    assert response.context["origin"] == "saved"
    nxt = member.get("file", key=member.drop(ORDERS.replace("Lamp", "Lampe"), "next.csv").pk)
    assert (nxt.context["origin"], nxt.context["editor"].base.name) == ("saved", "My shop")
    assert nxt.context["editor"].base.currency == "GBP"
    other = member.get("file", key=member.drop(ORDERS.replace("sku", "code", 1), "other.csv").pk)
    assert other.context["origin"] != "saved"


@pytest.mark.slow
def test_saving_under_the_same_name_replaces(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop()
    save(member, upload, **{"settings-currency": "GBP"})
    save(member, upload, **{"settings-currency": "CHF"})
    [mapping] = member.get("mappings").context["saved"]
    assert mapping.currency == "CHF"


@pytest.mark.slow
def test_the_name_of_a_shipped_mapping_is_refused_beside_the_name(person: Callable[..., Person]) -> None:
    member = person()
    response = save(member, member.drop(), "shopify")
    assert response.status_code == 422
    assert "name" in response.context["editor"].settings.errors
    assert not member.get("mappings").context["saved"]


@pytest.mark.slow
def test_starting_keeps_the_mapping_when_asked(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop()
    data = member.forms(upload, action="start", remember="on", **{"settings-name": "My shop"})
    assert member.post("mapping", data, key=upload.pk).status_code == 302
    assert [mapping.name for mapping in member.get("mappings").context["saved"]] == ["My shop"]


@pytest.mark.slow
def test_a_second_kind_of_file_does_not_replace_the_first_mapping(person: Callable[..., Person]) -> None:
    member = person()
    for header in ("sku", "code"):
        upload = member.drop(ORDERS.replace("sku", header, 1), f"{header}.csv")
        member.post("mapping", member.forms(upload, action="save"), key=upload.pk)
    assert len(member.get("mappings").context["saved"]) == 2


def test_a_mapping_is_chosen_by_hand(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop()
    page = member.client.get(member.address("file", key=upload.pk), {"mapping": "shipped:generic"})
    assert (page.context["origin"], page.context["editor"].base.name) == ("shipped", "generic · Boutique")
    assert page.context["editor"].base.source_name == "generic"
    assert (
        member.client.get(member.address("file", key=upload.pk), {"mapping": "saved:none"}).status_code == 404
    )


@pytest.mark.slow
def test_every_mapping_is_written_as_yaml_and_read_back(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop()
    save(member, upload)
    for name in ("My shop", *(mapping.name for mapping in presets())):
        response = member.get("mapping_yaml", name=name)
        assert Mapping.from_yaml(response.content.decode()).name == name
    file = SimpleUploadedFile("m.yml", member.get("mapping_yaml", name="generic").content)
    page = member.post("yaml", {"yaml": file}, key=upload.pk)
    assert (page.status_code, page.context["origin"]) == (200, "yaml")


@pytest.mark.parametrize(
    "body", [b"name: [", b"\xff\xfe\x00", b"name: x\ncolumns: {nonsense: a}", b"x" * 300_000]
)
def test_a_broken_yaml_file_is_refused_in_words(person: Callable[..., Person], body: bytes) -> None:
    member = person()
    upload = member.drop()
    response = member.post("yaml", {"yaml": SimpleUploadedFile("m.yml", body)}, key=upload.pk)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()


@pytest.mark.slow
def test_a_deleted_mapping_can_be_taken_back(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop()
    save(member, upload)
    deleted = member.post("delete_mapping", {"name": "My shop"})
    assert not deleted.context["saved"]
    assert member.post("delete_mapping", {"name": "My shop"}).status_code == 404
    assert member.post("restore_mapping", {"undo": deleted.context["undo"]}).status_code == 302
    assert [mapping.name for mapping in member.get("mappings").context["saved"]] == ["My shop"]
    assert member.get("file", key=upload.pk).context["origin"] == "saved"


def test_an_undo_of_another_company_or_made_up_is_refused(
    person: Callable[..., Person], make_company: Callable[..., Any]
) -> None:
    member = person()
    save(member, member.drop())
    undo = member.post("delete_mapping", {"name": "My shop"}).context["undo"]
    other = make_company("ailleurs")
    stranger = person(of=other)
    stranger.company = other
    assert stranger.post("restore_mapping", {"undo": undo}).status_code == 422
    assert stranger.post("restore_mapping", {"undo": undo + "x"}).status_code == 422
    assert not stranger.get("mappings").context["saved"]


def test_a_viewer_reads_mappings_and_changes_none(person: Callable[..., Person]) -> None:
    save(member := person(), member.drop())
    viewer = person(Role.VIEWER)
    assert viewer.get("mappings").status_code == 200
    assert viewer.get("mapping_yaml", name="My shop").status_code == 200
    assert viewer.post("delete_mapping", {"name": "My shop"}).status_code == 403
    assert viewer.post("restore_mapping", {"undo": ""}).status_code == 403
