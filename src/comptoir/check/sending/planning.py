"""What a person chooses for a schedule, and what of it is refused."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils.translation import gettext as _

from comptoir.check.reports.api import Use, kind_of, template_of
from comptoir.check.sending.engine import LONGEST_MONTH, Rhythm, Rule
from comptoir.check.sending.models import DRAFT_AT, SEND_AT, Schedule
from comptoir.core.companies.api import Scope
from comptoir.core.errors import InputError
from comptoir.core.periods import Grain

FILES = ("pdf", "xlsx")
MOST = 100
SUNDAY = 7
AFTER_THE_MONTH = 3
"""The day of the month on which a month is told unless another is chosen: bills and returns have come in."""


@dataclass(frozen=True, slots=True)
class Choices:
    language: str
    rhythm: Rhythm = Rhythm.WEEK
    weekday: int = 1
    month_day: int = AFTER_THE_MONTH
    draft_at: time = DRAFT_AT
    send_at: time = SEND_AT
    files: tuple[str, ...] = ("pdf",)
    needs_approval: bool = True
    people: tuple[int, ...] = ()
    """Members, by their number."""
    others: tuple[str, ...] = ()
    """Addresses from outside."""
    shares: bool = False
    """Whether their mail brings a link that opens the report without a sign-in."""


def usual(scope: Scope, template: str) -> Choices:
    """Before anybody chose: a report of a week on Monday, another on the third of the month."""
    is_of_week = kind_of(template_of(scope, template).kind).grain is Grain.WEEK
    return Choices(scope.language, Rhythm.WEEK if is_of_week else Rhythm.MONTH)


def choices_of(row: Schedule) -> Choices:
    named = list(row.recipients.all())
    return Choices(
        row.language,
        Rhythm(row.rhythm),
        row.weekday,
        row.month_day,
        row.draft_at,
        row.send_at,
        tuple(row.files),
        row.needs_approval,
        tuple(one.person_id for one in named if one.person_id),
        tuple(one.address for one in named if not one.person_id),
        row.shares,
    )


def uses_of_template(scope: Scope, template: str) -> list[Use]:
    """A schedule that runs would find nothing to build."""
    if not Schedule.objects.filter(company_id=scope.company_id, template=template, is_paused=False).exists():
        return []
    return [
        Use(
            _("This template stays: its report is sent by a schedule."),
            _("Pause its sending first, under « Reports », « Sending »."),
            reverse("sending:list", kwargs={"company": scope.slug}) + f"#plan-{template}",
        )
    ]


def rule_of(chosen: Choices | Schedule, zone: ZoneInfo) -> Rule:
    return Rule(
        Rhythm(chosen.rhythm), chosen.weekday, chosen.month_day, chosen.draft_at, chosen.send_at, zone
    )


def check(chosen: Choices) -> None:
    """InputError for what cannot be kept."""
    if not 1 <= chosen.weekday <= SUNDAY or not 1 <= chosen.month_day <= LONGEST_MONTH:
        raise InputError(_("There is no such day."), _("Allowed: Monday to Sunday, or 1 to 31."))
    if chosen.send_at < chosen.draft_at:
        raise InputError(
            _("The report would be sent (%(send)s) before its draft is ready (%(draft)s).")
            % {"send": f"{chosen.send_at:%H:%M}", "draft": f"{chosen.draft_at:%H:%M}"},
            advice=_("Choose an hour of sending that is not before that of the draft."),
        )
    if unknown := sorted(set(chosen.files) - set(FILES)):
        raise InputError(
            _("A mail cannot bring « %(file)s » along.") % {"file": unknown[0]}, _("Known: PDF, Excel.")
        )
    if len(chosen.people) + len(chosen.others) > MOST:
        raise InputError(_("At most %(most)d people receive a report.") % {"most": MOST})
    for address in chosen.others:
        checked_address(address)


def checked_address(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise InputError(_("« %(address)s » is no e-mail address.") % {"address": text}) from error
    return text


def addresses_in(text: str) -> tuple[str, ...]:
    """Those that somebody typed: one a line, or with commas between; each once."""
    words = text.replace(",", " ").replace(";", " ").split()
    return tuple({key(one): one for one in words}.values())


def key(address: str) -> str:
    """Two spellings of one address are one reader."""
    return address.strip().casefold()


def without_members(chosen: Choices, members: Sequence[tuple[int, str]]) -> Choices:
    """Whoever is a member is named as one, however the address was typed."""
    known = {key(email): number for number, email in members}
    people = {*chosen.people, *(known[key(one)] for one in chosen.others if key(one) in known)}
    others = tuple(one for one in chosen.others if key(one) not in known)
    return replace(chosen, people=tuple(sorted(people)), others=others)
