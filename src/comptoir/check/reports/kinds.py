"""The templates of reports there are."""

from django.utils.translation import gettext as _

from comptoir.core.errors import UsageError, closest

WEEKLY = "weekly"
TEMPLATES = (WEEKLY,)


def checked(name: str) -> str:
    """The name itself; UsageError with the closest known name otherwise."""
    if name in TEMPLATES:
        return name
    guess = closest(name, TEMPLATES)
    raise UsageError(
        _("There is no report « %(name)s ».") % {"name": name},
        _("Known: %(known)s.") % {"known": ", ".join(TEMPLATES)},
        _("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "",
    )
