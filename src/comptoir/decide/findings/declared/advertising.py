"""What is said of paid channels."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from comptoir.core.ledger.api import ActionKind
from comptoir.decide.findings.kinds import Kind, Written

_OF_CHANNEL: Mapping[str, Written] = {
    "traffic_channel": Written.CHANNEL,
    "spend": Written.MONEY,
    "margin": Written.MONEY,
    "credited": Written.MONEY,
    "rate": Written.PERCENT,
    "seen": Written.PERCENT,
    "break_even": Written.DECIMAL,
    "days": Written.COUNT,
}

KINDS = (
    Kind(
        "costly_channel",
        _("Advertising without margin"),
        _("Which paid channels cost more than the margin on the sales credited to them?"),
        {"": _("%(traffic_channel)s: %(spend)s spent for %(margin)s of credited margin in %(days)s days")},
        _(
            "Spend %(spend)s - margin rate %(rate)s x credited sales %(credited)s, over 30 days. "
            "Credited by the audience tool, which sees %(seen)s of orders; break-even ROAS "
            "%(break_even)s. Credit is not cause: test before cutting."
        ),
        _(
            "Lowering %(traffic_channel)s by 20 %% at most, or a test of it, keeps the sales that it does not cause."
        ),
        "ad_spend",
        (ActionKind.TEST_LEVER, ActionKind.LOWER_BUDGET),
        _OF_CHANNEL,
        14,
        _("ad spend, an audience tool that tells sales by channel, and costs"),
    ),
    Kind(
        "wasteful_days",
        _("Wasteful days"),
        _("On which days of the week does a paid channel lose more than on the others?"),
        {
            "": _(
                "%(traffic_channel)s loses on %(weekday)s: %(spend)s spent for %(margin)s of "
                "credited margin in %(days)s days"
            )
        },
        _(
            "Spend %(spend)s - margin rate %(rate)s x credited sales %(credited)s on that day of the "
            "week, over 30 days. Credit is not cause."
        ),
        _("Spending less on %(traffic_channel)s on that day of the week costs fewer sales than it saves."),
        "ad_spend",
        (ActionKind.SCHEDULE_ADS,),
        {**_OF_CHANNEL, "weekday": Written.WEEKDAY},
        30,
        _("ad spend, an audience tool that tells sales by channel, and costs"),
    ),
)
