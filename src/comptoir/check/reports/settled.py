"""How a report came to be settled, in words: who approved it, or who let it leave without."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.check.reports.models import State
from comptoir.check.reports.queries import Line
from comptoir.core.money import format_long_day


def settled_words(line: Line) -> str:
    """Empty of a draft."""
    if line.approved_at:
        return _("approved by %(who)s, %(day)s") % {"who": line.approved_by, "day": _day(line.approved_at)}
    if line.state is not State.SENT:
        return ""
    if line.released_at is None:  # sent before it was noted who let it
        return _("sent without approval, by its schedule")
    told = {"who": line.released_by, "day": _day(line.released_at)}
    if not line.released_by:
        return _("sent without approval by its schedule, %(day)s") % told
    if line.is_by_schedule:
        return _("sent without approval, by the schedule of %(who)s, %(day)s") % told
    return _("sent without approval by %(who)s, %(day)s") % told


def _day(instant: datetime) -> str:
    return format_long_day(timezone.localdate(instant), get_language() or "fr")
