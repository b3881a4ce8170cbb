"""Which metrics are forecast day by day."""

from django.utils.translation import gettext as _

from comptoir.core.errors import UsageError
from comptoir.measure.metrics.api import Metric, catalogue, metric


def forecastable() -> tuple[Metric, ...]:
    """Metrics whose days add up: a month of them is a figure."""
    return tuple(one for one in catalogue() if one.is_computed and one.is_additive)


def checked(name: str) -> Metric:
    found = metric(name)
    if found not in forecastable():
        raise UsageError(
            _("« %(metric)s » is not forecast day by day: its days do not add up.") % {"metric": name},
            advice=_("Forecast what it is made of, such as net_sales, orders, sessions or ad_spend."),
        )
    return found
