"""What is said of what visitors see."""

from django.utils.translation import gettext_lazy as _

from comptoir.core.ledger.api import ActionKind
from comptoir.decide.findings.kinds import Kind, Written

KINDS = (
    Kind(
        "unsold_views",
        _("Seen and not bought"),
        _("Which products are seen and hardly bought?"),
        {
            "": _(
                "%(product)s: seen %(views)s times in 28 days, %(sold)s sold where comparable products sell "
                "%(expected)s"
            ),
            "none": _(
                "%(product)s: seen %(views)s times in 28 days, none sold where comparable products sell "
                "%(expected)s"
            ),
        },
        _(
            "Units that as many views sell of comparable products (%(expected)s) - units sold (%(sold)s), over "
            "30 days x %(unit)s of margin a unit of those."
        ),
        _(
            "Correcting the page, the price or the offer of %(product)s brings its sales towards %(expected)s "
            "in 28 days."
        ),
        "units",
        (ActionKind.FIX_PRODUCT, ActionKind.REPRICE),
        {
            "product": Written.PRODUCT,
            "views": Written.COUNT,
            "sold": Written.COUNT,
            "expected": Written.COUNT,
            "unit": Written.CENTS,
        },
        14,
        _("the events of your site, which name the products seen, and orders"),
    ),
)
