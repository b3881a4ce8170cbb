"""Which traffic a campaign of Google Ads buys, told by its type where the report has it, else by its name."""

import ibis
import ibis.expr.types as ir

_SEARCH = "paid_search"
_OF_NAME = {
    "paid_shopping": "shopping|pla|pmax|performance max|perf max",
    "video": "youtube|video|vidéo|videos|vidéos",
    "display": "display|gdn|demand gen|discovery|génération de la demande",
}
_OF_TYPE = _OF_NAME | {"other": "app|application|applications", _SEARCH: "search|recherche"}
_BRAND = "marque|brand|branded"
_NOT_BRAND = (
    "(hors|non|no|not|sans) (la )?(marque|marques|brand|brands|branded)|nonbrand|unbranded"
    "|générique|génériques|generique|generiques|generic|generics"
    "|concurrent|concurrents|concurrente|concurrence|competitor|competitors"
)
_NEVER_BRAND = ("display", "video", "other")


def traffic_channel(campaign: ir.StringValue, kind: ir.StringValue) -> ir.StringValue:
    """A value of the closed list; search where nothing says otherwise."""
    told = ibis.coalesce(
        _told(_words(kind), _OF_TYPE), _told(_words(campaign), _OF_NAME), ibis.literal(_SEARCH)
    )
    is_brand = _says(_words(campaign), _BRAND) & ~_says(_words(campaign), _NOT_BRAND)
    return ibis.ifelse((told == _SEARCH) & is_brand, "paid_search_brand", told)


def is_brand(campaign: ir.StringValue, channel: ir.StringValue) -> ir.BooleanValue:
    """Null where the name of a campaign on searches says neither « marque » nor « hors marque »."""
    words = _words(campaign)
    return ibis.cases(
        (channel.isin(_NEVER_BRAND), ibis.literal(False)),
        (_says(words, _NOT_BRAND), ibis.literal(False)),
        (_says(words, _BRAND), ibis.literal(True)),
        else_=ibis.null("boolean"),
    )


def _told(words: ir.StringValue, kinds: dict[str, str]) -> ir.StringValue:
    branches = [(_says(words, pattern), ibis.literal(channel)) for channel, pattern in kinds.items()]
    return ibis.cases(*branches, else_=ibis.null("string"))


def _says(words: ir.StringValue, pattern: str) -> ir.BooleanValue:
    return words.re_search(f" ({pattern}) ")


def _words(text: ir.StringValue) -> ir.StringValue:
    """« FR_Hors-Marque 2 » as ` fr hors marque `: names join words by any sign."""
    return ibis.literal(" ") + text.lower().re_replace(r"[^\p{L}]+", " ") + ibis.literal(" ")
