"""What Meta asks of people, and what can be read of an ad account."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.meta_ads import mapping
from comptoir.connectors.meta_ads.read import Meta
from comptoir.connectors.source import UNTRIED, Asked, Category, Credential, Rate, Source, Table

SOURCE = Source(
    vendor="meta_ads",
    label="Meta Ads",
    category=Category.ADS,
    api="Insights API (Graph v26.0)",
    advice=_(
        "In Meta Business Suite: Settings, Users, System users. Make a system user, assign the ad account to it with "
        "« View performance », then generate a token of your app for it with the permission ads_read, without an "
        "expiry date. Comptoir writes nothing to the account."
    ),
    credentials=(
        Credential(
            "account",
            _("Number of the ad account"),
            help=_("In Ads Manager, beside the name of the account; with or without act_ before it."),
        ),
        Credential("token", _("Access token of the system user"), Asked.SECRET, _("It begins with EAA.")),
    ),
    tables=(
        Table(
            "campaigns",
            _("Campaigns by day"),
            ("ad_spend",),
            key=("account", "day"),
            mapped=mapping.campaigns,
            cursor="day",
            # A purchase counts on the day of its click or view, up to 28 days before Meta hears of it.
            overlap=timedelta(days=28),
        ),
    ),
    rate=Rate(per_second=1),
    opened=Meta,
    account=mapping.account,
    proof=UNTRIED,
)
