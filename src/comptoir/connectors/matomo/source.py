"""What Matomo asks of people, and what can be read of it."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.matomo import mapping, visit_log
from comptoir.connectors.matomo.read import LOG, Matomo
from comptoir.connectors.source import FIRST_DAY, UNTRIED, Asked, Category, Credential, Rate, Source, Table

SOURCE = Source(
    vendor="matomo",
    label="Matomo",
    category=Category.AUDIENCE,
    api="Reporting API",
    advice=_(
        "In Matomo: Administration, Personal, Security, Create new token, of a user who may view the site. "
        "The site's number stands under Administration, Websites."
    ),
    credentials=(
        Credential(
            "address", _("Address of Matomo"), Asked.ADDRESS, _("As you open it: https://stats.example.com")
        ),
        Credential("token", _("Authentication token"), Asked.SECRET),
        Credential("site", _("Number of the site"), default="1"),
        FIRST_DAY,
        Credential(
            "basis",
            _("Visits one by one"),
            Asked.CHOICE,
            _(
                "Paths before an order need the consent of visitors; without it nobody is followed from visit to visit."
            ),
            required=False,
            choices=(
                ("", _("Not read: only sums by day")),
                ("consent", _("Read: visitors agree before Matomo measures them")),
                ("exempt", _("Read: measured without consent, under the CNIL's conditions")),
            ),
        ),
        Credential(
            "checkout",
            _("Page on which an order begins"),
            help=_("Its path, as /checkout; Matomo itself does not tell this step."),
            required=False,
        ),
    ),
    tables=(
        Table(
            "visits",
            _("Visits by day and channel"),
            ("audience_day",),
            key=("site", "day"),
            mapped=mapping.visits,
            cursor="day",
            # Matomo goes on working on the last days, and visits that were kept back come late.
            overlap=timedelta(days=3),
        ),
        Table(
            LOG,
            _("Visits one by one"),
            ("session", "event"),
            key=("idSite", "idVisit"),
            mapped=visit_log.visit_log,
            cursor="day",
            # A visit may last beyond midnight, and trackers send later what they could not at once.
            overlap=timedelta(days=2),
        ),
    ),
    rate=Rate(per_second=2),
    opened=Matomo,
    account=mapping.account,
    proof=UNTRIED,
)
