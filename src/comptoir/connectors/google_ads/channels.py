"""Which traffic a campaign of Google Ads buys, told by its type where the report has it, else by its name: of the
columns of a file (`words.py`: of one row)."""

import ibis
import ibis.expr.types as ir

from comptoir.connectors.google_ads.words import BRAND, NEVER_BRAND, NOT_BRAND, OF_NAME, OF_TYPE, SEARCH


def traffic_channel(campaign: ir.StringValue, kind: ir.StringValue) -> ir.StringValue:
    """A value of the closed list; search where nothing says otherwise."""
    told = ibis.coalesce(_told(_words(kind), OF_TYPE), _told(_words(campaign), OF_NAME), ibis.literal(SEARCH))
    is_brand = _says(_words(campaign), BRAND) & ~_says(_words(campaign), NOT_BRAND)
    return ibis.ifelse((told == SEARCH) & is_brand, "paid_search_brand", told)


def is_brand(campaign: ir.StringValue, channel: ir.StringValue) -> ir.BooleanValue:
    """Null where the name of a campaign on searches says neither « marque » nor « hors marque »."""
    words = _words(campaign)
    return ibis.cases(
        (channel.isin(NEVER_BRAND), ibis.literal(False)),
        (_says(words, NOT_BRAND), ibis.literal(False)),
        (_says(words, BRAND), ibis.literal(True)),
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
