"""What every part asks with: the company, the days, the snapshot, and how a figure is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from comptoir.check.reports.shapes import Cell, Column, Figure, Grid, Kind, Origin
from comptoir.check.reports.spans import Span
from comptoir.core.companies.api import Scope
from comptoir.core.periods import Comparison, Grain, Period
from comptoir.core.tables.api import CellKind
from comptoir.decide.findings.api import last_evening
from comptoir.decide.review.api import review
from comptoir.measure.metrics.api import Metric, Query, metric, run
from comptoir.measure.reading.api import CELLS, change, tax_words, written
from comptoir.measure.reading.api import Figure as Number

if TYPE_CHECKING:
    from comptoir.decide.review.api import Review
    from comptoir.measure.metrics.api import Result

UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Asked:
    scope: Scope
    span: Span
    snapshot: int
    tax: str
    locale: str
    _made: dict[Callable[..., Any], Any] = field(default_factory=dict, repr=False, compare=False)

    def once[T](self, make: Callable[["Asked"], T]) -> T:
        """What several parts need, worked out at the first of them."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @property
    def found(self) -> "Review":
        """What the morning page says of the same days."""
        return self.once(_review)

    @property
    def currency(self) -> str:
        return self.scope.currency

    def run(
        self,
        names: Iterable[str],
        period: Period | None = None,
        *,
        by: tuple[str, ...] = (),
        compare: Comparison | None = None,
        kind: Grain | None = None,
        grain: Grain = Grain.TOTAL,
        order: str = "",
        limit: int | None = None,
        where: tuple[tuple[str, str], ...] = (),
        whole: bool = False,
    ) -> "Result":
        query = Query(
            tuple(names),
            by=by,
            grain=grain,
            period=period or self.span.period,
            compare=compare,
            where=where,
            tax=self.tax,
            snapshot=self.snapshot,
            kind=kind or self.span.grain,
            order=order,
            limit=limit,
            with_whole=whole,
        )
        return run(self.scope, query)

    def write(self, value: Number, one: Metric) -> str:
        return written(value, one, self.currency, self.locale)

    def figure(
        self,
        name: str,
        value: Number,
        period: Period,
        where: tuple[tuple[str, str], ...] = (),
        origin: Origin = Origin.METRIC,
    ) -> Figure:
        one = metric(name)
        return Figure(
            self.write(value, one),
            None if value is None else Decimal(value),
            one.unit.value,
            origin,
            name,
            period.start,
            period.end,
            where,
            self.tax,
        )

    def moved(self, name: str, value: Number, compared: Number, period: Period) -> Figure | None:
        """The change from one to the other, as the cockpit writes it."""
        one = metric(name)
        found = change(value, compared, one, self.locale)
        if found is None:
            return None
        return Figure(
            found.text,
            relative(value, compared, one),
            "share",
            Origin.CHANGE,
            name,
            period.start,
            period.end,
            tax=self.tax,
        )

    def cell(
        self,
        name: str,
        value: Number,
        period: Period,
        where: tuple[tuple[str, str], ...] = (),
        origin: Origin = Origin.METRIC,
    ) -> Cell:
        if value is None:
            return Cell(UNKNOWN)
        figure = self.figure(name, value, period, where, origin)
        return Cell(figure.shown, figure.value, kind_of(metric(name)), figure)

    def change_cell(self, name: str, value: Number, compared: Number, period: Period) -> Cell:
        found = self.moved(name, value, compared, period)
        return Cell(found.shown, found.value, Kind.CHANGE, found) if found else Cell(UNKNOWN)

    def column(self, name: str, label: str = "") -> Column:
        one = metric(name)
        kind, basis = kind_of(one), tax_words(one, self.tax)
        words = label or str(one.label)
        return Column(
            name,
            f"{words} {basis}" if basis else words,
            kind,
            self.currency if kind is Kind.MONEY else "",
        )


def _review(asked: Asked) -> "Review":
    """Of the last evening the findings and what is late are kept already: no day is named then."""
    end = asked.span.end
    at = None if end == last_evening(asked.scope) else end
    return review(asked.scope, asked.span.grain.value, at)


def relative(value: Number, compared: Number, one: Metric) -> Decimal | None:
    """What a spreadsheet reads of a change: points of a share, else a share of what was."""
    if value is None or compared is None:
        return None
    moved = Decimal(value) - Decimal(compared)
    if one.unit.value == "share":
        return moved
    return moved / abs(Decimal(compared)) if compared else None


def kind_of(one: Metric) -> Kind:
    return Kind(CELLS.get(one.unit, CellKind.NUMBER).value)


def text_cell(words: object) -> Cell:
    return Cell(str(words))


def grid_of(key: str, title: str, columns: Iterable[Column], rows: Iterable[tuple[Cell, ...]]) -> Grid:
    return Grid(key, title, tuple(columns), tuple(rows))
