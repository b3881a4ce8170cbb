"""Metrics whose facts are not loaded yet: declared with their formula, answered with what to connect."""

from django.utils.translation import gettext_lazy as _

from comptoir.measure.metrics.catalogue.base import Empty, Good, Metric, Source, TaxRule, Text, Unit

_ORDERS, _AUDIENCE, _ADS, _COSTS = Source.ORDERS, Source.AUDIENCE, Source.ADS, Source.COSTS


def _count(
    name: str, label: Text, words: Text, *sources: Source, good: Good = Good.UP, notes: Text = ""
) -> Metric:
    return Metric(name, label, words, Unit.COUNT, good, sources, notes=notes)


def _money(
    name: str, label: Text, words: Text, *sources: Source, good: Good = Good.UP, notes: Text = ""
) -> Metric:
    return Metric(name, label, words, Unit.MONEY, good, sources, tax=TaxRule.EXCLUDED, notes=notes)


def _share(
    name: str, label: Text, words: Text, *sources: Source, good: Good = Good.UP, notes: Text = ""
) -> Metric:
    return Metric(name, label, words, Unit.SHARE, good, sources, empty=Empty.UNKNOWN, notes=notes)


def _ratio(
    name: str, label: Text, words: Text, *sources: Source, good: Good = Good.UP, notes: Text = ""
) -> Metric:
    return Metric(name, label, words, Unit.RATIO, good, sources, empty=Empty.UNKNOWN, notes=notes)


def _cost(name: str, label: Text, words: Text, *sources: Source, notes: Text = "") -> Metric:
    """A cost per something: money without a value where there is none of it."""
    return Metric(
        name,
        label,
        words,
        Unit.MONEY,
        Good.DOWN,
        sources,
        tax=TaxRule.EXCLUDED,
        empty=Empty.UNKNOWN,
        notes=notes,
    )


AUDIENCE: tuple[Metric, ...] = (
    _count("sessions", _("Sessions"), _("sessions of the audience source of record"), _AUDIENCE),
    _count("visitors", _("Visitors"), _("different visitors, as the audience source counts them"), _AUDIENCE),
    _count("page_views", _("Page views"), _("pages seen"), _AUDIENCE),
    _share(
        "conversion_rate",
        _("Conversion rate"),
        _("sessions with a purchase / sessions"),
        _AUDIENCE,
        notes=_("Both from the same source; shown, never a factor of sales."),
    ),
    _ratio("orders_per_session", _("Orders per session"), _("orders / sessions"), _AUDIENCE, _ORDERS),
    _share(
        "add_to_cart_rate",
        _("Add-to-cart rate"),
        _("sessions with an item added to the basket / sessions with an item seen"),
        _AUDIENCE,
    ),
    _share(
        "checkout_rate",
        _("Checkout rate"),
        _("sessions that begin the payment / sessions with an item added to the basket"),
        _AUDIENCE,
    ),
    _share(
        "cart_abandonment",
        _("Cart abandonment"),
        _("baskets begun and not paid / baskets begun"),
        _AUDIENCE,
        good=Good.DOWN,
    ),
    _share(
        "tracking_coverage",
        _("Tracking coverage"),
        _("purchases seen by the audience source / orders of the own site"),
        _AUDIENCE,
        _ORDERS,
        good=Good.STABLE,
        notes=_("A fall is a data incident, not a fall in sales."),
    ),
    _count("brand_clicks", _("Brand clicks"), _("clicks on searches with the brand's words"), Source.SEARCH),
    _share(
        "direct_share",
        _("Share of direct visits"),
        _("direct sessions / sessions"),
        _AUDIENCE,
        good=Good.NONE,
    ),
)

ADVERTISING: tuple[Metric, ...] = (
    _money("ad_spend", _("Ad spend"), _("as the platform bills, without tax"), _ADS, good=Good.NONE),
    _count("ad_clicks", _("Ad clicks"), _("clicks on ads, as exported by the platform"), _ADS),
    _count("ad_impressions", _("Ad impressions"), _("times an ad was shown"), _ADS, good=Good.NONE),
    _share("ad_ctr", _("Click rate of ads"), _("clicks / impressions"), _ADS),
    _cost("cpc", _("Cost per click"), _("ad spend / clicks"), _ADS),
    _cost("cpm", _("Cost per thousand impressions"), _("1,000 x ad spend / impressions"), _ADS),
    _money(
        "attributed_sales",
        _("Credited sales"),
        _("sales credited to a traffic channel by a named rule"),
        _AUDIENCE,
        _ORDERS,
        notes=_("Credit, not cause; the rule is named: first, last, linear, position 40/20/40, time decay."),
    ),
    _ratio("roas_platform", _("ROAS (platform)"), _("sales the platform credits to itself / ad spend"), _ADS),
    _ratio(
        "roas_analytics",
        _("ROAS (analytics)"),
        _("sales the audience source credits / ad spend"),
        _ADS,
        _AUDIENCE,
    ),
    _ratio(
        "mer",
        _("Marketing efficiency ratio"),
        _("net sales / all marketing spend"),
        _ADS,
        _ORDERS,
        notes=_("Some vendors print the inverse: see the ad cost ratio."),
    ),
    _share(
        "ad_cost_ratio", _("Ad cost ratio (COS)"), _("ad spend / net sales"), _ADS, _ORDERS, good=Good.DOWN
    ),
    _ratio("poas", _("Profit on ad spend"), _("gross profit / ad spend"), _ADS, _COSTS),
    _ratio(
        "break_even_roas",
        _("Break-even ROAS"),
        _("1 / rate of contribution margin 2"),
        _COSTS,
        Source.PAYMENTS,
        good=Good.DOWN,
    ),
    _ratio(
        "iroas",
        _("Incremental ROAS"),
        _("additional sales / additional spend"),
        Source.EXPERIMENTS,
        notes=_("From an experiment or a model calibrated by one, nothing else."),
    ),
    _cost(
        "cac", _("Customer acquisition cost"), _("marketing and sales cost / new customers"), _ADS, _ORDERS
    ),
    _cost(
        "ncac",
        _("New-customer acquisition cost"),
        _("ad spend / orders of new customers"),
        _ADS,
        _ORDERS,
    ),
)

MARGIN: tuple[Metric, ...] = (
    _cost(
        "cogs",
        _("Cost of goods"),
        _("unit cost at the date of the order x quantity"),
        _COSTS,
        notes=_("An unknown cost makes it unknown, never 0."),
    ),
    _money(
        "gross_margin",
        _("Gross margin"),
        _("net sales - cost of goods"),
        _COSTS,
        notes=_("On lines of known cost, with the share of sales covered; partial under 95 %."),
    ),
    _money("cm1", _("Contribution margin 1"), _("net sales - cost of goods"), _COSTS),
    _money(
        "cm2",
        _("Contribution margin 2"),
        _("contribution margin 1 - logistics, payment and marketplace fees"),
        _COSTS,
        Source.PAYMENTS,
    ),
    _money(
        "cm3",
        _("Contribution margin 3"),
        _("contribution margin 2 - ad spend"),
        _COSTS,
        Source.PAYMENTS,
        _ADS,
    ),
)

OPERATIONS: tuple[Metric, ...] = (
    Metric(
        "stock_cover_days",
        _("Stock cover"),
        _("stock / mean daily units forecast"),
        Unit.DAYS,
        Good.NONE,
        (Source.STOCK, Source.FORECASTS),
        empty=Empty.UNKNOWN,
    ),
    _share(
        "stockout_rate",
        _("Weighted stock-out rate"),
        _("forecast sales of items out of stock / forecast sales of all active items"),
        Source.STOCK,
        Source.FORECASTS,
        good=Good.DOWN,
    ),
    _share(
        "on_time_shipping_rate",
        _("Orders shipped on time"),
        _("orders shipped within the promise / orders due"),
        Source.SHIPMENTS,
    ),
    _share(
        "payment_refusal_rate",
        _("Payment refusal rate"),
        _("payments refused / payments tried"),
        Source.PAYMENTS,
        good=Good.DOWN,
    ),
    _share(
        "feed_valid_rate",
        _("Valid items in feeds"),
        _("items accepted / items sent, by channel"),
        Source.FEEDS,
    ),
)

EMAIL_AND_SEARCH: tuple[Metric, ...] = (
    _count("email_delivered", _("E-mails delivered"), _("e-mails sent - bounced"), Source.EMAIL),
    _share("email_ctr", _("Click rate of e-mails"), _("unique clicks / delivered"), Source.EMAIL),
    _share(
        "unsubscribe_rate", _("Unsubscribe rate"), _("unsubscribed / delivered"), Source.EMAIL, good=Good.DOWN
    ),
    _share("complaint_rate", _("Complaint rate"), _("complaints / delivered"), Source.EMAIL, good=Good.DOWN),
    _money(
        "revenue_per_1000",
        _("Sales per thousand e-mails"),
        _("1,000 x credited sales / delivered"),
        Source.EMAIL,
        _ORDERS,
    ),
    _share(
        "email_open_rate",
        _("Open rate of e-mails"),
        _("unique opens / delivered"),
        Source.EMAIL,
        notes=_("Only where measuring opens is lawful."),
    ),
    _count("seo_clicks", _("Search clicks"), _("clicks on unpaid results"), Source.SEARCH),
    _count(
        "seo_impressions",
        _("Search impressions"),
        _("times an unpaid result was shown"),
        Source.SEARCH,
        notes=_("Search Console's impressions are unreliable from 2025-05-13 to 2026-04-27."),
    ),
    _share(
        "seo_ctr",
        _("Click rate of search"),
        _("search clicks / search impressions"),
        Source.SEARCH,
        notes=_("Search Console's impressions are unreliable from 2025-05-13 to 2026-04-27."),
    ),
    Metric(
        "seo_position",
        _("Search position"),
        _("mean position weighted by impressions"),
        Unit.POSITION,
        Good.DOWN,
        (Source.SEARCH,),
        empty=Empty.UNKNOWN,
        notes=_("Search Console's positions are unreliable from 2025-05-13 to 2026-04-27."),
    ),
)

STEERING: tuple[Metric, ...] = (
    _share("share_of_target", _("Share of target"), _("actual / target to date"), Source.TARGETS),
    _share("pace", _("Pace"), _("actual / expected to date"), Source.TARGETS),
    _money(
        "landing", _("Landing"), _("forecast at the end of the period, with its interval"), Source.FORECASTS
    ),
    _money("budget", _("Budget"), _("what was voted for the period"), Source.TARGETS, good=Good.NONE),
    _money("reforecast", _("Reforecast"), _("what is expected now"), Source.TARGETS, good=Good.NONE),
    _ratio("market_index", _("Market index"), _("the market's sales, 100 in the base period"), Source.MARKET),
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

DECLARED = AUDIENCE + ADVERTISING + MARGIN + OPERATIONS + EMAIL_AND_SEARCH + STEERING
