"""What a director reads in the morning."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from comptoir.core import clock
from comptoir.core.companies.api import Role
from comptoir.decide.findings.storing import keep
from comptoir.decide.findings.tests.finds import LEAST, late, look_of, stock_out
from comptoir.decide.review.models import Visit
from comptoir.decide.targets.tests.conftest import FIRST, LAST, load, sold

PAGE = "/c/boutique/today/"
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def that_morning():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def viewer(company, make_member):
    client, user = Client(), make_member(company, Role.VIEWER)
    user.language = "en"
    user.save()
    client.force_login(user)
    return client


def text(response):
    return " ".join(response.content.decode().split())


@pytest.mark.django_db
def test_a_first_morning_says_what_to_do(viewer):
    page = text(viewer.get(PAGE))
    assert "Your mornings begin here" in page
    assert not Visit.objects.exists()
    assert viewer.get(f"{PAGE}figures/")["Location"] == PAGE


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_page_from_one_morning_to_the_next(scope, viewer):
    load(scope, [sold(FIRST + timedelta(days=n), 90 + n % 7) for n in range((LAST - FIRST).days + 1)])
    page = text(viewer.get(PAGE))
    assert "Nobody has looked for findings in these data yet" in page
    assert "Nothing: sources are read" in page
    assert "The days have not been watched yet" in page
    assert "Since my last visit" not in page
    # A look that found nothing in other data is no look at these.
    keep(scope, look_of(day=LAST), LEAST)
    assert "Nobody has looked for findings in these data yet" in text(viewer.get(PAGE))

    keep(scope, look_of(stock_out(day=LAST), late(day=LAST), day=LAST), LEAST)
    with clock.frozen(NOW + timedelta(days=1)):
        page = text(viewer.get(PAGE))
        assert "Since my last visit" in page
        assert 'period=visit" hx-trigger="load"' in page
        assert "LAMP: stock until about" in page
        assert "€840" in page
        # Not since the last look of the day before: since this person's last visit.
        assert '<span class="badge good">new</span>' not in page
        figures = viewer.get(f"{PAGE}figures/?period=day", headers={"HX-Request": "true"})
        assert "What changed?" in text(figures)
        assert "<html" not in text(figures)
        assert "Worth most: LAMP: stock until about" in text(figures)
        assert "<html" in text(viewer.get(f"{PAGE}figures/?period=day"))

        mail = viewer.get(f"{PAGE}review.md?period=day")
        assert mail["Content-Type"] == "text/markdown; charset=utf-8"
        assert mail.content.decode().startswith("# Boutique - ")
        lines = viewer.get(f"{PAGE}review.csv?period=week").content.decode().splitlines()
        assert "net_sales" in lines[1]


@pytest.mark.django_db
def test_guests_and_strangers_see_nothing(company, make_member):
    stranger = Client()
    assert stranger.get(PAGE).status_code == 302
    stranger.force_login(make_member(None, Role.VIEWER))
    assert stranger.get(PAGE).status_code == 404
