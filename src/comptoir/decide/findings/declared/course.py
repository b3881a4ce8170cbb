"""What is said of the course of sales: segments that move by themselves, targets that will be missed."""

from django.utils.translation import gettext_lazy as _

from comptoir.core.ledger.api import ActionKind
from comptoir.decide.findings.kinds import Kind, Written

KINDS = (
    Kind(
        "moving_segment",
        _("A segment that moves by itself"),
        _("Which part of the shop falls or rises more than the whole?"),
        {
            "": _("%(segment)s gains %(points)s of sales in four weeks (%(share)s now)"),
            "fall": _("%(segment)s loses %(points)s of sales in four weeks (%(share)s now)"),
            "_year": _("%(segment)s gains %(points)s of sales on last year in four weeks (%(share)s now)"),
            "fall_year": _(
                "%(segment)s loses %(points)s of sales on last year in four weeks (%(share)s now)"
            ),
        },
        _(
            "%(points)s of net sales of 30 days (%(sales)s) x margin rate: the share of « %(segment)s » in the last "
            "four weeks against the twenty before, each beside the same weeks of last year where they are known."
        ),
        _("What moves « %(segment)s » is found, and its share of sales is brought back, or fed."),
        "net_sales",
        (ActionKind.LOOK_INTO,),
        {
            "segment": Written.SEGMENT,
            "points": Written.POINTS,
            "share": Written.PERCENT,
            "sales": Written.MONEY,
        },
        14,
        _("24 weeks of orders"),
    ),
    Kind(
        "target_at_risk",
        _("Target at risk"),
        _("Which targets of the month will most likely be missed?"),
        {
            "": _("%(metric)s: landing at %(landing)s, target %(target)s: %(chance)s of reaching it"),
            "part": _(
                "%(metric)s, %(part)s: landing at %(landing)s, target %(target)s: %(chance)s of reaching it"
            ),
        },
        _(
            "(Target %(target)s - landing %(landing)s) x margin rate, over the whole month. "
            "The interval is that of the landing."
        ),
        _("What is decided now brings the month from %(landing)s towards its target of %(target)s."),
        "share_of_target",
        (ActionKind.LOOK_INTO,),
        {
            "metric": Written.METRIC,
            "landing": Written.OF_METRIC,
            "target": Written.OF_METRIC,
            "missing": Written.OF_METRIC,
            "chance": Written.CHANCE,
        },
        31,
        _("a target for this month, and twelve weeks of figures"),
    ),
)
