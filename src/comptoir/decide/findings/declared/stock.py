"""What is said of stock."""

from django.utils.translation import gettext_lazy as _

from comptoir.core.ledger.api import ActionKind
from comptoir.decide.findings.kinds import Kind, Written

KINDS = (
    Kind(
        "stock_out",
        _("About to run out"),
        _("Which products that sell will be missing before a delivery ordered today arrives?"),
        {
            "": _("%(product)s: stock until about %(until)s, a delivery takes %(delay)s days"),
            "out": _("%(product)s is out of stock; it sold %(pace)s a day"),
        },
        _(
            "%(units)s units missing before a delivery ordered today x %(unit)s of margin a unit. The pace is taken as "
            "steady: « Stock and reorders » bends it as the forecast does, and counts what is on its way."
        ),
        _("Ordering %(product)s today avoids the next %(units)s missing units, or part of them."),
        "units",
        (ActionKind.REORDER, ActionKind.PAUSE_ADS),
        {
            "product": Written.PRODUCT,
            "until": Written.DAY,
            "delay": Written.COUNT,
            "pace": Written.DECIMAL,
            "units": Written.COUNT,
            "unit": Written.CENTS,
            "stock": Written.COUNT,
        },
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
        {
            "product": Written.PRODUCT,
            "stock": Written.COUNT,
            "sold": Written.COUNT,
            "units": Written.COUNT,
            "cost": Written.CENTS,
        },
        30,
        _("stock levels of now and of a quarter ago, and orders"),
    ),
)
