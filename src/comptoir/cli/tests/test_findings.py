"""comptoir findings, on a shop with little in it."""

import json
from datetime import date

import pytest

from comptoir.cli import main
from comptoir.decide.findings.api import findings, last_look
from comptoir.decide.findings.tests.shop import DAY, Shop, cost_rules, load

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_the_command_looks_keeps_and_tells(scope, capsys):
    cost_rules(scope)
    load(scope, Shop(1).rows)
    assert main(["findings", "--company", scope.slug, "--at", DAY.isoformat(), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["at"], told["snapshot"], told["least_money"]) == (DAY.isoformat(), 1, "100")
    one = next(found for found in told["findings"] if found["analysis"] == "stock_out")
    assert one["title"].startswith("Product P01: stock until about")
    assert one["basis"] == "cm2"
    assert float(one["stake"]["low"]) < float(one["stake"]["mid"]) < float(one["stake"]["high"])
    assert one["actions"] == ["reorder", "pause_ads"]
    assert one["expires"] == "2026-07-05"
    assert one["evidence"][1]["metric"] == "units"
    # As if it were another day: nothing is kept of it.
    assert last_look(scope) is None

    assert main(["findings", "--company", scope.slug, "--format", "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("finding,low,mid,high,basis,confidence")
    assert last_look(scope).snapshot == 1
    assert last_look(scope).day >= DAY
    assert findings(scope) is not None


def test_wrong_days_are_wrong_use(scope, capsys):
    for wrong in ("soon", date.max.isoformat()):
        assert main(["findings", "--company", scope.slug, "--at", wrong]) == 2
    assert "not" in capsys.readouterr().err


def test_a_company_without_data_is_told_what_to_do(scope, capsys):
    assert main(["findings", "--company", scope.slug]) == 1
    assert "Import your orders first." in capsys.readouterr().err
