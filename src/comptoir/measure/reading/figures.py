"""Figures as people read them: rounded by their size, with their unit, and a change without judgement."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from comptoir.core.money import format_compact, format_money, format_number, format_percent, quantise
from comptoir.core.tables.api import CellKind
from comptoir.measure.metrics.api import Good, Metric, TaxRule, Unit

type Figure = Decimal | int | None

CELLS = {Unit.MONEY: CellKind.MONEY, Unit.SHARE: CellKind.PERCENT}
TAX_WORDS = {"excluded": gettext_lazy("excl. tax"), "included": gettext_lazy("incl. tax")}
UNIT_WORDS = {
    Unit.MONEY: gettext_lazy("an amount"),
    Unit.COUNT: gettext_lazy("a count"),
    Unit.SHARE: gettext_lazy("a share, in per cent"),
    Unit.RATIO: gettext_lazy("a ratio"),
    Unit.DAYS: gettext_lazy("days"),
    Unit.POSITION: gettext_lazy("a position"),
}
FACT_WORDS = {
    "order": pgettext_lazy("facts", "orders"),
    "order_line": pgettext_lazy("facts", "order lines"),
    "refund": pgettext_lazy("facts", "refunds"),
    "audience_day": pgettext_lazy("facts", "days of audience"),
    "ad_spend": pgettext_lazy("facts", "days of campaigns"),
    "product_cost": pgettext_lazy("facts", "costs of products"),
    "fee": pgettext_lazy("facts", "fees"),
    "cost_rule": pgettext_lazy("facts", "cost rules"),
    "running_cost": pgettext_lazy("facts", "running costs"),
    "shipment": pgettext_lazy("facts", "shipments"),
    "payment": pgettext_lazy("facts", "payments"),
    "stock_level": pgettext_lazy("facts", "stock levels"),
    "search_day": pgettext_lazy("facts", "days of search"),
    "search_position": pgettext_lazy("facts", "followed positions"),
    "review": pgettext_lazy("facts", "reviews"),
    "market_index": pgettext_lazy("facts", "market indices"),
    "mailing": pgettext_lazy("facts", "e-mail campaigns"),
}
GOOD_WORDS = {
    Good.UP: gettext_lazy("when it rises"),
    Good.DOWN: gettext_lazy("when it falls"),
    Good.STABLE: gettext_lazy("when it stays where it is"),
    Good.NONE: gettext_lazy("neither way by itself"),
}
DEDUCTED = ("discounts", "returns")
"""Amounts that are subtracted from sales: kept positive, printed with a minus."""
FINE = ("conversion_rate",)
"""Shares so small that their first decimal hardly ever moves."""
_COMPACT_FROM = 1_000_000
_WHOLE_FROM = 1000
"""From here on the cents of an amount say nothing on a card."""


@dataclass(frozen=True, slots=True)
class Change:
    """What moved. Without a forecast there is no judgement: no green, no red, only sign and arrow."""

    text: str
    direction: str
    """`up`, `down` or `level`: the arrow."""


def written(value: Figure, metric: Metric, currency: str, locale: str) -> str:
    """One figure of the metric, in full."""
    if value is None:
        return format_number(None, locale)
    if metric.unit is Unit.MONEY:
        size = abs(Decimal(value))
        value = -value if metric.name in DEDUCTED else value
        return format_money(value, currency, locale, 0 if size >= _WHOLE_FROM else 2)
    if metric.unit is Unit.SHARE:
        return format_percent(value, locale, _places(metric))
    return format_number(value, locale, 0 if metric.unit is Unit.COUNT else 2)


def short(value: Figure, metric: Metric, currency: str, locale: str) -> str:
    """The figure where there is little room: `1,32 M£`; the full one belongs beside it, as a title."""
    if value is None or metric.unit is not Unit.MONEY or abs(Decimal(value)) < _COMPACT_FROM:
        return written(value, metric, currency, locale)
    return format_compact(-value if metric.name in DEDUCTED else value, locale, currency, 2)


def change(value: Figure, compared: Figure, metric: Metric, locale: str) -> Change | None:
    """From `compared` to `value`: in points for a share, else in per cent; none where it has no meaning."""
    if value is None or compared is None:
        return None
    if metric.unit is Unit.SHARE:
        places = _places(metric)
        points = quantise((Decimal(value) - Decimal(compared)) * 100, places)
        sign = "+" if points > 0 else ""
        return Change(
            _("%(number)s pts") % {"number": sign + format_number(points, locale, places)}, _direction(points)
        )
    if compared == 0:
        return None
    ratio = (Decimal(value) - Decimal(compared)) / abs(Decimal(compared))
    return Change(format_percent(ratio, locale, signed=True), _direction(round(ratio, 3)))


def tax_words(metric: Metric, tax: str) -> Any:
    """What stands beside an amount: always HT or TTC; nothing beside what is no amount."""
    if metric.unit is not Unit.MONEY or metric.tax is TaxRule.NONE:
        return ""
    fixed = {TaxRule.EXCLUDED: "excluded", TaxRule.INCLUDED: "included"}
    return TAX_WORDS[fixed.get(metric.tax, tax)]


def _places(metric: Metric) -> int:
    return 2 if metric.name in FINE else 1


def _direction(moved: Decimal) -> str:
    return "up" if moved > 0 else "down" if moved < 0 else "level"
