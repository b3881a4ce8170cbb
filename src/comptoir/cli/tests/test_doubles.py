"""comptoir orders …: told, changed, changed back."""

import io
import json
from typing import Any

import pytest

from comptoir.cli import start
from comptoir.cli.parser import build_parser
from comptoir.core.companies.api import Scope
from comptoir.measure.doubles.tests.world import figure, orders, write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def twice(scope: Scope) -> Scope:
    """The shop and its export, and a ledger of which it cannot be told."""
    write(
        scope,
        orders("shop", range(1, 11)),
        orders("export", range(1, 11), shape="#{}", later=1),
        orders("ledger", range(1, 11), amount=300),
    )
    return scope


def command(*words: str) -> Any:
    out, err = io.StringIO(), io.StringIO()
    parsed = build_parser().parse_args([*words, "--company", "boutique", "--format", "json"])
    assert start.run(parsed, out, err) == 0, err.getvalue()
    return json.loads(out.getvalue())


def test_the_command_tells_changes_and_changes_back(twice: Scope) -> None:
    pairs = command("orders", "doubles")
    assert [(one["source"], one["other"], one["verdict"]) for one in pairs] == [
        ("export", "ledger", "unsure"),
        ("export", "shop", "same"),
        ("ledger", "shop", "unsure"),
    ]
    assert len(command("orders", "doubles", "--list")) == 10
    assert command("orders", "pair", "site", "export", "shop", "different")["counted_once"] == 0
    assert figure(twice, "orders") == 30
    assert command("orders", "pair", "site", "export", "shop", "figures")["counted_once"] == 10
    assert command("orders", "count") == {"counted_once": 10, "open_questions": 2, "snapshot": None}
    assert figure(twice, "orders") == 20
