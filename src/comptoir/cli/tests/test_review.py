"""comptoir review, on a small shop."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from comptoir.cli import main
from comptoir.core import clock
from comptoir.decide.findings.api import last_look
from comptoir.decide.targets.tests.conftest import FIRST, LAST, load, sold

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def test_one_review_in_four_forms(scope, capsys):
    load(scope, [sold(FIRST + timedelta(days=n), 90 + n % 7) for n in range((LAST - FIRST).days + 1)])
    command = ["review", "--company", scope.slug]
    with clock.frozen(NOW):
        assert main([*command, "--format", "json", "--at", "2026-11-20"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["at"], told["period"]) == (
            "2026-11-20",
            {"name": "day", "from": "2026-11-20", "to": "2026-11-20"},
        )
        assert (told["language"], told["late"]) == ("fr", None)
        assert {"net_sales", "orders", "aov"} <= {one["metric"] for one in told["figures"]}
        assert told["figures"][0]["value"].count(".") == 1
        assert last_look(scope) is None

        assert main([*command, "--period", "week", "--format", "markdown"]) == 0
        text = capsys.readouterr().out
        assert text.startswith("# Boutique - ")
        assert "## Ce qui vaut la peine" in text
        assert "| CA net (HT) |" in text
        # Told for today: what it found is the list of the page.
        assert last_look(scope).day == LAST

        assert main([*command, "--format", "csv"]) == 0
        assert capsys.readouterr().out.startswith(
            "metric,label,value,before,last_year,low,high,judged\nnet_sales,"
        )
        assert main(command) == 0
        assert "CA net (HT), hier, samedi 21 novembre 2026" in capsys.readouterr().out


def test_wrong_use_and_an_empty_company(scope, capsys):
    for wrong in ("soon", "2999-01-01"):
        assert main(["review", "--company", scope.slug, "--at", wrong]) == 2
    assert main(["review", "--company", scope.slug]) == 1
    assert "Importez d’abord vos commandes." in capsys.readouterr().err
