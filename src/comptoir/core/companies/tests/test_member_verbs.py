"""Members: invited, joined, given another role, removed; a company never ends without an owner."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model

from comptoir.core import clock
from comptoir.core.audit.models import Entry
from comptoir.core.companies import actions
from comptoir.core.companies.api import Role, Scope, access_company, access_guest, access_token
from comptoir.core.companies.models import Company, Invitation, Membership
from comptoir.core.companies.secrets import Purpose, draw
from comptoir.core.errors import ConflictError, ForbiddenError, InputError, NotFoundError

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "trois petits canards"


@pytest.fixture
def owner(company: Company, make_member: Any) -> Any:
    return make_member(company, Role.OWNER)


@pytest.fixture
def by_owner(owner: Any, company: Company) -> Scope:
    return access_company(owner, company.slug)


def verbs() -> list[str]:
    return [entry.verb for entry in Entry.objects.order_by("pk")]


def test_a_new_person_sets_a_password_through_the_link(by_owner: Scope, company: Company) -> None:
    invitation, secret = actions.invite_member(by_owner, " Lea@Boutique.Example ", "contributor")

    user = actions.accept_invitation(secret, None, NEW_PASSWORD, language="en")

    assert (user.email, user.language) == ("lea@boutique.example", "en")
    assert user.check_password(NEW_PASSWORD)
    assert access_company(user, company.slug).role == Role.CONTRIBUTOR
    assert EmailAddress.objects.get(user=user).email == user.email
    assert invitation.secret_digest not in secret
    assert verbs() == ["member.invited", "member.joined"]


def test_a_link_works_once(by_owner: Scope) -> None:
    _, secret = actions.invite_member(by_owner, "lea@boutique.example", "viewer")
    user = actions.accept_invitation(secret, None, NEW_PASSWORD)

    with pytest.raises(NotFoundError):
        actions.accept_invitation(secret, user)
    with pytest.raises(NotFoundError):
        actions.accept_invitation(secret, None, "another password")
    assert Membership.objects.count() == 2


def test_a_link_dies_after_a_week(by_owner: Scope) -> None:
    _, secret = actions.invite_member(by_owner, "lea@boutique.example", "viewer")

    with clock.frozen(clock.now() + timedelta(days=7, seconds=1)), pytest.raises(NotFoundError):
        actions.accept_invitation(secret, None, NEW_PASSWORD)

    assert not get_user_model().objects.filter(email="lea@boutique.example").exists()


def test_a_second_invitation_replaces_the_first(by_owner: Scope) -> None:
    _, first = actions.invite_member(by_owner, "lea@boutique.example", "owner")
    _, second = actions.invite_member(by_owner, "lea@boutique.example", "viewer")

    with pytest.raises(NotFoundError):
        actions.accept_invitation(first, None, NEW_PASSWORD)
    user = actions.accept_invitation(second, None, NEW_PASSWORD)
    assert Membership.objects.get(user=user).role == Role.VIEWER


def test_a_revoked_link_is_worth_nothing(by_owner: Scope) -> None:
    invitation, secret = actions.invite_member(by_owner, "lea@boutique.example", "viewer")

    actions.revoke_invitation(by_owner, invitation.pk)

    with pytest.raises(NotFoundError):
        actions.accept_invitation(secret, None, NEW_PASSWORD)
    assert verbs() == ["member.invited", "invitation.revoked"]


@pytest.mark.parametrize("forged", ["", "x", "x.y", "a" * 500])
def test_a_made_up_link_is_worth_nothing(forged: str) -> None:
    with pytest.raises(NotFoundError):
        actions.accept_invitation(forged, None, NEW_PASSWORD)


def test_a_secret_of_another_purpose_opens_no_invitation(by_owner: Scope) -> None:
    actions.invite_member(by_owner, "lea@boutique.example", "viewer")

    with pytest.raises(NotFoundError):
        actions.accept_invitation(draw(Purpose.GUEST)[0], None, NEW_PASSWORD)


def test_a_weak_password_is_refused_and_the_link_stays_open(by_owner: Scope) -> None:
    _, secret = actions.invite_member(by_owner, "lea@boutique.example", "viewer")

    with pytest.raises(InputError):
        actions.accept_invitation(secret, None, "short")

    assert not get_user_model().objects.filter(email="lea@boutique.example").exists()
    assert actions.accept_invitation(secret, None, NEW_PASSWORD)


def test_somebody_with_an_account_joins_by_signing_in(by_owner: Scope, make_member: Any) -> None:
    lea = make_member(None, email="lea@agency.example")
    _, secret = actions.invite_member(by_owner, lea.email, "manager")

    # The holder of the link does not set the password of an account that exists.
    with pytest.raises(ConflictError):
        actions.accept_invitation(secret, None, "stolen password")
    lea.refresh_from_db()
    assert not lea.check_password("stolen password")

    actions.accept_invitation(secret, lea)
    assert access_company(lea, by_owner.slug).role == Role.MANAGER


def test_an_invitation_is_for_one_person(by_owner: Scope, make_member: Any) -> None:
    tom = make_member(None, email="tom@nowhere.example")
    _, secret = actions.invite_member(by_owner, "lea@boutique.example", "owner")

    with pytest.raises(ForbiddenError, match=r"lea@boutique\.example"):
        actions.accept_invitation(secret, tom)
    assert not Membership.objects.filter(user=tom).exists()


def test_a_member_is_not_invited_again(by_owner: Scope, owner: Any) -> None:
    with pytest.raises(ConflictError):
        actions.invite_member(by_owner, owner.email, "viewer")
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("email", "role"), [("not an address", "viewer"), ("a@b.example", "guest")])
def test_an_invitation_needs_an_address_and_a_role(by_owner: Scope, email: str, role: str) -> None:
    with pytest.raises(InputError):
        actions.invite_member(by_owner, email, role)
    assert not Invitation.objects.exists()


def test_the_role_changes_and_the_old_one_is_told(
    by_owner: Scope, company: Company, make_member: Any
) -> None:
    lea = make_member(company, Role.VIEWER)

    actions.change_role(by_owner, lea.memberships.get().pk, "manager")

    assert access_company(lea, company.slug).role == Role.MANAGER
    assert Entry.objects.get().details == {"before": "viewer", "after": "manager"}


def test_the_last_owner_stays(by_owner: Scope, owner: Any) -> None:
    own = owner.memberships.get().pk

    with pytest.raises(ConflictError):
        actions.change_role(by_owner, own, "manager")
    with pytest.raises(ConflictError):
        actions.remove_member(by_owner, own)
    with pytest.raises(ConflictError):
        actions.leave_company(by_owner)

    assert Membership.objects.get().role == Role.OWNER
    assert verbs() == []


def test_one_of_two_owners_may_leave(by_owner: Scope, company: Company, make_member: Any) -> None:
    make_member(company, Role.OWNER, "second@boutique.example")

    actions.leave_company(by_owner)

    assert Membership.objects.get().user.email == "second@boutique.example"
    assert verbs() == ["member.left"]


def test_nobody_removes_a_member_of_another_company(
    by_owner: Scope, make_company: Any, make_member: Any
) -> None:
    other = make_company("other")
    stranger = make_member(other, Role.VIEWER)

    for verb in (actions.remove_member, lambda scope, pk: actions.change_role(scope, pk, "owner")):
        with pytest.raises(NotFoundError):
            verb(by_owner, stranger.memberships.get().pk)
    assert stranger.memberships.get().role == Role.VIEWER


def test_what_a_removed_member_opened_stays_shut_when_they_come_back(
    by_owner: Scope, company: Company, make_member: Any
) -> None:
    lea = make_member(company, Role.MANAGER)
    hers = access_company(lea, company.slug)
    _, token = actions.create_token(hers, "sheet", timedelta(days=30))
    _, link = actions.create_guest_link(hers, "accountant", ["cockpit"], timedelta(days=30))

    actions.remove_member(by_owner, lea.memberships.get().pk)
    actions.add_member(by_owner, lea, "manager")

    with pytest.raises(NotFoundError):
        access_token(token)
    with pytest.raises(NotFoundError):
        access_guest(link, "cockpit")


@pytest.mark.parametrize("role", [Role.MANAGER, Role.CONTRIBUTOR, Role.VIEWER])
def test_only_owners_manage_members(company: Company, owner: Any, make_member: Any, role: Role) -> None:
    scope = access_company(make_member(company, role), company.slug)
    victim = owner.memberships.get().pk
    nobody = make_member(None, email="n@nowhere.example")

    for attempt in (
        lambda: actions.invite_member(scope, "x@y.example", "owner"),
        lambda: actions.add_member(scope, nobody, "owner"),
        lambda: actions.change_role(scope, victim, "viewer"),
        lambda: actions.remove_member(scope, victim),
        lambda: actions.revoke_invitation(scope, 1),
    ):
        with pytest.raises(ForbiddenError):
            attempt()

    assert not Invitation.objects.exists()
    assert Membership.objects.count() == 2
    assert verbs() == []
