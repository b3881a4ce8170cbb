"""A route without a rule does not land."""

import pytest

from comptoir.core.companies.sharing import SHAREABLE

from .routes import Route, routes
from .rules import BEARERS, PUBLIC, SIGNED_IN, STRICTER_VERBS

DECLARED = {**PUBLIC, **BEARERS}.keys() | SIGNED_IN


@pytest.mark.parametrize("route", routes(), ids=str)
def test_every_route_has_exactly_one_rule(route: Route) -> None:
    if route.is_of_a_company:
        assert route.permission is not None, f"{route.pattern}: declare its rule with company_view(…)"
        assert route.name not in DECLARED
    elif route.is_for_guests:
        assert route.guest_item in SHAREABLE, f"{route.pattern}: declare its rule with guest_view(…)"
        assert route.name not in DECLARED
    else:
        told = sum(route.name in table for table in (PUBLIC, BEARERS, SIGNED_IN))
        assert told == 1, f"{route.pattern}: write « {route.name} » into one table of tests/cast/rules.py"


def test_no_rule_is_left_over() -> None:
    names = {route.name for route in routes()}

    assert DECLARED - names == set()
    assert STRICTER_VERBS.keys() - names == set()
