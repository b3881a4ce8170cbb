"""Delivery, payments, stock, e-mail and unpaid search."""

from django.utils.translation import gettext_lazy as _

from comptoir.measure.metrics.catalogue.base import (
    Coverage,
    Empty,
    Formula,
    Good,
    Metric,
    Source,
    Unit,
    net,
    plus,
)
from comptoir.measure.metrics.catalogue.shapes import amount, count, share

_SEARCH, _EMAIL = Source.SEARCH, Source.EMAIL
_UNRELIABLE = _("Search Console's impressions are unreliable from 2025-05-13 to 2026-04-27.")

_SEARCHES = Coverage("search_click_told", "search_click", _("Searches are known for {share} of the clicks."))
_OF_BRAND = _(
    "The words are the company's own, and hold for the past too. Search Console tells the searches of a period, "
    "and the best of them alone: each day has the share of the brand in its period; what is not told is outside it."
)
_FOLLOWED = _("Each search counts once for each day on which it was looked up.")


def _of_delivered(measure: str, told: str) -> Formula:
    return Formula(plus(measure), plus(told))


OPERATIONS: tuple[Metric, ...] = (
    count(
        "stock_on_hand",
        _("Stock on hand"),
        _("units to be had on the last day known of the period"),
        Source.STOCK,
        formula=Formula(plus("stock_level")),
        good=Good.NONE,
        empty=Empty.UNKNOWN,
        notes=_("A level: those of several days do not add up."),
    ),
    count(
        "stock_incoming",
        _("Units on order"),
        _("units ordered from suppliers and not there yet, on the last day known of the period"),
        Source.STOCK,
        formula=Formula(plus("stock_coming")),
        good=Good.NONE,
        empty=Empty.UNKNOWN,
        notes=_("A level: those of several days do not add up. Only where the stock file tells it."),
    ),
    share(
        "stockout_rate",
        _("Weighted stock-out rate"),
        _("expected sales of items out of stock / expected sales of all active items"),
        Source.STOCK,
        Source.ORDERS,
        formula=Formula(plus("expected_sale_out"), plus("expected_sale")),
        good=Good.DOWN,
        notes=_(
            "Expected: the mean of the item's sales over its last 28 days in stock. "
            "Active: in stock within the last 91 days."
        ),
    ),
    share(
        "on_time_shipping_rate",
        _("Orders shipped on time"),
        _("shipments that left on the day promised or before / shipments due to leave"),
        Source.SHIPMENTS,
        formula=Formula(plus("shipment_on_time"), plus("shipment_due")),
        notes=_(
            "By the day promised, up to the last day known; cancelled shipments and those without a promise left out."
        ),
    ),
    share(
        "on_time_delivery_rate",
        _("Orders delivered on time"),
        _("shipments that arrived on the day promised or before / shipments due to arrive"),
        Source.SHIPMENTS,
        formula=Formula(plus("delivery_on_time"), plus("delivery_due")),
        notes=_(
            "By the day promised, up to the last day known; cancelled shipments and those without a promise left out."
        ),
    ),
    share(
        "payment_refusal_rate",
        _("Payment refusal rate"),
        _("payments refused / payments tried"),
        Source.PAYMENTS,
        formula=Formula(plus("payment_refused"), plus("payment_tried")),
        good=Good.DOWN,
        notes=_("Tried: accepted or refused. Refunds and payments still pending are left out."),
    ),
)

EMAIL: tuple[Metric, ...] = (
    count(
        "email_delivered",
        _("E-mails delivered"),
        _("e-mails sent - bounced"),
        _EMAIL,
        formula=Formula(plus("delivered")),
    ),
    share(
        "email_ctr",
        _("Click rate of e-mails"),
        _("unique clicks / delivered"),
        _EMAIL,
        formula=_of_delivered("clicker", "delivered_with_clickers"),
    ),
    share(
        "unsubscribe_rate",
        _("Unsubscribe rate"),
        _("unsubscribed / delivered"),
        _EMAIL,
        formula=_of_delivered("unsubscribed", "delivered_with_unsubscribed"),
        good=Good.DOWN,
    ),
    share(
        "complaint_rate",
        _("Complaint rate"),
        _("complaints / delivered"),
        _EMAIL,
        formula=_of_delivered("complaint", "delivered_with_complaints"),
        good=Good.DOWN,
    ),
    amount(
        "revenue_per_1000",
        _("Sales per thousand e-mails"),
        _("1,000 x sales that the audience source sees of e-mail visits / delivered"),
        _EMAIL,
        Source.AUDIENCE,
        formula=Formula(net("email_sales"), plus("delivered"), scale=1000),
        empty=Empty.UNKNOWN,
        coverage=Coverage(
            "session_with_channel_sales",
            "session_count",
            _("The audience tool tells sales by traffic channel for {share} of sessions."),
        ),
        notes=_("Credit, not cause; over the days that both sources know."),
    ),
    share(
        "email_open_rate",
        _("Open rate of e-mails"),
        _("unique opens / delivered"),
        _EMAIL,
        formula=_of_delivered("opener", "delivered_with_openers"),
        notes=_("Only where measuring opens is lawful."),
    ),
)

SEEN: tuple[Metric, ...] = (
    count(
        "product_views",
        _("Product views"),
        _("times that the page of a product was seen"),
        Source.EVENTS,
        formula=Formula(plus("product_view")),
        empty=Empty.UNKNOWN,
        notes=_("Where two tools measure the same days, one is read."),
    ),
)

SEARCH: tuple[Metric, ...] = (
    count(
        "seo_clicks",
        _("Search clicks"),
        _("clicks on unpaid results"),
        _SEARCH,
        formula=Formula(plus("search_click")),
        empty=Empty.UNKNOWN,
    ),
    count(
        "brand_clicks",
        _("Brand clicks"),
        _("clicks on searches with the brand's words"),
        _SEARCH,
        formula=Formula(plus("brand_click")),
        empty=Empty.UNKNOWN,
        coverage=_SEARCHES,
        notes=_OF_BRAND,
    ),
    count(
        "non_brand_clicks",
        _("Search clicks outside the brand"),
        _("search clicks - brand clicks"),
        _SEARCH,
        formula=Formula(plus("other_click")),
        empty=Empty.UNKNOWN,
        coverage=_SEARCHES,
        notes=_OF_BRAND,
    ),
    count(
        "seo_impressions",
        _("Search impressions"),
        _("times an unpaid result was shown"),
        _SEARCH,
        formula=Formula(plus("search_impression")),
        empty=Empty.UNKNOWN,
        notes=_UNRELIABLE,
    ),
    share(
        "seo_ctr",
        _("Click rate of search"),
        _("search clicks / search impressions"),
        _SEARCH,
        formula=Formula(plus("search_click"), plus("search_impression")),
        notes=_UNRELIABLE,
    ),
    Metric(
        "seo_position",
        _("Search position"),
        _("mean position weighted by impressions"),
        Unit.POSITION,
        Good.DOWN,
        (_SEARCH,),
        formula=Formula(plus("search_position"), plus("search_impression_with_position")),
        empty=Empty.UNKNOWN,
        notes=_("Search Console's positions are unreliable from 2025-05-13 to 2026-04-27."),
    ),
    share(
        "top_3_share",
        _("Searches in the first three"),
        _("followed searches whose position is 3 or better / followed searches"),
        Source.POSITIONS,
        formula=Formula(plus("position_in_3"), plus("position_followed")),
        notes=_FOLLOWED,
    ),
    share(
        "top_10_share",
        _("Searches on the first page"),
        _("followed searches whose position is 10 or better / followed searches"),
        Source.POSITIONS,
        formula=Formula(plus("position_in_10"), plus("position_followed")),
        notes=_FOLLOWED,
    ),
    Metric(
        "tracked_position",
        _("Followed position"),
        _("mean position of the followed searches for which the site was found"),
        Unit.POSITION,
        Good.DOWN,
        (Source.POSITIONS,),
        formula=Formula(plus("position_found"), plus("position_known")),
        empty=Empty.UNKNOWN,
        notes=_("Searches without a position are left out: read it beside the shares, which count them."),
    ),
)
