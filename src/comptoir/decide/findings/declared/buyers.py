"""What is said of those who buy."""

from django.utils.translation import gettext_lazy as _

from comptoir.core.ledger.api import ActionKind
from comptoir.decide.findings.kinds import Kind, Written

KINDS = (
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
        {
            "share": Written.PERCENT,
            "guests": Written.COUNT,
            "repeat": Written.PERCENT,
            "basket": Written.CENTS,
        },
        30,
        _("orders that tell whether the buyer has an account"),
        is_range=True,
    ),
)
