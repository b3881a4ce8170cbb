"""Exports of Google Ads that cannot be days of campaigns, and what to export in their place."""

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.base import Useless
from comptoir.connectors.google_ads.headers import CAMPAIGN, COST, IMPRESSIONS, KEYWORD, TERM

ADVICE = _(
    "In Google Ads, open « Insights and reports », « Report editor », and make a table with Day, Campaign, "
    "Currency code, Cost, Impr., Clicks and Conversions; download it as CSV."
)
_PERIOD = _("It sums a whole period: no day can be told from it.")
_PART = _("It tells a part of the spend only: what remains of it would be missing.")

USELESS: tuple[Useless, ...] = (
    Useless("google_ads_keywords", "google_ads", _("Google Ads: keywords"), (KEYWORD, COST), _PART, ADVICE),
    Useless(
        "google_ads_search_terms",
        "google_ads",
        _("Google Ads: search terms"),
        ((*TERM, "Rechercher", "Search"), COST),
        _PART,
        ADVICE,
    ),
    Useless(
        "google_ads_words",
        "google_ads",
        _("Google Ads: words of searches"),
        (("Mot", "Word"), COST),
        _PART,
        ADVICE,
    ),
    Useless(
        "google_ads_hours",
        "google_ads",
        _("Google Ads: days of the week and hours"),
        (("Jour", "Day"), ("Heure de début", "Start hour"), IMPRESSIONS),
        _PERIOD,
        ADVICE,
    ),
    Useless(
        "google_ads_weeks",
        "google_ads",
        _("Google Ads: weeks"),
        (("Semaine", "Week"), COST),
        _("It sums weeks: no day can be told from it."),
        ADVICE,
    ),
    Useless(
        "google_ads_campaigns_of_period",
        "google_ads",
        _("Google Ads: campaigns of a period"),
        (CAMPAIGN, COST),
        _PERIOD,
        ADVICE,
    ),
)
