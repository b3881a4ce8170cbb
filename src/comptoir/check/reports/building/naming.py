"""What a report calls its days, whether they are a week or a month."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.core.periods import Grain

type Named = Mapping[Grain, Any]

NOW: Named = {Grain.WEEK: _("Week"), Grain.MONTH: _("Month")}
BEFORE: Named = {Grain.WEEK: _("Week before"), Grain.MONTH: _("Month before")}
SOLD: Named = {
    Grain.WEEK: _("%(metric)s of %(days)s: %(value)s"),
    Grain.MONTH: _("%(metric)s, %(days)s: %(value)s"),
}
ON_BEFORE: Named = {
    Grain.WEEK: _(", %(change)s on the week before (%(before)s)"),
    Grain.MONTH: _(", %(change)s on the month before (%(before)s)"),
}
JUDGED: Named = {
    Grain.WEEK: _("Green or red only where the week leaves the 80 % interval of its forecast."),
    Grain.MONTH: _("Green or red only where the month leaves the 80 % interval of its forecast."),
}
COURSE: Named = {
    Grain.WEEK: _("How do the last %(count)d weeks compare with last year?"),
    Grain.MONTH: _("How do the last %(count)d months compare with last year?"),
}
COURSE_WORDS: Named = {
    Grain.WEEK: _("Net sales week by week beside the same weeks a year before. The last four: %(course)s."),
    Grain.MONTH: _(
        "Net sales month by month beside the same months a year before. The last four: %(course)s."
    ),
}
FALLS: Named = {
    Grain.WEEK: _("Which products fell most against the week before?"),
    Grain.MONTH: _("Which products fell most against the month before?"),
}
RETURNED: Named = {
    Grain.WEEK: _("What was sent back most this week?"),
    Grain.MONTH: _("What was sent back most this month?"),
}
SEGMENTS_BEFORE: Named = {Grain.WEEK: _("Four weeks before"), Grain.MONTH: _("A month before")}
REVIEWS: Named = {
    Grain.WEEK: _("Reviews of the week: %(count)s, rated %(rating)s on average."),
    Grain.MONTH: _("Reviews of the month: %(count)s, rated %(rating)s on average."),
}
NOT_WHOLE: Named = {
    Grain.WEEK: _(
        "Orders are loaded up to %(day)s: the days after it look empty, and the week is not whole."
    ),
    Grain.MONTH: _(
        "Orders are loaded up to %(day)s: the days after it look empty, and the month is not whole."
    ),
}
RUNNING: Named = {
    Grain.WEEK: _("The week still runs: it is compared with the same elapsed days."),
    Grain.MONTH: _("The month still runs: it is compared with the same elapsed days."),
}
