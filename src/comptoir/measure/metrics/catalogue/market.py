"""The market, to compare growth with."""

from django.utils.translation import gettext_lazy as _

from comptoir.measure.metrics.catalogue.base import Formula, Metric, Source, plus
from comptoir.measure.metrics.catalogue.shapes import ratio

MARKET: tuple[Metric, ...] = (
    ratio(
        "market_index",
        _("Market index"),
        _("the market's sales, 100 in the base period"),
        Source.MARKET,
        formula=Formula(plus("index_value"), plus("index_told")),
        notes=_(
            "The mean of its values in the period; beside sales, compared with last year, it tells who grew faster."
        ),
    ),
)
