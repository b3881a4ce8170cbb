"""What Google Ads asks of people, and what can be read of it."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.google.api import CLIENTS, KEY, reader_of
from comptoir.connectors.google_ads import mapping
from comptoir.connectors.source import FIRST_DAY, UNTRIED, Category, Credential, Rate, Source, Table

SOURCE = Source(
    vendor="google_ads",
    label="Google Ads",
    category=Category.ADS,
    api="API v26",
    advice=_(
        "In the Google Cloud console, switch the Google Ads API on, ask for Explorer access or better on its overview "
        "page, make a service account and a JSON key for it. Then in Google Ads: Admin, Access and security, Users, "
        "add the e-mail address of the service account as read only. A developer token is no longer needed."
    ),
    credentials=(
        Credential(
            "customer",
            _("Customer ID"),
            help=_("Of the account that has the campaigns: ten digits, at the top right of Google Ads."),
        ),
        KEY,
        Credential(
            "manager",
            _("Customer ID of the manager account"),
            help=_(
                "Only where the service account was added to a manager account, not to the account itself."
            ),
            required=False,
            names_no_records=True,
        ),
        Credential(
            mapping.VALUE_TAX,
            _("VAT within the conversion values, in %"),
            help=_(
                "0 where the tag of the site sends values without tax, 20 where they hold 20 % of it. Left empty, "
                "values are not read: nobody can tell."
            ),
            required=False,
            names_no_records=True,
        ),
        FIRST_DAY,
    ),
    tables=(
        Table(
            "campaigns",
            _("Campaigns by day"),
            ("ad_spend",),
            key=("customer", "day"),
            mapped=mapping.campaigns,
            cursor="day",
            # An order is credited to the day of its click, thirty days ago at most as Google Ads is set at first.
            overlap=timedelta(days=30),
        ),
    ),
    rate=Rate(per_second=2),
    opened=reader_of("comptoir.connectors.google_ads.read", "GoogleAds"),
    proof=UNTRIED,
    extra=CLIENTS,
    account=mapping.account,
)
