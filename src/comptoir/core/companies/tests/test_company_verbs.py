"""Adding a company and changing its settings."""

from typing import Any

import pytest

from comptoir.core.audit.models import Entry
from comptoir.core.companies import locks
from comptoir.core.companies.actions import add_company, edit_company
from comptoir.core.companies.api import Role, Scope, access_company
from comptoir.core.companies.models import Company, Membership
from comptoir.core.errors import ConflictError, ForbiddenError, InputError

pytestmark = pytest.mark.django_db


def test_the_command_line_adds_a_company_without_an_owner() -> None:
    company = add_company(name="  Ma   Boutique ", slug="ma-boutique")

    assert (company.name, company.currency, company.timezone) == ("Ma Boutique", "EUR", "Europe/Paris")
    assert (company.language, company.country, company.tax) == ("fr", "FR", "excluded")
    assert not Membership.objects.exists()
    entry = Entry.objects.get()
    assert (entry.verb, entry.target, entry.via) == ("company.added", "ma-boutique", "machine")


def test_whoever_adds_a_company_owns_it(make_member: Any) -> None:
    user = make_member(None, email="ada@nowhere.example")

    company = add_company(name="Ada's", slug="adas", owner=user)

    assert Membership.objects.get().role == Role.OWNER
    assert access_company(user, "adas").company_id == company.pk
    assert Entry.objects.get().actor_id == user.pk


@pytest.mark.parametrize(
    ("timezone", "country"), [("Europe/London", "GB"), ("America/Montreal", "CA"), ("UTC", "FR")]
)
def test_the_country_is_the_one_of_the_time_zone(timezone: str, country: str) -> None:
    assert add_company(name="Shop", slug="shop", timezone=timezone).country == country


def test_a_currency_is_understood_in_small_letters() -> None:
    assert add_company(name="Shop", slug="shop", currency="gbp").currency == "GBP"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"slug": "Ma Boutique"}, "ma-boutique"),
        ({"slug": "a--b"}, "single hyphens"),
        ({"slug": "x" * 51}, "50 at most"),
        ({"slug": "été"}, "a-z"),
        ({"slug": "shop\n"}, "a-z"),
        ({"name": "  "}, "1 to 120"),
        ({"currency": "EURO"}, "Did you mean « EUR »"),
        ({"timezone": "Europe/Pari"}, "Did you mean « Europe/Paris »"),
        ({"timezone": "../etc/passwd"}, "Europe/Paris"),
        ({"language": "de"}, "en, fr"),
        ({"country": "XX"}, "ISO 3166"),
        ({"week_start": 8}, "1 (Monday)"),
        ({"tax": "both"}, "excluded"),
    ],
)
def test_nonsense_is_refused_by_name(fields: dict[str, Any], told: str, settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"

    with pytest.raises(InputError) as refused:
        add_company(**{"name": "Shop", "slug": "shop", **fields})

    assert told in str(refused.value)
    assert not Company.objects.exists()
    assert not Entry.objects.exists()


def test_a_short_name_is_taken_once(company: Company) -> None:
    with pytest.raises(ConflictError, match="boutique"):
        add_company(name="Another", slug="boutique")

    assert Company.objects.get().name == "Boutique"
    assert not Entry.objects.exists()


def test_settings_change_and_the_trail_tells_both_values(company: Company, make_member: Any) -> None:
    scope = access_company(make_member(company), company.slug)

    edit_company(scope, {"name": "Boutique d'Ada", "tax": "included", "language": "fr"})

    company.refresh_from_db()
    assert (company.name, company.tax) == ("Boutique d'Ada", "included")
    assert Entry.objects.get().details == {
        "name": ["Boutique", "Boutique d'Ada"],
        "tax": ["excluded", "included"],
    }


def test_saving_what_is_there_already_leaves_no_trace(scope: Scope) -> None:
    edit_company(scope, {"name": "Boutique"})

    assert not Entry.objects.exists()


@pytest.mark.parametrize("field", ["slug", "id", "created_at"])
def test_what_is_not_a_setting_cannot_be_edited(scope: Scope, field: str) -> None:
    with pytest.raises(InputError, match=field):
        edit_company(scope, {field: "other"})


@pytest.mark.parametrize("role", [Role.MANAGER, Role.CONTRIBUTOR, Role.VIEWER])
def test_only_an_owner_changes_settings(company: Company, make_member: Any, role: Role) -> None:
    scope = access_company(make_member(company, role), company.slug)

    with pytest.raises(ForbiddenError):
        edit_company(scope, {"name": "Mine"})

    company.refresh_from_db()
    assert company.name == "Boutique"
    assert not Entry.objects.exists()


@pytest.mark.parametrize(("field", "value"), [("currency", "GBP"), ("timezone", "Europe/London")])
def test_currency_and_zone_stand_still_once_facts_are_loaded(
    scope: Scope, monkeypatch: pytest.MonkeyPatch, field: str, value: str
) -> None:
    monkeypatch.setattr(locks, "_reasons", [lambda company_id: company_id == scope.company_id])

    with pytest.raises(ConflictError):
        edit_company(scope, {field: value, "name": "Renamed"})
    assert Company.objects.get().name == "Boutique"

    edit_company(scope, {"name": "Renamed"})
    assert Company.objects.get().name == "Renamed"
