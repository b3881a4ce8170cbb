"""What segments and answers are called, for people."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEGMENT_WORDS: Mapping[str, Promise] = {
    "champions": _("Champions"),
    "loyal": _("Loyal customers"),
    "potential": _("Could become loyal"),
    "new": _("New customers"),
    "promising": _("Promising"),
    "attention": _("Need attention"),
    "sleepy": _("About to fall asleep"),
    "at_risk": _("At risk"),
    "dear": _("Not to be lost"),
    "dormant": _("Dormant"),
}
SEGMENT_MEANINGS: Mapping[str, Promise] = {
    "champions": _("Bought very recently, and buy most often."),
    "loyal": _("Buy often, and not long ago."),
    "potential": _("Bought recently, more than once."),
    "new": _("Their first order is very recent."),
    "promising": _("Bought recently, once."),
    "attention": _("Average on all counts: neither recent nor long gone."),
    "sleepy": _("Bought little, and some time ago."),
    "at_risk": _("Bought several times, but long ago."),
    "dear": _("Bought most often, but long ago."),
    "dormant": _("Bought little, and long ago."),
}
VALUE_WORDS: Mapping[str, Promise] = {
    "cm2": _("contribution margin 2 (after goods, logistics, payment and marketplace fees)"),
    "gross_margin": _("gross margin (the costs of selling are not known for nearly all orders)"),
    "net_sales": _("net sales, not margin: costs are not known for nearly all sales"),
}
REASON_WORDS: Mapping[str, Promise] = {
    "few_customers": _("There are too few customers: %(found)d, at least %(needed)d are needed."),
    "few_repeats": _("Too few customers came back: %(found)d, at least %(needed)d are needed."),
    "no_fit": _("No model of purchases fits these customers."),
    "no_mean": _("What customers spend differs so widely that an average says nothing."),
    "short_history": _("The history is too short: %(found)d days, at least %(needed)d are needed."),
    "no_sales": _("Nothing was sold to a known customer in the year before that day."),
}
