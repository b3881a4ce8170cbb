"""What GA4 says of how good its figures are, with each answer. Pure."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.source import Quality, Record

SAMPLED, THRESHOLDS, OTHER_ROW = "sampled", "thresholds", "other_row"


def _told(record: Record) -> tuple[date, frozenset[str]]:
    said = {
        SAMPLED: bool(record.get("sampled")),
        THRESHOLDS: bool(record.get("has_thresholds")),
        OTHER_ROW: bool(record.get("has_other_row")),
    }
    return date.fromisoformat(record["day"]), frozenset(code for code, is_so in said.items() if is_so)


QUALITY = Quality(
    _told,
    {
        SAMPLED: _("Google Analytics counted a part of the visits (a sample) and estimated the rest."),
        THRESHOLDS: _(
            "Google Analytics held back rows of few visitors, so that nobody can be recognised: sums may be a little "
            "too low."
        ),
        OTHER_ROW: _(
            "Google Analytics put rare values together as « (other) »: some visits have no channel or country of "
            "their own."
        ),
    },
)
