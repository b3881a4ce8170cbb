"""What surrounds every page: the way to a company, language, theme, errors."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from comptoir.core.companies.api import Role
from comptoir.core.companies.models import Company, Membership
from comptoir.core.jobs.models import Job
from comptoir.measure.ingest.importing import TASK
from comptoir.web.assets import VEGA, prepare_assets


@pytest.fixture
def person(company: Company, make_member: Any) -> Any:
    return make_member(company, Role.VIEWER)


@pytest.fixture
def client(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_whoever_has_one_company_goes_straight_to_it(client: Client) -> None:
    assert client.get("/")["Location"] == "/c/boutique/"


def test_whoever_has_two_chooses_among_them_only(client: Client, person: Any, make_company: Any) -> None:
    Membership.objects.create(company=make_company("atelier"), user=person, role=Role.VIEWER)
    make_company("elsewhere")
    html = client.get("/").content.decode()
    assert 'href="/c/atelier/"' in html
    assert 'href="/c/boutique/"' in html
    assert "elsewhere" not in html


def test_a_company_whose_first_files_are_being_loaded_says_so(
    client: Client, person: Any, company: Company, make_company: Any
) -> None:
    Membership.objects.create(company=make_company("atelier"), user=person, role=Role.VIEWER)
    Job.objects.create(company=company, task=TASK, run_at=timezone.now(), created_at=timezone.now())
    client.post("/preferences/", {"language": "en"})
    lines = [client.get(f"/c/{slug}/line/").content.decode() for slug in ("boutique", "atelier")]
    assert ["data being loaded" in html for html in lines] == [True, False]
    assert ["no data yet" in html for html in lines] == [False, True]


def test_whoever_has_none_is_told_what_to_do(db: None) -> None:
    client = Client()
    client.force_login(get_user_model().objects.create_user("new@example.org", "correct horse battery"))
    assert "comptoir company add" in client.get("/").content.decode()


def test_language_and_theme_stay_with_the_person(client: Client, person: Any) -> None:
    answer = client.post(
        "/preferences/", {"language": "en", "theme": "dark", "next": "/c/boutique/?tax=included"}
    )
    assert answer["Location"] == "/c/boutique/?tax=included"
    person.refresh_from_db()
    assert (person.language, person.theme) == ("en", "dark")
    html = client.get("/c/boutique/").content.decode()
    assert '<html lang="en" data-theme="dark">' in html


def test_before_signing_in_they_stay_in_the_browser(db: None) -> None:
    client = Client()
    client.post("/preferences/", {"language": "en", "theme": "light"})
    assert '<html lang="en" data-theme="light">' in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_way_back_never_leaves_the_site(client: Client, address: str) -> None:
    assert client.post("/preferences/", {"theme": "dark", "next": address})["Location"] == "/"


def test_an_unknown_choice_changes_nothing(client: Client, person: Any) -> None:
    client.post("/preferences/", {"language": "xx", "theme": "pink"})
    person.refresh_from_db()
    assert (person.language, person.theme) == ("fr", "auto")


def test_preferences_are_posted(client: Client) -> None:
    assert client.get("/preferences/").status_code == 405


def test_a_page_that_is_not_there_has_the_frame(client: Client) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert 'class="empty"' in response.content.decode()


def test_no_page_has_inline_script_or_style(client: Client) -> None:
    """The content security policy forbids them: they would silently not work."""
    for address in ("/c/boutique/", "/accounts/login/", "/nowhere/"):
        html = client.get(address).content.decode()
        assert " style=" not in html
        assert " onclick=" not in html
        assert "<style" not in html
        assert "<script>" not in html


@pytest.mark.slow
def test_the_chart_library_is_taken_out_of_its_wheel_once(tmp_path: Path) -> None:
    bundle = prepare_assets(tmp_path) / VEGA
    written = bundle.stat().st_mtime_ns
    assert "as embed" in bundle.read_text(encoding="utf-8")[-80:]
    prepare_assets(tmp_path)
    assert bundle.stat().st_mtime_ns == written
    (tmp_path / "vendor" / ".version").write_text("older")
    prepare_assets(tmp_path)
    assert bundle.stat().st_mtime_ns > written


def test_every_page_of_a_simulated_company_says_so(client: Client, company: Company) -> None:
    for path in ("", "import/", "calendar/"):
        assert "simul" not in client.get(f"/c/boutique/{path}").content.decode()
    Company.objects.filter(pk=company.pk).update(is_simulated=True)
    for path in ("", "import/", "calendar/"):
        assert "Société simulée" in client.get(f"/c/boutique/{path}").content.decode()
