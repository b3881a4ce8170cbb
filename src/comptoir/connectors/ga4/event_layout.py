"""GA4's export to BigQuery as facts: events, of which sessions are worked out."""

from collections.abc import Iterable, Iterator, Mapping

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Digest, Field, Layout, SameKey
from comptoir.connectors.ga4.events import Told, events, knows
from comptoir.connectors.instants import day_of

_KINDS = {
    "at": Cell.INSTANT,
    "quantity": Cell.NUMBER,
    "value": Cell.MONEY,
    "tax": Cell.MONEY,
    "file_line": Cell.COUNT,
}


def _rows(lines: Iterable[str], context: Context) -> Iterator[tuple[object, ...]]:
    for one in events(lines, "ga4"):
        yield (*one, None) if isinstance(one, Told) else (*[None] * len(Told._fields), one)


def _facts(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    told = ("event_id", "name", "page", "search_term", "sku", "quantity", "device", "country")
    return {
        **{name: row[name] for name in told},
        "session_id": row.session,
        # Who is known has agreed; of the others GA4 tells no name.
        "consent_basis": ibis.ifelse(row.visitor.notnull(), "consent", "exempt"),
        "happened_at": row.at,
        "day": day_of(row.at, context),
        "value_amount": row.value,
        "value_tax": row.tax,
        "currency": ibis.ifelse(
            row.value.isnull(), ibis.null("string"), row.currency.coalesce(context.currency)
        ),
        "traffic_source": row.source,
        "traffic_medium": row.medium,
        "campaign": row.campaign,
        "referrer": row.referrer,
        "click_id": row.click,
        "visitor_id": row.visitor,
        "order_id": row.order,
    }


def _unread(row: ir.Table, context: Context) -> ir.BooleanValue:
    return row.file_line.notnull()


EVENTS = Layout(
    name="ga4_bigquery",
    vendor="ga4",
    label=_("GA4: events exported to BigQuery"),
    entity="event",
    fields=tuple(
        Field(name, _KINDS.get(name, Cell.TEXT), (name,), blank=(), may_be_blank=True)
        for name in (*Told._fields, "file_line")
    ),
    facts=_facts,
    checks={"not_an_event": _unread},
    digest=Digest(
        knows=knows,
        rows=_rows,
        line="file_line",
        nothing=_("The file holds none of the events that are read."),
    ),
    same_key=SameKey.LAST,
    tells_origins=True,
    advice=_(
        "In BigQuery: the table events_ of a day, Export, to Cloud Storage, as JSON (newline delimited) or Parquet; "
        "as it is or packed, several days in one zip."
    ),
    proof=_("Written from documentation, not yet tried against the service."),
)
