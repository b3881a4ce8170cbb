"""What a company chooses: said on the page or by command, audited, refused in sentences."""

import pytest
from django.test import Client
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, access_company
from comptoir.core.errors import ForbiddenError, InputError
from comptoir.measure.choices.api import choices_of, choose_audience_source, say_brand_words
from comptoir.measure.choices.brand import cleaned, guessed, letters, plain

pytestmark = pytest.mark.usefixtures("_english")
PAGE = "/c/boutique/figures/"


@pytest.fixture
def _english():
    with override("en"):
        yield


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Maison Lavande (simulation)", ("Maison Lavande",)),
        ("Boutique Zoé SARL", ("Boutique Zoé",)),
        ("SAS", ()),
        ("(essai)", ()),
    ],
)
def test_words_are_guessed_from_the_name(name, words):
    assert guessed(name) == words


def test_a_word_counts_once_however_it_is_written():
    assert cleaned([" Maison  Lavande", "maison-lavande", "", "!!", "L'Été"]) == ("maison-lavande", "L'Été")


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text):
    assert plain(plain(text)) == plain(text)
    assert letters(letters(text)) == letters(text)


@pytest.mark.django_db
def test_words_are_said_and_taken_back(scope):
    assert choices_of(scope).is_guessed
    after = say_brand_words(scope, ["Zoé", "zoe", "Chez Zoé"])
    assert (after.brand, after.is_guessed) == (("zoe", "Chez Zoé"), False)
    assert say_brand_words(scope, []).brand == ()
    assert say_brand_words(scope, None).is_guessed
    entries = Entry.objects.filter(verb="brand_words.said").order_by("pk")
    assert entries[0].details["after"] == ["zoe", "Chez Zoé"]
    for wrong in (["x"], ["y" * 61], [f"mot {n}" for n in range(51)]):
        with pytest.raises(InputError, match="Allowed"):
            say_brand_words(scope, wrong)


@pytest.mark.django_db
def test_only_a_tool_that_told_of_visits_is_chosen(scope):
    known = ["ga4", "matomo"]
    assert choose_audience_source(scope, "matomo", known).audience_source == "matomo"
    with pytest.raises(InputError, match="Did you mean « matomo »"):
        choose_audience_source(scope, "matom", known)
    assert choose_audience_source(scope, "", known).audience_source == ""
    assert Entry.objects.filter(verb="audience_source.chosen").count() == 2


@pytest.mark.django_db
def test_the_page(company, make_member, scope):
    def browser(role):
        user, client = make_member(company, role), Client()
        user.language = "en"
        user.save()
        client.force_login(user)
        return client

    owner = browser(Role.MANAGER)
    page = owner.get(PAGE).content.decode()
    assert "those of the company&#x27;s name for now" in page or "those of the company's name for now" in page
    assert "Boutique" in page
    done = owner.post(PAGE, {"brand_words": "Zoé\nchez zoé", "audience_source": ""}, follow=True)
    assert "Saved" in done.content.decode()
    assert choices_of(scope).brand == ("Zoé", "chez zoé")
    assert owner.post(PAGE, {"brand_words": "x", "audience_source": ""}).status_code == 422
    viewer = browser(Role.VIEWER)
    shown = viewer.get(PAGE).content.decode()
    assert "chez zoé" in shown
    assert "<textarea" not in shown
    assert viewer.post(PAGE, {"brand_words": "eve"}).status_code == 403
    assert choices_of(scope).brand == ("Zoé", "chez zoé")


@pytest.mark.django_db
def test_who_may_not_is_refused(company, make_member):
    scope = access_company(make_member(company, Role.VIEWER), company.slug)
    with pytest.raises(ForbiddenError):
        say_brand_words(scope, ["eve"])
    with pytest.raises(ForbiddenError):
        choose_audience_source(scope, "", [])
