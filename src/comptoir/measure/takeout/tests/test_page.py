"""The page: asked for, made by the worker, downloaded, removed."""

import io
import json
import os
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from comptoir.core import clock
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.jobs.api import run_pending
from comptoir.measure.takeout import ready

PAGE = "/c/boutique/settings/takeout/"


@pytest.fixture
def owner(company: Company, make_member: Any) -> Client:
    client = Client()
    client.force_login(make_member(company))
    client.post("/preferences/", {"language": "en"})
    return client


def test_asked_for_made_and_downloaded(owner: Client, company: Company) -> None:
    assert "No export stands ready" in owner.get(PAGE).content.decode()
    owner.post(f"{PAGE}ask/")
    owner.post(f"{PAGE}ask/")
    assert "The export is being written" in owner.get(PAGE).content.decode()
    assert run_pending() == 1
    assert "An export stands ready" in owner.get(PAGE).content.decode()
    answer = owner.get(f"{PAGE}file/")
    packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    manifest = json.loads(packed.read("boutique/manifest.json"))
    assert manifest["with_personal_data"] is False
    assert {f"boutique/{name}" for name in manifest["files"]} | {"boutique/manifest.json"} == set(
        packed.namelist()
    )
    assert Entry.objects.filter(verb="takeout.taken").count() == 1
    owner.post(f"{PAGE}remove/")
    assert owner.get(f"{PAGE}file/")["Location"] == PAGE


def test_nobody_but_an_owner(company: Company, make_member: Any) -> None:
    client = Client()
    client.force_login(make_member(company, Role.MANAGER))
    for way in ("", "file/"):
        assert client.get(PAGE + way).status_code == 403
    assert client.post(f"{PAGE}ask/").status_code == 403


def test_an_old_export_is_removed(company: Company) -> None:
    found = ready.prepare(operator_scope("boutique"), with_personal_data=True, watch=lambda *_: None)
    assert found.with_personal_data
    assert ready.tidy() == 0
    long_ago = (clock.now() - timedelta(days=8)).timestamp()
    os.utime(found.path, (long_ago, long_ago))
    assert ready.tidy() == 1
    assert not found.path.exists()
