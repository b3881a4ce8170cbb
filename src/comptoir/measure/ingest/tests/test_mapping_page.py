"""The mapping page: what is recognised, previewed on real rows, edited, started."""

from collections.abc import Callable

import pytest

from comptoir.core.jobs.api import Job
from comptoir.measure.ingest.tests.conftest import ORDERS, Person, sent

pytestmark = pytest.mark.django_db


def test_a_dropped_file_is_understood_at_once(person: Callable[..., Person]) -> None:
    member = person()
    page = member.get("file", key=member.drop().pk)
    preview = page.context["preview"]
    assert (preview.rows_read, preview.rows_good, preview.rows_rejected, preview.orders) == (6, 3, 3, 2)
    lines = [(row["order"], row["sku"], row["quantity"], row["amount"]) for row in preview.lines.rows]
    assert lines == [("1", "A-1", 2, 20), ("1", "B-2", 1, 45.5), ("2", "A-1", 1, 10)]
    assert [row["line"] for row in preview.rejected.rows] == [5, 6, 7]
    assert "2026-11-31" in page.content.decode()
    assert page.context["rows"][0][:2] == ("1", "2026-11-02 10:00:00")


def test_a_change_is_previewed_and_nothing_is_stored(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop(ORDERS.replace("paid", "Expédiée"))
    before = member.get("file", key=upload.pk)
    assert before.context["preview"].rows_good == 0
    data = member.forms(upload, action="preview")
    [position] = [name.split("-")[1] for name, value in data.items() if value == "Expédiée"]
    response = member.client.post(
        member.address("mapping", key=upload.pk),
        data | {f"statuses-{position}-means": "sold"},
        headers={"hx-request": "true"},
    )
    assert response.status_code == 200
    assert b"<html" not in response.content
    assert response.context["preview"].rows_good == 3
    assert not Job.objects.exists()


def test_an_error_stands_beside_its_field_and_keeps_what_was_typed(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop()
    changes = {"settings-currency": "EURO1", "settings-name": "My shop", "action": "start"}
    response = member.post("mapping", member.forms(upload, **changes), key=upload.pk)
    assert response.status_code == 422
    assert response.context["editor"].settings.errors["currency"]
    assert 'value="My shop"' in response.content.decode()
    assert not Job.objects.exists()


def test_a_mapping_that_does_not_fit_is_not_started(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop()
    data = member.forms(upload, action="start") | {"columns-0-means": ""}
    response = member.post("mapping", data, key=upload.pk)
    assert response.status_code == 422
    assert "known yet as: « Order number »." in response.content.decode()
    assert "order_id" not in str(response.context["error"])


def test_a_file_that_is_no_table_can_be_put_away(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop("%PDF-1.7 \n")
    page = member.get("file", key=upload.pk)
    assert (page.status_code, page.context["upload"], str(page.context["error"].came)) == (
        422,
        upload,
        "This is a PDF file.",
    )
    assert member.address("remove", key=upload.pk) in page.content.decode()
    assert not Job.objects.exists()


def test_the_mapping_in_hand_is_written_as_yaml(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop()
    response = member.post(
        "mapping", member.forms(upload, action="yaml", **{"settings-name": "My shop"}), key=upload.pk
    )
    assert response.headers["Content-Disposition"] == 'attachment; filename="my-shop.yml"'
    assert "name: My shop" in response.content.decode()


def test_a_broken_base_is_refused_in_words(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop()
    response = member.post("mapping", member.forms(upload) | {"base": "{{{"}, key=upload.pk)
    assert response.status_code == 422
    assert "Traceback" not in response.content.decode()


def test_an_unknown_action_is_refused(person: Callable[..., Person]) -> None:
    member = person()
    upload = member.drop()
    assert member.post("mapping", member.forms(upload, action="explode"), key=upload.pk).status_code == 400


def test_an_unknown_file_opens_its_mapping(person: Callable[..., Person]) -> None:
    """Nothing of the header is known: the page asks which column is what, and takes the answer."""
    member = person()
    upload = member.drop("a,b,c,d,e\n1,2026-11-02,A-1,2,10.00\n", "unknown.csv")
    page = member.get("file", key=upload.pk)
    assert page.status_code == 200
    assert "order_id" in page.content.decode()
    told = sent(page) | {
        f"columns-{at}-means": name
        for at, name in enumerate(("order_id", "ordered_at", "sku", "quantity", "unit_price"))
    }
    answered = member.post(
        "mapping", told | {"action": "preview", "settings-prices": "excluded"}, key=upload.pk
    )
    assert answered.status_code == 200
    assert answered.context["preview"].rows_good == 1
