"""From a form to a verb and back."""

from collections.abc import Callable

from django.forms import Form

from comptoir.core.errors import ConflictError, ForbiddenError, InputError


def attempt[Done](form: Form, verb: Callable[[], Done]) -> Done | None:
    """What `verb` gives, or None with its refusal written in the form, where the person can mend it."""
    if not form.is_valid():
        return None
    try:
        return verb()
    except (InputError, ConflictError, ForbiddenError) as refusal:
        form.add_error(None, str(refusal))
        return None
