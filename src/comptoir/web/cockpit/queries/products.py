"""The Pareto of products: how few of them make most of the sales."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comptoir.core.charts.api import ParetoBar, pareto
from comptoir.core.companies.api import Scope
from comptoir.core.money import format_number, format_percent
from comptoir.core.tables.api import CellKind, Table, TableColumn
from comptoir.measure.metrics.api import Metric, metric, ranking
from comptoir.measure.reading.api import Reading, product_names, tax_words, written

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Ranking

MOST = Decimal("0.8")
BARS = 25
"""Up to so many products have a bar each; beyond, each bar is a twentieth of them."""
SLICES = 20
FIRST = 10


@dataclass(frozen=True, slots=True)
class Best:
    sku: str
    name: str
    value: Decimal
    reached: Decimal
    """Share of the whole that it and all larger ones make."""


@dataclass(frozen=True, slots=True)
class Products:
    label: Any
    unit: Any
    spec: dict[str, Any] | None
    """None where nothing was sold."""
    first: Table
    """The best ten, beside the chart."""
    bars: Table
    """The chart in figures."""
    few: int
    """How many products make the 80 %."""
    few_shown: str
    sold_shown: str
    left_out: int
    """Products whose returns are worth as much as their sales: they have no place in a Pareto."""


def best_products(scope: Scope, reading: Reading, locale: str) -> Products:
    """Products from the best-selling on, with the share of sales that they reach together."""
    one = metric("net_sales")
    ranked = ranking(scope, reading.query((one.name,), by=("product",), compared=False))
    sold, few = ranked.above_nothing, ranked.needed(MOST)
    best = _best(scope, reading, ranked)
    bars = list(_bars(best, ranked, one, scope.currency, locale))
    spec = (
        pareto(bars, value_name=str(one.label), cumulative_name=_("Together"), axis_name=_axis(sold))
        if bars
        else None
    )
    return Products(
        label=one.label,
        unit=tax_words(one, reading.tax),
        spec=spec,
        first=_table(best[:FIRST], str(one.label), scope.currency),
        bars=_bars_table(bars, str(one.label), scope.currency),
        few=few,
        few_shown=format_number(few, locale),
        sold_shown=format_number(sold, locale),
        left_out=len(ranked) - sold,
    )


def _best(scope: Scope, reading: Reading, ranked: "Ranking") -> list[Best]:
    """The first of those sold, one by one."""
    count = min(BARS, ranked.above_nothing)
    first = [(sku or "", value) for sku, value in ranked.first(count)]
    names = product_names(scope, [sku for sku, _value in first], reading.period)
    *reached, whole = ranked.reached([*range(1, count + 1), ranked.above_nothing]) if first else [Decimal(0)]
    return [
        Best(sku, names.get(sku, sku), value, together / whole)
        for (sku, value), together in zip(first, reached, strict=True)
    ]


def _bars(
    best: Sequence[Best], ranked: "Ranking", one: Metric, currency: str, locale: str
) -> Iterator[ParetoBar]:
    count = ranked.above_nothing
    size = 1 if count <= BARS else -(-count // SLICES)
    ends = [min(place + size, count) for place in range(0, count, size)]
    reached = ranked.reached(ends)
    before = Decimal(0)
    for place, last, together in zip(range(0, count, size), ends, reached, strict=True):
        value, share = together - before, together / reached[-1]
        before = together
        yield ParetoBar(
            label=_slice_words(place + 1, last, locale) if size > 1 else best[place].name,
            short=format_percent(Decimal(last) / count, locale, 0) if size > 1 else str(last),
            value=value,
            shown=written(value, one, currency, locale),
            cumulative=share,
            cumulative_shown=format_percent(share, locale),
        )


def _axis(count: int) -> str:
    return _("Share of the products sold") if count > BARS else _("Rank of the product")


def _slice_words(first: int, last: int, locale: str) -> str:
    return _("Products %(first)s to %(last)s") % {
        "first": format_number(first, locale),
        "last": format_number(last, locale),
    }


def _table(best: Sequence[Best], label: str, currency: str) -> Table:
    columns = [
        TableColumn("product", _("Product")),
        TableColumn("value", label, CellKind.MONEY, currency),
        TableColumn("together", _("Together"), CellKind.PERCENT),
    ]
    shared = {name for name, times in Counter(item.name for item in best).items() if times > 1}
    return Table(
        columns,
        [
            {
                "product": f"{item.sku} · {item.name}" if item.name in shared else item.name,
                "value": item.value,
                "together": item.reached,
            }
            for item in best
        ],
    )


def _bars_table(bars: Sequence[ParetoBar], label: str, currency: str) -> Table:
    """What the chart draws, in words."""
    columns = [
        TableColumn("products", _("Products")),
        TableColumn("value", label, CellKind.MONEY, currency),
        TableColumn("together", _("Together"), CellKind.PERCENT),
    ]
    return Table(
        columns,
        [{"products": bar.label, "value": bar.value, "together": bar.cumulative} for bar in bars],
    )
