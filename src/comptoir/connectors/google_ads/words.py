"""Words of names and types of campaigns, and what they tell. Pure: for rows of an interface one by one; `channels.py`
says the same of the columns of a file."""

import re

SEARCH = "paid_search"
OF_NAME = {
    "paid_shopping": "shopping|pla|pmax|performance max|perf max",
    "video": "youtube|video|vidéo|videos|vidéos",
    "display": "display|gdn|demand gen|discovery|génération de la demande",
}
"""Value of `traffic_channel` -> the words, as a regular expression."""
OF_TYPE = OF_NAME | {"other": "app|application|applications", SEARCH: "search|recherche"}
BRAND = "marque|brand|branded"
NOT_BRAND = (
    "(hors|non|no|not|sans) (la )?(marque|marques|brand|brands|branded)|nonbrand|unbranded"
    "|générique|génériques|generique|generiques|generic|generics"
    "|concurrent|concurrents|concurrente|concurrence|competitor|competitors"
)
NEVER_BRAND = ("display", "video", "other")


def traffic_channel(campaign: str, kind: str) -> str:
    """A value of the closed list; search where nothing says otherwise."""
    told = _told(_words(kind), OF_TYPE) or _told(_words(campaign), OF_NAME) or SEARCH
    words = _words(campaign)
    return (
        "paid_search_brand"
        if told == SEARCH and _says(words, BRAND) and not _says(words, NOT_BRAND)
        else told
    )


def is_brand(campaign: str, channel: str) -> bool | None:
    """None where the name of a campaign on searches says neither « marque » nor « hors marque »."""
    words = _words(campaign)
    if channel in NEVER_BRAND or _says(words, NOT_BRAND):
        return False
    return True if _says(words, BRAND) else None


def _told(words: str, kinds: dict[str, str]) -> str | None:
    return next((channel for channel, pattern in kinds.items() if _says(words, pattern)), None)


def _says(words: str, pattern: str) -> bool:
    return re.search(f" ({pattern}) ", words) is not None


def _words(text: str) -> str:
    """« FR_Hors-Marque 2 » as ` fr hors marque `: names join words by any sign."""
    letters = "".join(sign if sign.isalpha() else " " for sign in text.lower())
    return f" {' '.join(letters.split())} "
