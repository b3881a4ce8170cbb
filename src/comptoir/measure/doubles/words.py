"""What is found of two sources, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.measure.costs.api import SITE
from comptoir.measure.doubles.engine import Reason, Verdict
from comptoir.measure.doubles.queries import FoundPair

VERDICTS = {
    Verdict.SAME: gettext_lazy("Counted once"),
    Verdict.DIFFERENT: gettext_lazy("Different orders"),
    Verdict.UNSURE: gettext_lazy("To be told"),
}
_REASONS = {
    Reason.AGREE: gettext_lazy("Numbers, days and amounts agree for %(agreeing)s of %(weighed)s orders."),
    Reason.COLLIDE: gettext_lazy("Numbers in common by chance: %(numbers)s; days and amounts differ."),
    Reason.FEW: gettext_lazy("Numbers in common: %(numbers)s, too few to tell."),
    Reason.AMOUNTS: gettext_lazy(
        "Numbers and days agree, amounts only for %(agreeing)s of %(weighed)s orders."
    ),
    Reason.DAYS: gettext_lazy("Numbers and amounts agree, days only for %(agreeing)s of %(weighed)s orders."),
    Reason.SHARE: gettext_lazy(
        "%(agreeing)s orders agree, yet most of these days have no counterpart (%(orders)s and %(other_orders)s)."
    ),
    Reason.MIXED: gettext_lazy(
        "%(agreeing)s of %(weighed)s orders agree in day and amount: too few to be sure."
    ),
    Reason.SAID: gettext_lazy("Somebody of the company said so."),
}


def reason_words(pair: FoundPair) -> str:
    return str(_REASONS[Reason(pair.reason)]) % {
        "agreeing": pair.agreeing,
        "weighed": pair.weighed,
        "numbers": pair.numbers,
        "orders": pair.orders,
        "other_orders": pair.other_orders,
    }


def channel_words(channel: str) -> str:
    return _("own site") if channel == SITE else channel
