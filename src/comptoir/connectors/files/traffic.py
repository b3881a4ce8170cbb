"""The words by which shops call where an order came from, as the channels that every source shares."""

import ibis
import ibis.expr.types as ir

_WORDS = {
    "organic_search": (
        *("organic", "organic search", "seo", "naturel", "référencement naturel", "recherche naturelle"),
        *("recherche organique", "moteurs de recherche"),
    ),
    "paid_search_brand": ("sea_brand", "sea marque", "sea brand", "paid search brand"),
    "paid_search": (
        *("sea", "sea_generic", "sea hors marque", "paid search", "cpc", "ppc", "google ads", "adwords"),
        *("référencement payant", "recherche payante", "liens sponsorisés"),
    ),
    "paid_shopping": ("shopping", "google shopping", "paid shopping", "performance max", "pmax"),
    "paid_social": (
        *("paid social", "social payant", "social ads", "meta ads", "facebook ads", "instagram ads"),
        *("réseaux sociaux payants", "publicité sociale"),
    ),
    "organic_social": ("social", "organic social", "réseaux sociaux", "social organique", "social media"),
    "email": ("email", "e-mail", "mail", "emailing", "e-mailing", "newsletter", "infolettre"),
    "affiliates": ("affiliation", "affiliate", "affiliates", "affilié", "affiliés"),
    "direct": ("direct", "accès direct", "typein"),
    "referral": ("referral", "referrer", "site référent", "sites référents", "partenaire", "partenaires"),
    "display": ("display", "bannière", "bannières", "banner"),
    "video": ("video", "vidéo", "youtube"),
}
_CHANNELS = {word: channel for channel, words in _WORDS.items() for word in (channel, *words)}


def channel(value: ir.StringValue) -> ir.StringValue:
    """The shared channel; a word that is not known stays as the shop writes it."""
    word = value.strip().lower().re_replace(r"\s+", " ")
    return ibis.coalesce(ibis.literal(_CHANNELS).get(word), value)
