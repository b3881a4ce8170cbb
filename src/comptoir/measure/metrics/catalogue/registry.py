"""The closed list of metrics and the ways to ask for them by name."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from comptoir.core.errors import UsageError, closest
from comptoir.measure.metrics.catalogue.advertising import ADVERTISING
from comptoir.measure.metrics.catalogue.audience import AUDIENCE
from comptoir.measure.metrics.catalogue.base import Metric
from comptoir.measure.metrics.catalogue.customers import CUSTOMERS
from comptoir.measure.metrics.catalogue.declared import DECLARED
from comptoir.measure.metrics.catalogue.dimensions import ALIASES, AMBIGUOUS, DIMENSIONS, Dimension
from comptoir.measure.metrics.catalogue.margins import MARGINS
from comptoir.measure.metrics.catalogue.market import MARKET
from comptoir.measure.metrics.catalogue.operations import EMAIL, OPERATIONS, SEARCH
from comptoir.measure.metrics.catalogue.reviews import REVIEWS
from comptoir.measure.metrics.catalogue.sales import SALES
from comptoir.measure.metrics.catalogue.selling_costs import SELLING_COSTS

_ALL = (
    SALES
    + CUSTOMERS
    + AUDIENCE
    + ADVERTISING
    + MARGINS
    + SELLING_COSTS
    + OPERATIONS
    + EMAIL
    + SEARCH
    + REVIEWS
    + MARKET
    + DECLARED
)
METRICS: Mapping[str, Metric] = {metric.name: metric for metric in _ALL}

AMBIGUOUS_METRICS: Mapping[str, tuple[str, ...]] = {
    "roas": ("roas_platform", "roas_analytics", "mer"),
    "clicks": ("ad_clicks", "seo_clicks"),
    "impressions": ("ad_impressions", "seo_impressions"),
    "ctr": ("ad_ctr", "seo_ctr", "email_ctr"),
    "margin": ("gross_margin", "cm2", "cm3"),
    "sales": ("gross_sales", "net_sales", "total_sales"),
    "revenue": ("gross_sales", "net_sales", "total_sales"),
}
"""Names under which the trade understands several definitions: refused, with the choices."""


def catalogue() -> tuple[Metric, ...]:
    """All metrics, computed or only declared."""
    return tuple(METRICS.values())


def metric(name: str) -> Metric:
    """The metric of that name; UsageError with what it may have meant otherwise."""
    if name in METRICS:
        return METRICS[name]
    if name in AMBIGUOUS_METRICS:
        raise UsageError(
            _("« %(name)s » has several definitions.") % {"name": name},
            _("Say which: %(names)s.") % {"names": ", ".join(AMBIGUOUS_METRICS[name])},
        )
    guess = closest(name, METRICS)
    raise UsageError(
        _("There is no metric « %(name)s ».") % {"name": name},
        _("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "",
        _("See them all: comptoir metrics --list"),
    )


def dimension(name: str) -> Dimension:
    """The dimension of that name; UsageError with what it may have meant otherwise."""
    name = ALIASES.get(name, name)
    if name in DIMENSIONS:
        return DIMENSIONS[name]
    if name in AMBIGUOUS:
        raise UsageError(
            _("« %(name)s » may mean two things.") % {"name": name},
            _("Say which: %(names)s.") % {"names": ", ".join(AMBIGUOUS[name])},
            _("sales_channel is where it was sold, traffic_channel is where the visit came from.")
            if name == "channel"
            else "",
        )
    guess = closest(name, DIMENSIONS)
    raise UsageError(
        _("There is no dimension « %(name)s ».") % {"name": name},
        _("Known: %(known)s.") % {"known": ", ".join(DIMENSIONS)},
        _("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "",
    )


def dimensions(metric: Metric) -> tuple[Dimension, ...]:
    """What the metric can be split and filtered by: what all its facts know."""
    if metric.formula is None:
        return ()
    facts, cohort = metric.formula.facts, metric.formula.share_of_first
    return tuple(
        found
        for found in DIMENSIONS.values()
        if facts <= set(found.facts) and (found.name != "months_since_first" or cohort == found.name)
    )


def split_by(name: str) -> tuple[Metric, ...]:
    """The metrics that know the dimension."""
    return tuple(
        metric for metric in METRICS.values() if any(found.name == name for found in dimensions(metric))
    )
