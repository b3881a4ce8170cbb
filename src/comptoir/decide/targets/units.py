"""Targets as people type them: a share in per cent, everything else as it is."""

from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir.core.errors import UsageError
from comptoir.measure.metrics.api import Metric, Unit, catalogue, metric

_STEP = Decimal("0.01")
_TARGETED = frozenset({Unit.MONEY, Unit.COUNT, Unit.SHARE, Unit.RATIO})


def targetable() -> tuple[Metric, ...]:
    """Metrics whose days add up, and ratios of two sums."""
    return tuple(one for one in catalogue() if _can_be_reached(one))


def _can_be_reached(one: Metric) -> bool:
    is_ratio = one.formula is not None and bool(one.formula.denominator) and not one.formula.share_of_first
    return one.is_computed and one.unit in _TARGETED and (one.is_additive or is_ratio)


def checked(name: str) -> Metric:
    found = metric(name)
    if not _can_be_reached(found):
        raise UsageError(
            _("« %(metric)s » takes no target: its days neither add up nor divide.") % {"metric": name},
            advice=_("Set one for net_sales, orders, aov, conversion_rate or cm3_rate, among others."),
        )
    return found


def typed(name: str, value: Decimal) -> Decimal:
    """As it is typed and kept, from the unit of the metric."""
    return (value * 100 if _is_share(name) else value).quantize(_STEP)


def meant(name: str, value: Decimal) -> Decimal:
    """In the unit of the metric, from what was typed."""
    return value / 100 if _is_share(name) else value


def _is_share(name: str) -> bool:
    return metric(name).unit is Unit.SHARE
