"""What can be copied, where to, what it would do, and the verb: rooms copy their own, here it is one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.check.reports import api as reports
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope, access_companies
from comptoir.core.errors import InputError
from comptoir.decide.anomalies import api as anomalies
from comptoir.decide.drivers import api as drivers
from comptoir.decide.findings import api as findings
from comptoir.measure.channels import api as channels


@dataclass(frozen=True, slots=True)
class Setting:
    label: Any
    permission: Permission
    """Asked for in both companies."""
    told: Callable[[Scope, Scope], tuple[str, ...]]
    """What would change in the second, in words."""
    copy: Callable[[Scope, Scope], None]
    undone: Any
    """How it is taken back."""


SETTINGS: Mapping[str, Setting] = {
    "templates": Setting(
        gettext_lazy("Templates of reports"),
        Permission.EDIT_REPORTS,
        reports.copied_settings,
        reports.copy_settings,
        gettext_lazy("One replaced: « Undo the last change » on its page. One added: remove it."),
    ),
    "drivers": Setting(
        gettext_lazy("Tree of factors"),
        Permission.EDIT_DRIVERS,
        drivers.copied_settings,
        drivers.copy_settings,
        gettext_lazy("The button that undoes, on the page of the tree."),
    ),
    "channels": Setting(
        gettext_lazy("Channel rules"),
        Permission.EDIT_CHANNELS,
        channels.copied_settings,
        channels.copy_settings,
        gettext_lazy("Each rule added can be removed on the page of channels."),
    ),
    "findings": Setting(
        gettext_lazy("Threshold of findings"),
        Permission.EDIT_FINDINGS,
        findings.copied_settings,
        findings.copy_settings,
        gettext_lazy("Type the figures of before again: the audit trail keeps them."),
    ),
    "alarms": Setting(
        gettext_lazy("Threshold, quiet hours and muted metrics of alarms"),
        Permission.EDIT_FINDINGS,
        anomalies.copied_settings,
        anomalies.copy_settings,
        gettext_lazy(
            "Type the figures of before again: the audit trail keeps them; a rule can be taken away."
        ),
    ),
}
"""None of them carries data: no figure, no customer, no product, no secret."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What would be done in one company."""

    target: Scope
    lines: tuple[tuple[Setting, tuple[str, ...]], ...]


def offered(scope: Scope) -> dict[str, Setting]:
    """What the person may change in this company, hence may copy from it."""
    return {key: one for key, one in SETTINGS.items() if scope.may(one.permission)}


def targets(user: Any, source: Scope) -> list[Scope]:
    """The other companies of the person, where there is something that may be changed in both."""
    known = offered(source)
    return [
        scope
        for scope in access_companies(user)
        if scope.company_id != source.company_id
        and not scope.is_archived
        and any(scope.may(one.permission) for one in known.values())
    ]


def chosen(
    user: Any, source: Scope, companies: Sequence[str], names: Sequence[str]
) -> tuple[list[Scope], dict[str, Setting]]:
    """What was asked for, of what may be; InputError where that is nothing."""
    to = [scope for scope in targets(user, source) if scope.slug in companies]
    settings = {key: one for key, one in offered(source).items() if key in names}
    if not to or not settings:
        raise InputError(_("Choose what is copied, and to which companies."))
    return to, settings


def planned(source: Scope, to: Sequence[Scope], settings: Mapping[str, Setting]) -> list[Planned]:
    """What it would do, company by company; a setting that the person may not change there is passed over."""
    return [
        Planned(
            target,
            tuple((one, one.told(source, target)) for one in settings.values() if target.may(one.permission)),
        )
        for target in to
    ]


def copy(source: Scope, to: Sequence[Scope], settings: Mapping[str, Setting]) -> None:
    """All or nothing. Neither trail names the other company: its members may not know of it."""
    with transaction.atomic():
        for target in to:
            allowed = {key: one for key, one in settings.items() if target.may(one.permission)}
            changing = {key: one for key, one in allowed.items() if one.told(source, target)}
            for one in changing.values():
                one.copy(source, target)
            if changing:
                record(target, "settings.brought", "settings", settings=list(changing))
        record(source, "settings.copied", "settings", settings=list(settings), companies=len(to))
