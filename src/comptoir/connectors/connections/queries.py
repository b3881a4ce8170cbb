"""Reads of connections."""

import json
from collections.abc import Mapping

from django.utils.translation import gettext as _

from comptoir.connectors.connections.models import Connection
from comptoir.connectors.source import Asked, Source
from comptoir.connectors.sources import SOURCES
from comptoir.core.companies.api import Scope
from comptoir.core.errors import NotFoundError, closest
from comptoir.core.secrets.api import decrypt


def connections(scope: Scope) -> list[Connection]:
    return list(Connection.objects.filter(company_id=scope.company_id).prefetch_related("cursors"))


def connection(scope: Scope, key: int) -> Connection:
    """One connection of the company."""
    found = Connection.objects.filter(company_id=scope.company_id, pk=key).first()
    if found is None:
        raise NotFoundError(
            _("There is no connection %(key)s in %(company)s.") % {"key": key, "company": scope.name},
            advice=_("The page of connections, and « comptoir connect status », list them."),
        )
    return found


def company_of(key: int) -> str:
    """The short name of the company that a connection is of. For whoever holds the machine."""
    slug = Connection.objects.filter(pk=key).values_list("company__slug", flat=True).first()
    if slug is None:
        raise NotFoundError(
            _("There is no connection %(key)s.") % {"key": key},
            advice=_("« comptoir connect status --company S » lists those of a company."),
        )
    return str(slug)


def account_of(scope: Scope, vendor: str) -> str:
    """What the facts call the account of the company's only connection to the vendor; empty where there are none or
    several, or the vendor knows no accounts."""
    source, held = (
        SOURCES.get(vendor),
        Connection.objects.filter(company_id=scope.company_id, vendor=vendor)[:2],
    )
    return source.account(held[0].settings) if source and source.account and len(held) == 1 else ""


def source_of(vendor: str) -> Source:
    """What the vendor declares; NotFoundError with the closest known name."""
    if vendor in SOURCES:
        return SOURCES[vendor]
    guess = closest(vendor, SOURCES)
    raise NotFoundError(
        _("No tool « %(vendor)s » can be connected.") % {"vendor": vendor},
        _("Known: %(known)s.") % {"known": ", ".join(SOURCES)},
        _("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "",
    )


def values_of(kept: Connection) -> Mapping[str, str]:
    """Every credential of the connection, secrets included: for its reader alone."""
    secrets: dict[str, str] = json.loads(decrypt(kept.secrets)) if kept.secrets else {}
    return {**kept.settings, **secrets}


def secret_names(source: Source) -> set[str]:
    return {field.name for field in source.credentials if field.asked is Asked.SECRET}
