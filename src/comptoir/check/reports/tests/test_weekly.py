"""A whole report of a shop: every figure against the metrics at its snapshot, in every form; what people do to it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from comptoir.check.reports import api
from comptoir.check.reports.arrangement import ArrangedBlock, ArrangedPart, Arrangement
from comptoir.check.reports.changes import CHANGES
from comptoir.check.reports.saving import keep_template
from comptoir.check.reports.tests.checking import (
    every_metric_is_that_of_the_snapshot,
    mail,
    page_and_workbook_say_the_same,
    paper,
)
from comptoir.core import clock
from comptoir.core.companies.api import operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.errors import ConflictError
from comptoir.decide.targets.api import Place, set_targets
from comptoir.decide.targets.tests.conftest import FIRST, LAST, NOW, load, sold

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

EVENING = date(2026, 11, 15)


@pytest.fixture
def scope(db, home):
    Company.objects.create(slug="shop", name="Maison #1 *Lavande*")
    found = operator_scope("shop")
    with clock.frozen(NOW), translation.override("fr"):
        days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
        load(found, [sold(day, 90 + 5 * day.weekday()) for day in days])
        set_targets(found, Place(), {date(2026, 11, 1): Decimal(4000)})
        yield found


def test_a_report(scope):
    """One world, built once: what is expensive is built, not read."""
    kept = api.build(scope, "weekly", EVENING)
    report = kept.report
    assert (report.start, report.end) == (date(2026, 11, 9), EVENING)
    assert [part.number for part in report.parts] == list(range(1, 11))
    every_metric_is_that_of_the_snapshot(scope, report)
    _essentials(report)
    page_and_workbook_say_the_same(report)
    paper(report)
    mail(report)
    _people(scope, kept)
    _saved_template(scope, report)


def _saved_template(scope, report):
    """The same figures in the company's own order, and what changed since the report before of that template."""
    why = ArrangedPart("why", blocks=(ArrangedBlock("own-1", title="Notre mot"),))
    asked = Arrangement("", (why, ArrangedPart("levers", is_hidden=True)))
    key = keep_template(scope, "Pour la direction", "weekly", asked).key
    assert CHANGES not in [part.key for part in api.build(scope, key, date(2026, 11, 8)).report.parts]
    made = api.build(scope, key, EVENING)
    assert made.report.header.title == "Pour la direction"
    parts = [part.key for part in made.report.parts]
    assert parts[0] == "why"
    assert parts[-1] == CHANGES
    assert "levers" not in parts
    assert {one.shown for one in made.report.figures()} <= {one.shown for one in report.figures()}
    every_metric_is_that_of_the_snapshot(scope, made.report)
    for suffix in api.FORMS:
        content = api.rendered(suffix, made.report, made.remarks)
        assert b"Notre mot" not in content
    said = api.correct(scope, made.line.id, "why.own-1", "Une semaine calme.")
    assert "Notre mot" in api.rendered("md", said.report, said.remarks).decode()
    assert [one.key for one in api.templates(scope) if one.is_own] == ["pour-la-direction"]
    assert {one.template for one in api.reports(scope)} == {"weekly", key}


def _essentials(report):
    """A week of 7 days from 90 to 120 sells 735, as the week before and last year's."""
    told = [one.text for one in report.parts[0].blocks[0].sentences]
    assert len(told) == 5
    assert told[0].startswith("CA net (HT) de S46 (9-15 nov. 2026)\u00a0: 735,00\u00a0€, 0,0\u00a0%")
    assert "objectif de 4\u202f000\u00a0€" in told[2]
    assert told[3] == "Aucune action n’est encore au plan."


def _people(scope, kept):
    number = kept.line.id
    api.correct(scope, number, "essentials.result", "Une semaine calme.")
    api.comment(scope, number, "products", "Voir avec l'atelier.")
    again = api.build(scope, "weekly", EVENING)
    assert again.line.id == number
    assert again.remarks.corrections["essentials.result"].text == "Une semaine calme."
    assert [one.text for one in again.remarks.comments["products"]] == ["Voir avec l'atelier."]
    assert "Une semaine calme." in api.rendered("md", again.report, again.remarks).decode()
    back = api.correct(scope, number, "essentials.result", "")
    assert back.remarks.corrections == {}
    assert [one["text"] for one in api.history(scope, number)] == [
        "",
        "Voir avec l'atelier.",
        "Une semaine calme.",
    ]
    assert api.approve(scope, number).line.state is api.State.APPROVED
    for refused in (
        lambda: api.build(scope, "weekly", EVENING),
        lambda: api.comment(scope, number, "products", "Trop tard."),
        lambda: api.approve(scope, number),
    ):
        with pytest.raises(ConflictError):
            refused()
    assert api.build(scope, "weekly", EVENING, takes_settled=True).report == again.report
    assert api.reopen(scope, number).line.state is api.State.DRAFT
