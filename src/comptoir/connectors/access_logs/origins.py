"""Where a visit came from, as the closed list of channels: how its first page is tagged, else who linked to it."""

import re
from collections.abc import Collection
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

_SEARCH = re.compile(
    r"(^|\.)(google|bing|yahoo|duckduckgo|ecosia|qwant|lilo|startpage|yandex|baidu|brave|orange|aol|ask)\.[a-z.]{2,6}$"
)
_SOCIAL = re.compile(
    r"(^|\.)(facebook|instagram|tiktok|pinterest|linkedin|twitter|x|t|reddit|snapchat|youtube|threads|bsky|mastodon)"
    r"\.(com|net|co|fr|app|social|it)$|(^|\.)(lnkd\.in|fb\.me|youtu\.be|pin\.it)$"
)
_MAIL = re.compile(r"(^|\.)(mail|webmail|messagerie|outlook)\.")
_MEDIA = (
    ("email", re.compile(r"^e?-?mail(ing)?$|newsletter|courriel")),
    ("affiliates", re.compile("affili")),
    ("paid_social", re.compile(r"paid.?social|social.?paid|social.?ads?")),
    ("display", re.compile(r"display|banner|cpm")),
    ("video", re.compile(r"video|cpv")),
    ("paid_shopping", re.compile("shopping|pmax")),
    ("paid_search", re.compile(r"cpc|ppc|paid|sea$")),
    ("organic_social", re.compile("social")),
    ("organic_search", re.compile("organic")),
    ("referral", re.compile("referr?al|partner")),
)
_SOCIAL_SOURCES = re.compile(r"facebook|instagram|meta|tiktok|pinterest|linkedin|twitter|snapchat|^fb$|^ig$")
_PAID = ("gclid", "gbraid", "wbraid", "msclkid")


@lru_cache(maxsize=20_000)
def channel_of(target: str, referrer: str, own: frozenset[str]) -> str:
    """`own`: the hosts of the site itself, whose links begin no visit from elsewhere."""
    tags = dict(parse_qsl(target.partition("?")[2])) if "?" in target else {}
    if medium := tags.get("utm_medium", "").lower():
        return _tagged(medium, tags.get("utm_source", "").lower())
    if any(name in tags for name in _PAID):
        return "paid_search"
    host = host_of(referrer)
    if not host or host in own:
        return "organic_social" if "fbclid" in tags else "direct"
    # Before search engines: mail.google.com is no search.
    for channel, pattern in (("email", _MAIL), ("organic_search", _SEARCH), ("organic_social", _SOCIAL)):
        if pattern.search(host):
            return channel
    return "referral"


def host_of(address: str) -> str:
    """Small letters, without `www.`; empty where it is no address of the web."""
    if not address.startswith(("http://", "https://")):
        return ""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return plain_host(host)


def plain_host(host: str) -> str:
    return host.lower().removeprefix("www.")


def _tagged(medium: str, source: str) -> str:
    found = next((channel for channel, pattern in _MEDIA if pattern.search(medium)), "other")
    return "paid_social" if found == "paid_search" and _SOCIAL_SOURCES.search(source) else found


def own_hosts(links: Collection[str]) -> frozenset[str]:
    """The host that most of the pages belong to from which images and styles are asked for."""
    hosts = [host for link in links if (host := host_of(link))]
    return frozenset({max(sorted(set(hosts)), key=hosts.count)}) if hosts else frozenset()
