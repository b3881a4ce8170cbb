"""The plan of the demo: written once all is loaded, and left to whoever has changed it since."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from comptoir.cli import demo_plan
from comptoir.core import clock
from comptoir.core.jobs.api import enqueue
from comptoir.core.ledger.api import ActionState, actions, drop
from comptoir.decide.findings import tasks
from comptoir.decide.findings.declared import KINDS
from comptoir.decide.findings.storing import keep
from comptoir.decide.findings.tests.finds import LEAST, late, look_of, stock_out

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_evening():
    with clock.frozen(datetime(2026, 6, 29, 7, tzinfo=UTC)), override("fr"):
        yield


def test_the_best_finding_of_each_analysis_goes_into_the_plan_once(scope):
    lamp = stock_out()
    others = [_of(name, lamp) for name in ("guests", "thin_margin", "returned_often", "pairs")]
    keep(scope, look_of(lamp, replace(lamp, subject={"product": "MUG"}), late(), *others), LEAST)
    demo_plan.plan_when_loaded(scope)
    made = actions(scope)
    assert len(made) == demo_plan.MOST
    assert len({one.kind for one in made}) > 1
    assert [one.drop_reason for one in made if one.state is ActionState.DROPPED] == [
        "L’équipe n’en a pas le temps ce mois-ci."
    ]
    for one in made:
        if one.is_open:
            drop(scope, one.id, "non")
    demo_plan.plan_when_loaded(scope)
    assert len(actions(scope)) == demo_plan.MOST


def _of(analysis, found):
    return replace(found, analysis=analysis, numbers=dict.fromkeys(KINDS[analysis].written, "1"))


def test_nothing_is_planned_while_files_are_being_loaded(scope):
    keep(scope, look_of(stock_out()), LEAST)
    enqueue(scope, tasks.TASK)
    waited = []
    demo_plan.plan_when_loaded(scope, waited.append)
    assert sum(waited) == demo_plan.PATIENCE
    assert not actions(scope)
