"""What is said of parcels, payments and returns."""

from django.utils.translation import gettext_lazy as _

from comptoir.core.ledger.api import ActionKind
from comptoir.decide.findings.kinds import Kind, Written

KINDS = (
    Kind(
        "late_parcels",
        _("Late parcels"),
        _("Which carriers deliver late more often than before?"),
        {"": _("%(carrier)s: %(recent)s late in the last four weeks, %(before)s before")},
        _("What a late parcel costs in later orders is not measured yet, so no money is told."),
        _("Taking it up with %(carrier)s brings late parcels back towards %(before)s."),
        "on_time_delivery_rate",
        (ActionKind.ASK_CARRIER,),
        {"recent": Written.PERCENT, "before": Written.PERCENT},
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
        {"recent": Written.PERCENT, "before": Written.PERCENT},
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
        {"recent": Written.PERCENT, "before": Written.PERCENT},
        14,
        _("refunds that tell why the product came back"),
    ),
)
