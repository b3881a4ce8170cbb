"""A tool that needs more than is installed: the page and the command say what to do, before and after."""

from dataclasses import replace

import pytest
from django.test import Client

from comptoir.connectors.connections.api import Connection, add_connection
from comptoir.connectors.google.api import CLIENTS
from comptoir.connectors.source import Extra, PermanentError
from comptoir.connectors.sources import SOURCES
from comptoir.core.companies.api import Role, Scope
from comptoir.measure.sync.api import statuses, sync, try_connection

pytestmark = pytest.mark.django_db(transaction=True)
GIVEN = {"property": "123456789", "key": "{}"}


@pytest.fixture
def lacking(monkeypatch) -> None:
    monkeypatch.setitem(
        SOURCES, "ga4", replace(SOURCES["ga4"], extra=Extra("google", ("comptoir-never-made",)))
    )


@pytest.fixture
def manager(company, make_member) -> Client:
    client = Client()
    client.force_login(make_member(company, Role.MANAGER))
    return client


def form(client: Client, vendor: str) -> str:
    return client.get(f"/c/boutique/connections/add/{vendor}/").content.decode()


def test_the_form_says_what_is_missing_before_a_key_is_given(manager, lacking) -> None:
    assert "make google" in form(manager, "ga4")


def test_where_everything_is_installed_the_form_says_nothing_of_it(manager) -> None:
    assert not CLIENTS.is_missing
    for vendor in ("ga4", "google_ads", "matomo"):
        page = form(manager, vendor)
        assert "of_" in page
        assert "make google" not in page


@pytest.mark.parametrize("asked", [try_connection, sync])
def test_reading_says_what_is_missing(scope: Scope, lacking, asked) -> None:
    held = add_connection(scope, "ga4", GIVEN)
    with pytest.raises(PermanentError, match=r"not installed with this Comptoir.*make google"):
        asked(scope, held.pk)
    [status] = statuses(scope)
    assert (status.freshness, "make google" in status.held.failure) == ("broken", True)
    assert Connection.objects.get().is_permanent
