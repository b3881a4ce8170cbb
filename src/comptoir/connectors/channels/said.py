"""The names by which shops and audience tools call channels, in French and English."""

SAID: dict[str, tuple[str, ...]] = {
    "organic_search": (
        *("organic", "organic search", "seo", "search", "search engines", "organic shopping", "organic: *"),
        *("naturel", "référencement naturel", "recherche naturelle", "recherche organique", "organique : *"),
        *("moteurs de recherche", "shopping naturel", "shopping organique"),
    ),
    "paid_search_brand": ("sea_brand", "sea marque", "sea brand", "paid search brand"),
    "paid_search": (
        *("sea", "sea_generic", "sea hors marque", "paid search", "cpc", "ppc", "google ads", "adwords"),
        *("référencement payant", "recherche payante", "réseau de recherche payant", "liens sponsorisés"),
    ),
    "paid_shopping": (
        *("shopping", "google shopping", "paid shopping", "shopping payant", "performance max", "pmax"),
        # Performance Max, mostly, which GA4 files so.
        *("cross-network", "multiréseau", "inter-réseaux", "réseaux croisés"),
    ),
    "paid_social": (
        *("paid social", "social payant", "social ads", "meta ads", "facebook ads", "instagram ads"),
        *("réseaux sociaux payants", "publicité sociale"),
    ),
    "organic_social": (
        *("social", "organic social", "social networks", "social media", "post"),
        *("réseaux sociaux", "social organique", "réseaux sociaux naturels", "réseaux sociaux organiques"),
        "réseaux sociaux (recherche naturelle)",
    ),
    "email": (
        *(
            "email",
            "e-mail",
            "emails",
            "e-mails",
            "mail",
            "emailing",
            "e-mailing",
            "newsletter",
            "infolettre",
        ),
        *("abandoned_cart", "transactional"),
    ),
    "affiliates": ("affiliation", "affiliate", "affiliates", "affilié", "affiliés", "sites affiliés"),
    "direct": (
        *("direct", "typein", "direct entry", "accès direct", "entrée directe", "entrées directes"),
        "(direct)",
    ),
    "display": ("display", "réseau display", "bannière", "bannières", "banner", "retargeting"),
    "video": (
        *("video", "vidéo", "youtube", "paid video", "organic video", "vidéo payante", "vidéos payantes"),
        *("vidéo naturelle", "vidéo organique", "vidéos naturelles", "vidéos organiques"),
    ),
    "other": (
        # An order that somebody typed in; tags that the tool does not look into; a tactic that may be of any kind.
        *(
            "admin",
            "web admin",
            "mobile_app",
            "mobile app",
            "campaigns",
            "campagnes",
            "ad",
            "message",
            "loyalty",
        ),
        *("notification", "storefront_app", "link"),
        *(
            "sms",
            "audio",
            "mobile push notifications",
            "unassigned",
            "non attribué",
            "other",
            "(other)",
            "autre",
        ),
    ),
}
"""Channel -> words that say it plainly."""
REFERRED = (
    *("referral", "referrer", "site référent", "sites référents", "référent", "référents", "referral: *"),
    *("partenaire", "partenaires", "websites", "sites web", "sites internet"),
    # Audience tools counted visits from assistants as those of websites until they had a group of their own.
    *("ai assistant", "ai assistants", "assistant ia", "assistants ia", "assistants d'ia"),
)
"""Words that say only that another site sent the visit: which one says more."""
