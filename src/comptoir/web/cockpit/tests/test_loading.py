"""What the cockpit says while files are being loaded, and when they are in."""

from typing import Any

import pytest
from django.test import Client

from comptoir.core.companies.api import Role
from comptoir.core.jobs.models import Job, State
from comptoir.web.cockpit.tests.conftest import NOW

pytestmark = pytest.mark.django_db


def job(company: Any, state: str = State.RUNNING, done: int = 0, total: int = 0) -> Job:
    made = Job.objects.create(
        company=company,
        task="ingest.import_export",
        title="stock.csv",
        state=state,
        run_at=NOW,
        created_at=NOW,
        progress_done=done,
        progress_total=total,
    )
    assert isinstance(made, Job)
    return made


def test_what_is_loaded_is_told_and_then_counted(client: Client, shop: Any, make_member: Any) -> None:
    owner = make_member(shop, Role.OWNER)
    owner.language = "en"
    owner.save()
    client.force_login(owner)
    address = f"/c/{shop.slug}/"
    assert 'id="loading"' not in client.get(address).content.decode()
    one = job(shop, done=1, total=3)
    job(shop, State.QUEUED)
    page = client.get(address).content.decode()
    assert "2 files are being loaded, now stock.csv (1 of 3): the figures follow as they come." in page
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith("<p")
    assert "cockpit-head" not in part
    Job.objects.exclude(pk=one.pk).delete()
    one.state = State.DONE
    one.save()
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_who_may_not_import_is_not_bothered(client: Client, shop: Any, make_member: Any) -> None:
    job(shop)
    client.force_login(make_member(shop, Role.VIEWER))
    assert 'id="loading"' not in client.get(f"/c/{shop.slug}/").content.decode()
