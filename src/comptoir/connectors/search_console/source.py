"""What Search Console asks of people, and what can be read of it."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.google.api import KEY
from comptoir.connectors.search_console import mapping
from comptoir.connectors.search_console.read import SearchConsole
from comptoir.connectors.source import UNTRIED, Category, Credential, Rate, Source, Table

SOURCE = Source(
    vendor="search_console",
    label="Search Console",
    category=Category.SEARCH,
    api="API v3",
    advice=_(
        "In the Google Cloud console, switch the Google Search Console API on, make a service account and a JSON key "
        "for it. Then in Search Console: Settings, Users and permissions, add the e-mail address of the service "
        "account with restricted access."
    ),
    credentials=(
        Credential(
            "property",
            _("Property"),
            help=_("As Search Console names it: sc-domain:example.com, or https://www.example.com/"),
        ),
        KEY,
    ),
    tables=(
        Table(
            "days",
            _("Clicks by day"),
            ("search_day",),
            key=("property", "day"),
            mapped=mapping.days,
            cursor="day",
            # Google mends the last days for a while.
            overlap=timedelta(days=5),
        ),
        Table(
            "terms",
            _("Searches and pages by month"),
            ("search_term",),
            key=("property", "first_day", "kind"),
            mapped=mapping.terms,
            cursor="month",
            overlap=timedelta(0),
        ),
    ),
    rate=Rate(per_second=5),
    opened=SearchConsole,
    account=mapping.account,
    proof=UNTRIED,
)
