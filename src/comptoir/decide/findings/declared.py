"""The analyses in the order in which they look. Formulas stand in docs/findings.md."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from comptoir.core.ledger.api import ActionKind
from comptoir.decide.findings.kinds import Kind, Written

_P, _N, _D, _S, _M, _C = (
    Written.PERCENT,
    Written.COUNT,
    Written.DECIMAL,
    Written.PRODUCT,
    Written.MONEY,
    Written.CENTS,
)

_OF_CHANNEL: Mapping[str, Written] = {
    "traffic_channel": Written.CHANNEL,
    "spend": _M,
    "margin": _M,
    "credited": _M,
    "rate": _P,
    "seen": _P,
    "break_even": _D,
    "days": _N,
}

_ALL = (
    Kind(
        "stock_out",
        _("About to run out"),
        _("Which products that sell will be missing before a delivery ordered today arrives?"),
        {
            "": _("%(product)s: stock until about %(until)s, a delivery takes %(delay)s days"),
            "out": _("%(product)s is out of stock; it sold %(pace)s a day"),
        },
        _("%(units)s units missing before a delivery ordered today x %(unit)s of margin a unit."),
        _("Ordering %(product)s today avoids the next %(units)s missing units, or part of them."),
        "units",
        (ActionKind.REORDER, ActionKind.PAUSE_ADS),
        {"product": _S, "until": Written.DAY, "delay": _N, "pace": _D, "units": _N, "unit": _C, "stock": _N},
        7,
        _("stock levels of the last seven days and orders"),
    ),
    Kind(
        "sleeping_stock",
        _("Sleeping stock"),
        _("Which stock would a year not sell?"),
        {
            "": _("%(product)s: %(stock)s in stock, %(sold)s sold in a quarter"),
            "none": _("%(product)s: %(stock)s in stock, none sold"),
        },
        _(
            "%(units)s units that a year would not sell x a purchase cost of %(cost)s. Money tied up, not a margin."
        ),
        _("Clearing %(units)s units of %(product)s frees the money that they tie up."),
        "stock_on_hand",
        (ActionKind.CLEAR_STOCK,),
        {"product": _S, "stock": _N, "sold": _N, "units": _N, "cost": _C},
        30,
        _("stock levels of now and of a quarter ago, and orders"),
    ),
    Kind(
        "thin_margin",
        _("Margin out of line"),
        _("Which products earn far less than their category?"),
        {
            "": _("%(product)s keeps %(rate)s of its price, comparable products %(usual)s"),
            "loss": _("%(product)s is sold below its purchase cost: %(rate)s, comparable products %(usual)s"),
        },
        _("(%(usual)s of comparable products - %(rate)s) x %(sales)s of net sales in 30 days."),
        _(
            "Reviewing price or purchase cost brings the margin rate of %(product)s towards the "
            "%(usual)s of comparable products."
        ),
        "gross_margin_rate",
        (ActionKind.REPRICE,),
        {"product": _S, "rate": _P, "usual": _P, "sales": _M},
        30,
        _("purchase costs, and the costs of selling"),
    ),
    Kind(
        "returned_often",
        _("Comes back too often"),
        _("Which products come back more often than others of their category?"),
        {"": _("%(product)s: %(share)s come back, %(others)s of comparable products")},
        _(
            "Share returned beyond that of the others x units sold in 30 days x margin of a unit "
            "(%(returned)s of %(units)s came back in 26 weeks)."
        ),
        _(
            "Correcting the page or the quality of %(product)s brings its returns from %(share)s towards %(others)s."
        ),
        "returns",
        (ActionKind.FIX_PRODUCT,),
        {"product": _S, "share": _P, "others": _P, "returned": _N, "units": _N},
        30,
        _("orders with their refunds, and categories of products"),
    ),
    Kind(
        "guests",
        _("Orders without an account"),
        _("How many buy without an account and cannot be written to?"),
        {"": _("%(share)s of orders are placed without an account")},
        _(
            "%(guests)s orders of guests in 30 days x %(repeat)s of new customers who buy again "
            "within 90 days x %(basket)s x margin rate. The most that it can be; the middle is half "
            "of it."
        ),
        _(
            "If part of the guests open an account, some buy again as other new customers do "
            "(%(repeat)s within 90 days)."
        ),
        "returning_customers",
        (ActionKind.INVITE_ACCOUNT,),
        {"share": _P, "guests": _N, "repeat": _P, "basket": _C},
        30,
        _("orders that tell whether the buyer has an account"),
        is_range=True,
    ),
    Kind(
        "costly_channel",
        _("Advertising without margin"),
        _("Which paid channels cost more than the margin on the sales credited to them?"),
        {"": _("%(traffic_channel)s: %(spend)s spent for %(margin)s of credited margin in %(days)s days")},
        _(
            "Spend %(spend)s - margin rate %(rate)s x credited sales %(credited)s, over 30 days. "
            "Credited by the audience tool, which sees %(seen)s of orders; break-even ROAS "
            "%(break_even)s. Credit is not cause: test before cutting."
        ),
        _(
            "Lowering %(traffic_channel)s by 20 %% at most, or a test of it, keeps the sales that it does not cause."
        ),
        "ad_spend",
        (ActionKind.TEST_LEVER, ActionKind.LOWER_BUDGET),
        _OF_CHANNEL,
        14,
        _("ad spend, an audience tool that tells sales by channel, and costs"),
    ),
    Kind(
        "wasteful_days",
        _("Wasteful days"),
        _("On which days of the week does a paid channel lose more than on the others?"),
        {
            "": _(
                "%(traffic_channel)s loses on %(weekday)s: %(spend)s spent for %(margin)s of "
                "credited margin in %(days)s days"
            )
        },
        _(
            "Spend %(spend)s - margin rate %(rate)s x credited sales %(credited)s on that day of the "
            "week, over 30 days. Credit is not cause."
        ),
        _("Spending less on %(traffic_channel)s on that day of the week costs fewer sales than it saves."),
        "ad_spend",
        (ActionKind.SCHEDULE_ADS,),
        {**_OF_CHANNEL, "weekday": Written.WEEKDAY},
        30,
        _("ad spend, an audience tool that tells sales by channel, and costs"),
    ),
    Kind(
        "late_parcels",
        _("Late parcels"),
        _("Which carriers deliver late more often than before?"),
        {"": _("%(carrier)s: %(recent)s late in the last four weeks, %(before)s before")},
        _("What a late parcel costs in later orders is not measured yet, so no money is told."),
        _("Taking it up with %(carrier)s brings late parcels back towards %(before)s."),
        "on_time_delivery_rate",
        (ActionKind.ASK_CARRIER,),
        {"recent": _P, "before": _P},
        14,
        _("24 weeks of shipments with the day promised"),
    ),
    Kind(
        "refusals",
        _("Refused payments"),
        _("Which payment methods are refused more often than before?"),
        {"": _("%(payment_method)s: %(recent)s refused in the last four weeks, %(before)s before")},
        _(
            "Refusals beyond %(before)s x payments tried in 30 days x net sales of an order x margin "
            "rate, as if nobody paid in another way: the most that it can be."
        ),
        _("Taking it up with the provider of %(payment_method)s brings refusals back towards %(before)s."),
        "payment_refusal_rate",
        (ActionKind.FIX_PAYMENT,),
        {"recent": _P, "before": _P},
        14,
        _("24 weeks of payments, accepted and refused"),
    ),
    Kind(
        "return_reasons",
        _("A growing reason of return"),
        _("Which reasons of return grow?"),
        {
            "": _(
                "Returns for « %(return_reason)s »: %(recent)s of sales in the last four weeks, %(before)s before"
            )
        },
        _("(%(recent)s - %(before)s) x gross sales of 30 days x margin rate."),
        _(
            "Removing the cause of « %(return_reason)s » brings these returns back towards %(before)s of sales."
        ),
        "returns",
        (ActionKind.FIX_PRODUCT,),
        {"recent": _P, "before": _P},
        14,
        _("refunds that tell why the product came back"),
    ),
    Kind(
        "searches",
        _("Searches within reach"),
        _("For which searches does the site stand just below those that are clicked?"),
        {"": _("« %(search)s »: position %(position)s, %(impressions)s times shown in 30 days")},
        _(
            "%(won)s clicks more in 30 days half the way to the third place (from one place better to third), by the "
            "site's own clicks at each place, x %(visit)s of net sales an unpaid visit x margin rate. "
            "Read over %(days)s days."
        ),
        _("A better page for « %(search)s » brings it from position %(position)s towards the first three."),
        "seo_clicks",
        (ActionKind.IMPROVE_PAGE,),
        {"position": _D, "impressions": _N, "clicks": _N, "won": _N, "visit": _C, "days": _N},
        60,
        _("the searches of Search Console, 60 days old at most"),
        is_range=True,
    ),
)

KINDS: Mapping[str, Kind] = {kind.code: kind for kind in _ALL}
