"""What a schedule does, in sentences; templates of reports by their name."""

from babel.dates import get_day_names
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from comptoir.check.sending.engine import Due, Rhythm
from comptoir.check.sending.planning import Choices
from comptoir.core.mail.api import State
from comptoir.core.money import format_weekday

TONES: dict[State | None, str] = {
    State.SENT: "good",
    State.FAILED: "bad",
    State.BOUNCED: "bad",
    State.DOUBT: "warn",
}
_FILES = {"pdf": "PDF", "xlsx": "Excel"}


def rhythm_words(chosen: Choices) -> str:
    hours = {"draft": f"{chosen.draft_at:%H:%M}", "send": f"{chosen.send_at:%H:%M}"}
    if chosen.rhythm is Rhythm.WEEK:
        names = get_day_names("wide", "format", locale=_locale())
        told = {**hours, "day": names[chosen.weekday - 1]}
        if chosen.needs_approval:
            return (
                _("Each %(day)s the draft is ready at %(draft)s; it leaves at %(send)s, once approved.")
                % told
            )
        return (
            _("Each %(day)s the draft is ready at %(draft)s; it leaves at %(send)s without approval.") % told
        )
    told = {**hours, "day": chosen.month_day}
    if chosen.needs_approval:
        return (
            _(
                "On day %(day)s of each month the draft is ready at %(draft)s; it leaves at %(send)s, once approved."
            )
            % told
        )
    return (
        _(
            "On day %(day)s of each month the draft is ready at %(draft)s; it leaves at %(send)s without approval."
        )
        % told
    )


def next_words(due: Due, chosen: Choices) -> str:
    told = {"day": format_weekday(due.day, _locale()), "hour": f"{chosen.draft_at:%H:%M}"}
    return _("Next draft: %(day)s at %(hour)s.") % told


def files_words(chosen: Choices) -> str:
    names = [_FILES[one] for one in chosen.files]
    return _("With it: %(files)s.") % {"files": ", ".join(names)} if names else _("Without a file beside it.")


def by_words(sent_by: str) -> str:
    return sent_by or pgettext("report sent", "by its schedule")


def _locale() -> str:
    return get_language() or "fr"
