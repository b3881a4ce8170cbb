"""Requests to the after-sales service. Names, addresses and what was written are never read."""

from collections.abc import Mapping

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Field, Layout, SameKey
from comptoir.connectors.instants import start_of
from comptoir.connectors.spreadsheets.headers import COUNTRY, ORDER, SKU, VENDOR

_CHANNELS = {
    "email": ("e-mail", "email", "mail", "courriel"),
    "phone": ("téléphone", "telephone", "appel", "tel", "tél", "phone", "call", "voice"),
    "chat": ("chat", "messagerie", "tchat", "messaging", "live chat"),
    "form": ("formulaire", "form", "web", "web form", "contact form"),
    "marketplace": ("place de marché", "marketplace"),
    "social": (
        "réseaux sociaux",
        "réseau social",
        "social",
        "facebook",
        "instagram",
        "twitter",
        "x",
        "whatsapp",
    ),
    "counter": ("boutique", "magasin", "comptoir", "counter", "store"),
}
"""Ours -> what files call it; other words are left unsaid."""


def _contacts(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    word = row.channel.lower()
    channel = ibis.cases(*[(word.isin(theirs), ours) for ours, theirs in _CHANNELS.items()])
    return {
        "contact_id": row.contact_id,
        "opened_at": start_of(row.opened_on, context),
        "day": row.opened_on,
        "contact_channel": channel,
        "reason": row.reason,
        "order_id": row.order_id,
        "sku": row.sku,
        "answered_at": start_of(row.answered_on, context),
        "closed_at": start_of(row.closed_on, context),
        "messages": row.messages,
        "satisfaction": row.satisfaction,
        "country": row.country,
    }


CONTACTS = Layout(
    name="contacts",
    vendor=VENDOR,
    label=_("After-sales requests"),
    entity="contact",
    fields=(
        Field(
            "contact_id",
            Cell.TEXT,
            (
                *("Numéro de demande", "N° de demande", "Numéro de ticket", "N° de ticket", "N° ticket"),
                *("Ticket", "Request ID", "Ticket number", "Ticket ID"),
            ),
        ),
        Field(
            "opened_on",
            Cell.DAY,
            (
                *(
                    "Date d'ouverture",
                    "Ouverte le",
                    "Ouvert le",
                    "Date de création",
                    "Créé le",
                    "Date de la demande",
                ),
                *("Date", "Created", "Opened", "Opened at", "Creation date", "Created at"),
            ),
        ),
        Field("channel", Cell.TEXT, ("Canal", "Via", "Source", "Channel"), required=False),
        # Not the subject: people write names and addresses there.
        Field(
            "reason",
            Cell.TEXT,
            ("Motif", "Raison", "Catégorie", "Motif de contact", "Category", "Contact reason", "Reason"),
            required=False,
        ),
        Field("order_id", Cell.TEXT, ORDER, required=False),
        Field("sku", Cell.TEXT, SKU, required=False),
        Field(
            "answered_on",
            Cell.DAY,
            (
                "Première réponse",
                "Première réponse le",
                "Répondu le",
                "First response",
                "First answer",
                "First reply",
            ),
            required=False,
        ),
        Field(
            "closed_on",
            Cell.DAY,
            (
                *(
                    "Date de clôture",
                    "Clôturée le",
                    "Clôturé le",
                    "Fermé le",
                    "Résolu le",
                    "Date de résolution",
                ),
                *("Closed", "Solved at", "Resolved at", "Closed at"),
            ),
            required=False,
        ),
        Field("messages", Cell.COUNT, ("Messages", "Nombre de messages", "Messages count"), required=False),
        Field(
            "satisfaction",
            Cell.COUNT,
            ("Note de satisfaction", "Satisfaction", "Note", "CSAT", "Satisfaction score"),
            required=False,
        ),
        Field("country", Cell.TEXT, COUNTRY, required=False),
    ),
    facts=_contacts,
    same_key=SameKey.LAST,
    advice=_(
        "In the tool of your after-sales service: the list of requests, Export; no name or address is read."
    ),
)
