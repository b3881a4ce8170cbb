"""The measures of the site's audience, of advertising, costs, search, e-mail, delivery, payments and stock."""

from comptoir.measure.metrics.catalogue.measure import Condition, Kind, Measure, count, net_amount, total
from comptoir.measure.metrics.catalogue.sales_measures import COUNTED, PRODUCT, SOLD

PAID_CHANNELS = ("paid_search_brand", "paid_search", "paid_shopping", "paid_social", "display", "video")
"""Traffic channels whose visits ad_spend pays for."""
RUNNING_KINDS = ("people", "tools", "agencies")
OPERATING_FEES = ("logistics", "payment", "marketplace")

_COSTED: Condition = ("has_cost", (True,))
_CHARGED: Condition = ("fees_known", (True,))
"""Of an order of which every cost of selling is known."""
_OWN_SITE = Measure("own_order_count", "order", Kind.COUNT, where=(*COUNTED, ("is_own_site", (True,))))

_AUDIENCE: tuple[Measure, ...] = (
    total("session_count", "audience_day", "sessions"),
    total("page_view_count", "audience_day", "page_views"),
    total("session_with_views", "audience_day", "sessions", known=("page_views",)),
    total("purchase_count", "audience_day", "purchases"),
    total("session_with_purchases", "audience_day", "sessions", known=("purchases",)),
    total("cart_count", "audience_day", "carts"),
    total("session_with_carts", "audience_day", "sessions", known=("carts",)),
    total("checkout_after_cart", "audience_day", "checkouts", known=("carts", "checkouts")),
    total("cart_before_checkout", "audience_day", "carts", known=("carts", "checkouts")),
    total("purchase_after_cart", "audience_day", "purchases", known=("carts", "purchases")),
    total("cart_before_purchase", "audience_day", "carts", known=("carts", "purchases")),
    total("session_with_channel", "audience_day", "sessions", known=("traffic_channel",)),
    total("direct_session", "audience_day", "sessions", where=(("traffic_channel", ("direct",)),)),
    net_amount("seen_sales", "audience_day", "revenue_amount"),
    total("session_with_sales", "audience_day", "sessions", known=("revenue_amount",)),
    total(
        "session_with_channel_sales", "audience_day", "sessions", known=("revenue_amount", "traffic_channel")
    ),
    net_amount("paid_sales", "audience_day", "revenue_amount", (("traffic_channel", PAID_CHANNELS),)),
    net_amount("email_sales", "audience_day", "revenue_amount", (("traffic_channel", ("email",)),)),
)

_ADVERTISING: tuple[Measure, ...] = (
    net_amount("spend", "ad_spend", "spend_amount"),
    net_amount("spend_with_credit", "ad_spend", "spend_amount", known=("credited_amount",)),
    net_amount("credited", "ad_spend", "credited_amount"),
    total("ad_click", "ad_spend", "clicks"),
    total("ad_impression", "ad_spend", "impressions"),
)

_COSTS: tuple[Measure, ...] = (
    net_amount("costed_gross", "order_line", "gross_amount", (SOLD, PRODUCT, _COSTED)),
    net_amount(
        "costed_discount", "order_line", "discount_amount", (SOLD, ("kind", ("product", "discount")), _COSTED)
    ),
    net_amount("costed_returned", "refund", "amount", (PRODUCT, _COSTED)),
    net_amount("cost_sold", "order_line", "goods_cost", (SOLD, PRODUCT, _COSTED)),
    net_amount("cost_returned", "refund", "goods_cost", (PRODUCT, _COSTED)),
    net_amount("margin_gross", "order_line", "gross_amount", (SOLD, PRODUCT, _COSTED, _CHARGED)),
    net_amount(
        "margin_discount",
        "order_line",
        "discount_amount",
        (SOLD, ("kind", ("product", "discount")), _COSTED, _CHARGED),
    ),
    net_amount("margin_returned", "refund", "amount", (PRODUCT, _COSTED, _CHARGED)),
    net_amount("margin_cost_sold", "order_line", "goods_cost", (SOLD, PRODUCT, _COSTED, _CHARGED)),
    net_amount("margin_cost_returned", "refund", "goods_cost", (PRODUCT, _COSTED, _CHARGED)),
    net_amount("charged_gross", "order_line", "gross_amount", (SOLD, PRODUCT, _CHARGED)),
    net_amount("rule_fee", "order", "rule_fee", (*COUNTED, _CHARGED)),
    *(net_amount(f"rule_{kind}", "order", f"rule_{kind}", (*COUNTED, _CHARGED)) for kind in OPERATING_FEES),
    *(
        net_amount(f"billed_{kind}", "fee", "fee_amount", (("kind", (kind,)), _CHARGED))
        for kind in OPERATING_FEES
    ),
    net_amount("operating_fee", "fee", "fee_amount", (("kind", OPERATING_FEES), _CHARGED)),
    net_amount("affiliation_fee", "fee", "fee_amount", (("kind", ("affiliation",)),)),
    net_amount(
        "carriage",
        "shipment",
        "cost_amount",
        (("status", ("pending", "shipped", "delivered", "returned", "lost")), _CHARGED),
        ("cost_amount",),
    ),
)

_RUNNING: tuple[Measure, ...] = (
    net_amount("running", "running_cost", "amount"),
    *(
        net_amount(f"running_{kind}", "running_cost", "amount", (("kind", (kind,)),))
        for kind in RUNNING_KINDS
    ),
)

_SEARCH: tuple[Measure, ...] = (
    total("search_click", "search_day", "clicks"),
    total("brand_click", "search_day", "brand_clicks"),
    total("other_click", "search_day", "other_clicks"),
    total("search_click_told", "search_day", "clicks", known=("brand_clicks",)),
    total("search_impression", "search_day", "impressions"),
    total("search_position", "search_day", "position_sum"),
    total("search_impression_with_position", "search_day", "impressions", known=("position_sum",)),
)

_POSITIONS: tuple[Measure, ...] = (
    count("position_followed", "search_position"),
    count("position_in_3", "search_position", (("is_in_3", (True,)),)),
    count("position_in_10", "search_position", (("is_in_10", (True,)),)),
    total("position_found", "search_position", "position"),
    count("position_known", "search_position", (("is_found", (True,)),)),
)

_REVIEWS: tuple[Measure, ...] = (
    count("review", "review"),
    total("rating", "review", "rating"),
    count("review_answered", "review", (("is_answered", (True,)),)),
    count("review_answer_known", "review", (("is_answer_told", (True,)),)),
)

_MARKET: tuple[Measure, ...] = (
    total("index_value", "market_index", "index_value"),
    count("index_told", "market_index"),
)

_EMAIL: tuple[Measure, ...] = (
    total("delivered", "mailing", "delivered"),
    total("clicker", "mailing", "clickers"),
    total("delivered_with_clickers", "mailing", "delivered", known=("clickers",)),
    total("opener", "mailing", "openers"),
    total("delivered_with_openers", "mailing", "delivered", known=("openers",)),
    total("unsubscribed", "mailing", "unsubscribed"),
    total("delivered_with_unsubscribed", "mailing", "delivered", known=("unsubscribed",)),
    total("complaint", "mailing", "complaints"),
    total("delivered_with_complaints", "mailing", "delivered", known=("complaints",)),
)

_TRIED: Condition = ("kind", ("payment",))
_OPERATIONS: tuple[Measure, ...] = (
    count("payment_tried", "payment", (_TRIED, ("status", ("accepted", "refused")))),
    count("payment_refused", "payment", (_TRIED, ("status", ("refused",)))),
    count("shipment_due", "shipment", (("is_due", (True,)),), date="promised_ship_day"),
    count("shipment_on_time", "shipment", (("is_on_time", (True,)),), date="promised_ship_day"),
    count("delivery_due", "shipment", (("is_delivery_due", (True,)),), date="promised_delivery_day"),
    count("delivery_on_time", "shipment", (("is_delivered_on_time", (True,)),), date="promised_delivery_day"),
    total("expected_sale", "stock_level", "expected_sales"),
    total("expected_sale_out", "stock_level", "expected_sales", where=(("is_out", (True,)),)),
    Measure("stock_level", "stock_level", Kind.LAST, ("on_hand",)),
)

OF_SOURCES: tuple[Measure, ...] = (
    _OWN_SITE,
    *_AUDIENCE,
    *_ADVERTISING,
    *_COSTS,
    *_RUNNING,
    *_SEARCH,
    *_POSITIONS,
    *_REVIEWS,
    *_MARKET,
    *_EMAIL,
    *_OPERATIONS,
)
