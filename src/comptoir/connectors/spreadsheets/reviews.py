"""Reviews of items and of the shop. Words, titles, names and addresses are never read into facts."""

from collections.abc import Mapping

import ibis
from django.utils.translation import gettext_lazy as _
from ibis.expr import types as ir

from comptoir.connectors.base import Cell, Context, Field, Layout, SameKey, Text
from comptoir.connectors.spreadsheets.headers import COUNTRY, ORDER, SKU, VENDOR

_RATING = r"^([0-9]+(?:[.,][0-9]+)?) *(?:(?:/|sur|out of|of) *([0-9]+))? *(?:étoiles?|stars?|★)?$"
_BEST = 5
_ADVICE = _("In the tool that collects your reviews: the list of reviews, Export; no word or name is kept.")


def _reviews(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    site, sku = row.site.fill_null("").lower(), row.sku.fill_null("")
    alike = ibis.window(group_by=[row.day, site, sku, row.review_id], order_by=row.row)
    place = ibis.row_number().over(alike).cast("string")
    return {
        "site": site,
        "day": row.day,
        "sku": sku,
        "review_id": row.review_id.fill_null(place),
        "rating": _rating(row, context).round(3),
        "is_answered": _is_answered(row, context),
        "order_id": row.order_id,
        "country": row.country,
    }


def _rating(row: ir.Table, context: Context) -> ir.DecimalValue:
    """Out of five: « 4 », « 4,5/5 », « 8/10 », or 8 under « Note sur 10 »; null where it cannot be read."""
    text = row.rating.lower()
    mark = text.re_extract(_RATING, 1).replace(",", ".").nullif("").try_cast("decimal(12, 6)")
    scale = text.re_extract(_RATING, 2)
    said = "".join(letter for letter in context.captured.get("rating", "") if letter.isdigit())
    best = ibis.ifelse(scale == "", ibis.literal(int(said or _BEST)), scale.try_cast("int64"))
    return mark * _BEST / best.nullif(0)


def _is_answered(row: ir.Table, context: Context) -> ir.BooleanValue:
    if not context.present & {"answer", "answered_on"}:
        return ibis.null("boolean")
    return row.answer.notnull() | row.answered_on.notnull()


def _unreadable(row: ir.Table, context: Context) -> ir.BooleanValue:
    return row.rating.notnull() & _rating(row, context).isnull()


_DAY = Field(
    "day",
    Cell.DAY,
    (
        *("Date de l'avis", "Date de publication", "Date de dépôt", "Publié le", "Déposé le", "Date"),
        *(
            "review_date",
            "Review Created (UTC)",
            "Review created",
            "Created at",
            "Published on",
            "Review date",
        ),
    ),
)
_PLAIN = ("Note", "Rating", "Score")
_RATINGS = (
    *(
        "Note de l'avis",
        "Note sur *",
        "Note /*",
        "Note (/*)",
        "Note du produit",
        "Nombre d'étoiles",
        "Étoiles",
    ),
    *("Rating out of *", "Review stars", "Review rating", "Star rating", "Stars", "Rating"),
)
_OTHERS = (
    Field(
        "review_id",
        Cell.TEXT,
        (
            *("Identifiant de l'avis", "Numéro de l'avis", "N° d'avis", "ID avis"),
            *("id_review", "review_id", "Review number", "Review ID"),
        ),
        required=False,
    ),
    Field(
        "sku",
        Cell.TEXT,
        (*SKU[:-2], "Produit", "Article", "product_handle", "product_id", "Product", *SKU[-2:]),
        required=False,
    ),
    Field(
        "site",
        Cell.TEXT,
        ("Source", "Plateforme", "Origine", "Site", "Platform", "Review source"),
        required=False,
    ),
    Field(
        "answer",
        Cell.TEXT,
        ("Réponse", "Votre réponse", "Réponse du marchand", "reply", "Company reply", "Answer", "Reply"),
        required=False,
    ),
    Field(
        "answered_on",
        Cell.DAY,
        (
            *("Date de réponse", "Répondu le"),
            *("Company reply date (UTC)", "Company reply date", "reply_date", "Answered on", "Reply date"),
        ),
        required=False,
    ),
    Field("order_id", Cell.TEXT, ORDER, required=False),
    Field("country", Cell.TEXT, COUNTRY, required=False),
)
_WORDS = Field(
    "words",
    Cell.TEXT,
    (
        *("Avis", "Commentaire", "Texte de l'avis", "Contenu de l'avis", "Contenu", "Message"),
        *("body", "Review content", "Review text", "Comment", "Review"),
    ),
    may_be_blank=True,
)
"""Only to tell the file by: « Note » beside a date is a remark in many other files."""


def _layout(name: str, label: Text, *fields: Field) -> Layout:
    return Layout(
        name=name,
        vendor=VENDOR,
        label=label,
        entity="review",
        fields=(_DAY, *fields, *_OTHERS),
        facts=_reviews,
        checks={"bad_number": _unreadable},
        same_key=SameKey.LAST,
        advice=_ADVICE,
    )


REVIEWS = _layout("reviews", _("Reviews"), Field("rating", Cell.TEXT, _RATINGS))
REVIEWS_WITH_WORDS = _layout(
    "reviews_with_words", _("Reviews with their words"), Field("rating", Cell.TEXT, _PLAIN), _WORDS
)
