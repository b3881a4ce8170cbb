"""Files of events: what visitors did on the site, one thing a row. Sessions are worked out from them."""

from collections.abc import Mapping

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Field, Layout, SameKey
from comptoir.connectors.instants import day_of
from comptoir.connectors.visits import cells

VENDOR = "site_events"


def _facts(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    session = cells.surrogate(row.session_id, f"{VENDOR} {context.account}")
    agreed = _agreed(row)
    alike = [session, row.at, row.said, row.page, row.sku, row.order_id, row.event_id]
    again = ibis.row_number().over(ibis.window(group_by=alike, order_by=row.row))
    own = row.event_id.isnull()
    event_id = ibis.ifelse(own, cells.digest(*alike[:-1], again), cells.digest(session, row.event_id))
    return {
        "event_id": event_id,
        "session_id": session,
        "consent_basis": ibis.ifelse(agreed, "consent", "exempt"),
        "happened_at": row.at,
        "day": day_of(row.at, context),
        "name": cells.event_of(row.said),
        "page": cells.path_of(row.page),
        "search_term": ibis.ifelse(row.search_term.contains("@"), ibis.null("string"), row.search_term),
        "sku": row.sku,
        "quantity": row.quantity,
        "value_amount": row.value,
        "value_tax": row.tax,
        "currency": ibis.ifelse(
            row.value.isnull(), ibis.null("string"), row.currency.upper().coalesce(context.currency)
        ),
        **_origin(row, session),
        "device": cells.device_of(row.device),
        "country": row.country,
        "visitor_id": ibis.ifelse(
            agreed, cells.surrogate(row.visitor_id, f"{VENDOR} {context.account}"), ibis.null("string")
        ),
        "order_id": ibis.ifelse(agreed, row.order_id, ibis.null("string")),
    }


def _origin(row: ir.Table, session: ir.Value) -> dict[str, ir.Value]:
    """Tags wherever they stand; who linked to the site only of the first event of a session, for later ones come back
    from a bank or a page of one's own."""
    place = ibis.row_number().over(ibis.window(group_by=session, order_by=[row.at, row.row]))
    linked = cells.host_of(row.referrer)
    is_elsewhere = (place == 0) & ~(linked == cells.host_of(row.page)).fill_null(False)
    tags = {
        "traffic_source": row.source.coalesce(cells.tag_of(row.page, "utm_source")),
        "traffic_medium": row.medium.coalesce(cells.tag_of(row.page, "utm_medium")),
        "campaign": row.campaign.coalesce(cells.tag_of(row.page, "utm_campaign")),
    }
    return {
        **{name: ibis.ifelse(tag.contains("@"), ibis.null("string"), tag) for name, tag in tags.items()},
        "referrer": ibis.ifelse(is_elsewhere, linked, ibis.null("string")),
        "click_id": cells.click_of(row.page),
    }


def _agreed(row: ir.Table) -> ir.BooleanValue:
    """Where the file does not say it, nobody did."""
    return cells.is_consent(row.consent).fill_null(False)


def _unknown_event(row: ir.Table, context: Context) -> ir.BooleanValue:
    return row.said.notnull() & cells.event_of(row.said).isnull()


def _unknown_consent(row: ir.Table, context: Context) -> ir.BooleanValue:
    return row.consent.notnull() & cells.is_consent(row.consent).isnull()


def _maybe(name: str, kind: Cell, *headers: str) -> Field:
    return Field(name, kind, headers, required=False)


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        name="site_events",
        vendor=VENDOR,
        label=_("Events of the site"),
        entity="event",
        fields=(
            Field(
                "session_id",
                Cell.TEXT,
                (
                    *("Session", "Identifiant de session", "ID de session", "Visite", "Numéro de visite"),
                    *("session", "visit_id", "session_id", "Session ID"),
                ),
            ),
            Field(
                "at",
                Cell.INSTANT,
                (
                    *("Date et heure", "Horodatage", "Moment", "Instant", "Date"),
                    *("occurred_at", "happened_at", "event_time", "timestamp", "Date and time"),
                ),
            ),
            Field(
                "said",
                Cell.TEXT,
                (
                    *("Événement", "Evénement", "Evenement", "Nom de l'événement", "Action"),
                    *("event", "name", "event_name", "Event name"),
                ),
            ),
            _maybe("event_id", Cell.TEXT, "Identifiant de l'événement", "Numéro d'événement", "event_id"),
            _maybe(
                "page",
                Cell.TEXT,
                "Page vue",
                "Adresse",
                "Page",
                "page_location",
                "page_path",
                "URL",
                "Page URL",
            ),
            _maybe(
                *("sku", Cell.TEXT, "Référence", "Référence produit", "Réf.", "Produit", "UGS"),
                *("product_sku", "item_id", "product_id", "product", "Product reference", "SKU"),
            ),
            _maybe("quantity", Cell.NUMBER, "Quantité", "Quantity"),
            _maybe(
                *("order_id", Cell.TEXT, "Numéro de commande", "N° de commande", "Commande"),
                *("transaction_id", "order_id", "Order number", "Order ID"),
            ),
            _maybe("value", Cell.MONEY, "Valeur", "Valeur HT", "Montant HT", "Montant", "value", "Value"),
            _maybe("tax", Cell.MONEY, "TVA", "Taxe", "value_tax", "Tax"),
            _maybe("currency", Cell.TEXT, "Devise", "Currency"),
            _maybe("source", Cell.TEXT, "Source du trafic", "Source", "utm_source", "Traffic source"),
            _maybe("medium", Cell.TEXT, "Support", "utm_medium", "Medium"),
            _maybe("campaign", Cell.TEXT, "Campagne", "utm_campaign", "Campaign"),
            _maybe(
                *("referrer", Cell.TEXT, "Page d'origine", "Site référent", "Référent"),
                *("page_referrer", "referer", "Referrer"),
            ),
            _maybe("device", Cell.TEXT, "Appareil", "Terminal", "device_category", "device_type", "Device"),
            _maybe("country", Cell.TEXT, "Pays", "Country"),
            _maybe(
                *("visitor_id", Cell.TEXT, "Visiteur", "Identifiant du visiteur"),
                *("user_pseudo_id", "client_id", "visitor", "visitor_id", "Visitor ID"),
            ),
            _maybe("consent", Cell.TEXT, "Consentement", "analytics_storage", "Consent"),
            _maybe("search_term", Cell.TEXT, "Recherche", "Terme recherché", "search_term", "Search term"),
        ),
        facts=_facts,
        checks={"unknown_event": _unknown_event, "unknown_consent": _unknown_consent},
        same_key=SameKey.LAST,
        tells_origins=True,
        advice=_(
            "From whoever keeps the events of the site, one a row: session, date and hour, event, and what is known "
            "of page, product, order, origin, device. Visitors and orders are kept only of rows whose consent is yes."
        ),
    ),
)
