"""The pages of webhooks: a person sets one up, tries it, mends it, and nobody reads its address."""

import re
from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client

from comptoir.check.hooks.actions import MOST, add_hook
from comptoir.check.hooks.addresses import checked_address, hint_of
from comptoir.check.hooks.choosing import Wanted
from comptoir.check.hooks.models import Delivery, Hook
from comptoir.check.hooks.queries import valid_secrets
from comptoir.check.hooks.tests.conftest import NOW
from comptoir.connectors.tests.loopback import Loopback, Reply
from comptoir.core import clock
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, Scope
from comptoir.core.errors import ConflictError, InputError
from comptoir.core.jobs.api import run_pending
from comptoir.core.secrets.api import decrypt

PAGE = "/c/boutique/webhooks/"
GIVEN = {"name": "Sales", "shape": "slack", "events": ["alarms.raised"], "language": "en", "hour": "07:00"}


@pytest.fixture
def manager(company: Any, make_member: Any, client: Client) -> Client:
    person = make_member(company, Role.MANAGER)
    person.language = "en"
    person.save()
    client.force_login(person)
    return client


@pytest.mark.django_db
@pytest.mark.usefixtures("socket_enabled")
def test_a_person_sets_one_up_tries_it_and_mends_it(manager: Client, receiver: Loopback) -> None:
    assert "No webhook yet" in manager.get(PAGE).content.decode()
    address = f"{receiver.address}/services/T0000/B0000/verysecret"
    answer = manager.post(f"{PAGE}add/", {**GIVEN, "address": address}, follow=True)
    hook = Hook.objects.get()
    assert answer.redirect_chain == [(f"{PAGE}{hook.pk}/", 302)]
    assert answer["Cache-Control"] == "no-store"
    assert "Nothing was told yet" in answer.content.decode()

    receiver.first += [Reply(404, b"no_team")]
    manager.post(f"{PAGE}{hook.pk}/test/")
    run_pending()
    page = manager.get(f"{PAGE}{hook.pk}/").content.decode()
    assert "It answers 404: no_team" in page
    assert re.search(r'<td class="figure">404</td>\s*<td class="figure">\d+ ms</td>', page)
    row = Delivery.objects.get()
    with clock.frozen(NOW + timedelta(minutes=1)):
        manager.post(f"{PAGE}messages/{row.pk}/again/")
        run_pending()
    assert ">200</td>" in manager.get(f"{PAGE}{hook.pk}/").content.decode()

    changed = {**GIVEN, "name": "All", "events": ["report.sent", "alarms.raised"], "quiet_from": "20:00"}
    assert manager.post(f"{PAGE}{hook.pk}/edit/", changed).status_code == 422, "half of an interval"
    assert manager.post(f"{PAGE}{hook.pk}/edit/", {**changed, "quiet_to": "08:00"}).status_code == 302
    hook.refresh_from_db()
    assert (hook.name, hook.events, hook.quiet_to) == ("All", ["alarms.raised", "report.sent"], time(8))
    assert decrypt(hook.address) == address, "left empty, it stays"
    assert "20:00 – 08:00" in manager.get(f"{PAGE}{hook.pk}/").content.decode()

    manager.post(f"{PAGE}{hook.pk}/pause/")
    assert "It is paused" in manager.get(f"{PAGE}{hook.pk}/").content.decode()
    assert manager.post(f"{PAGE}{hook.pk}/test/").status_code == 409
    manager.post(f"{PAGE}{hook.pk}/start/")

    told = Entry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(told) == [
        f"hook.{verb}" for verb in ("added", "tested", "sent_again", "edited", "paused", "started")
    ]
    kept = str(list(Hook.objects.values()) + list(Delivery.objects.values()) + list(Entry.objects.values()))
    pages = "".join(
        manager.get(PAGE + path).content.decode() for path in ("", f"{hook.pk}/", f"{hook.pk}/edit/")
    )
    assert "verysecret" not in kept + pages, "the address is a secret"
    assert "/…cret" in pages
    manager.post(f"{PAGE}{hook.pk}/remove/")
    assert (Hook.objects.count(), Delivery.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_the_secret_is_shown_where_it_signs_and_made_anew(
    manager: Client, scope: Scope, make_hook: Callable[..., Hook]
) -> None:
    hook, channel = make_hook(), make_hook(shape="slack")
    [old] = valid_secrets(hook, NOW)
    assert old in manager.get(f"{PAGE}{hook.pk}/").content.decode()
    assert "whsec_" not in manager.get(f"{PAGE}{channel.pk}/").content.decode()
    manager.post(f"{PAGE}{hook.pk}/rotate/")
    hook.refresh_from_db()
    page = manager.get(f"{PAGE}{hook.pk}/").content.decode()
    assert valid_secrets(hook, NOW)[0] in page
    assert old not in page
    assert "The secret before signs besides until 30 Jun 2026, 09:00" in page
    Hook.objects.filter(pk=hook.pk).update(secret="gAAAA-of-another-key")
    assert "has lost the key" in manager.get(f"{PAGE}{hook.pk}/").content.decode()


@pytest.mark.django_db
def test_contributors_do_not_see_them(company: Any, make_member: Any, client: Client) -> None:
    client.force_login(make_member(company, Role.CONTRIBUTOR))
    assert client.get(PAGE).status_code == 403
    assert PAGE not in client.get("/c/boutique/notifications/").content.decode()


@pytest.mark.django_db
def test_a_company_has_so_many_and_no_more(scope: Scope, make_hook: Callable[..., Hook]) -> None:
    for _number in range(MOST):
        make_hook()
    with pytest.raises(ConflictError, match="at most 20"):
        make_hook()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [{"events": ()}, {"events": ("webhook.tested",)}, {"shape": "fax"}, {"language": "xx"}, {"name": " "}],
    ids=str,
)
def test_what_a_form_would_not_let_through_is_refused(scope: Scope, wrong: dict[str, Any]) -> None:
    chosen = {"name": "A", "shape": "slack", "events": ("alarms.raised",), "language": "en", **wrong}
    with pytest.raises(InputError):
        add_hook(scope, Wanted(**chosen), "https://hooks.example.com/in")


WRONG = [
    "",
    "hooks.example.com/in",
    "http://hooks.example.com/in",
    "ftp://hooks.example.com/in",
    "https://",
    "https://ann:pw@hooks.example.com/in",
    "https://hooks.example.com/in#part",
    "https://hooks.example.com/a b",
    "https://hooks.example.com/\r\nHost: evil",
    "https://hooks.exämple.com/in",
    "https://hooks.example.com:x/in",
    "https://hooks.example.com:0/in",
    "https://[::1",
    "https://127.0.0.1/in",
    "https://10.0.0.8/in",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/in",
    "https://[::ffff:10.0.0.1]/in",
    "https://hooks.example.com/" + "x" * 2000,
]


@pytest.mark.parametrize("address", WRONG)
def test_what_is_no_address_or_inside_is_refused_at_once(address: str, settings: Any) -> None:
    settings.ALLOW_PRIVATE_ADDRESSES = False
    with pytest.raises(InputError) as caught:
        checked_address(address)
    assert "pw" not in str(caught.value)


def test_an_address_is_shown_by_its_server_and_its_last_letters() -> None:
    assert hint_of("https://hooks.slack.com/services/T0000/B0000/abcdef") == "https://hooks.slack.com/…cdef"
    assert hint_of("https://hooks.example.com/in?key=1") == "https://hooks.example.com/…", (
        "too short to show any"
    )
    assert checked_address(" https://hooks.example.com/in ") == "https://hooks.example.com/in"
