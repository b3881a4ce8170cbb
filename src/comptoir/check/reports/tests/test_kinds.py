"""Kinds of reports as they are declared: every part has its builder, every kind its words."""

import pytest

from comptoir.check.reports import api
from comptoir.check.reports.building.making import builder
from comptoir.core.errors import UsageError
from comptoir.core.periods import Grain

WEEKLY = (
    *("essentials", "dashboard", "why", "channels", "levers"),
    *("products", "customers", "plan", "ahead", "decisions"),
)


@pytest.mark.parametrize("kind", api.KINDS.values(), ids=api.KINDS)
def test_each_part_has_its_builder_and_a_key_of_its_own(kind):
    keys = [part.key for part in kind.parts]
    assert len(set(keys)) == len(keys)
    assert all(callable(builder(part)) for part in kind.parts)
    assert 0 < kind.brief < len(keys)
    assert str(kind.label)
    assert str(kind.meaning)


def test_what_people_chose_by_key_is_found_again():
    """Keys are kept in stored choices: none may be renamed."""
    keys = {name: tuple(part.key for part in kind.parts) for name, kind in api.KINDS.items()}
    assert keys["weekly"] == WEEKLY
    assert keys["monthly"] == (*WEEKLY[:3], "account", *WEEKLY[3:])
    assert keys["channels"] == (
        *("essentials", "channels", "levers", "campaigns", "search", "mailings", "decisions"),
    )
    assert keys["client"] == ("essentials", "cards", "why", "plan", "ahead", "needs")
    assert [kind.grain for kind in api.KINDS.values()] == [Grain.WEEK, Grain.MONTH, Grain.MONTH, Grain.MONTH]


def test_an_unknown_kind_names_those_there_are():
    with pytest.raises(UsageError) as caught:
        api.kind_of("montly")
    assert "monthly" in str(caught.value)
    assert "weekly, monthly, channels, client" in str(caught.value)
