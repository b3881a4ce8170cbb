"""Advertising: what it cost, what its platforms and the audience tool say it brought, and what sales say."""

from django.utils.translation import gettext_lazy as _

from comptoir.measure.metrics.catalogue.base import (
    Basis,
    Coverage,
    Empty,
    Formula,
    Good,
    Metric,
    Source,
    TaxRule,
    minus,
    net,
    plus,
)
from comptoir.measure.metrics.catalogue.margins import COST_COVERAGE, COSTED_NET, GOODS
from comptoir.measure.metrics.catalogue.shapes import amount, cost, count, ratio, share

_ADS, _AUDIENCE, _ORDERS, _COSTS = Source.ADS, Source.AUDIENCE, Source.ORDERS, Source.COSTS
_HT = TaxRule.EXCLUDED
_NET_SALES = net("gross") + minus("discount", "returned", basis=Basis.EXCLUDED)
_COMMON_DAYS = _("Both excluding tax, over the days that both sources know.")
_SEEN = Coverage(
    "session_with_channel_sales",
    "session_count",
    _("The audience tool tells sales by traffic channel for {share} of sessions."),
)

ADVERTISING: tuple[Metric, ...] = (
    amount(
        "ad_spend",
        _("Ad spend"),
        _("as the platform bills, without tax"),
        _ADS,
        formula=Formula(net("spend")),
        good=Good.NONE,
    ),
    count(
        "ad_clicks",
        _("Ad clicks"),
        _("clicks on ads, as exported by the platform"),
        _ADS,
        formula=Formula(plus("ad_click")),
    ),
    count(
        "ad_impressions",
        _("Ad impressions"),
        _("times an ad was shown"),
        _ADS,
        formula=Formula(plus("ad_impression")),
        good=Good.NONE,
    ),
    share(
        "ad_ctr",
        _("Click rate of ads"),
        _("clicks / impressions"),
        _ADS,
        formula=Formula(plus("ad_click"), plus("ad_impression")),
    ),
    cost(
        "cpc",
        _("Cost per click"),
        _("ad spend / clicks"),
        _ADS,
        formula=Formula(net("spend"), plus("ad_click")),
    ),
    cost(
        "cpm",
        _("Cost per thousand impressions"),
        _("1,000 x ad spend / impressions"),
        _ADS,
        formula=Formula(net("spend"), plus("ad_impression"), scale=1000),
    ),
    amount(
        "attributed_sales",
        _("Credited sales"),
        _(
            "sales seen by the audience source, credited to the traffic channel of the session of the purchase"
        ),
        _AUDIENCE,
        formula=Formula(net("seen_sales")),
        empty=Empty.UNKNOWN,
        coverage=Coverage(
            "session_with_sales", "session_count", _("The audience tool tells sales for {share} of sessions.")
        ),
        notes=_(
            "Credit, not cause, by the audience tool's own rule of the session. "
            "Excluding tax as far as the tool is fed so."
        ),
    ),
    ratio(
        "roas_platform",
        _("ROAS (platform)"),
        _("sales the platform credits to itself / ad spend"),
        _ADS,
        formula=Formula(net("credited"), net("spend_with_credit")),
        tax=_HT,
        coverage=Coverage(
            "spend_with_credit",
            "spend",
            _("The platforms tell the sales they credit themselves with for {share} of spend."),
        ),
        notes=_(
            "Both excluding tax. Credits of two platforms may hold the same sale: read it platform by platform."
        ),
    ),
    ratio(
        "roas_analytics",
        _("ROAS (analytics)"),
        _("sales that the audience source sees of paid traffic channels / ad spend"),
        _ADS,
        _AUDIENCE,
        formula=Formula(net("paid_sales"), net("spend")),
        tax=_HT,
        coverage=_SEEN,
        notes=_(
            "Paid channels: search, shopping, social, display and video ads. Spend excluding tax, "
            "sales as far as the tool is fed so; over the days that both sources know."
        ),
    ),
    ratio(
        "mer",
        _("Marketing efficiency ratio"),
        _("net sales / ad spend"),
        _ADS,
        _ORDERS,
        formula=Formula(_NET_SALES, net("spend")),
        tax=_HT,
        notes=_(
            "All sales against the spend of all platforms that are loaded, excluding tax, over the days that "
            "both sources know. Some vendors print the inverse: see the ad cost ratio."
        ),
    ),
    share(
        "ad_cost_ratio",
        _("Ad cost ratio (COS)"),
        _("ad spend / net sales"),
        _ADS,
        _ORDERS,
        formula=Formula(net("spend"), _NET_SALES, is_above_zero=True),
        tax=_HT,
        good=Good.DOWN,
        notes=_COMMON_DAYS,
    ),
    ratio(
        "poas",
        _("Profit on ad spend"),
        _("gross margin / ad spend"),
        _ADS,
        _COSTS,
        formula=Formula(COSTED_NET + GOODS, net("spend")),
        tax=_HT,
        coverage=COST_COVERAGE,
        notes=_COMMON_DAYS,
    ),
    cost(
        "ncac",
        _("New-customer acquisition cost"),
        _("ad spend / orders of new customers"),
        _ADS,
        _ORDERS,
        formula=Formula(net("spend"), plus("first_order_count")),
        needs_history=True,
        notes=_("Guests are left out; over the days that both sources know."),
    ),
)
