"""The pages of companies: what they show, what they change, what they keep to themselves."""

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client

from comptoir.core.companies.api import Role, access_company, access_guest, access_token
from comptoir.core.companies.models import ApiToken, Company, GuestLink, Invitation, Membership
from comptoir.core.companies.setup import setup_path

pytestmark = pytest.mark.django_db
PASSWORD = "trois petits canards"


@pytest.fixture
def owner(company: Company, make_member: Any) -> Any:
    return make_member(company, Role.OWNER)


@pytest.fixture
def page(owner: Any) -> Client:
    client = Client()
    client.force_login(owner)
    return client


def shown_secret(html: str) -> str:
    found = re.search(r'class="secret" readonly value="([^"]+)"', html)
    assert found, html
    return found.group(1)


def test_an_owner_changes_the_settings(page: Client, company: Company) -> None:
    answer = page.get("/c/boutique/settings/company/")
    assert answer.status_code == 200
    fields = {**answer.context["form"].initial, "name": "Chez Ada", "tax": "included"}

    assert page.post("/c/boutique/settings/company/", fields).status_code == 302

    company.refresh_from_db()
    assert (company.name, company.tax) == ("Chez Ada", "included")


def test_a_wrong_setting_is_told_in_the_form(page: Client, company: Company) -> None:
    answer = page.post("/c/boutique/settings/company/", {"name": "Chez Ada", "currency": "XXQ"})

    assert answer.status_code == 422
    assert "currency" in answer.context["form"].errors
    company.refresh_from_db()
    assert company.name == "Boutique"


def test_settings_begin_with_what_the_role_may_open(
    page: Client, company: Company, make_member: Any, client: Client
) -> None:
    client.force_login(make_member(company, Role.VIEWER))

    assert page.get("/c/boutique/settings/").url == "/c/boutique/settings/company/"
    assert client.get("/c/boutique/settings/").url == "/c/boutique/settings/tokens/"
    shown = client.get("/c/boutique/settings/tokens/").content.decode()
    assert "/settings/members/" not in shown
    assert "/settings/leave/" in shown


def test_without_a_mail_server_the_link_is_shown_to_be_copied(page: Client, client: Client) -> None:
    invited = page.post("/c/boutique/settings/members/", {"email": "lea@x.example", "role": "manager"})
    link = shown_secret(invited.content.decode())

    assert mail.outbox == []
    assert invited.headers["Cache-Control"] == "private, no-store"
    opened = client.get(link)
    assert opened.status_code == 200
    assert "lea@x.example" in opened.content.decode()
    assert opened.headers["Referrer-Policy"] == "same-origin"

    joined = client.post(link, {"password": PASSWORD, "again": PASSWORD})

    assert joined.url == "/"
    assert client.get("/c/boutique/settings/sharing/").status_code == 200
    assert Membership.objects.get(user__email="lea@x.example").role == Role.MANAGER
    assert client.get(link).status_code == 404


def test_with_a_mail_server_the_link_leaves_by_letter(page: Client, settings: Any) -> None:
    settings.MAIL_URL = "smtp://mail.example"

    page.post("/c/boutique/settings/members/", {"email": "lea@x.example", "role": "viewer"})

    (letter,) = mail.outbox
    assert letter.to == ["lea@x.example"]
    assert re.search(r"http://testserver/invitation/\S+/", letter.body)


def test_two_different_passwords_make_no_account(page: Client, client: Client) -> None:
    invited = page.post("/c/boutique/settings/members/", {"email": "lea@x.example", "role": "viewer"})
    link = shown_secret(invited.content.decode())

    answer = client.post(link, {"password": PASSWORD, "again": PASSWORD + "!"})

    assert answer.status_code == 422
    assert not get_user_model().objects.filter(email="lea@x.example").exists()


def test_who_is_signed_in_as_somebody_else_is_told_to_sign_out(
    page: Client, client: Client, make_member: Any
) -> None:
    invited = page.post("/c/boutique/settings/members/", {"email": "lea@x.example", "role": "owner"})
    link = shown_secret(invited.content.decode())
    tom = make_member(None, email="tom@x.example")
    client.force_login(tom)

    assert "tom@x.example" in client.get(link).content.decode()
    assert client.post(link).status_code == 403
    assert not Membership.objects.filter(user=tom).exists()


def test_who_has_an_account_signs_in_and_joins(page: Client, client: Client, make_member: Any) -> None:
    lea = make_member(None, email="lea@x.example")
    invited = page.post("/c/boutique/settings/members/", {"email": lea.email, "role": "viewer"})
    link = shown_secret(invited.content.decode())

    assert 'name="password"' not in client.get(link).content.decode()
    client.force_login(lea)
    client.post(link)
    assert access_company(lea, "boutique").role == Role.VIEWER


def test_members_change_roles_and_go(page: Client, company: Company, make_member: Any) -> None:
    lea = make_member(company, Role.VIEWER).memberships.get()

    page.post(f"/c/boutique/settings/members/{lea.pk}/role/", {"role": "contributor"})
    lea.refresh_from_db()
    assert lea.role == Role.CONTRIBUTOR

    page.post(f"/c/boutique/settings/members/{lea.pk}/remove/")
    assert Membership.objects.get().role == Role.OWNER


def test_the_last_owner_is_told_why_not(page: Client, owner: Any) -> None:
    answer = page.post(f"/c/boutique/settings/members/{owner.memberships.get().pk}/remove/")

    assert answer.status_code == 409
    assert owner.email in answer.content.decode()
    assert Membership.objects.exists()


def test_an_invitation_is_revoked(page: Client) -> None:
    page.post("/c/boutique/settings/members/", {"email": "lea@x.example", "role": "viewer"})
    invitation = Invitation.objects.get()

    page.post(f"/c/boutique/settings/invitations/{invitation.pk}/revoke/")

    invitation.refresh_from_db()
    assert not invitation.is_open()
    assert "lea@x.example" not in page.get("/c/boutique/settings/members/").content.decode()


def test_a_token_is_shown_once(page: Client) -> None:
    made = page.post("/c/boutique/settings/tokens/", {"name": "Robot", "days": "30"})
    secret = shown_secret(made.content.decode())

    assert access_token(secret).slug == "boutique"
    assert made.headers["Cache-Control"] == "private, no-store"
    assert secret not in page.get("/c/boutique/settings/tokens/").content.decode()

    page.post(f"/c/boutique/settings/tokens/{ApiToken.objects.get().pk}/revoke/")
    assert "Robot" not in page.get("/c/boutique/settings/tokens/").content.decode()


def test_a_guest_link_leads_to_its_item(page: Client, client: Client) -> None:
    made = page.post(
        "/c/boutique/settings/sharing/", {"label": "Accountant", "items": "cockpit", "days": "30"}
    )
    link = shown_secret(made.content.decode())
    path = link.removeprefix("http://testserver")

    opened = client.get(path)

    assert opened.url == f"{path}cockpit/"
    assert opened.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert access_guest(path.split("/")[2], "cockpit").slug == "boutique"

    page.post(f"/c/boutique/settings/sharing/{GuestLink.objects.get().pk}/revoke/")
    assert client.get(path).status_code == 404


def test_leaving_a_company(page: Client, company: Company, make_member: Any, client: Client) -> None:
    viewer = make_member(company, Role.VIEWER)
    client.force_login(viewer)

    assert client.get("/c/boutique/settings/leave/").status_code == 200
    assert client.post("/c/boutique/settings/leave/").url == "/"

    assert client.get("/c/boutique/settings/").status_code == 404
    assert page.post("/c/boutique/settings/leave/").status_code == 409


def test_an_owner_adds_another_company_a_viewer_does_not(
    page: Client, owner: Any, company: Company, make_member: Any, client: Client
) -> None:
    fields = {
        "name": "Seconde",
        "slug": "seconde",
        "currency": "CHF",
        "timezone": "Europe/Zurich",
        "language": "fr",
    }
    client.force_login(make_member(company, Role.VIEWER))
    assert client.get("/companies/add/").status_code == 403
    assert client.post("/companies/add/", fields).status_code == 403
    assert Company.objects.count() == 1

    assert page.post("/companies/add/", fields).url == "/c/seconde/settings/company/"
    assert access_company(owner, "seconde").role == Role.OWNER
    assert Company.objects.get(slug="seconde").country == "CH"

    again = page.post("/companies/add/", fields)
    assert again.status_code == 422
    assert "seconde" in str(again.context["form"].errors)


SETUP = {
    "email": "Ada@Shop.example",
    "password": PASSWORD,
    "again": PASSWORD,
    "name": "Shop",
    "slug": "shop",
    "currency": "EUR",
    "timezone": "Europe/Paris",
    "language": "fr",
}


def test_the_first_person_sets_the_installation_up(client: Client) -> None:
    path = setup_path()
    assert path is not None
    assert client.get(path).status_code == 200

    assert client.post(path, SETUP).url == "/"

    user = get_user_model().objects.get()
    assert (user.email, user.is_staff, user.is_superuser) == ("ada@shop.example", True, False)
    assert access_company(user, "shop").role == Role.OWNER
    assert client.get("/c/shop/settings/company/").status_code == 200


def test_the_set_up_is_shut_once_somebody_is_there(client: Client, make_member: Any) -> None:
    path = setup_path()
    assert path is not None
    make_member(None, email="first@x.example")

    assert setup_path() is None
    assert client.get(path).status_code == 404
    assert client.post(path, SETUP).status_code == 404
    assert get_user_model().objects.count() == 1
    assert not Company.objects.exists()


def test_the_set_up_needs_its_key(client: Client) -> None:
    assert client.post("/setup/guessed/", SETUP).status_code == 404
    assert not get_user_model().objects.exists()


def test_a_set_up_that_fails_leaves_nothing(client: Client) -> None:
    path = setup_path()
    assert path is not None

    assert client.post(path, {**SETUP, "slug": "Not A Slug"}).status_code == 422
    assert client.post(path, {**SETUP, "password": "short", "again": "short"}).status_code == 422

    assert not get_user_model().objects.exists()
    assert not Company.objects.exists()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_speak_both_languages(page: Client, owner: Any, language: str) -> None:
    owner.language = language
    owner.save()
    for path in ("settings/company/", "settings/members/", "settings/tokens/", "settings/sharing/"):
        answer = page.get(f"/c/boutique/{path}")
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()


def test_actions_are_told_apart_in_the_trail(page: Client) -> None:
    page.post("/c/boutique/settings/tokens/", {"name": "=cmd()", "days": "30"})

    shown = page.get("/c/boutique/settings/audit/?verb=token.created").content.decode()
    assert "=cmd()" in shown
