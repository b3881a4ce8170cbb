"""Statistics of e-mail campaigns: those of French senders, of Brevo, Mailchimp and Klaviyo."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Field, Layout, SameKey
from comptoir.connectors.spreadsheets.headers import VENDOR

_COUNTS = ("sent", "delivered", "openers", "clickers", "unsubscribed", "complaints")


def _mailings(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    told = {"campaign": row.campaign, "segment": row.segment.fill_null(""), "day": row.day}
    return told | {name: row[name] for name in _COUNTS}


MAILINGS = Layout(
    name="mailings",
    vendor=VENDOR,
    label=_("E-mail campaigns"),
    entity="mailing",
    fields=(
        Field(
            "campaign",
            Cell.TEXT,
            ("Campagne", "Nom de la campagne", "Titre", "Title", "Campaign", "Campaign name"),
        ),
        Field(
            "day",
            Cell.DAY,
            (
                "Date d'envoi",
                "Envoyée le",
                "Envoyé le",
                "Date",
                "Send time",
                "Sent date",
                "Sent on",
                "Send date",
            ),
        ),
        Field(
            "segment",
            Cell.TEXT,
            ("Segment", "Liste", "Liste de diffusion", "Audience", "List"),
            required=False,
        ),
        Field(
            "sent",
            Cell.COUNT,
            (
                "Envoyés",
                "E-mails envoyés",
                "Emails envoyés",
                "Destinataires",
                "Recipients",
                "Sent",
                "Total recipients",
            ),
        ),
        Field(
            "delivered",
            Cell.COUNT,
            (
                *("Délivrés", "E-mails délivrés", "Emails délivrés", "Livrés", "Remis"),
                *("Deliveries", "Delivered", "Successful deliveries"),
            ),
        ),
        Field(
            "openers",
            Cell.COUNT,
            (
                "Ouvreurs uniques",
                "Ouvreurs",
                "Ouvertures uniques",
                "Openers",
                "Unique openers",
                "Unique opens",
            ),
            required=False,
        ),
        Field(
            "clickers",
            Cell.COUNT,
            (
                "Cliqueurs uniques",
                "Cliqueurs",
                "Clics uniques",
                "Clickers",
                "Unique clickers",
                "Unique clicks",
            ),
            required=False,
        ),
        Field(
            "unsubscribed",
            Cell.COUNT,
            (
                *("Désinscriptions", "Désabonnements", "Désinscrits", "Désabonnés"),
                *("Unsubscribed", "Unsubscriptions", "Unsubscribes"),
            ),
            required=False,
        ),
        Field(
            "complaints",
            Cell.COUNT,
            ("Plaintes", "Plaintes pour spam", "Complaints", "Spam complaints", "Abuse complaints"),
            required=False,
        ),
    ),
    facts=_mailings,
    same_key=SameKey.LAST,
    advice=_("In the tool that sends your e-mails: the list of campaigns or reports, Export."),
)
