"""Targets of ratios, and what the command and the page say of a month."""

from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from comptoir.core.companies.api import Role, Scope
from comptoir.core.companies.models import Company
from comptoir.core.errors import UsageError
from comptoir.decide.targets.api import (
    Place,
    pace_of,
    progress_of,
    set_targets,
    spread_year,
    standings,
    targets_of,
)
from comptoir.decide.targets.ratios import sides_of
from comptoir.decide.targets.tests.conftest import FIRST, LAST, load, sold
from comptoir.decide.targets.units import checked
from comptoir.measure.metrics.api import metric

NOVEMBER = date(2026, 11, 1)
AOV, CONVERSION, CANCELLED = Place("aov"), Place("conversion_rate"), Place("cancellation_rate")
PAGE = "/c/shop/targets/"


def amount(day: date) -> int:
    return 90 + 5 * day.weekday()


def again(day: date) -> tuple[dict[str, Any], dict[str, Any]]:
    """A second order of the day, on each of its first three weekdays."""
    order, line = sold(day, amount(day))
    return {**order, "order_id": f"{day}b"}, {**line, "order_id": f"{day}b"}


def november(days: int) -> tuple[int, int]:
    """Its sales and orders."""
    known = [NOVEMBER + timedelta(days=n) for n in range(days)]
    orders = [2 if day.weekday() < 3 else 1 for day in known]
    return sum(amount(day) * count for day, count in zip(known, orders, strict=True)), sum(orders)


def test_the_sides_of_a_ratio() -> None:
    found = {
        name: sides_of(metric(name)) for name in ("aov", "ad_cost_ratio", "cm3_rate", "cancellation_rate")
    }
    assert found == {
        "aov": ("demand_sales", "orders"),
        "ad_cost_ratio": ("ad_spend", "net_sales"),
        "cm3_rate": ("cm3", "net_sales"),
        "cancellation_rate": None,
    }


def test_what_takes_a_target() -> None:
    assert [checked(name).name for name in ("net_sales", "aov", "cm3_rate")]
    for name in ("seo_position", "retention", "landing"):
        with pytest.raises(UsageError):
            checked(name)


def test_a_share_is_kept_in_per_cent_and_told_as_it_is(scope: Scope) -> None:
    set_targets(scope, CONVERSION, {NOVEMBER: Decimal("0.025")})
    assert targets_of(scope, 2026, CONVERSION)[0].value == Decimal("0.025")
    spread_year(scope, CONVERSION, 2026, Decimal("0.03"))
    assert {one.value for one in targets_of(scope, 2026, CONVERSION)} == {Decimal("0.03")}
    assert len(targets_of(scope, 2026, CONVERSION)) == 12


@pytest.mark.slow
def test_where_a_ratio_lands(loaded: Scope, make_member: object) -> None:
    """One order a day of 90 to 120, and two from Monday to Wednesday."""
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    load(loaded, [again(day) for day in days if day.weekday() < 3])
    set_targets(loaded, AOV, {NOVEMBER: Decimal(100)})
    set_targets(loaded, Place(), {NOVEMBER: Decimal(3000)}, "Camille")
    done, whole = november(21), november(30)
    found = progress_of(loaded, AOV, LAST)
    assert found.actual == pytest.approx(done[0] / done[1])
    assert found.share_of_target == pytest.approx(done[0] / done[1] / 100)
    assert found.of_whole is None
    assert found.landing
    assert found.landing.expected == pytest.approx(whole[0] / whole[1], rel=0.003)
    # Days that repeat to the euro leave no error behind them.
    assert found.landing.low80 == found.landing.high80 == found.landing.expected
    assert found.landing.method == "student_rolling_ratio"
    assert pace_of(loaded, AOV, LAST) == pytest.approx(1, abs=0.01)
    assert pace_of(loaded, Place(), LAST) == pytest.approx(1, abs=0.01)

    nothing = progress_of(loaded, CANCELLED, LAST)
    assert nothing.landing is None
    with translation.override("en"):
        assert "not forecast day by day" in str(nothing.reason)

    rows = {row["metric"]: row for row in standings(loaded, LAST)}
    assert set(rows) == {"aov", "net_sales"}
    assert rows["net_sales"]["owner"] == "Camille"
    assert rows["net_sales"]["actual"] == done[0]
    assert rows["net_sales"]["landing"] == pytest.approx(whole[0], rel=0.005)
    assert rows["net_sales"]["chance"] > 0.9
    # Nothing of later days is told: the month before is judged by what was known on its last evening.
    (october,) = standings(loaded, date(2026, 10, 31))
    assert (october["metric"], october["target"], october["month"]) == ("net_sales", None, "2026-10")
    assert october["landing"] == october["actual"]

    client = signed_in(make_member)
    page = text(client.get(f"{PAGE}progress/?metric=aov"))
    assert "Landing of a ratio" in page
    assert "€100.00" in page


def signed_in(make_member: object) -> Client:
    client = Client()
    user = make_member(Company.objects.get(slug="shop"), Role.OWNER)  # type: ignore[operator]
    user.language = "en"
    user.save()
    client.force_login(user)
    return client


def text(response: object) -> str:
    return " ".join(unescape(response.content.decode()).split())  # type: ignore[attr-defined]


def test_a_file_of_several_places_is_undone_by_one_button(scope: Scope, make_member: object) -> None:
    client = signed_in(make_member)
    body = "a;b;c;d;e;f\nnet_sales;;;2026-01;1000;Ann\nconversion_rate;;;2026-01;2,5;Ann\n"
    answer = client.post(f"{PAGE}import/", {"file": SimpleUploadedFile("t.csv", body.encode())}, follow=True)
    assert [one.value for one in targets_of(scope, 2026)] == [Decimal("0.025"), Decimal(1000)]
    page = answer.content.decode()
    address = page.split('role="status" method="post" action="')[1].split('"')[0]
    also = page.split('name="also" value="')[1].split('"')[0]
    client.post(address, {"metric": "net_sales", "year": "2026", "also": also})
    assert targets_of(scope, 2026) == []


def test_months_sort_and_are_taken_away(scope: Scope, make_member: object) -> None:
    set_targets(scope, CONVERSION, {date(2026, 3, 1): Decimal("0.031"), date(2026, 7, 1): Decimal("0.024")})
    client = signed_in(make_member)
    page = text(client.get(f"{PAGE}?metric=conversion_rate&year=2026&sort=-target"))
    assert page.index("March") < page.index("July") < page.index("January")
    assert 'aria-sort="descending"' in page
    assert 'value="3.10"' in page
    exported = client.get(f"{PAGE}export/csv/?table=months&metric=conversion_rate&year=2026")
    lines = exported.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 13
    assert any("0.031" in line for line in lines)
    typed = client.get(f"{PAGE}export/csv/?metric=conversion_rate&year=2026").content.decode("utf-8-sig")
    assert "3.1" in typed
