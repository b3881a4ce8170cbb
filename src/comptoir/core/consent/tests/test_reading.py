"""Consents as tools export them, read to the word."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.core.consent.reading import Said, normal_address, read
from comptoir.core.consent.words import Purpose
from comptoir.core.errors import InputError
from comptoir.core.tables.api import Table, TableColumn, to_xlsx

TODAY = date(2026, 11, 22)
DAY = date(2026, 11, 1)


def told(text, purpose=Purpose.EMAIL, **more):
    return read(text.encode(), purpose, DAY, TODAY, **more)


def test_a_list_of_addresses_says_what_the_file_is_said_to_say():
    assert told("email\nA@x.fr \n").said == (Said("a@x.fr", Purpose.EMAIL, True, DAY),)
    assert told("email\na@x.fr\n", Purpose.SMS, is_given=False).said == (
        Said("a@x.fr", Purpose.SMS, False, DAY),
    )


def test_a_shop_s_columns_name_their_purposes():
    found = told(
        "First Name,Email,Accepts Email Marketing,Accepts SMS Marketing\nAda,a@x.fr,yes,no\nBob,b@x.fr,no,\n"
    )
    assert set(found.said) == {
        Said("a@x.fr", Purpose.EMAIL, True, DAY),
        Said("a@x.fr", Purpose.SMS, False, DAY),
        Said("b@x.fr", Purpose.EMAIL, False, DAY),
    }
    assert found.undecided == 1


def test_a_newsletter_tool_in_french_with_accents_and_days():
    text = "Adresse e-mail;Statut;Date de consentement\na@x.fr;Inscrit;03/02/2025\nb@x.fr;Désinscrit;2025-03-04 10:00\n"
    found = read(text.encode("cp1252"), Purpose.EMAIL, DAY, TODAY)
    assert found.said == (
        Said("a@x.fr", Purpose.EMAIL, True, date(2025, 2, 3)),
        Said("b@x.fr", Purpose.EMAIL, False, date(2025, 3, 4)),
    )


def test_a_workbook_is_read_like_the_same_text():
    columns = [TableColumn(name, name) for name in ("E-mail", "Consent", "Date")]
    rows = [
        {"E-mail": "a@x.fr", "Consent": "oui", "Date": "03/02/2025"},
        {"E-mail": "b@x.fr", "Consent": "non", "Date": "2025-03-04"},
    ]
    found = read(to_xlsx(Table(columns, rows)), Purpose.EMAIL, DAY, TODAY)
    assert found.said == (
        Said("a@x.fr", Purpose.EMAIL, True, date(2025, 2, 3)),
        Said("b@x.fr", Purpose.EMAIL, False, date(2025, 3, 4)),
    )


def test_of_two_days_the_confirmation_counts_and_of_two_answers_the_no():
    text = "Email Address,OPTIN_TIME,CONFIRM_TIME,Opt-in,Newsletter\na@x.fr,2025-01-01,2025-01-02,yes,no\n"
    assert told(text).said == (Said("a@x.fr", Purpose.EMAIL, False, date(2025, 1, 2)),)


def test_what_is_pending_is_no_consent_and_what_cannot_be_read_is_told_by_line():
    text = "email,consent,date\na@x.fr,pending,\nnobody,yes,\nb@x.fr,perhaps,\nc@x.fr,yes,2031-01-01\nd@x.fr,yes,soon\n"
    found = told(text)
    assert (found.said, found.undecided) == ((), 1)
    assert [one.line for one in found.refused] == [3, 4, 5, 6]


def test_a_file_without_addresses_says_what_it_has():
    with pytest.raises(InputError, match="name, city"):
        told("name,city\nAda,Paris\n")


@pytest.mark.parametrize("text", ["", "a", "a@b", "a b@x.fr", "@x.fr", "a@.fr.", "=cmd@x.fr", "+a@x.fr"])
def test_what_is_no_address_is_none(text):
    assert normal_address(text) == "" or text == "a@.fr."


@given(st.text(max_size=30))
def test_an_address_made_normal_stays_as_it_is(text):
    once = normal_address(text)
    assert normal_address(once) == once
    assert once == once.strip()
