"""The kinds of reports there are: each is declared once, here."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.check.reports.kinds import Kind, PartOf
from comptoir.core.errors import UsageError, closest
from comptoir.core.periods import Grain

_ESSENTIALS = gettext_lazy("The essentials"), gettext_lazy("What is there to know in a minute?")
_DASHBOARD = PartOf(
    "dashboard",
    gettext_lazy("Dashboard"),
    gettext_lazy("Where do the usual indicators stand?"),
    "dashboard:dashboard",
)
_WHY = gettext_lazy("Why"), gettext_lazy("What moved the sales?")
_CHANNELS = PartOf(
    "channels", gettext_lazy("Sales channels"), gettext_lazy("Where was it sold?"), "selling:channels"
)
_LEVERS = PartOf(
    "levers",
    gettext_lazy("Acquisition levers"),
    gettext_lazy("What brings visits, and at what cost?"),
    "selling:levers",
)
_PRODUCTS = PartOf(
    "products",
    gettext_lazy("Products and stock"),
    gettext_lazy("What sells, what falls, what runs out?"),
    "products:products",
)
_CUSTOMERS = gettext_lazy("Customers"), gettext_lazy("Who buys, and who comes back?")
_PLAN = PartOf("plan", gettext_lazy("Plan of actions"), gettext_lazy("What is under way?"), "plan:plan")
_AHEAD = PartOf(
    "ahead",
    gettext_lazy("Highlights to come"),
    gettext_lazy("What do the next eight weeks hold?"),
    "ahead:ahead",
)
_DECISIONS = PartOf(
    "decisions",
    gettext_lazy("Decisions and risks"),
    gettext_lazy("What is asked, and what may go wrong?"),
    "plan:decisions",
)

WEEKLY = Kind(
    "weekly",
    gettext_lazy("Weekly report"),
    gettext_lazy("to steer: the week against its target, the week before and last year"),
    Grain.WEEK,
    (
        PartOf("essentials", *_ESSENTIALS, "essentials:essentials"),
        _DASHBOARD,
        PartOf("why", *_WHY, "why:why"),
        _CHANNELS,
        _LEVERS,
        _PRODUCTS,
        PartOf("customers", *_CUSTOMERS, "customers:customers"),
        _PLAN,
        _AHEAD,
        _DECISIONS,
    ),
)
MONTHLY = Kind(
    "monthly",
    gettext_lazy("Monthly report"),
    gettext_lazy(
        "for the management: the month with its contribution account, budget and the landing of the year"
    ),
    Grain.MONTH,
    (
        PartOf("essentials", *_ESSENTIALS, "month:essentials"),
        _DASHBOARD,
        PartOf("why", *_WHY, "market:why_and_market"),
        PartOf(
            "account",
            gettext_lazy("Contribution account"),
            gettext_lazy("What is left of the sales, and where does the year end?"),
            "account:account",
        ),
        _CHANNELS,
        _LEVERS,
        _PRODUCTS,
        PartOf("customers", *_CUSTOMERS, "cohorts:customers_and_cohorts"),
        _PLAN,
        _AHEAD,
        _DECISIONS,
    ),
)
CHANNELS = Kind(
    "channels",
    gettext_lazy("Channel review"),
    gettext_lazy(
        "for who sells and advertises: sales channels, levers, campaigns, search and e-mail of the month"
    ),
    Grain.MONTH,
    (
        PartOf("essentials", *_ESSENTIALS, "acquisition:essentials"),
        _CHANNELS,
        _LEVERS,
        PartOf(
            "campaigns",
            gettext_lazy("Campaigns"),
            gettext_lazy("What did each cost, and what is left after advertising?"),
            "campaigns:campaigns",
        ),
        PartOf(
            "search",
            gettext_lazy("Unpaid search"),
            gettext_lazy("Who finds the site without an ad?"),
            "search:search",
        ),
        PartOf(
            "mailings",
            gettext_lazy("E-mail campaigns"),
            gettext_lazy("What did each mail bring?"),
            "mailings:mailings",
        ),
        PartOf(
            "decisions",
            gettext_lazy("Decisions and actions on channels"),
            gettext_lazy("What is asked, and what is under way?"),
            "acquisition:decisions",
        ),
    ),
)
CLIENT = Kind(
    "client",
    gettext_lazy("Report to the client"),
    gettext_lazy("from a freelance: the month in plain words, each word of the trade explained"),
    Grain.MONTH,
    (
        PartOf("essentials", *_ESSENTIALS, "client:essentials"),
        PartOf(
            "cards",
            gettext_lazy("The figures of the month"),
            gettext_lazy("Seven figures, and what each one means."),
            "cards:cards",
        ),
        PartOf("why", *_WHY, "client:why"),
        PartOf(
            "plan",
            gettext_lazy("What was done and what is under way"),
            gettext_lazy("What are we working on for you?"),
            "client:done",
        ),
        PartOf(
            "ahead",
            gettext_lazy("What comes"),
            gettext_lazy("What do the next eight weeks hold?"),
            "client:coming",
        ),
        PartOf(
            "needs",
            gettext_lazy("What we need from you"),
            gettext_lazy("Which answers and which data are missing?"),
            "client:needs",
        ),
    ),
)
KINDS: Mapping[str, Kind] = {one.key: one for one in (WEEKLY, MONTHLY, CHANNELS, CLIENT)}


def kind_of(key: str) -> Kind:
    """The kind of that key; UsageError with the closest known one otherwise."""
    if key in KINDS:
        return KINDS[key]
    guess = closest(key, KINDS)
    raise UsageError(
        _("There is no report « %(name)s ».") % {"name": key},
        _("Known: %(known)s.") % {"known": ", ".join(KINDS)},
        _("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "",
    )
