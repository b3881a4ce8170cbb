"""Columns read off a single row, or off the days of its fact, under the names that questions use."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import TYPE_CHECKING

from comptoir.core.heavy import ibis
from comptoir.entities.columns import OWN_SITE

if TYPE_CHECKING:
    from ibis.expr import types as ir

_NOT_LEFT = ("cancelled",)


def worked_out(table: ir.Table, fact: str, wanted: Set[str]) -> ir.Table:
    """The fact with those of the wanted columns that it writes otherwise or not at all."""
    make = _MAKERS.get(fact)
    found = {name: column for name, column in make(table).items() if name in wanted} if make else {}
    return table.mutate(**found) if found else table


def _of_order(table: ir.Table) -> Mapping[str, ir.Value]:
    channel = table.sales_channel.coalesce("").strip().lower()
    return {"is_own_site": channel.isin(["", *OWN_SITE])}


def _of_ad_spend(table: ir.Table) -> Mapping[str, ir.Value]:
    return {
        "campaign": table.campaign_name.coalesce(_told(table.campaign_id)),
        "country": _told(table.country),
        "account_id": _told(table.account_id),
    }


def _of_mailing(table: ir.Table) -> Mapping[str, ir.Value]:
    return {"segment": _told(table.segment)}


def _of_payment(table: ir.Table) -> Mapping[str, ir.Value]:
    return {"payment_method": table.method}


def _of_shipment(table: ir.Table) -> Mapping[str, ir.Value]:
    """Due: promised for a day that the facts have reached."""
    known = ibis.greatest(
        table.day, table.shipped_day.coalesce(table.day), table.delivered_day.coalesce(table.day)
    )
    last = known.max().over(ibis.window())
    goes = table.status.notin(_NOT_LEFT)
    is_due = goes & (table.promised_ship_day <= last)
    is_delivery_due = goes & (table.promised_delivery_day <= last)
    return {
        "is_due": is_due,
        "is_on_time": is_due & (table.shipped_day <= table.promised_ship_day),
        "is_delivery_due": is_delivery_due,
        "is_delivered_on_time": is_delivery_due & (table.delivered_day <= table.promised_delivery_day),
    }


def _of_review(table: ir.Table) -> Mapping[str, ir.Value]:
    return {"is_answer_told": table.is_answered.notnull(), "sku": _told(table.sku), "site": _told(table.site)}


def _of_search_position(table: ir.Table) -> Mapping[str, ir.Value]:
    found = table.position.notnull()
    return {
        "is_found": found,
        "is_in_3": found & (table.position <= 3),
        "is_in_10": found & (table.position <= 10),
    }


def _told(column: ir.StringValue) -> ir.StringValue:
    """Keys write what is not told as an empty text."""
    return column.nullif("")


_MAKERS: Mapping[str, Callable[[ir.Table], Mapping[str, ir.Value]]] = {
    "order": _of_order,
    "ad_spend": _of_ad_spend,
    "mailing": _of_mailing,
    "payment": _of_payment,
    "review": _of_review,
    "search_position": _of_search_position,
    "shipment": _of_shipment,
}
