"""Part 7: new and known customers, the segments, what buyers say."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir.check.reports.building import naming
from comptoir.check.reports.building.asking import Asked
from comptoir.check.reports.building.products import counted
from comptoir.check.reports.shapes import Block, Cell, Column, Figure, Grid, Kind, Origin, Text
from comptoir.check.reports.wording import told
from comptoir.core.money import format_number
from comptoir.core.periods import Grain
from comptoir.decide.customers.api import SEGMENT_WORDS, segments
from comptoir.measure.reading.api import names_of

BY = "customer_type"
METRICS = ("orders", "net_sales", "aov")
WEEKS = 4


def customers(asked: Asked) -> tuple[Block, ...]:
    return (*_kinds(asked), *_segments(asked), *_voices(asked))


def _kinds(asked: Asked) -> Iterator[Block]:
    found = asked.run(METRICS, by=(BY,), compare=asked.span.comparison, order="-net_sales")
    names = names_of(BY, (), asked.locale)
    columns = (
        Column(BY, _("Customers")),
        *(asked.column(name) for name in METRICS),
        Column("change", _("On last year"), Kind.CHANGE),
    )
    rows = []
    for row in found.rows:
        value = row.dimensions.get(BY) or ""
        cells = [
            asked.cell(name, row.values.get(name), asked.span.period, ((BY, value),)) for name in METRICS
        ]
        now, before = row.values.get("net_sales"), row.compared.get("net_sales")
        moved = asked.change_cell("net_sales", now, before, asked.span.period)
        rows.append((Cell(names.get(value, value) or _("Not known")), *cells, moved))
    if rows:
        yield Grid("new_and_known", _("Do new or known customers buy?"), columns, tuple(rows))


def _segments(asked: Asked) -> Iterator[Block]:
    now = segments(asked.scope, asked.span.end, asked.snapshot)
    before = segments(asked.scope, _then(asked), asked.snapshot)
    if not now.customers:
        return
    past = {one.segment: one.customers for one in before.parts}
    columns = (
        Column("segment", _("Segment")),
        Column("customers", _("Customers"), Kind.NUMBER),
        Column("before", str(naming.SEGMENTS_BEFORE[asked.span.grain]), Kind.NUMBER),
        Column("moved", _("Moved"), Kind.NUMBER),
    )
    rows = []
    for one in now.parts:
        then = past.get(one.segment, 0)
        moved = one.customers - then
        shown = f"{'+' if moved > 0 else ''}{format_number(moved, asked.locale)}"
        figure = Figure(shown, Decimal(moved), "count", Origin.CUSTOMERS)
        words = str(SEGMENT_WORDS[one.segment]) if one.segment in SEGMENT_WORDS else one.segment
        cells = [counted(asked, count, Origin.CUSTOMERS) for count in (one.customers, then)]
        rows.append((Cell(words), *cells, Cell(shown, Decimal(moved), Kind.NUMBER, figure)))
    yield Grid("segments_of_customers", _("Which segments move?"), columns, tuple(rows))


def _then(asked: Asked) -> date:
    """A week moves few customers: four of them are looked back."""
    span = asked.span
    return span.before.end if span.grain is Grain.MONTH else span.end - timedelta(weeks=WEEKS)


def _voices(asked: Asked) -> Iterator[Block]:
    """What buyers write, where reviews are loaded."""
    found = asked.run(("review_count", "average_rating"))
    count, rating = (found.total.values.get(name) for name in ("review_count", "average_rating"))
    if found.unavailable or not count or rating is None:
        return
    pieces = {
        "count": asked.figure("review_count", count, asked.span.period),
        "rating": asked.figure("average_rating", rating, asked.span.period),
    }
    template = naming.REVIEWS[asked.span.grain]
    yield Text("voices", (told("customers.voices", template, pieces),))
