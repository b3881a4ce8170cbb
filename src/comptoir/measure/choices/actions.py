"""The verbs of choices: permission, one transaction, audit."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import InputError, closest
from comptoir.measure.choices.brand import LONGEST, MOST, SHORTEST, cleaned, letters
from comptoir.measure.choices.engine import Choices
from comptoir.measure.choices.models import FigureChoices
from comptoir.measure.choices.queries import choices_of


def say_brand_words(scope: Scope, words: Sequence[str] | None) -> Choices:
    """The words that tell searches for the brand; None goes back to those of the company's name.

    They hold for the past too: nothing is loaded again. InputError for too many, too short or too long words.
    """
    scope.require(Permission.MANAGE_CONNECTIONS)
    kept = None if words is None else list(cleaned(words))
    if kept is not None:
        _check(kept)
    before = choices_of(scope)
    with transaction.atomic():
        row, _made = FigureChoices.objects.get_or_create(company_id=scope.company_id)
        row.brand_words = kept
        row.save(update_fields=["brand_words"])
        after = choices_of(scope)
        record(scope, "brand_words.said", "figures", before=list(before.brand), after=list(after.brand))
    return after


def choose_audience_source(scope: Scope, source: str, known: Sequence[str]) -> Choices:
    """The tool that sessions are read from where several know the same days; empty: by rule.

    `known`: the sources that have told of visits. InputError for another.
    """
    scope.require(Permission.MANAGE_CONNECTIONS)
    if source and source not in known:
        guess = closest(source, known)
        raise InputError(
            _("No visits are loaded from « %(source)s ».") % {"source": source},
            _("Known: %(known)s.") % {"known": ", ".join(known) or "-"},
            _("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "",
        )
    before = choices_of(scope)
    with transaction.atomic():
        row, _made = FigureChoices.objects.get_or_create(company_id=scope.company_id)
        row.audience_source = source
        row.save(update_fields=["audience_source"])
        record(scope, "audience_source.chosen", "figures", before=before.audience_source, after=source)
    return choices_of(scope)


def _check(words: list[str]) -> None:
    if len(words) > MOST:
        raise InputError(
            _("%(count)d words are too many.") % {"count": len(words)},
            _("Allowed: %(most)d; one that stands within another is enough.") % {"most": MOST},
        )
    for word in words:
        if len(letters(word)) < SHORTEST or len(word) > LONGEST:
            raise InputError(
                _("« %(word)s » is no word of a brand.") % {"word": word[:LONGEST]},
                _("Allowed: %(least)d to %(most)d letters.") % {"least": SHORTEST, "most": LONGEST},
            )
