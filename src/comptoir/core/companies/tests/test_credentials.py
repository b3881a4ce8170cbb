"""Guest links and API tokens: what they open, for whom, until when."""

from datetime import timedelta
from typing import Any

import pytest

from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.audit.models import Entry
from comptoir.core.companies import actions
from comptoir.core.companies.api import Permission, Role, Scope, access_company, access_guest, access_token
from comptoir.core.companies.models import ApiToken, Company, GuestLink, Membership
from comptoir.core.companies.secrets import Purpose, draw
from comptoir.core.errors import ForbiddenError, InputError, NotFoundError

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)


@pytest.fixture
def manager(company: Company, make_member: Any) -> Any:
    return make_member(company, Role.MANAGER)


@pytest.fixture
def by_manager(manager: Any, company: Company) -> Scope:
    return access_company(manager, company.slug)


def test_a_link_shows_its_items_to_a_guest_and_nothing_else(by_manager: Scope, company: Company) -> None:
    _, secret = actions.create_guest_link(by_manager, "Accountant", ["cockpit"], MONTH)

    scope = access_guest(secret, "cockpit")

    assert (scope.company_id, scope.role, scope.actor_id) == (company.pk, Role.GUEST, None)
    assert scope.permissions == {Permission.VIEW_FIGURES}
    assert (scope.actor, scope.via) == ("Accountant", "link")
    with pytest.raises(NotFoundError):
        access_guest(secret, "imports")
    with pytest.raises(ForbiddenError):
        scope.require(Permission.EXPORT)


def test_the_secret_is_stored_nowhere(by_manager: Scope) -> None:
    _, link_secret = actions.create_guest_link(by_manager, "Accountant", ["cockpit"], MONTH)
    _, token_secret = actions.create_token(by_manager, "sheet", MONTH)

    rows = [*GuestLink.objects.values(), *ApiToken.objects.values(), *Entry.objects.values()]
    for secret in (link_secret, token_secret):
        assert not any(secret[:12] in str(value) for row in rows for value in row.values())


def test_a_link_ends_when_it_expires_is_revoked_or_its_maker_may_share_no_more(
    by_manager: Scope, manager: Any
) -> None:
    link, secret = actions.create_guest_link(by_manager, "Accountant", ["cockpit"], MONTH)

    with clock.frozen(clock.now() + MONTH), pytest.raises(NotFoundError):
        access_guest(secret, "cockpit")

    Membership.objects.filter(user=manager).update(role=Role.VIEWER)
    with pytest.raises(NotFoundError):
        access_guest(secret, "cockpit")

    Membership.objects.filter(user=manager).update(role=Role.MANAGER)
    assert access_guest(secret, "cockpit")

    actions.revoke_guest_link(by_manager, link.pk)
    with pytest.raises(NotFoundError):
        access_guest(secret, "cockpit")


@pytest.mark.parametrize("forged", ["", ".", "abc.def", draw, "é" * 40])
def test_a_made_up_secret_opens_nothing(by_manager: Scope, forged: Any) -> None:
    secret = forged(Purpose.GUEST)[0] if callable(forged) else forged
    with pytest.raises(NotFoundError):
        access_guest(secret, "cockpit")
    with pytest.raises(NotFoundError):
        access_token(secret)


@pytest.mark.parametrize(
    ("label", "items", "days"),
    [
        ("", ["cockpit"], 30),
        ("A", [], 30),
        ("A", ["everything"], 30),
        ("A", ["cockpit"], 0),
        ("A", ["cockpit"], 400),
    ],
)
def test_a_link_needs_a_label_known_items_and_an_end(
    by_manager: Scope, label: str, items: list[str], days: int
) -> None:
    with pytest.raises(InputError):
        actions.create_guest_link(by_manager, label, items, timedelta(days=days))
    assert not GuestLink.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.VIEWER])
def test_sharing_needs_the_right_to_share(company: Company, make_member: Any, role: Role) -> None:
    scope = access_company(make_member(company, role), company.slug)

    with pytest.raises(ForbiddenError):
        actions.create_guest_link(scope, "A", ["cockpit"], MONTH)
    with pytest.raises(ForbiddenError):
        actions.revoke_guest_link(scope, 1)
    assert not GuestLink.objects.exists()


def test_a_token_does_what_its_user_may_do_at_that_moment(
    by_manager: Scope, manager: Any, company: Company
) -> None:
    _, secret = actions.create_token(by_manager, "sheet", MONTH)
    assert access_token(secret, company.slug, Permission.VIEW_AUDIT).role == Role.MANAGER

    Membership.objects.filter(user=manager).update(role=Role.VIEWER)
    assert access_token(secret).role == Role.VIEWER
    with pytest.raises(ForbiddenError):
        access_token(secret, company.slug, Permission.VIEW_AUDIT)

    Membership.objects.filter(user=manager).delete()
    with pytest.raises(NotFoundError):
        access_token(secret)


def test_a_token_of_somebody_who_may_not_sign_in_any_more_is_shut(by_manager: Scope, manager: Any) -> None:
    _, secret = actions.create_token(by_manager, "sheet", MONTH)
    manager.is_active = False
    manager.save()

    with pytest.raises(NotFoundError):
        access_token(secret)


def test_a_token_opens_one_company_even_of_somebody_who_has_two(
    by_manager: Scope, manager: Any, make_company: Any
) -> None:
    other = make_company("other")
    Membership.objects.create(company=other, user=manager, role=Role.OWNER)
    _, secret = actions.create_token(by_manager, "sheet", MONTH)

    with pytest.raises(NotFoundError):
        access_token(secret, "other")


def test_the_use_of_a_token_is_noted_and_its_verbs_are_told_apart(by_manager: Scope, manager: Any) -> None:
    token, secret = actions.create_token(by_manager, "sheet", MONTH)
    instant = clock.now() + timedelta(hours=1)

    with clock.frozen(instant):
        record(access_token(secret), "import.finished", "orders.csv")

    token.refresh_from_db()
    assert token.last_used_at == instant
    entry = Entry.objects.get(verb="import.finished")
    assert (entry.via, entry.actor_id, entry.actor_label) == ("token", manager.pk, manager.email)


def test_a_token_makes_no_token(by_manager: Scope, scope: Scope) -> None:
    _, secret = actions.create_token(by_manager, "sheet", MONTH)

    for other_door in (access_token(secret), scope):
        with pytest.raises(ForbiddenError):
            actions.create_token(other_door, "another", MONTH)
    assert ApiToken.objects.count() == 1


def test_one_revokes_ones_own_token_and_an_owner_anybodys(
    by_manager: Scope, company: Company, make_member: Any
) -> None:
    token, secret = actions.create_token(by_manager, "sheet", MONTH)
    by_viewer = access_company(make_member(company, Role.VIEWER), company.slug)
    by_owner = access_company(make_member(company, Role.OWNER), company.slug)

    with pytest.raises(NotFoundError):
        actions.revoke_token(by_viewer, token.pk)
    assert access_token(secret)

    actions.revoke_token(by_owner, token.pk)
    with pytest.raises(NotFoundError):
        access_token(secret)
