"""What is said of customers who come back, or do not, and of what they buy together."""

from django.utils.translation import gettext_lazy as _

from comptoir.core.ledger.api import ActionKind
from comptoir.decide.findings.kinds import Kind, Written

KINDS = (
    Kind(
        "worse_cohort",
        _("New customers who come back less"),
        _("Do new customers come back as those before them did?"),
        {
            "": _(
                "New customers of %(month)s: %(share)s came back within %(days)s days, %(elders)s of those before"
            )
        },
        _(
            "(%(elders)s of the twelve months before - %(share)s) x %(customers)s new customers, over 30 days, x "
            "%(basket)s of net sales of an order x margin rate."
        ),
        _(
            "If they are written to before their second order is due, they come back as those before (%(elders)s)."
        ),
        "repeat_90",
        (ActionKind.WRITE_CUSTOMERS,),
        {
            "month": Written.MONTH,
            "days": Written.COUNT,
            "share": Written.PERCENT,
            "elders": Written.PERCENT,
            "customers": Written.COUNT,
            "basket": Written.CENTS,
        },
        30,
        _("eighteen months of orders with a customer number or an e-mail address"),
    ),
    Kind(
        "going_quiet",
        _("Best customers going quiet"),
        _("Which of the best customers have fallen silent?"),
        {
            "": _(
                "%(customers)s of the best customers have fallen silent, half of them for %(days)s days or more"
            )
        },
        _(
            "Of %(best)s best customers, those silent longer than their own rhythm and the season have it. (Chance of "
            "buying within 90 days after the last order - that of now) x what a purchase of theirs brings x margin "
            "rate, over 30 days: %(lost)s buyers in 90 days. They bought for %(sales)s so far."
        ),
        _(
            "If they are written to by name, some of them buy again: %(lost)s more in 90 days would be as before."
        ),
        "returning_customers",
        (ActionKind.WRITE_CUSTOMERS,),
        {
            "customers": Written.COUNT,
            "best": Written.COUNT,
            "days": Written.COUNT,
            "lost": Written.COUNT,
            "sales": Written.MONEY,
        },
        30,
        _("a year of orders with a customer number or an e-mail address"),
    ),
    Kind(
        "pairs",
        _("Bought together, to be offered together"),
        _("Which items belong together, and could be offered so?"),
        {
            "": _(
                "%(product)s and %(other)s are bought together %(lift)s times as often as chance would have it"
            )
        },
        _(
            "%(together)s orders with both in a year, brought to 30 days, x %(unit)s left of the less dear one: the "
            "most that it can be, were the pair bought twice as often; the middle is half of it. Look first whether "
            "the two are offered together already."
        ),
        _(
            "If each is shown on the page of the other, more orders hold both: %(follows)s of the rarer one's orders "
            "do today."
        ),
        "aov",
        (ActionKind.OFFER_TOGETHER,),
        {
            "product": Written.PRODUCT,
            "lift": Written.DECIMAL,
            "together": Written.COUNT,
            "follows": Written.PERCENT,
            "unit": Written.CENTS,
        },
        60,
        _("orders of several items"),
        is_range=True,
    ),
)
