"""Signing in: password, second step, limits; nothing tells who has an account."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.test import Client

from comptoir.core.accounts.actions import create_account, password_link
from comptoir.core.errors import ConflictError, InputError, NotFoundError

pytestmark = pytest.mark.django_db
EMAIL = "ada@boutique.example"
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def ada() -> Any:
    return create_account(EMAIL, PASSWORD)


def sign_in(client: Client, email: str = EMAIL, password: str = PASSWORD) -> Any:
    return client.post("/accounts/login/", {"login": email, "password": password})


def sign_in_twice(client: Client) -> None:
    """Changing how one signs in asks for the password again, however recent."""
    sign_in(client)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def is_signed_in(client: Client) -> bool:
    return client.get("/accounts/profile/").status_code == 200


def test_a_person_signs_in_with_address_and_password(client: Client, ada: Any) -> None:
    assert sign_in(client, "ADA@boutique.example").url == "/"
    assert is_signed_in(client)
    assert client.cookies["comptoir_session"]["httponly"]
    assert client.cookies["comptoir_session"]["samesite"] == "Lax"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client, ada: Any) -> None:
    wrong = sign_in(client, password="wrong password")
    unknown = sign_in(client, email="nobody@boutique.example")

    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert not is_signed_in(client)


def test_the_sixth_guess_in_five_minutes_is_not_tried(client: Client, ada: Any) -> None:
    for _ in range(5):
        sign_in(client, password="wrong password")

    refused = sign_in(client)  # the right one, too late

    assert refused.status_code == 200
    assert not is_signed_in(client)
    assert sign_in(Client(), email="other@boutique.example").status_code == 200


def test_too_many_attempts_from_one_place_are_turned_away(client: Client) -> None:
    answers = [sign_in(client, email=f"user{n}@x.example", password="guess") for n in range(31)]

    assert [answer.status_code for answer in answers[-1:]] == [429]


def test_strangers_make_no_account(client: Client) -> None:
    fields = {"email": "eve@x.example", "password1": PASSWORD, "password2": PASSWORD}

    assert client.get("/accounts/signup/").status_code == 200
    client.post("/accounts/signup/", fields)

    assert not get_user_model().objects.exists()
    assert not is_signed_in(client)
    assert "/accounts/signup/" not in client.get("/accounts/login/").content.decode()


def test_an_installation_may_open_itself(client: Client, settings: Any) -> None:
    settings.OPEN_SIGNUP = True
    fields = {"email": "eve@x.example", "password1": PASSWORD, "password2": PASSWORD}

    client.post("/accounts/signup/", fields, headers={"Accept-Language": "en"})

    user = get_user_model().objects.get()
    assert (user.email, user.language, user.is_staff) == ("eve@x.example", "en", False)


def test_asking_for_a_new_password_does_not_tell_who_has_an_account(
    client: Client, ada: Any, settings: Any
) -> None:
    settings.MAIL_URL = "smtp://mail.example"

    known = client.post("/accounts/password/reset/", {"email": EMAIL})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@x.example"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [letter.to for letter in mail.outbox] == [[EMAIL], ["nobody@x.example"]]
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[0].body)
    assert link
    assert not re.search(r"/reset/key/", mail.outbox[1].body)


def test_without_letters_the_page_says_whom_to_ask(client: Client, ada: Any) -> None:
    shown = client.get("/accounts/password/reset/").content.decode()

    assert 'name="email"' not in shown


def test_whoever_holds_the_machine_gives_a_link_that_sets_a_password(client: Client, ada: Any) -> None:
    form = client.get(password_link(EMAIL), follow=True)
    new = {"password1": "a quite new password", "password2": "a quite new password"}
    client.post(form.redirect_chain[-1][0], new)

    assert sign_in(Client(), password=PASSWORD).status_code == 200
    assert sign_in(client, password="a quite new password").url == "/"
    with pytest.raises(NotFoundError):
        password_link("nobody@x.example")


def test_a_new_password_ends_the_other_sessions(client: Client, ada: Any) -> None:
    elsewhere = Client()
    sign_in(client)
    sign_in(elsewhere)
    new = {
        "oldpassword": PASSWORD,
        "password1": "a quite new password",
        "password2": "a quite new password",
    }

    client.post("/accounts/password/change/", new)

    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_a_second_step_is_asked_once_it_is_set_up(client: Client, ada: Any) -> None:
    sign_in(client)
    assert client.get("/accounts/2fa/totp/activate/").url.startswith("/accounts/reauthenticate/")
    sign_in_twice(client)
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert 'src="data:image/svg+xml' in page.content.decode()

    client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=ada, type="totp").exists()

    other = Client()
    assert sign_in(other).url.startswith("/accounts/2fa/authenticate/")
    assert not is_signed_in(other)
    other.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert not is_signed_in(other)


def test_a_code_of_the_app_signs_in(client: Client, ada: Any) -> None:
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(ada, secret)

    sign_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})

    assert is_signed_in(client)


@pytest.mark.parametrize(
    "path",
    ["login/", "password/reset/", "password/reset/done/", "signup/", "password/reset/key/done/"],
)
@pytest.mark.parametrize(("language", "word"), [("fr", 'lang="fr"'), ("en", 'lang="en"')])
def test_the_pages_before_sign_in_look_like_the_product(
    client: Client, path: str, language: str, word: str
) -> None:
    shown = client.get(f"/accounts/{path}", headers={"Accept-Language": language})

    assert shown.status_code == 200
    assert "comptoir/tokens.css" in shown.content.decode()
    assert word in shown.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "profile/",
        "password/change/",
        "email/",
        "2fa/",
        "2fa/totp/activate/",
        "2fa/webauthn/",
        "2fa/webauthn/add/",
        "logout/",
    ],
)
def test_the_pages_of_the_account_look_like_the_product(client: Client, ada: Any, path: str) -> None:
    sign_in_twice(client)

    shown = client.get(f"/accounts/{path}")

    assert shown.status_code == 200
    assert "comptoir/tokens.css" in shown.content.decode()
    assert "style=" not in shown.content.decode()


def test_the_profile_keeps_a_name(client: Client, ada: Any) -> None:
    sign_in(client)

    client.post("/accounts/profile/", {"first_name": "Ada", "last_name": "Lovelace", "is_staff": "on"})

    ada.refresh_from_db()
    assert (str(ada), ada.is_staff) == ("Ada Lovelace", False)


def test_an_account_needs_a_good_password_and_a_free_address(ada: Any) -> None:
    for weak in ("short", "1234567890", "boutique.example"):
        with pytest.raises(InputError):
            create_account("new@boutique.example", weak)
    with pytest.raises(ConflictError):
        create_account("ADA@boutique.example", PASSWORD)
    with pytest.raises(InputError):
        create_account("new@boutique.example", PASSWORD, language="de")
    assert get_user_model().objects.count() == 1
