"""A visit of Matomo's log, reduced to what may be kept: no address, no identifier of a person, no query of a page.

Names of fields are those of `Live.getLastVisitsDetails`. Pure.
"""

from collections.abc import Mapping
from typing import Any

from comptoir.connectors.source import Record
from comptoir.connectors.visits.api import path_of, surrogate, tags_of, term_of

HIDDEN = (
    *("visitIp", "userId", "fingerprint", "latitude", "longitude", "city", "location", "customVariables"),
    *("plugins", "pluginsIcons", "resolution", "provider", "providerUrl", "experiments"),
)
"""What Matomo is asked to leave out; were it to tell it, none of it is kept."""
_KEPT = (
    *("idSite", "idVisit", "firstActionTimestamp", "lastActionTimestamp", "visitDuration", "siteCurrency"),
    *("referrerType", "referrerName", "campaignName", "campaignSource", "campaignMedium"),
    *("deviceType", "countryCode"),
)
_ORDER = ("revenue", "revenueTax", "revenueShipping")


def reduced(visit: Mapping[str, Any], tool: str, *, is_followed: bool) -> Record:
    """`is_followed`: the visitors agreed; else neither visitor nor order is kept."""
    actions = [one for one in visit.get("actionDetails") or () if isinstance(one, Mapping)]
    pages = [str(one["url"]) for one in actions if one.get("type") == "action" and one.get("url")]
    visitor = str(visit.get("visitorId") or "")
    return {
        **{name: visit[name] for name in _KEPT if visit.get(name) not in (None, "", False)},
        "visitor": surrogate(tool, visitor) if is_followed and visitor else None,
        "referrer": _without_query(str(visit.get("referrerUrl") or "")),
        "tags": tags_of(pages[0]) if pages else "",
        "actions": [_action(one, is_followed=is_followed) for one in actions],
    }


def _action(told: Mapping[str, Any], *, is_followed: bool) -> Record:
    found: Record = {"type": str(told.get("type", "")), "at": told.get("timestamp"), "id": told.get("pageId")}
    if told.get("url"):
        found["page"] = path_of(str(told["url"]))
    if sku := told.get("productViewSku") or _sku_of_variables(told):
        found["sku"] = str(sku)
    if told.get("siteSearchKeyword"):
        found["term"] = term_of(str(told["siteSearchKeyword"]))
    if "itemDetails" in told:
        found["items"] = [
            {"sku": str(item.get("itemSKU") or ""), "quantity": item.get("quantity")}
            for item in told["itemDetails"] or ()
            if isinstance(item, Mapping)
        ]
    found |= {name: told[name] for name in _ORDER if name in told}
    if is_followed and told.get("orderId"):
        found["order"] = str(told["orderId"])
    return {name: value for name, value in found.items() if value is not None}


def _sku_of_variables(told: Mapping[str, Any]) -> object:
    """How Matomo told the product of a page before it had a field of its own."""
    variables = told.get("customVariables")
    held = variables.values() if isinstance(variables, Mapping) else variables or ()
    for one in held:
        if not isinstance(one, Mapping):
            continue
        for name, value in one.items():
            if value == "_pks" and "Name" in name:
                return one.get(name.replace("Name", "Value"))
    return None


def _without_query(address: str) -> str:
    return address.partition("?")[0].partition("#")[0]
