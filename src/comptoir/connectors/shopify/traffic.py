"""Where the last visit before an order came from, as Shopify tells it. Pure."""

from comptoir.connectors.channels.api import Origin
from comptoir.connectors.source import Record

NOWHERE = Origin()


def origin(record: Record) -> Origin:
    """Tags say what the shop meant; else the tactic that Shopify saw; else who linked to the site."""
    visit = (record["customerJourneySummary"] or {}).get("lastVisit")
    if not visit:
        return NOWHERE
    tags = visit["utmParameters"] or {}
    source, medium, campaign = (tags.get(name) or "" for name in ("source", "medium", "campaign"))
    page, linked = visit.get("landingPage") or "", visit["referrerUrl"] or ""
    if source or medium:
        return Origin.told(source, medium, campaign, linked, page)
    # The name of a known site, of another one, « direct » or « unknown ».
    named = visit["source"].strip()
    if visit["sourceType"]:
        return Origin.told(named, "", campaign, linked, page, said=visit["sourceType"])
    if named.lower() == "unknown":
        named = ""
    if "." in named:
        return Origin.told("", "", campaign, linked or named, page)
    return Origin.told(named, "", campaign, linked, page)
