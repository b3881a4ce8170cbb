"""The seven figures of the first screen, each with what it means, in plain words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.check.reports.building.answers import Answers
from comptoir.check.reports.building.asking import UNKNOWN, Asked
from comptoir.check.reports.shapes import Block, Cell, Column, Figure, Grid, Kind, Origin
from comptoir.core.money import format_percent
from comptoir.measure.metrics.api import metric
from comptoir.measure.reading.api import USUAL, View, tax_words

SALES, TARGET = "net_sales", "landing"
CARDS = (SALES, TARGET, "orders", "aov", "conversion_rate", "cm3", "ad_cost_ratio")
MEANINGS: Mapping[str, Any] = {
    SALES: gettext_lazy("What was sold, less discounts and what was sent back; without VAT and shipping."),
    TARGET: gettext_lazy("The sales of the month as a share of what we set out to reach."),
    "orders": gettext_lazy("How many times somebody bought."),
    "aov": gettext_lazy("What an order is worth on average, after discounts."),
    "conversion_rate": gettext_lazy("Of 100 visits to the site, how many end with a purchase."),
    "cm3": gettext_lazy(
        "What is left of the sales once goods, parcels, payment, marketplaces and advertising are paid."
    ),
    "ad_cost_ratio": gettext_lazy("Of 100 of sales, how much went into advertising (COS)."),
}
_LABELS = {one.metric: one.label for one in USUAL if one.view is View.PERIOD}


def cards(asked: Asked) -> tuple[Block, ...]:
    """The seven of the first screen; those without data are left out, with what to connect."""
    answers = asked.once(Answers)
    rows = [row for name in CARDS if (row := _card(asked, answers, name)) is not None]
    columns = (
        Column("label", _("Figure")),
        Column("now", _("Month"), Kind.NUMBER),
        Column("before", _("Month before"), Kind.NUMBER),
        Column("last_year", _("Last year"), Kind.NUMBER),
        Column("change", _("On last year"), Kind.CHANGE),
        Column("meaning", _("What it means")),
    )
    title = _("Where do the seven figures stand?")
    return (Grid("cards", title, columns, tuple(rows), "indicators"),)


def _card(asked: Asked, answers: Answers, name: str) -> tuple[Cell, ...] | None:
    span = asked.span
    if name == TARGET:
        return _target(asked, answers)
    now, past = answers.now.total.values.get(name), answers.now.total.compared.get(name)
    then = answers.last_year.total.compared.get(name)
    if now is None:
        return None
    one = metric(name)
    basis, label = tax_words(one, asked.tax), str(_LABELS.get(name, one.label))
    return (
        Cell(f"{label} ({basis})" if basis else label),
        asked.cell(name, now, span.period),
        asked.cell(name, past, span.before),
        asked.cell(name, then, span.last_year),
        asked.change_cell(name, now, then, span.period),
        Cell(meaning(asked, name)),
    )


def _target(asked: Asked, answers: Answers) -> tuple[Cell, ...] | None:
    goal, value = answers.targets.get(SALES), answers.now.total.values.get(SALES)
    if not goal or value is None:
        return None
    share = Decimal(value) / Decimal(goal)
    shown = format_percent(share, asked.locale)
    figure = Figure(shown, share, "share", Origin.TARGET, SALES)
    reached = Cell(shown, share, Kind.PERCENT, figure)
    return (Cell(_("Target reached")), reached, *(Cell(UNKNOWN),) * 3, Cell(str(MEANINGS[TARGET])))


def meaning(asked: Asked, name: str) -> str:
    if name == SALES and asked.tax == "included":
        return _("What was sold, less discounts and what was sent back; with VAT, without shipping.")
    return str(MEANINGS[name])
