"""The verbs of connections: entrust, change, pause, remove. Reading them is measure/sync."""

import json
from collections.abc import Mapping
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.connectors.connections.addresses import whole_address
from comptoir.connectors.connections.models import Connection, Rhythm
from comptoir.connectors.connections.queries import secret_names, source_of, values_of
from comptoir.connectors.source import Asked, Credential, Source
from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Company, Permission, Scope
from comptoir.core.errors import InputError, UsageError, closest
from comptoir.core.secrets.api import encrypt, renew


def add_connection(
    scope: Scope, vendor: str, given: Mapping[str, str], *, name: str = "", rhythm: str = Rhythm.HOUR
) -> Connection:
    """Entrust the credentials of a vendor. Nothing is asked of the vendor yet.

    Raises NotFoundError (vendor), UsageError (unknown or missing credential), InputError (a value), ForbiddenError.
    """
    scope.require(Permission.MANAGE_CONNECTIONS)
    source = source_of(vendor)
    values = checked(source, given)
    with transaction.atomic():
        # One at a time in a company: which sources stand decides the name of this one.
        Company.objects.select_for_update().get(pk=scope.company_id)
        made = Connection(
            company_id=scope.company_id,
            vendor=vendor,
            name=name.strip() or _default_name(source, values),
            source=_free_source(scope, vendor),
            rhythm=_rhythm(rhythm),
            created_at=clock.now(),
        )
        _entrust(made, source, values)
        made.save()
        record(scope, "connection.add", f"connection:{made.pk}", vendor=vendor, name=made.name)
    return made


def change_connection(
    scope: Scope, held: Connection, given: Mapping[str, str], *, name: str = "", rhythm: str = ""
) -> bool:
    """Give other credentials; a secret that is left empty stays as it is.

    Where another address, account or site is named than was read, it is read from its beginning: what was kept of the
    former one, and how far it was read, is forgotten. The facts that it brought stay. Whether that is so.
    """
    scope.require(Permission.MANAGE_CONNECTIONS)
    source = source_of(held.vendor)
    kept = values_of(held) if held.secrets else held.settings
    blank = {field for field in secret_names(source) if not given.get(field)}
    values = checked(source, {**kept, **{name: text for name, text in given.items() if name not in blank}})
    with transaction.atomic():
        _entrust(held, source, values)
        held.name, held.rhythm = name.strip() or held.name, _rhythm(rhythm or held.rhythm)
        held.failure, held.is_permanent, held.failing_since = "", False, None
        held.save()
        changed = sorted(field for field in values if values[field] != kept.get(field))
        record(scope, "connection.change", f"connection:{held.pk}", fields=changed, rhythm=held.rhythm)
        return _begin_again(scope, held, source, kept, values)


def _begin_again(
    scope: Scope, held: Connection, source: Source, kept: Mapping[str, str], values: Mapping[str, str]
) -> bool:
    told = [field.name for field in source.credentials if field.tells_what_is_read]
    other = sorted(name for name in told if _place(kept, name) != _place(values, name))
    if not other or not held.cursors.exists():
        return False
    held.cursors.all().delete()
    held.answers.all().delete()
    held.gone_orders.all().delete()
    held.remarks.all().delete()
    former = {name: kept.get(name, "") for name in other}
    record(scope, "connection.begin_again", f"connection:{held.pk}", fields=other, former=former)
    return True


def _place(values: Mapping[str, str], name: str) -> str:
    return values.get(name, "").rstrip("/").casefold()


def pause_connection(scope: Scope, held: Connection, *, paused: bool) -> None:
    """Stop reading it by itself, or go on."""
    scope.require(Permission.MANAGE_CONNECTIONS)
    with transaction.atomic():
        Connection.objects.filter(pk=held.pk).update(is_paused=paused)
        record(scope, "connection.pause" if paused else "connection.resume", f"connection:{held.pk}")


def remove_connection(scope: Scope, held: Connection) -> None:
    """Forget the credentials and what was kept of answers. The facts that it brought stay."""
    scope.require(Permission.MANAGE_CONNECTIONS)
    with transaction.atomic():
        key, vendor = held.pk, held.vendor
        held.delete()
        record(scope, "connection.remove", f"connection:{key}", vendor=vendor)


def note_comparison(held: Connection, differing: int) -> None:
    """Remember how many orders were not as the shop says."""
    Connection.objects.filter(pk=held.pk).update(compared_at=clock.now(), differing=differing)


def renew_secrets() -> int:
    """Encrypt every connection's secrets with the newest key. For whoever holds the machine; how many there were."""
    count = 0
    with transaction.atomic():
        for held in Connection.objects.select_for_update().exclude(secrets=""):
            held.secrets = renew(held.secrets)
            held.save(update_fields=["secrets"])
            count += 1
    return count


def checked(source: Source, given: Mapping[str, str]) -> dict[str, str]:
    """The values as they are kept; UsageError for a name that the source does not ask for or misses."""
    known = {field.name: field for field in source.credentials}
    for name in given:
        if name not in known:
            guess = closest(name, known)
            raise UsageError(
                _("%(label)s asks for no « %(name)s ».") % {"label": source.label, "name": name},
                _("It asks for: %(known)s.") % {"known": ", ".join(known)},
                _("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "",
            )
    values = {name: _value(field, given.get(name, "")) for name, field in known.items()}
    missing = [str(known[name].label) for name, text in values.items() if known[name].required and not text]
    if missing:
        raise UsageError(
            _("%(label)s needs: %(missing)s.") % {"label": source.label, "missing": ", ".join(missing)},
            advice=str(source.advice),
        )
    return {name: text for name, text in values.items() if text}


def _value(field: Credential, given: str) -> str:
    text = given.strip() or field.default
    if field.asked is Asked.ADDRESS and text:
        text = whole_address(text)
    if field.asked is Asked.ZONE and text and text not in available_timezones():
        raise InputError(
            _("« %(zone)s » is no time zone.") % {"zone": text},
            _("Allowed: a name such as Europe/Paris."),
        )
    return text


def _entrust(held: Connection, source: Source, values: Mapping[str, str]) -> None:
    secret = secret_names(source)
    held.settings = {name: text for name, text in values.items() if name not in secret}
    held.secrets = encrypt(json.dumps({name: text for name, text in values.items() if name in secret}))


def _free_source(scope: Scope, vendor: str) -> str:
    """The vendor's own name for the first connection, so that it goes on where files of the shop left off."""
    taken = set(Connection.objects.filter(company_id=scope.company_id).values_list("source", flat=True))
    names = (vendor, *(f"{vendor}-{count}" for count in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def _default_name(source: Source, values: Mapping[str, str]) -> str:
    places = [
        values[field.name].partition("://")[2]
        for field in source.credentials
        if field.asked is Asked.ADDRESS and values.get(field.name)
    ]
    return f"{source.label} ({places[0].rstrip('/')})" if places else source.label


def _rhythm(text: str) -> str:
    if text not in Rhythm.values:
        raise UsageError(
            _("« %(rhythm)s » is no rhythm.") % {"rhythm": text},
            _("Allowed: %(known)s.") % {"known": ", ".join(Rhythm.values)},
        )
    return text
