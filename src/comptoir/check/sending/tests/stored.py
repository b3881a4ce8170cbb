"""Small stored reports, as a build leaves them: two sentences, a table, and a chart where it is asked for."""

from datetime import date
from decimal import Decimal
from typing import Any

from comptoir.check.reports.models import State, StoredReport
from comptoir.check.reports.shapes import (
    Block,
    Cell,
    Chart,
    Column,
    Grid,
    Header,
    Kind,
    Part,
    Report,
    Sentence,
    Source,
    Text,
)
from comptoir.check.reports.stored import to_json
from comptoir.core import clock
from comptoir.core.companies.models import Company

WEEK = date(2026, 11, 16), date(2026, 11, 22)
CHART = {
    "data": {"values": [{"day": "2026-11-16", "sales": 12}, {"day": "2026-11-17", "sales": 20}]},
    "mark": "bar",
    "encoding": {
        "x": {"field": "day", "type": "nominal"},
        "y": {"field": "sales", "type": "quantitative"},
    },
}


def report_of(company: Company, *, language: str = "en", chart: bool = False, late: bool = False) -> Report:
    header = Header(
        company.name,
        company.slug,
        "Weekly report",
        "W47 (16-22 Nov 2026)",
        "W46",
        "W47 2025",
        "HT",
        "EUR",
        1,
        "",
        language,
        sources=(Source("Shop", "not up to date", is_late=True),) if late else (),
        remarks=("Orders are loaded up to 18 Nov 2026.",) if late else (),
    )
    sentences = (
        Sentence("essentials.result", ("Net sales of the week: 735 €.",)),
        Sentence("essentials.why", ("Visits made most of it.",)),
    )
    blocks: tuple[Block, ...] = (Text("essentials", sentences),)
    cell = Cell("735 €", Decimal(735))
    columns = (Column("what", "What"), Column("sales", "Net sales", Kind.MONEY, "EUR"))
    blocks += (Grid("days", "The days", columns, ((Cell("Monday"), cell),)),)
    if chart:
        blocks += (Chart("trend", "How did it go?", CHART, "From 12 to 20.", "days"),)
    part = Part("essentials", 1, "The essentials", "", blocks, True)
    return Report("weekly", *WEEK, clock.now(), header, (part,))


def store(
    company: Company, *, state: State = State.DRAFT, days: tuple[date, date] = WEEK, **what: Any
) -> StoredReport:
    made = report_of(company, **what)
    return StoredReport.objects.create(
        company=company,
        template="weekly",
        first_day=days[0],
        last_day=days[1],
        title=made.header.period,
        language=made.header.language,
        snapshot=1,
        state=state,
        content=to_json(made),
        built_at=made.built_at,
        approved_at=clock.now() if state is State.APPROVED else None,
    )
