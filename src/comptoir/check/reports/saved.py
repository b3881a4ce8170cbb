"""The templates of a company: those that come with Comptoir, and its own."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comptoir.check.reports.arrangement import AS_BUILT, Arrangement, arrangement_from_json
from comptoir.check.reports.declared import KINDS
from comptoir.check.reports.models import SavedTemplate
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import NotFoundError, UsageError, closest


@dataclass(frozen=True, slots=True)
class Template:
    key: str
    name: str
    """In words; of one that comes with Comptoir by `kind_words`."""
    kind: str
    arrangement: Arrangement = AS_BUILT
    is_own: bool = False
    may_undo: bool = False
    """Whether there is a change to take back."""


def kind_words(kind: str) -> str:
    """What a kind of report is called, in the language of the moment."""
    return str(KINDS[kind].label) if kind in KINDS else kind


def templates(scope: Scope) -> list[Template]:
    """Those that come with Comptoir, then the company's own by name."""
    rows = own_templates(scope).filter(deleted_at=None)
    given = [Template(kind, kind_words(kind), kind) for kind in KINDS]
    return [*given, *(as_template(row) for row in rows)]


def template_of(scope: Scope, key: str) -> Template:
    """By its key; UsageError with those there are otherwise."""
    known = {one.key: one for one in templates(scope)}
    if key in known:
        return known[key]
    guess = closest(key, known)
    raise UsageError(
        _("There is no report « %(name)s ».") % {"name": key},
        _("Known: %(known)s.") % {"known": ", ".join(known)},
        _("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "",
    )


def own_template(scope: Scope, key: str) -> Template:
    """One that the company saved."""
    return as_template(template_row(scope, key))


def template_names(scope: Scope) -> dict[str, str]:
    """Key -> name, those that were removed too: old reports name them."""
    own = {row.key: row.name for row in own_templates(scope)}
    return {**{kind: kind_words(kind) for kind in KINDS}, **own}


def own_templates(scope: Scope) -> QuerySet[SavedTemplate]:
    scope.require(Permission.VIEW_FIGURES)
    return SavedTemplate.objects.filter(company_id=scope.company_id)


def template_row(
    scope: Scope, key: str, *, is_deleted: bool = False, for_update: bool = False
) -> SavedTemplate:
    rows = own_templates(scope).filter(key=key, deleted_at__isnull=not is_deleted)
    if for_update:
        rows = rows.select_for_update(of=("self",))
    row = rows.first()
    if row is None:
        raise NotFoundError(
            _("There is no template « %(key)s » of %(company)s.") % {"key": key, "company": scope.name}
        )
    return row


def as_template(row: SavedTemplate) -> Template:
    arrangement = arrangement_from_json(row.arrangement)
    return Template(row.key, row.name, row.kind, arrangement, True, row.before is not None)
