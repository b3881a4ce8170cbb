"""The command of stock, as programs read it."""

import io
import json
from argparse import Namespace
from datetime import UTC, datetime

import pytest

from comptoir.cli.stock import show
from comptoir.core import clock
from comptoir.core.errors import ConflictError, UsageError
from comptoir.decide.reorder.tests.shop import open_shop, rows

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def said(form="json", at=None):
    out = io.StringIO()
    with clock.frozen(datetime(2026, 6, 29, 7, tzinfo=UTC)):
        show(Namespace(company="boutique", format=form, at=at), out)
    return out.getvalue()


def test_the_worked_value_of_the_week(scope):
    open_shop(scope)
    told = json.loads(said())
    (line,) = told["products"]
    assert (told["at"], told["cover_days"], told["interval"]["level"]) == ("2026-06-28", 28, 0.8)
    assert (line["sku"], line["stock"], line["out_on"], line["missing"], line["lost"], line["order"]) == (
        *("LAMP", 140, "2026-07-12", 70),
        *("840.00", 280),
    )
    assert said("csv").splitlines()[0].startswith("sku,product,stock")


def test_what_lacks_is_said(scope, company):
    with pytest.raises(ConflictError):
        said()
    content = rows()
    del content["stock_level"]
    open_shop(scope, content)
    assert json.loads(said())["products"] == []
    assert "stock" in said("table")
    with pytest.raises(UsageError):
        said(at="2030-01-01")
    with pytest.raises(UsageError):
        said(at="soon")
