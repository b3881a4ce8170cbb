"""The table of addresses that the browser opens is whole; without a browser, so that it is told at once."""

from tests.cast.routes import routes

from . import addresses


def test_every_name_of_the_url_table_is_looked_at_or_left_out_on_purpose() -> None:
    told = addresses.COMPANY.keys() | addresses.OWN.keys() | addresses.PUBLIC.keys() | addresses.MADE
    told |= addresses.NO_PAGE.keys() | {addresses.SETUP}
    names = {route.name for route in routes()}

    assert {name for name in names - told if not name.startswith(addresses.OTHERS)} == set()
    assert told - names == set()
