"""What the page shows of a study: figures, the chart of depths."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.charts.api import Bar, bars
from comptoir.core.companies.api import Scope
from comptoir.core.money import format_number, format_percent
from comptoir.decide.pricing import words
from comptoir.decide.pricing.engine.margin import units_needed
from comptoir.decide.pricing.study import Study

DEPTHS = tuple(Decimal(step) / 100 for step in range(5, 55, 5))
_FARTHEST = Decimal(5)
"""Bars of more than five times the units say « too many » as well as longer ones."""


def figures(scope: Scope, study: Study) -> list[dict[str, str]]:
    offer, locale = study.offer, words.locale()
    unit, after = offer.unit, offer.after
    item = study.items[0]
    made_of = _("price %(price)s - cost %(cost)s - logistics and fees %(selling)s, excluding tax")
    found = [
        (
            _("Margin of a unit now"),
            words.money(scope, unit.margin if unit else None),
            made_of
            % {
                "price": words.money(scope, unit.price),
                "cost": words.money(scope, unit.cost),
                "selling": words.money(scope, unit.selling),
            }
            if unit
            else study.why_no_cost,
        ),
        (
            _("Margin of a unit then"),
            words.money(scope, after.margin if after else None),
            _("the price alone falls; cost, logistics and fees stay"),
        ),
        (
            _("Units needed on top"),
            format_percent(offer.needed, locale, 0) if offer.needed is not None else "–",
            words.needed_words(study),
        ),
    ]
    if not study.is_category:
        found += [
            (
                _("Price, incl. tax"),
                words.money(scope, item.new_price),
                _("in place of %(price)s, as charged in the last days that sold")
                % {"price": words.money(scope, item.price)},
            ),
            (
                _("Competitor's price"),
                words.money(scope, study.asked.competitor),
                words.competitor_words(scope, study),
            ),
        ]
    cover = study.cover_days
    found += [
        (
            _("Reference price of 30 days"),
            words.money(scope, item.reference.price if item.reference and not study.is_category else None),
            words.reference_words(scope, study),
        ),
        (
            _("Stock"),
            format_number(offer.stock, locale),
            _("lasts %(days)s days at the pace of the last four weeks")
            % {"days": format_number(cover, locale)}
            if cover is not None
            else _("not known, or nothing was sold"),
        ),
        (
            _("Returned"),
            format_percent(study.return_rate, locale),
            _("of the value sold in the last six months: a unit that comes back leaves no margin"),
        ),
    ]
    return [{"label": label, "value": value, "note": note} for label, value, note in found]


def chart(study: Study) -> dict[str, Any] | None:
    """Units needed by depth of the discount; the one that is asked is marked."""
    unit = study.offer.unit
    if unit is None or unit.margin <= 0:
        return None
    asked = study.asked.discount
    rows = []
    for depth in sorted({*DEPTHS, asked}):
        needed = units_needed(unit.margin, unit.discounted(depth).margin)
        label = f"-{format_percent(depth, words.locale(), 0)}"
        rows.append(
            Bar(
                f"{label} ◀" if depth == asked else label,
                Decimal(0) if needed is None else min(needed, _FARTHEST),
                f"+{format_percent(needed, words.locale(), 0)}"
                if needed is not None
                else _("never: nothing is left of a unit"),
            )
        )
    return bars(rows)
