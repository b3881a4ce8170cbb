"""What is known of where a visit came from, as tags, links and tools tell it. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from comptoir.entities.columns import ORIGIN

NAMES = tuple(column.name for column in ORIGIN)
"""The columns by which facts keep an origin, in the order of FIELDS."""
FIELDS = ("source", "medium", "campaign", "referrer", "click", "said")
CLICKS = (
    *("gclid", "gbraid", "wbraid", "dclid", "msclkid", "fbclid", "ttclid", "twclid", "li_fat_id", "epik"),
    *("sccid", "srsltid", "yclid", "awc", "irclickid", "cjevent", "tduid", "ransiteid", "mc_cid", "_kx"),
)
"""Names under which ad platforms, affiliate networks and mailing tools number a click in the address of a page. The
name alone is kept: the number is of a person's click, and no figure needs it."""
TAGS = ("utm_source", "utm_medium", "utm_campaign")
LONGEST = 200
_NOTHING = frozenset({"(none)", "(not set)", "not set", "null", "undefined", "none", "-"})
_UNTOLD = frozenset({"utm", "unknown", "inconnu"})
"""Types of sources that say nothing themselves: the tags say it, or nobody does."""
_WWW = re.compile(r"^(?:www\.)+")
_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Origin:
    """Empty where nothing is known. Make one by `told`, which cleans what sources write."""

    source: str = ""
    """`utm_source`, or who a shop says sent the visit."""
    medium: str = ""
    campaign: str = ""
    referrer: str = ""
    """The host alone, in small letters, without `www.`."""
    click: str = ""
    """Of CLICKS."""
    said: str = ""
    """What the shop or tool itself calls it: « Organic Search », « typein », « SEA marque »."""

    @classmethod
    def told(
        cls,
        source: str | None = "",
        medium: str | None = "",
        campaign: str | None = "",
        referrer: str | None = "",
        page: str | None = "",
        said: str | None = "",
        click: str | None = "",
    ) -> Self:
        """`page`: the address at which the visit began, whose tags speak where none are given."""
        tags = tags_of(page) if page and "?" in page else {}
        names = [_set(given) for given in (source, medium, campaign)]
        if not any(names):
            names = [_set(tags.get(name)) for name in TAGS]
        elif " / " in names[0] and not names[1]:
            # « google / cpc », as audience tools write both in one column.
            names[0], names[1] = (_set(part) for part in names[0].split(" / ", 1))
        host = host_of(referrer or "")
        if host and page and host == host_of(page):
            host = ""
        clicked = (click or "").strip().lower() or next((name for name in CLICKS if name in tags), "")
        return cls(
            names[0],
            names[1],
            names[2],
            host,
            clicked,
            "" if (said or "").strip().lower() in _UNTOLD else _tidy(said or ""),
        )

    @classmethod
    def of_facts(cls, row: Mapping[str, str | None]) -> Self:
        """Of the columns of NAMES: as facts keep them, or as a tool writes them."""
        source, medium, campaign, referrer, click, said = (row.get(name) for name in NAMES)
        return cls.told(source, medium, campaign, referrer, said=said, click=click)

    @property
    def as_facts(self) -> dict[str, str | None]:
        """The columns of NAMES; null is unknown."""
        return {name: value or None for name, value in zip(NAMES, self.values, strict=True)}

    @property
    def is_known(self) -> bool:
        return any((self.source, self.medium, self.campaign, self.referrer, self.click, self.said))

    @property
    def values(self) -> tuple[str, ...]:
        """In the order of FIELDS."""
        return self.source, self.medium, self.campaign, self.referrer, self.click, self.said


def tags_of(address: str) -> dict[str, str]:
    """The tags in the query of an address, names in small letters; the first of a name counts."""
    query = address.partition("?")[2].partition("#")[0]
    found: dict[str, str] = {}
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return found
    for name, value in pairs:
        found.setdefault(name.lower(), value)
    return found


@lru_cache(maxsize=20_000)
def host_of(address: str) -> str:
    """Of an address of the web, or of a bare name of a site; empty where it is neither."""
    text = address.strip().lower()
    try:
        web = text if "://" in text else f"http://{text}"
        host = (urlsplit(web).hostname or "") if web.startswith(("http://", "https://")) else ""
    except ValueError:
        return ""
    host = plain_host(host)
    return host if len(host) <= LONGEST and _HOST.fullmatch(host) else ""


def plain_host(host: str) -> str:
    return _WWW.sub("", host.lower()).strip(".")


def folded(text: str) -> str:
    """As words are compared: small letters, no accents, single spaces."""
    if text.isascii():
        return _SPACE.sub(" ", text).strip().lower()
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return _SPACE.sub(" ", bare).strip().casefold()


def _tidy(text: str) -> str:
    if text.isprintable() and text.isascii() and "  " not in text:
        return text.strip()[:LONGEST].rstrip()
    shown = "".join(one for one in text if one.isprintable() or one.isspace())
    return _SPACE.sub(" ", shown).strip()[:LONGEST].rstrip()


def _set(text: str | None) -> str:
    tidy = _tidy(text or "")
    return "" if tidy.lower() in _NOTHING else tidy
