"""comptoir budget: the file of a budget read, and the account beside it, on a shop with nothing sold yet."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comptoir.cli import main
from comptoir.decide.budget.api import Line, year_of

pytestmark = [pytest.mark.django_db(transaction=True)]


def test_a_file_is_read_told_and_shown(
    scope: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file, of = tmp_path / "budget.csv", ("--company", scope.slug)
    file.write_text("line;meaning;month;amount\nnet_sales;;2026-10;90\ncogs;;2026-10;30\ncm2;;2026-10;1\n")
    assert main(["budget", "import", str(file), *of, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["read"], told["changed"], [one["line"] for one in told["refused"]]) == (2, True, [4])
    assert year_of(scope, 2026) == {date(2026, 10, 1): {Line.NET_SALES: 90, Line.COGS: 30}}
    assert main(["budget", "import", str(file), *of, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["changed"] is False

    assert main(["budget", *of, "--month", "2026-10", "--format", "json"]) == 0
    account = json.loads(capsys.readouterr().out)
    assert account["months_budgeted"] == 1
    assert [(line["line"], line["budget"]) for line in account["lines"]] == [
        ("net_sales", "90.00"),
        ("cogs", "30.00"),
        ("gross_margin", "60.00"),
    ]
    assert main(["budget", *of, "--year", "2026", "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("net_sales,,90.00")


@pytest.mark.parametrize("words", [("--month", "soon"), ("--year", "26"), ("import",), ("--at", "soon")])
def test_wrong_words_are_wrong_use(scope: Any, words: tuple[str, ...]) -> None:
    assert main(["budget", *words, "--company", scope.slug]) == 2


def test_a_file_that_is_not_there_fails(scope: Any) -> None:
    assert main(["budget", "import", "nowhere.csv", "--company", scope.slug]) == 1
