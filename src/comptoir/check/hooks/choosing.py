"""What a person chooses of a webhook."""

from dataclasses import dataclass
from datetime import time

from django.conf import settings
from django.utils.translation import gettext as _

from comptoir.check.hooks.models import MORNING
from comptoir.check.hooks.words import CHOSEN, Shape
from comptoir.core.errors import InputError


@dataclass(frozen=True, slots=True)
class Wanted:
    name: str
    shape: str
    events: tuple[str, ...]
    language: str
    hour: time = MORNING
    quiet_from: time | None = None
    quiet_to: time | None = None

    def check(self) -> None:
        """InputError for what a form lets through."""
        if not self.name.strip():
            raise InputError(_("Give the webhook a name."))
        if self.shape not in Shape.values or self.language not in dict(settings.LANGUAGES):
            raise InputError(_("This format or language is not known."))
        if not self.events or not set(self.events) <= set(CHOSEN):
            raise InputError(_("Choose at least one thing to be told."))
        if (self.quiet_from is None) is not (self.quiet_to is None):
            raise InputError(_("Quiet hours have a beginning and an end."), _("Leave both empty for none."))
