"""The verbs on a company's templates: permission, one transaction, audit. What was built stays as it was built."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from comptoir.check.reports.arrangement import (
    AS_BUILT,
    Arrangement,
    arrangement_from_json,
    arrangement_to_json,
)
from comptoir.check.reports.declared import KINDS
from comptoir.check.reports.models import SavedTemplate
from comptoir.check.reports.saved import Template, as_template, own_templates, template_of, template_row
from comptoir.check.reports.uses import uses_of
from comptoir.core import clock
from comptoir.core.audit.api import put_away, record, revise, take_back
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, InputError

LONGEST, MOST = 80, 30
_KEY = 30
_FIELDS = ("name", "arrangement")


def add_template(scope: Scope, name: str, start_from: str) -> Template:
    """A template of one's own, arranged as the one it starts from."""
    scope.require(Permission.EDIT_REPORTS)
    known = template_of(scope, start_from)
    return keep_template(scope, name, known.kind, known.arrangement)


def keep_template(scope: Scope, name: str, kind: str, arrangement: Arrangement) -> Template:
    scope.require(Permission.EDIT_REPORTS)
    words = _name(name)
    with transaction.atomic():
        _refuse_taken(scope, words)
        if own_templates(scope).filter(deleted_at=None).count() >= MOST:
            raise ConflictError(
                _("There are %(most)d templates already.") % {"most": MOST},
                advice=_("Remove one that nobody uses."),
            )
        row = SavedTemplate.objects.create(
            company_id=scope.company_id,
            key=_free_key(scope, words),
            name=words,
            kind=kind,
            arrangement=_stored(words, arrangement),
            created_by_id=scope.actor_id,
            created_at=clock.now(),
        )
        record(scope, "report_template.added", _target(row), name=words, kind=kind)
    return as_template(row)


def edit_template(scope: Scope, key: str, name: str, arrangement: Arrangement) -> Template:
    """For the reports to come; `undo_template` brings back what was."""
    scope.require(Permission.EDIT_REPORTS)
    words = _name(name)
    if arrangement.parts and all(part.is_hidden for part in arrangement.parts):
        raise InputError(_("A report shows one part at least."), advice=_("Show one again."))
    with transaction.atomic():
        row = template_row(scope, key, for_update=True)
        if words.casefold() != row.name.casefold():
            _refuse_taken(scope, words)
        _change(scope, row, {"name": words, "arrangement": _stored(words, arrangement)})
    return as_template(row)


def reset_template(scope: Scope, key: str) -> Template:
    """All parts and blocks as the kind has them."""
    scope.require(Permission.EDIT_REPORTS)
    with transaction.atomic():
        row = template_row(scope, key, for_update=True)
        _change(scope, row, {"name": row.name, "arrangement": _stored(row.name, AS_BUILT)})
    return as_template(row)


def undo_template(scope: Scope, key: str) -> Template:
    scope.require(Permission.EDIT_REPORTS)
    with transaction.atomic():
        row = template_row(scope, key, for_update=True)
        if row.before is None:
            raise ConflictError(_("There is no change of this template to undo."))
        if row.before["name"].casefold() != row.name.casefold():
            _refuse_taken(scope, row.before["name"])
        before, row.before = row.before, None
        revise(scope, row, _FIELDS, before, "report_template.undone", _target(row), told=_told)
        row.save(update_fields=["before"])
    return as_template(row)


def delete_template(scope: Scope, key: str) -> Template:
    """Its reports stay; `restore_template` undoes it. ConflictError while something still works with it."""
    scope.require(Permission.EDIT_REPORTS)
    with transaction.atomic():
        row = template_row(scope, key, for_update=True)
        for use in uses_of(scope, key):
            raise ConflictError(use.text, advice=use.advice)
        put_away(scope, row, "report_template.deleted", _target(row), name=row.name)
    return as_template(row)


def restore_template(scope: Scope, key: str) -> Template:
    scope.require(Permission.EDIT_REPORTS)
    with transaction.atomic():
        row = template_row(scope, key, is_deleted=True, for_update=True)
        _refuse_taken(scope, row.name)
        take_back(scope, row, "report_template.restored", _target(row), name=row.name)
    return as_template(row)


def _change(scope: Scope, row: SavedTemplate, after: dict[str, Any]) -> None:
    before = {name: getattr(row, name) for name in _FIELDS}
    if before == after:
        return
    row.before = before
    revise(scope, row, _FIELDS, after, "report_template.edited", _target(row), told=_told)


def _stored(name: str, arrangement: Arrangement) -> dict[str, Any]:
    """Reports of the template bear its name."""
    return arrangement_to_json(replace(arrangement, title=name))


def _name(name: str) -> str:
    words = " ".join(name.split())
    if not words or len(words) > LONGEST:
        raise InputError(_("A template has a name of at most %(most)d letters.") % {"most": LONGEST})
    return words


def _refuse_taken(scope: Scope, name: str) -> None:
    if own_templates(scope).filter(deleted_at=None, name__iexact=name).exists():
        raise ConflictError(
            _("There is a template « %(name)s » already.") % {"name": name}, advice=_("Choose another name.")
        )


def _free_key(scope: Scope, name: str) -> str:
    """From the name; never one that a kind, or a template that was removed, has."""
    plain = slugify(name)[:_KEY].strip("-") or "template"
    taken = {*KINDS, *own_templates(scope).values_list("key", flat=True)}
    if plain not in taken:
        return plain
    ends = (f"-{number}" for number in range(2, len(taken) + 3))
    return next(key for end in ends if (key := f"{plain[: _KEY - len(end)]}{end}") not in taken)


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    """The name, and which parts are shown: the trail does not repeat whole arrangements."""
    found = arrangement_from_json(fields["arrangement"])
    hidden = [part.key for part in found.parts if part.is_hidden]
    return {"name": fields["name"], "parts": [one.key for one in found.parts], "left_out": hidden}


def _target(row: SavedTemplate) -> str:
    return f"report_template:{row.key}"
