"""What limits and lines are called."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.decide.reorder.engine.limits import Limit

LIMIT_WORDS: Mapping[Limit, Any] = {
    Limit.STOCK_UNKNOWN: _("stock unknown"),
    Limit.SEASON_OVER: _("arrives after the season"),
    Limit.BELOW_MINIMUM: _("below the supplier's minimum"),
    Limit.COST_UNKNOWN: _("purchase cost unknown"),
    Limit.TIED_UP: _("beyond the money to tie up"),
}
LIMIT_REASONS: Mapping[Limit, Any] = {
    Limit.STOCK_UNKNOWN: _("It sells, and no stock of the last seven days is known: load its stock first."),
    Limit.SEASON_OVER: _("What is ordered today arrives when nobody wants it any more."),
    Limit.BELOW_MINIMUM: _(
        "Fewer units are needed than the supplier sells at once: order it with others, or later."
    ),
    Limit.COST_UNKNOWN: _(
        "A bound of money is set, and what this costs is not known: load its purchase cost."
    ),
    Limit.TIED_UP: _("The bound of money is used up by products that earn more."),
}
