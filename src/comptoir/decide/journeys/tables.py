"""The tables of the page and of its files."""

from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.core.tables.api import Cell, CellKind, Table, TableColumn
from comptoir.decide.journeys.asked import Asked
from comptoir.decide.journeys.engine.credit import Model
from comptoir.decide.journeys.engine.funnel import Step
from comptoir.decide.journeys.funnels import Funnel, Segment
from comptoir.decide.journeys.ways import Ways
from comptoir.decide.journeys.words import MODEL_WORDS, STEP_WORDS
from comptoir.measure.metrics.api import dimension
from comptoir.measure.reading.api import names_of


def in_order(table: Table, asked: Asked) -> Table:
    sort = asked.sort
    return table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-")) if sort else table


def step_table(found: Funnel) -> Table:
    before: tuple[Step | None, ...] = found.whole.before or (None,) * len(found.whole.steps)
    columns = [
        TableColumn("step", pgettext("step", "Step")),
        TableColumn("count", _("Reached it"), CellKind.NUMBER),
        TableColumn("of_all", _("Share of the visits"), CellKind.PERCENT),
        TableColumn("of_previous", _("Share of the step before"), CellKind.PERCENT),
        TableColumn("lost", _("Stopped before it"), CellKind.NUMBER),
    ]
    if found.whole.before:
        columns.append(TableColumn("before", _("Share of the step before, then"), CellKind.PERCENT))
    rows: list[dict[str, Cell]] = [
        {
            "step": str(STEP_WORDS[one.name]),
            "count": one.count,
            "of_all": exact(one.of_all),
            "of_previous": exact(one.of_previous),
            "lost": one.lost if place else None,
            "before": exact(then.of_previous) if then else None,
        }
        for place, (one, then) in enumerate(zip(found.whole.steps, before, strict=True))
    ]
    return Table(columns, rows, title=_("Step by step"))


def segment_table(found: Funnel, locale: str) -> Table:
    names = names_of(found.dimension, {one.value or "" for one in found.segments}, locale)
    later = found.metrics[1:]
    columns = [
        TableColumn("segment", dimension(found.dimension).label),
        TableColumn("visits", _("Visits"), CellKind.NUMBER),
        *(TableColumn(name, format_lazy("→ {}", STEP_WORDS[name]), CellKind.PERCENT) for name in later),
        TableColumn("conversion", _("Visits that bought"), CellKind.PERCENT),
        TableColumn("before", _("Then"), CellKind.PERCENT),
        TableColumn("weakest", _("Weakest beside the whole")),
        TableColumn("missing", _("Purchases missing there"), CellKind.NUMBER),
    ]
    if not found.whole.before:
        columns = [column for column in columns if column.name != "before"]
    rows = [_line(one, names, found) for one in found.segments]
    return Table(columns, rows, _line(found.whole, {}, found, _("Whole")), title=_("By segment"))


def _line(one: Segment, names: Any, found: Funnel, label: str = "") -> dict[str, Cell]:
    value = one.value or ""
    weak = one.weakest
    return {
        "segment": label or names.get(value, value) or _("Unknown"),
        "visits": one.steps[0].count,
        **{step.name: exact(step.of_previous) for step in one.steps[1:]},
        "conversion": exact(one.steps[-1].of_all),
        "before": exact(one.before[-1].of_all) if one.before else None,
        "weakest": str(STEP_WORDS[found.metrics[weak.place]]) if weak else None,
        "missing": round(weak.lost) if weak else None,
    }


def credit_table(found: Ways, asked: Asked) -> Table:
    names = names_of("traffic_channel", (), asked.locale)
    columns = [
        TableColumn("channel", dimension("traffic_channel").label),
        *(TableColumn(one.value, MODEL_WORDS[one], CellKind.MONEY, asked.scope.currency) for one in Model),
        TableColumn("orders", _("Orders, last visit"), CellKind.NUMBER),
    ]
    rows: list[dict[str, Cell]] = [
        {
            "channel": names.get(name or "", name or "") or _("No channel known"),
            **{one.value: Decimal(found.credits[one].cents[place]) / 100 for one in Model},
            "orders": round(found.credits[Model.LAST].orders[place]),
        }
        for place, name in enumerate(found.channels)
    ]
    total: dict[str, Cell] = {"channel": _("Whole"), **{one.value: found.sales for one in Model}}
    table = Table(columns, rows, {**total, "orders": found.orders}, title=_("Credited sales"))
    return table.sorted_by(Model.LAST.value, descending=True)


def path_table(found: Ways, asked: Asked) -> Table:
    names = names_of("traffic_channel", (), asked.locale)
    unknown = _("No channel known")
    columns = (
        TableColumn("path", _("Visits, the first to the last")),
        TableColumn("orders", _("Orders"), CellKind.NUMBER),
        TableColumn("share", _("Share of orders"), CellKind.PERCENT),
        TableColumn("sales", _("Sales ordered, excl. tax"), CellKind.MONEY, asked.scope.currency),
        TableColumn("days", _("Days to buy (median)"), CellKind.NUMBER),
    )
    rows = [
        {
            "path": " → ".join(
                names.get(found.channels[at] or "", found.channels[at] or "") or unknown
                for at in one.channels
            ),
            "orders": one.orders,
            "share": exact(one.orders / found.orders),
            "sales": Decimal(one.cents) / 100,
            "days": round(one.days),
        }
        for one in found.paths
    ]
    return Table(columns, rows, title=_("Paths"))


def exact(share: float | None) -> Decimal | None:
    return None if share is None else Decimal(str(round(share, 6)))
