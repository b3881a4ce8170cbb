"""Metrics whose facts are not loaded yet: declared with their formula, answered with what to connect."""

from django.utils.translation import gettext_lazy as _

from comptoir.measure.metrics.catalogue.base import Empty, Good, Metric, Source, TaxRule, Unit
from comptoir.measure.metrics.catalogue.shapes import amount, count, ratio, share

DECLARED: tuple[Metric, ...] = (
    count(
        "visitors",
        _("Visitors"),
        _("different visitors, as the audience source counts them"),
        Source.AUDIENCE,
        notes=_("Somebody who comes on two days is one visitor: the days of an export do not add up."),
    ),
    ratio(
        "iroas",
        _("Incremental ROAS"),
        _("additional sales / additional spend"),
        Source.EXPERIMENTS,
        notes=_("From an experiment or a model calibrated by one, nothing else."),
    ),
    Metric(
        "stock_cover_days",
        _("Stock cover"),
        _("stock / mean daily units forecast"),
        Unit.DAYS,
        Good.NONE,
        (Source.STOCK, Source.FORECASTS),
        empty=Empty.UNKNOWN,
    ),
    share(
        "feed_valid_rate",
        _("Valid items in feeds"),
        _("items accepted / items sent, by channel"),
        Source.FEEDS,
    ),
    share("share_of_target", _("Share of target"), _("actual / target to date"), Source.TARGETS),
    share("pace", _("Pace"), _("actual / expected to date"), Source.TARGETS),
    amount(
        "landing", _("Landing"), _("forecast at the end of the period, with its interval"), Source.FORECASTS
    ),
    amount("budget", _("Budget"), _("what was voted for the period"), Source.TARGETS, good=Good.NONE),
    amount("reforecast", _("Reforecast"), _("what is expected now"), Source.TARGETS, good=Good.NONE),
    Metric(
        "fevad_sales",
        _("Sales as Fevad counts them"),
        _("sales to consumers in France, tax and shipping included, less returns and cancellations"),
        Unit.MONEY,
        Good.UP,
        (Source.MARKET,),
        tax=TaxRule.INCLUDED,
        notes=_("Without what is sold on other people's marketplaces; to compare growth with the market."),
        origin=_("Fevad, iCE 100 index"),
    ),
)
