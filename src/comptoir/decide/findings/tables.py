"""Findings as a table: what a page shows and an export writes."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from comptoir.core.tables.api import CellKind, Line, Table, TableColumn
from comptoir.decide.findings.queries import Listed
from comptoir.decide.findings.words import Names, confidence_words, money_words, title


def as_table(listed: Iterable[Listed], currency: str, names: Names) -> Table:
    """Every finding with its reasons, for a file."""
    columns = (
        *_short(currency),
        TableColumn("how", _("How the money was computed")),
        TableColumn("why", _("Why it is as sure as it is")),
        TableColumn("actions", _("Actions that answer it")),
        TableColumn("first_day", _("First seen"), CellKind.DATE),
        TableColumn("day", _("Seen from"), CellKind.DATE),
        TableColumn("expires", _("Expires"), CellKind.DATE),
        TableColumn("mute_reason", _("Why it is muted")),
        TableColumn("fingerprint", _("Fingerprint")),
    )
    return Table(columns, [_line(one, currency, names) for one in listed], title=_("Findings"))


def short_table(listed: Iterable[Listed], currency: str, names: Names) -> Table:
    """The same as a page has room for."""
    return Table(_short(currency), [_line(one, currency, names) for one in listed], title=_("All findings"))


def _short(currency: str) -> tuple[TableColumn, ...]:
    return (
        TableColumn("title", _("Finding")),
        TableColumn("analysis", _("Analysis")),
        TableColumn("mid", _("Money at stake"), CellKind.MONEY, currency),
        TableColumn("low", _("From"), CellKind.MONEY, currency),
        TableColumn("high", _("To"), CellKind.MONEY, currency),
        TableColumn("basis", _("Told in")),
        TableColumn("confidence", _("Confidence")),
    )


def _line(one: Listed, currency: str, names: Names) -> Line:
    found, stake = one.found, one.found.stake
    return {
        "title": title(found, currency, names),
        "analysis": str(found.kind.label),
        "mid": stake.mid if stake else None,
        "low": stake.low if stake else None,
        "high": stake.high if stake else None,
        "basis": str(found.basis.label),
        "confidence": str(found.confidence.label),
        "how": money_words(found, currency, names),
        "why": confidence_words(found),
        "actions": ", ".join(str(kind.label) for kind in found.actions),
        "first_day": one.first_day,
        "day": found.day,
        "expires": found.expires,
        "mute_reason": one.mute_reason,
        "fingerprint": found.fingerprint,
    }
