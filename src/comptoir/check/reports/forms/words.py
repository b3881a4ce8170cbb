"""What every form says around the figures, in the language of the moment."""

from collections.abc import Iterator

from babel.dates import format_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.check.branding.api import Brand
from comptoir.check.reports.shapes import Header, Remark, Remarks, Sentence
from comptoir.core.periods import Grain


def colon(language: str) -> str:
    """After a label: French sets it apart."""
    return "\N{NO-BREAK SPACE}: " if language.startswith("fr") else ": "


def facts(header: Header) -> Iterator[tuple[str, str]]:
    """The head of a report, label by label."""
    is_month = header.grain == Grain.MONTH
    yield _("Month") if is_month else _("Week"), header.period
    yield _("Month before") if is_month else _("Week before"), header.before
    yield _("Last year"), header.last_year
    yield _("Amounts"), f"{header.currency} {header.tax}"
    yield (
        _("Data"),
        _("version %(number)d of %(when)s") % {"number": header.snapshot, "when": header.refreshed},
    )
    if header.sources:
        yield (
            _("Sources"),
            "; ".join(
                _("%(source)s: %(state)s") % {"source": one.name, "state": one.state}
                for one in header.sources
            ),
        )


def warnings(header: Header) -> Iterator[str]:
    """What a reader must know first."""
    if header.is_simulated:
        yield _("This company is simulated: all its figures are invented.")
    yield from header.incidents
    yield from header.remarks


def said(remarks: Remarks, one: Sentence) -> str:
    return remarks.sentence(one)


def signed(one: Remark) -> str:
    """« Anne, 23 Nov 2026 »"""
    return f"{one.by}, {format_date(one.at.date(), 'medium', locale=get_language() or 'fr')}"


def closing(brand: Brand) -> Iterator[str]:
    """The last lines of every form."""
    if brand.footer:
        yield brand.footer
    if brand.is_signed:
        yield _("Made with Comptoir")
