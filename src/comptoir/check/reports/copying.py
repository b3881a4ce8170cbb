"""What goes from one company to another: its templates of reports, arrangement and texts, never a figure."""

from django.utils.translation import gettext as _

from comptoir.check.reports.saved import templates
from comptoir.check.reports.saving import edit_template, keep_template
from comptoir.core.companies.api import Permission, Scope


def copied_settings(source: Scope, target: Scope) -> tuple[str, ...]:
    """What would be done, line by line; nothing where nothing would."""
    source.require(Permission.EDIT_REPORTS)
    own = {one.name.casefold(): one for one in templates(target) if one.is_own}
    told = []
    for one in templates(source):
        if one.is_own:
            there = own.get(one.name.casefold())
            if there is None:
                told.append(_("« %(name)s » is added") % {"name": one.name})
            elif there.kind != one.kind:
                told.append(
                    _("« %(name)s » is left out: another kind of that name is there") % {"name": one.name}
                )
            elif there.arrangement != one.arrangement:
                told.append(_("« %(name)s » is replaced") % {"name": one.name})
    return tuple(told)


def copy_settings(source: Scope, target: Scope) -> None:
    """Templates of the same name are replaced, which can be undone on each; others of the target stay."""
    source.require(Permission.EDIT_REPORTS)
    target.require(Permission.EDIT_REPORTS)
    own = {one.name.casefold(): one for one in templates(target) if one.is_own}
    for one in templates(source):
        there = own.get(one.name.casefold())
        if not one.is_own or (there is not None and there.kind != one.kind):
            continue
        if there is None:
            keep_template(target, one.name, one.kind, one.arrangement)
        else:
            edit_template(target, there.key, one.name, one.arrangement)
