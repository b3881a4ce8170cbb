"""Files on their way in, and how long they stay."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comptoir.core import clock
from comptoir.core.companies.api import Role, Scope
from comptoir.measure.ingest.models import Upload
from comptoir.measure.ingest.tests.conftest import ORDERS, Person
from comptoir.measure.ingest.uploads import forget_uploads, path_of, purge_uploads

pytestmark = pytest.mark.django_db


def test_a_file_is_kept_under_its_digest_with_its_name(person: Callable[..., Person], settings: Any) -> None:
    upload = person().drop(ORDERS, "Commandes été 2026.CSV.gz")
    assert upload.name == "Commandes été 2026.CSV.gz"
    assert path_of(upload).name == f"{upload.digest}.csv.gz"
    assert path_of(upload).parent == Path(settings.UPLOADS) / str(upload.company_id)
    assert path_of(upload).read_text() == ORDERS


def test_a_name_cannot_leave_the_folder(person: Callable[..., Person], settings: Any) -> None:
    upload = person().drop(ORDERS, "../../etc/passwd.csv/../../x.c/sv")
    assert path_of(upload).resolve().is_relative_to(Path(settings.UPLOADS).resolve())


def test_too_large_a_file_is_cut_off_and_leaves_nothing(person: Callable[..., Person], settings: Any) -> None:
    settings.MAX_UPLOAD_BYTES = 100_000
    response = person().post("upload", {"file": SimpleUploadedFile("big.csv", b"x" * 300_000)})
    assert response.status_code == 422
    assert "too large" in response.content.decode()
    assert not Upload.objects.exists()
    assert not list(Path(settings.UPLOADS).rglob("*.*"))


def test_an_empty_file_and_no_file_are_told(person: Callable[..., Person], settings: Any) -> None:
    response = person().post("upload", {"file": SimpleUploadedFile("empty.csv", b"")})
    assert response.status_code == 422
    assert "empty" in response.content.decode()
    assert person(Role.MANAGER).post("upload").status_code == 422
    assert not list(Path(settings.UPLOADS).rglob("*.*"))


def test_without_a_token_the_upload_is_refused(person: Callable[..., Person]) -> None:
    member = person()
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(member.user)
    response = careful.post(member.address("upload"), {"file": SimpleUploadedFile("a.csv", b"a")})
    assert response.status_code == 403
    assert not Upload.objects.exists()


def test_htmx_is_sent_on_to_the_mapping(person: Callable[..., Person]) -> None:
    member = person()
    file = SimpleUploadedFile("orders.csv", ORDERS.encode())
    response = member.client.post(member.address("upload"), {"file": file}, headers={"hx-request": "true"})
    assert response.headers["HX-Redirect"] == member.address("file", key=Upload.objects.get().pk)


def test_a_file_that_waits_already_stays_one(person: Callable[..., Person]) -> None:
    member = person()
    first = member.drop()
    Upload.objects.update(uploaded_at=clock.now() - timedelta(days=3))
    assert member.drop() == first
    assert Upload.objects.get().uploaded_at > clock.now() - timedelta(days=1)
    assert path_of(first).exists()


def test_a_removed_file_stays_while_another_upload_needs_it(person: Callable[..., Person]) -> None:
    member = person()
    first, second = member.drop(), member.drop(name="again.csv")
    member.post("remove", key=first.pk)
    assert path_of(second).exists()
    member.post("remove", key=second.pk)
    assert not path_of(second).exists()
    assert member.get("file", key=second.pk).status_code == 404


def test_old_files_are_purged_and_recent_ones_stay(
    person: Callable[..., Person], scope: Scope, settings: Any
) -> None:
    settings.UPLOADS_KEPT_DAYS = 7
    member = person()
    old, new = member.drop(ORDERS, "a.csv"), member.drop(ORDERS + "\n", "b.csv")
    Upload.objects.filter(pk=old.pk).update(uploaded_at=clock.now() - timedelta(days=8))
    assert purge_uploads(scope) == 1
    assert not path_of(old).exists()
    assert path_of(new).exists()
    assert purge_uploads(scope) == 0


def test_every_idle_file_can_be_forgotten(person: Callable[..., Person], scope: Scope) -> None:
    upload = person().drop()
    assert forget_uploads(scope) == 1
    assert not path_of(upload).exists()
