"""The verbs on consents: permission, audit. The trail names counts, never a person."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import put_away, record, take_back
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.consent.models import Collected, ConsentEvent, Contact, ErasedAddress
from comptoir.core.consent.queries import live_events, own_row
from comptoir.core.consent.reading import Refused, Said, Told, normal_address, read
from comptoir.core.consent.words import LAWFUL, Ground, Purpose
from comptoir.core.errors import InputError

_BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Origin:
    """What proves the consents of a file, the same for all of its lines."""

    text: str
    ground: Ground
    day: date
    """Of lines that tell none."""
    purpose: Purpose
    """Of columns that name none."""
    is_given: bool = True
    """What a file says that has no column for it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of the lines of a file."""

    number: int | None
    """Of what was collected; None where nothing of it was new."""
    given: int
    withdrawn: int
    known: int
    """Said before in the same words."""
    erased: int
    """Of people who were erased since."""
    undecided: int
    refused: Sequence[Refused]


def take_file(scope: Scope, content: bytes, name: str, origin: Origin) -> Taken:
    """Consents and withdrawals of a file. The same file again adds nothing."""
    _require(scope)
    told = read(content, origin.purpose, origin.day, scope.today(), is_given=origin.is_given)
    return _keep(scope, told, origin, name)


def say(scope: Scope, email: str, origin: Origin) -> Taken:
    """What one person said: by telephone, by letter, in an answer to a mail."""
    _require(scope)
    address = normal_address(email)
    if not address:
        raise InputError(_("That is no e-mail address."))
    if origin.day > scope.today():
        raise InputError(_("That day has not come yet."))
    said = (Said(address, origin.purpose, origin.is_given, origin.day),)
    return _keep(scope, Told(said, (), 0), origin, "")


def take_out(scope: Scope, number: int) -> None:
    """As if it had never been collected; `put_back` undoes it."""
    _require(scope)
    with transaction.atomic():
        row = own_row(scope, number)
        put_away(scope, row, "consent.taken_out", _target(row), given=row.given, withdrawn=row.withdrawn)


def put_back(scope: Scope, number: int) -> None:
    _require(scope)
    with transaction.atomic():
        row = own_row(scope, number, is_deleted=True)
        take_back(scope, row, "consent.put_back", _target(row))


def forget(company_id: int, emails: Iterable[str], day: date) -> int:
    """Part of erasing a person: addresses and all they said go, a fingerprint stays. The caller records it."""
    known = {address for email in emails if (address := normal_address(email))}
    erased = [
        ErasedAddress(company_id=company_id, fingerprint=_fingerprint(company_id, one), day=day)
        for one in known
    ]
    ErasedAddress.objects.bulk_create(
        erased, update_conflicts=True, update_fields=["day"], unique_fields=["company", "fingerprint"]
    )
    gone, _of_each = Contact.objects.filter(company_id=company_id, email__in=known).delete()
    return gone


def _keep(scope: Scope, told: Told, origin: Origin, file_name: str) -> Taken:
    _check(told.said, origin)
    kept = _not_erased(scope, told.said)
    keys = _contacts(scope, {one.email for one in kept})
    with transaction.atomic():
        before = set(live_events(scope).values_list("contact_id", "purpose", "is_given", "day").iterator())
        new = [one for one in kept if (keys[one.email], one.purpose, one.is_given, one.day) not in before]
        given = sum(one.is_given for one in new)
        row = _collected(scope, origin, file_name, given, len(new) - given) if new else None
        for batch in batched(new, _BATCH):
            ConsentEvent.objects.bulk_create(
                [
                    ConsentEvent(
                        contact_id=keys[one.email],
                        collected=row,
                        purpose=one.purpose,
                        is_given=one.is_given,
                        day=one.day,
                    )
                    for one in batch
                ]
            )
    erased = len(told.said) - len(kept)
    number = row.pk if row else None
    withdrawn = len(new) - given
    return Taken(number, given, withdrawn, len(kept) - len(new), erased, told.undecided, told.refused)


def _collected(scope: Scope, origin: Origin, file_name: str, given: int, withdrawn: int) -> Collected:
    row = Collected.objects.create(
        company_id=scope.company_id,
        origin=origin.text.strip(),
        ground=origin.ground,
        file_name=file_name[:255],
        given=given,
        withdrawn=withdrawn,
        created_by_id=scope.actor_id,
        created_at=clock.now(),
    )
    record(scope, "consent.collected", _target(row), origin=row.origin, given=given, withdrawn=withdrawn)
    return row


def _check(said: Iterable[Said], origin: Origin) -> None:
    if not origin.text.strip():
        raise InputError(_("Say where the consents were collected: without it they prove nothing."))
    for purpose in {one.purpose for one in said if one.is_given}:
        if origin.ground not in LAWFUL[purpose]:
            raise InputError(
                _("« %(purpose)s » cannot rest on this ground.") % {"purpose": purpose.label},
                advice=_("It takes a consent of its own."),
            )


def _not_erased(scope: Scope, said: Sequence[Said]) -> list[Said]:
    """Whoever was erased is let in again only by what they said later."""
    erased = dict(ErasedAddress.objects.filter(company_id=scope.company_id).values_list("fingerprint", "day"))
    if not erased:
        return list(said)
    return [
        one
        for one in said
        if (day := erased.get(_fingerprint(scope.company_id, one.email))) is None or one.day > day
    ]


def _contacts(scope: Scope, emails: set[str]) -> dict[str, int]:
    """Their keys, made where missing, in short transactions: nobody waits long for the write lock."""
    mine = Contact.objects.filter(company_id=scope.company_id)
    known = {email for email in mine.values_list("email", flat=True).iterator() if email in emails}
    for batch in batched(sorted(emails - known), _BATCH):
        rows = [Contact(company_id=scope.company_id, email=email) for email in batch]
        Contact.objects.bulk_create(rows, ignore_conflicts=True)
    return {email: pk for email, pk in mine.values_list("email", "pk").iterator() if email in emails}


def _fingerprint(company_id: int, email: str) -> str:
    """Useless without the secret key of the installation."""
    message = f"{company_id}\0consent\0{email}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()


def _require(scope: Scope) -> None:
    scope.require(Permission.IMPORT_DATA)
    scope.require(Permission.VIEW_PERSONAL_DATA)


def _target(row: Collected) -> str:
    return f"consent:{row.pk}"
