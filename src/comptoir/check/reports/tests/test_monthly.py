"""The reports of a month of a shop with all sources: every figure against the metrics and the budget's own account."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from comptoir.check.reports import api
from comptoir.check.reports.shapes import Grid, Note, Origin
from comptoir.check.reports.tests.checking import (
    every_metric_is_that_of_the_snapshot,
    mail,
    page_and_workbook_say_the_same,
    paper,
    plain_text,
)
from comptoir.core import clock
from comptoir.core.companies.api import operator_scope
from comptoir.core.companies.models import Company
from comptoir.decide.budget.api import TAKEN, Line, Span, Width, account_of, set_budget
from comptoir.decide.targets.api import Place, set_targets
from comptoir.decide.targets.tests.conftest import FIRST, LAST, NOW
from comptoir.measure.costs.api import CostKind, Draft, add_rule
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.warehouse.api import writer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def scope(db, home):
    """Two channels, 40 customers who come back, costs, ads, search, mails, a market, a budget."""
    Company.objects.create(slug="shop", name="Maison #1 *Lavande*")
    found = operator_scope("shop")
    with clock.frozen(NOW), translation.override("fr"):
        for kind, more in (
            (CostKind.LOGISTICS, {"per_order": Decimal(5)}),
            (CostKind.PAYMENT, {"share": Decimal("0.02")}),
        ):
            add_rule(found, Draft(kind, FIRST, **more))
        days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
        orders = [order for n, day in enumerate(days) for order in _sold(n, day)]
        with writer(found) as batch:
            batch.append("order", arrow("order", [order for order, _line in orders]))
            batch.append("order_line", arrow("order_line", [line for _order, line in orders]))
            for name, rows in _beside(days).items():
                batch.append(name, arrow(name, rows))
            batch.commit("test", {})
        set_targets(found, Place(), {OCTOBER: Decimal(6000)})
        set_budget(found, {(Line.NET_SALES, OCTOBER): Decimal(5800), (Line.COGS, OCTOBER): Decimal(1900)})
        yield found


def _sold(n, day):
    """A thing at 100 and more by the day of the week, on the site; a smaller one on a marketplace."""
    for channel, amount in (("site", 100 + 5 * day.weekday()), ("Amazon.fr", 40)):
        shared = {
            "order_id": f"{day}-{channel}",
            "day": day.isoformat(),
            "customer_key": n % 40 + (1000 if channel == "site" else 0),
            "country": "FR",
            "sales_channel": channel,
            "gross_amount": amount,
        }
        yield shared, {**shared, "sku": "LAMP", "quantity": 1, "gross_tax": amount / 5}


def _beside(days):
    texts = [day.isoformat() for day in days]
    return {
        "product_cost": [{"sku": "LAMP", "valid_from": FIRST.isoformat(), "unit_cost": 30}],
        "ad_spend": [
            {
                "day": day,
                "campaign_name": name,
                "traffic_channel": "paid_search",
                "spend_amount": spend,
                "credited_orders": 1,
                "credited_amount": credited,
                "credited_tax": credited / 5,
            }
            for day in texts
            for name, spend, credited in (("Brand", 2, 10), ("Lamps", 6, 5))
        ],
        "search_day": [
            {"day": day, "part": "", "clicks": 20, "impressions": 400, "position_sum": 3200} for day in texts
        ],
        "mailing": [
            {
                "day": day,
                "campaign": "Autumn",
                "sent": 500,
                "delivered": 490,
                "clickers": 20,
                "unsubscribed": 2,
            }
            for day in ("2025-10-07", "2026-10-06")
        ],
        "market_index": [
            {"day": "2025-10-01", "index_value": 100},
            {"day": "2026-10-01", "index_value": 104},
        ],
    }


def test_the_monthly_report(scope):
    """One world, built once: what is expensive is built, not read."""
    kept = api.build(scope, "monthly")
    report = kept.report
    assert (report.start, report.end) == (OCTOBER, date(2026, 10, 31))
    assert [part.key for part in report.parts] == [part.key for part in api.MONTHLY.parts]
    assert report.header.title == "Rapport mensuel"
    assert report.header.remarks[0].startswith("Octobre 2026\u00a0: 5 samedis")
    every_metric_is_that_of_the_snapshot(scope, report, 80)
    _the_account_is_the_budgets(scope, report)
    _the_essentials(report)
    _growth_and_cohorts(report)
    page_and_workbook_say_the_same(report)
    plain_text(report)
    paper(report)
    mail(report)


def _the_account_is_the_budgets(scope, report):
    """Line by line and column by column what the budget's own page shows; costs with a minus."""
    month, year = (account_of(scope, Span(width, OCTOBER), report.end) for width in (Width.MONTH, Width.YEAR))
    grid = _block(report, "account")
    names = [one.name for one in grid.columns]
    assert names == ["line", "actual", "budget", "gap", "before", "evolution", "landing", "year_budget"]
    shown = [one for one in month.rows if not (one.is_empty and year.row(one.line).is_empty)]
    assert len(grid.rows) == len(shown) > 8
    for one, row in zip(shown, grid.rows, strict=True):
        sign, ahead = (-1 if one.line in TAKEN else 1), year.row(one.line)
        told = (one.actual, one.budget, one.gap, one.before, None, ahead.landing, ahead.budget)
        for place, value in enumerate(told, start=1):
            if place != names.index("evolution"):
                assert row[place].value == (None if value is None else sign * value), (one.line, place)
        assert row[names.index("evolution")].value == one.evolution
        assert all(cell.figure.origin is Origin.ACCOUNT for cell in row[1:] if cell.figure)
    assert month.row(Line.CM3).actual is not None
    assert year.row(Line.NET_SALES).landing is not None


def _the_essentials(report):
    """31 days: 3 625 on the site and 31 x 40 on the marketplace; last year's October has two Fridays less."""
    told = [one.text for one in report.parts[0].blocks[0].sentences]
    assert len(told) == 5
    plain = told[0].replace("\u202f", " ").replace("\u00a0", " ")
    assert plain.startswith("CA net (HT), octobre 2026 : ")
    assert "de l’objectif (6 000 €)" in plain
    assert "par rapport au budget (5 800 € HT)" in plain
    assert told[2].startswith("2026 devrait finir à ")
    assert told[3] == "Aucune action n’est encore au plan."


def _growth_and_cohorts(report):
    market = _block(report, "market")
    shop, index = market.rows
    assert index[3].value == Decimal("0.04")
    assert index[4].figure.value == shop[3].value - index[3].value
    cohorts = _block(report, "cohort_figures")
    assert cohorts.columns[2].name == "m1"
    assert all(0 <= cell.value <= 1 for row in cohorts.rows for cell in row[2:] if cell.value is not None)


def test_the_review_of_channels_and_the_report_to_the_client(scope):
    review = api.build(scope, "channels").report
    assert [part.key for part in review.parts] == [part.key for part in api.CHANNELS.parts]
    every_metric_is_that_of_the_snapshot(scope, review, 40)
    campaigns = _block(review, "campaigns")
    assert [row[0].shown for row in campaigns.rows] == ["Lamps", "Brand"]
    assert [row[2].value for row in campaigns.rows] == [Decimal(186), Decimal(62)]
    _losing_campaigns_are_counted(review, campaigns)
    assert {one.key for one in review.blocks()} >= {"channels", "campaigns", "search", "mailings", "no_plan"}
    client = api.build(scope, "client").report
    every_metric_is_that_of_the_snapshot(scope, client, 12)
    cards = _block(client, "cards")
    assert all(row[-1].shown for row in cards.rows)
    assert "conversion_rate" not in {cell.figure.metric for row in cards.rows for cell in row if cell.figure}
    assert isinstance(_block(client, "to_connect"), Note)
    for report, pictures in ((review, 0), (client, 1)):
        page_and_workbook_say_the_same(report)
        plain_text(report)
        paper(report, is_drawn=pictures > 0, longest=3)
        mail(report, pictures)


def _losing_campaigns_are_counted(review, campaigns):
    """Of 31 days: 155 and 310 credited, at the rate of the shop's contribution margin 2."""
    assert [row[3].value for row in campaigns.rows] == [Decimal(155), Decimal(310)]
    losing, earning = (row[5].value for row in campaigns.rows)
    assert losing < 0 < earning
    assert (losing + 186) * 2 == pytest.approx(earning + 62, abs=Decimal("0.02"))
    told = review.parts[0].blocks[0].sentences[3]
    counted = [one.value for one in told.pieces if getattr(one, "origin", "") is Origin.ADVERTISING]
    assert counted == [1, 2]


def _block(report, key):
    found = next(one for one in report.blocks() if one.key == key)
    assert isinstance(found, Grid | Note)
    return found
