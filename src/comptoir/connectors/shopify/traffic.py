"""Where the last visit before an order came from, in the words that all sources share. Pure."""

from comptoir.connectors.source import Record

MEDIA = {
    "organic": "organic_search",
    "cpc": "paid_search",
    "ppc": "paid_search",
    "paid_search": "paid_search",
    "shopping": "paid_shopping",
    "email": "email",
    "e-mail": "email",
    "newsletter": "email",
    "affiliate": "affiliates",
    "affiliates": "affiliates",
    "affiliation": "affiliates",
    "referral": "referral",
    "display": "display",
    "banner": "display",
    "video": "video",
    "social": "organic_social",
    "paid_social": "paid_social",
    "paidsocial": "paid_social",
    "social_paid": "paid_social",
}
"""`utm_medium` -> channel."""
TACTICS = {
    "SEO": "organic_search",
    "AFFILIATE": "affiliates",
    "NEWSLETTER": "email",
    "ABANDONED_CART": "email",
    "TRANSACTIONAL": "email",
}
"""What Shopify says of the visit; an AD may be of any kind and tells no channel."""
SOURCES = {
    "direct": "direct",
    "email": "email",
    "google": "organic_search",
    "bing": "organic_search",
    "yahoo": "organic_search",
    "duckduckgo": "organic_search",
    "ecosia": "organic_search",
    "qwant": "organic_search",
    "facebook": "organic_social",
    "instagram": "organic_social",
    "pinterest": "organic_social",
    "tiktok": "organic_social",
    "twitter": "organic_social",
    "linkedin": "organic_social",
    "youtube": "video",
}
"""`source` of a visit that nothing tags -> channel."""
NETWORKS = frozenset(
    {"facebook", "instagram", "fb", "ig", "meta", "pinterest", "tiktok", "linkedin", "twitter", "x"}
)
"""`utm_source` whose clicks that are paid for are no search."""


def channel(record: Record) -> str:
    """The channel where it can be said plainly, else nothing."""
    visit = (record["customerJourneySummary"] or {}).get("lastVisit")
    if not visit:
        return ""
    tags = visit["utmParameters"]
    if tags is not None and (tags["medium"] or tags["source"]):
        return _tagged((tags["medium"] or "").strip().lower(), (tags["source"] or "").strip().lower())
    if visit["sourceType"]:
        return TACTICS.get(visit["sourceType"], "")
    source = visit["source"].strip().lower()
    if source in SOURCES:
        return SOURCES[source]
    # What is left is the name of a site, or « unknown ».
    return "referral" if visit["referrerUrl"] and "." in source else ""


def _tagged(medium: str, source: str) -> str:
    found = MEDIA.get(medium, "")
    return "paid_social" if found == "paid_search" and source in NETWORKS else found
