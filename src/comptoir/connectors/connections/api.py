"""The door of connections."""

from comptoir.connectors.connections.actions import (
    add_connection,
    change_connection,
    note_comparison,
    pause_connection,
    remove_connection,
    renew_secrets,
)
from comptoir.connectors.connections.addresses import whole_address
from comptoir.connectors.connections.answers import (
    forget_answers,
    forget_old_answers,
    forget_person,
    keep_answer,
    kept_answers,
    names_person,
)
from comptoir.connectors.connections.models import Connection, Cursor, Rhythm
from comptoir.connectors.connections.newest import (
    Kept,
    NewestRecords,
    gone_orders,
    kept_since,
    note_gone,
)
from comptoir.connectors.connections.queries import (
    account_of,
    company_of,
    connection,
    connections,
    source_of,
    values_of,
)
from comptoir.connectors.connections.remarks import Remark, note_remarks, remarks_of

__all__ = [
    "Connection",
    "Cursor",
    "Kept",
    "NewestRecords",
    "Remark",
    "Rhythm",
    "account_of",
    "add_connection",
    "change_connection",
    "company_of",
    "connection",
    "connections",
    "forget_answers",
    "forget_old_answers",
    "forget_person",
    "gone_orders",
    "keep_answer",
    "kept_answers",
    "kept_since",
    "names_person",
    "note_comparison",
    "note_gone",
    "note_remarks",
    "pause_connection",
    "remarks_of",
    "remove_connection",
    "renew_secrets",
    "source_of",
    "values_of",
    "whole_address",
]
