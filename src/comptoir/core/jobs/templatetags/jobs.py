"""Words for what a job's row says in codes."""

from datetime import timedelta

from babel.dates import format_timedelta
from django import template
from django.utils.translation import get_language

from comptoir.core.jobs.models import State

register = template.Library()

_TONES = {State.DONE.value: "good", State.FAILED.value: "bad", State.RUNNING.value: "warn"}


@register.filter
def tone(state: str) -> str:
    """The badge class of a state; waiting and cancelled judge nothing."""
    return _TONES.get(state, "")


@register.filter
def duration(lasted: timedelta | None) -> str:
    if lasted is None:
        return ""
    return str(format_timedelta(lasted, threshold=1.5, format="short", locale=get_language() or "fr"))
