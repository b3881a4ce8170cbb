"""What GA4 asks of people, and what can be read of it."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.ga4 import mapping
from comptoir.connectors.ga4.quality import QUALITY
from comptoir.connectors.google.api import CLIENTS, KEY, reader_of
from comptoir.connectors.source import FIRST_DAY, UNTRIED, Category, Credential, Rate, Source, Table

SOURCE = Source(
    vendor="ga4",
    label="Google Analytics 4",
    category=Category.AUDIENCE,
    api="Data API v1beta",
    advice=_(
        "In the Google Cloud console, switch the Google Analytics Data API on, make a service account and a JSON key "
        "for it. Then in Google Analytics: Admin, Property access management, add the e-mail address of the service "
        "account as Viewer."
    ),
    credentials=(
        Credential(
            "property",
            _("Number of the property"),
            help=_(
                "In Google Analytics: Admin, Property details, at the top right; digits only, not the G-… of the tag."
            ),
        ),
        KEY,
        FIRST_DAY,
    ),
    tables=(
        Table(
            "sessions",
            _("Sessions by day, channel, device and country"),
            ("audience_day",),
            key=("property", "day"),
            mapped=mapping.sessions,
            cursor="day",
            # GA4 goes on working on a day for up to two more.
            overlap=timedelta(hours=72),
            quality=QUALITY,
        ),
    ),
    rate=Rate(per_second=2),
    opened=reader_of("comptoir.connectors.ga4.read", "GoogleAnalytics"),
    proof=UNTRIED,
    extra=CLIENTS,
    account=mapping.account,
)
