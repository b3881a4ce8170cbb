"""What is said of products."""

from django.utils.translation import gettext_lazy as _

from comptoir.core.ledger.api import ActionKind
from comptoir.decide.findings.kinds import Kind, Written

KINDS = (
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
        {
            "product": Written.PRODUCT,
            "rate": Written.PERCENT,
            "usual": Written.PERCENT,
            "sales": Written.MONEY,
        },
        30,
        _("purchase costs, and the costs of selling"),
    ),
    Kind(
        "wrong_price",
        _("Price fallen"),
        _("Which products are sold far below their own usual price?"),
        {
            "": _("%(product)s is sold for %(now)s since %(since)s, usually for %(usual)s excluding tax"),
            "loss": _(
                "%(product)s is sold at a loss since %(since)s: for %(now)s, usually %(usual)s excluding tax"
            ),
        },
        _(
            "Usual pace %(usual_daily)s a day x margin %(usual_margin)s, less %(daily)s a day x margin %(margin)s, "
            "over 30 days."
        ),
        _("Setting the price of %(product)s back to %(usual)s brings back its margin."),
        "gross_margin",
        (ActionKind.REPRICE,),
        {
            "product": Written.PRODUCT,
            "since": Written.DAY,
            "now": Written.CENTS,
            "usual": Written.CENTS,
            "margin": Written.CENTS,
            "usual_margin": Written.CENTS,
            "daily": Written.DECIMAL,
            "usual_daily": Written.DECIMAL,
        },
        7,
        _("orders with their items"),
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
        {
            "product": Written.PRODUCT,
            "share": Written.PERCENT,
            "others": Written.PERCENT,
            "returned": Written.COUNT,
            "units": Written.COUNT,
        },
        30,
        _("orders with their refunds, and categories of products"),
    ),
)
