"""A company's look: changed, read, copied; and its page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from comptoir.check.branding.actions import UnreadableError, copy_look, set_look
from comptoir.check.branding.api import PLAIN, brand_of
from comptoir.check.branding.models import CompanyLook
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, access_company, operator_scope
from comptoir.core.companies.models import Membership
from comptoir.core.errors import ForbiddenError, InputError
from comptoir.measure.takeout.api import bring_company, write_company

WANTED = {
    "name": "  Cabinet   Martin ",
    "main": "#7A1F3D",
    "accent": "#0b6b45",
    "sender": "Léa Martin",
    "reply_to": "lea@martin.example",
    "footer": "12 rue des Halles",
    "is_signed": True,
}


def test_without_a_choice_reports_look_as_comptoirs_own(owned):
    assert brand_of(owned) == PLAIN
    assert PLAIN.chart_colour == ""


def test_a_look_is_kept_and_told_once(owned, logo):
    brand = set_look(owned, WANTED, logo)
    assert (brand.name, brand.main, brand.sender, brand.is_signed) == (
        "Cabinet Martin",
        "#7a1f3d",
        "Léa Martin",
        True,
    )
    assert brand.logo is not None
    assert (brand.logo.width, brand.logo.height) == (300, 60)

    set_look(owned, WANTED)
    assert brand_of(owned) == brand, "the logo stays where no other one is given"
    entry = Entry.objects.get(verb="look.changed")
    assert entry.details["after"]["logo"] == "300 x 60"

    assert set_look(owned, {}, drops_logo=True).logo is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("main", "red"),
        ("name", "x" * 81),
        ("reply_to", "lea@martin.example\r\nBcc: eve@evil.example"),
        ("reply_to", "lea"),
        ("colour", "#000000"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(owned, name, value):
    with pytest.raises(InputError):
        set_look(owned, {"sender": "Léa", name: value})
    assert brand_of(owned) == PLAIN


def test_a_pale_colour_is_refused_with_the_nearest_readable_one(owned):
    with override("en"), pytest.raises(UnreadableError) as caught:
        set_look(owned, {"accent": "#ffe000"})
    assert "1.3" in str(caught.value)
    assert caught.value.offered in str(caught.value)
    assert set_look(owned, {"accent": caught.value.offered}).accent == caught.value.offered


def test_what_an_export_brought_in_and_cannot_be_is_left_out(owned, company):
    CompanyLook.objects.create(
        company=company, main="red", accent="#0b6b45", logo=b"<svg>", logo_width=9, logo_height=9
    )
    brand = brand_of(owned)
    assert (brand.main, brand.accent, brand.logo) == (PLAIN.main, "#0b6b45", None)


def test_a_look_is_copied_where_the_same_person_may(owned, make_company, logo):
    other, foreign = make_company("seconde"), make_company("autre")
    person = Membership.objects.get(company_id=owned.company_id).user
    Membership.objects.create(company=other, user=person, role=Role.MANAGER)
    Membership.objects.create(company=foreign, user=person, role=Role.CONTRIBUTOR)
    brand = set_look(owned, WANTED, logo)

    assert copy_look(owned, access_company(person, "seconde")) == brand
    with pytest.raises(ForbiddenError):
        copy_look(owned, access_company(person, "autre"))

    told = str(Entry.objects.get(verb="look.copied").details)
    assert owned.slug not in told
    assert owned.name not in told

    client = Client()
    client.force_login(person)
    page = client.get(f"/c/{owned.slug}/settings/look/").content.decode()
    assert 'value="seconde"' in page
    assert 'value="autre"' not in page
    assert client.post(f"/c/{owned.slug}/settings/look/copy/", {"to": ["autre"]}).status_code == 403


def test_the_page_offers_the_readable_colour_in_the_field(owned, company, logo):
    client = Client()
    client.force_login(Membership.objects.get(company=company).user)
    address = f"/c/{company.slug}/settings/look/"
    sent = {"name": "Cabinet Martin", "main": "#ffe000", "accent": "#2450d3"}

    refused = client.post(address, sent)
    assert refused.status_code == 422
    offered = refused.context["form"]["main"].value()
    assert f'value="{offered}"' in refused.content.decode()

    picture = SimpleUploadedFile("logo.png", logo, "image/png")
    assert client.post(address, {**sent, "main": offered, "picture": picture}).status_code == 302
    page = client.get(address).content.decode()
    assert "data:image/png;base64," in page
    assert "Cabinet Martin" in page
    sheet = client.get(f"{address}look.css")
    assert sheet.headers["Content-Type"].startswith("text/css")
    assert offered in sheet.content.decode()

    svg = SimpleUploadedFile("logo.svg", b"<svg></svg>", "image/svg+xml")
    assert client.post(address, {**sent, "main": offered, "picture": svg}).status_code == 422


def test_a_look_goes_with_its_company_the_picture_too(owned, logo, tmp_path):
    brand = set_look(owned, WANTED, logo)
    scope = operator_scope(owned.slug)
    write_company(scope, tmp_path / "out")
    bring_company(tmp_path / "out", slug="twin")
    assert brand_of(operator_scope("twin")) == brand
