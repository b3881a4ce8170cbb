"""Reads of what connections stand at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from comptoir.connectors.connections.api import (
    Connection,
    Remark,
    connections,
    kept_since,
    remarks_of,
    source_of,
)
from comptoir.connectors.source import Source, Text
from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.measure.ingest.api import ImportRun, ImportState
from comptoir.measure.sync.engine import Freshness, Standing, freshness


@dataclass(frozen=True, slots=True)
class Status:
    """A connection as its page shows it."""

    held: Connection
    source: Source
    freshness: Freshness
    last: ImportRun | None
    """Its last reading that ended well."""
    kept_since: datetime | None
    """From when on its answers are kept; None where none are."""
    remarks: Sequence[tuple[Text, Remark]] = ()
    """What the tool itself says of how good its figures are."""

    @property
    def reached(self) -> datetime | None:
        """Every change before this instant is in the facts."""
        known = [cursor.completed_at for cursor in self.held.cursors.all()]
        tables = len(self.source.tables)
        ended = [instant for instant in known if instant is not None]
        return min(ended) if len(ended) == tables else None

    def to_json(self) -> dict[str, Any]:
        held = self.held
        return {
            "id": held.pk,
            "vendor": held.vendor,
            "name": held.name,
            "source": held.source,
            "state": str(self.freshness),
            "read": held.rhythm,
            "up_to_date_until": self.reached and self.reached.isoformat(timespec="seconds"),
            "last_success": held.succeeded_at and held.succeeded_at.isoformat(timespec="seconds"),
            "error": held.failure,
        }


def standing_of(held: Connection) -> Standing:
    return Standing(
        rhythm=held.rhythm,
        is_paused=held.is_paused,
        attempted_at=held.attempted_at,
        succeeded_at=held.succeeded_at,
        is_failing=bool(held.failure),
        is_permanent=held.is_permanent,
    )


def status_of(held: Connection) -> Status:
    source = source_of(held.vendor)
    return Status(
        held,
        source,
        freshness(standing_of(held), clock.now()),
        runs_of(held).filter(state=ImportState.DONE, is_replay=False).first(),
        kept_since(held),
        _remarks(held, source),
    )


def _remarks(held: Connection, source: Source) -> list[tuple[Text, Remark]]:
    texts = {
        code: text for table in source.tables if table.quality for code, text in table.quality.texts.items()
    }
    return [(texts[one.code], one) for one in remarks_of(held) if one.code in texts] if texts else []


def statuses(scope: Scope) -> list[Status]:
    return [status_of(held) for held in connections(scope)]


def runs_of(held: Connection) -> Any:
    """Its runs, newest first."""
    return ImportRun.objects.filter(company_id=held.company_id, connection=held)
