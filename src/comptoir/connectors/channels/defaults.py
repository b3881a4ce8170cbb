"""The rules that every company begins with: GA4's default channel grouping in the words of our closed list, with the
media that French shops write. Looked at after the company's own, from the first to the last."""

from collections.abc import Iterator

from comptoir.connectors.channels import sites
from comptoir.connectors.channels.engine import ChannelRule, Channels
from comptoir.connectors.channels.said import REFERRED, SAID
from comptoir.connectors.channels.words import ANYTHING, UNSET, Words

PAID = ("cpc", "ppc", "retargeting", "*cp*", "paid*", "sea", "*_sea", "*-sea", "payant*")
"""GA4's own: `^(.*cp.*|ppc|retargeting|paid.*)$`."""
EMAIL = (
    "email",
    "e-mail",
    "e_mail",
    "e mail",
    "mail",
    "*mailing*",
    "*newsletter*",
    "courriel",
    "infolettre",
    "nl",
)
NOT_BRAND = (
    *("*hors marque*", "*hors-marque*", "*hors_marque*", "*horsmarque*", "*non brand*", "*non-brand*"),
    *("*non_brand*", "*nonbrand*", "*unbranded*", "*no brand*", "*generique*", "*generic*", "*concurren*"),
    *("*sans marque*", "*not brand*", "*no_brand*", "*competitor*"),
)
BRAND = ("*marque*", "*brand*")
SHOPPING = ("*shopping*", "*pmax*", "*performance max*", "*perf max*", "*cross-network*")


def _rule(channel: str, **conditions: tuple[str, ...]) -> ChannelRule:
    return ChannelRule(channel, {name: Words(words) for name, words in conditions.items()})


def _rules() -> Iterator[ChannelRule]:
    for channel, words in SAID.items():
        yield _rule(channel, said=(channel, *words))
    yield from _tagged()
    yield from _clicked()
    yield from _linked()


def _tagged() -> Iterator[ChannelRule]:
    """By medium and source, as whoever wrote the link meant it."""
    yield _rule("affiliates", medium=("*affil*",))
    yield _rule("email", medium=EMAIL)
    yield _rule("paid_social", medium=("paidsocial", "paid_social", "paid-social", "paid social"))
    yield _rule(
        "paid_social", medium=("social_paid", "social-paid", "*social ads*", "*social_ads*", "*socialads*")
    )
    yield _rule("paid_social", medium=PAID, source=sites.SOCIAL_NAMES)
    yield _rule("video", medium=PAID, source=sites.VIDEO)
    yield _rule("display", medium=PAID, source=sites.DISPLAY)
    yield _rule("affiliates", medium=PAID, source=sites.AFFILIATES)
    yield _rule("video", medium=("*video*", "cpv"))
    yield _rule(
        "display", medium=("*display*", "*banner*", "*banniere*", "expandable", "interstitial", "cpm")
    )
    yield _rule("paid_shopping", medium=("*shopping*", "pmax", "performance max"))
    yield _rule("paid_shopping", medium=PAID, source=sites.SHOPPING)
    yield _rule("paid_shopping", medium=PAID, campaign=SHOPPING)
    yield _rule("paid_search", medium=PAID, campaign=NOT_BRAND)
    yield _rule("paid_search_brand", medium=PAID, campaign=BRAND)
    yield _rule("paid_search", medium=PAID)
    yield _rule("organic_social", medium=("*social*", "sm", "reseaux sociaux", "reseau social"))
    yield _rule("organic_search", medium=("*organic*", "*organique*", "naturel", "seo"))
    yield _rule(
        "organic_social", medium=("*referral*", "*referal*", "referrer", "link"), source=sites.SOCIAL_NAMES
    )
    yield _rule("email", medium=("referral",), source=sites.MAIL)
    yield _rule(
        "referral", medium=("*referral*", "*referal*", "*partner*", "partenaire*", "referrer", "link", "app")
    )
    # Somebody tagged the link with a medium that no rule knows: who linked to the site says no better.
    yield _rule("other", medium=(ANYTHING,))


def _clicked() -> Iterator[ChannelRule]:
    """By the number that a platform adds to the address."""
    yield _rule("paid_search", click=("gclid", "gbraid", "wbraid", "msclkid", "yclid"))
    yield _rule("display", click=("dclid",))
    yield _rule("paid_social", click=("ttclid", "twclid", "li_fat_id", "sccid"))
    yield _rule("affiliates", click=("awc", "irclickid", "cjevent", "tduid", "ransiteid"))
    yield _rule("email", click=("mc_cid", "_kx"))
    yield _rule("organic_search", click=("srsltid",))


def _linked() -> Iterator[ChannelRule]:
    """By who linked to the site, a tag without medium, or nothing at all."""
    yield _rule("affiliates", source=("*affil*", *sites.AFFILIATES))
    yield _rule("email", source=sites.MAILERS)
    yield _rule("email", referrer=sites.MAIL)
    yield _rule("video", source=sites.VIDEO)
    yield _rule("video", referrer=sites.VIDEO)
    yield _rule("organic_search", source=sites.SEARCH)
    yield _rule("organic_search", referrer=sites.SEARCH)
    yield _rule("organic_social", source=sites.SOCIAL_NAMES)
    yield _rule("organic_social", referrer=sites.SOCIAL)
    # Facebook numbers every click that leaves it, paid or not; Pinterest too.
    yield _rule("organic_social", click=("fbclid", "epik"))
    yield _rule("direct", source=("direct", "(direct)"), referrer=(UNSET,))
    yield _rule("referral", referrer=(ANYTHING,))
    yield _rule("referral", said=REFERRED)


DEFAULTS: tuple[ChannelRule, ...] = tuple(_rules())
DEFAULT_CHANNELS = Channels(defaults=DEFAULTS)
"""Of a company without rules of its own."""
