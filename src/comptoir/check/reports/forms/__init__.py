"""How a stored report leaves: each form is a function of the report and of what people wrote beside it, alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from comptoir.check.branding.api import PLAIN, Brand
from comptoir.check.reports.arrangement import filled
from comptoir.check.reports.shapes import Remarks, Report
from comptoir.core.errors import UsageError, closest
from comptoir.core.mail.api import Letter

type Renderer = Callable[[Report, Remarks, str, Brand], bytes]


@dataclass(frozen=True, slots=True)
class Form:
    name: str
    content_type: str


FORMS: Mapping[str, Form] = {
    "pdf": Form("PDF", "application/pdf"),
    "xlsx": Form("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "html": Form("HTML", "text/html; charset=utf-8"),
    "md": Form("Markdown", "text/markdown; charset=utf-8"),
    "eml": Form("Mail", "message/rfc822"),
}


def checked_suffix(suffix: str) -> str:
    """The suffix of a form there is; UsageError naming those otherwise."""
    plain = suffix.lower().lstrip(".")
    if plain in FORMS:
        return plain
    guess = closest(plain, FORMS)
    raise UsageError(
        _("No report is written as « .%(suffix)s ».") % {"suffix": plain},
        _("Known: %(known)s.") % {"known": ", ".join(f".{one}" for one in FORMS)},
        _("Did you mean « .%(guess)s »?") % {"guess": guess} if guess else "",
    )


def rendered(suffix: str, report: Report, remarks: Remarks, address: str = "", brand: Brand = PLAIN) -> bytes:
    """In the language of the report, whoever asks. `address` is where the whole report stands, for a mail."""
    plain = checked_suffix(suffix)
    with override(report.header.language):
        return _renderer(plain)(filled(report, remarks), remarks, address, brand)


def letter(report: Report, remarks: Remarks, address: str | None = "", brand: Brand = PLAIN) -> Letter:
    """The mail of a report, to nobody yet: drawn once, whoever it is for. `address` as in `mail.letter_of`."""
    from comptoir.check.reports.forms.mail import letter_of  # noqa: PLC0415 - heavy libraries

    with override(report.header.language):
        return letter_of(report, remarks, "", address, brand=brand)


def _renderer(suffix: str) -> Renderer:
    from comptoir.check.reports.forms import mail, markdown, page, pdf, workbook  # noqa: PLC0415 - heavy libraries

    known: Mapping[str, Renderer] = {
        "pdf": lambda report, remarks, _address, brand: pdf.as_pdf(report, remarks, brand),
        "xlsx": lambda report, remarks, _address, brand: workbook.as_xlsx(report, remarks, brand),
        "html": lambda report, remarks, _address, brand: page.as_html(report, remarks, brand),
        "md": lambda report, remarks, _address, brand: markdown.as_markdown(report, remarks, brand),
        "eml": mail.as_eml,
    }
    return known[suffix]
