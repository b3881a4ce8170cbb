"""A report as a mail: what is read in a minute, its charts as pictures, and a link to the rest."""

from collections.abc import Iterator, Mapping
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from comptoir.check.branding.api import PLAIN, Brand
from comptoir.check.reports.arrangement import filled
from comptoir.check.reports.forms.showing import ShownBlock, ShownPart, ShownReport, shown
from comptoir.check.reports.forms.words import closing, colon
from comptoir.check.reports.shapes import Chart, Remarks, Report
from comptoir.core.charts.api import to_png
from comptoir.core.mail.api import Attachment, Letter

WIDTH = 600
LOGO, LOGO_BOX = "letterhead", (200, 60)
FIGURES = 4
"""Columns of a table in plain text and on a phone: the label and the first figures."""


def as_eml(report: Report, remarks: Remarks, address: str = "", brand: Brand = PLAIN) -> bytes:
    """A message to nobody yet, which mail programs open as a draft."""
    letter = letter_of(report, remarks, "", address, brand=brand)
    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(report.built_at)
    message["X-Unsent"] = "1"
    if letter.reply_to:
        message["Reply-To"] = letter.reply_to
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    html = message.get_payload()[1]  # type: ignore[index]
    for one in letter.attachments:
        html.add_related(  # type: ignore[union-attr]
            one.content, "image", "png", cid=f"<{one.content_id}>", filename=one.name, disposition="inline"
        )
    return message.as_bytes()


def letter_of(
    report: Report, remarks: Remarks, to: str, address: str | None = "", *, brand: Brand = PLAIN
) -> Letter:
    """The same for one reader; `address` is that of the whole report, empty where the site does not know its own, None
    for a reader who may not open it."""
    pictures = _letterhead(report, brand)

    def picture(chart: Chart) -> str:
        content_id = f"{chart.key}.{report.end}@comptoir.invalid"
        png = to_png(dict(chart.spec), "light", report.header.language, WIDTH, main=brand.chart_colour)
        pictures[chart.key] = Attachment(f"{chart.key}.png", "image/png", png, content_id)
        return content_id

    brief = Report(
        report.template,
        report.start,
        report.end,
        report.built_at,
        report.header,
        tuple(part for part in filled(report, remarks).parts if part.is_brief),
    )
    told = shown(brief, remarks, picture=picture)
    head = report.header
    subject = " ".join(f"{head.company} - {head.title}, {head.period}".split())
    last, between = tuple(closing(brand)), colon(head.language)
    context = {
        "shown": told,
        "report": report,
        "address": address,
        "width": WIDTH,
        "brand": brand,
        "closing": last,
        "colon": between,
        "logo": _logo(brand, pictures),
    }
    html = render_to_string("reports/mail.html", context)
    above = [brand.name, ""] if brand.name else []
    below = ["", *last] if last else []
    text = "\n".join([*above, *_lines(told, subject, address, between), *below]) + "\n"
    return Letter(to, subject, text, html, brand.sender, brand.reply_to, attachments=tuple(pictures.values()))


def _letterhead(report: Report, brand: Brand) -> dict[str, Attachment]:
    if brand.logo is None:
        return {}
    content_id = f"{LOGO}.{report.end}@comptoir.invalid"
    return {LOGO: Attachment(f"{LOGO}.png", "image/png", brand.logo.content, content_id)}


def _logo(brand: Brand, pictures: Mapping[str, Attachment]) -> dict[str, object] | None:
    """Where it is shown, and how large."""
    if brand.logo is None:
        return None
    width, height = brand.logo.fitted(*LOGO_BOX)
    return {"picture": pictures[LOGO].content_id, "width": round(width), "height": round(height)}


def _lines(told: ShownReport, subject: str, address: str | None, between: str) -> Iterator[str]:
    yield subject
    yield ""
    yield from (f"{label}{between}{words}" for label, words in told.facts)
    yield from (f"! {words}" for words in told.warnings)
    for part in told.parts:
        yield from _part(part)
    if address is not None:
        yield ""
        yield _("The whole report: %(address)s") % {"address": address} if address else _whole()


def _whole() -> str:
    return _("The whole report stands in Comptoir, under « Reports ».")


def _part(part: ShownPart) -> Iterator[str]:
    title = f"{part.part.number}. {part.part.title}"
    yield from ("", title, "-" * len(title))
    for block in part.blocks:
        yield from _block(block)
        yield from (f"> {said.text} ({who})" for said, who in block.comments)
    yield from (f"> {said.text} ({who})" for said, who in part.comments)


def _block(block: ShownBlock) -> Iterator[str]:
    if block.kind == "text":
        yield from ("", block.title) if block.title else ()
        yield from (f"- {one.text}" for one in block.sentences)
    elif block.kind == "grid":
        yield from ("", block.title)
        labels = [label for label, _is_figure in block.columns]
        for row in block.rows:
            cells = list(zip(labels, row, strict=True))[1:FIGURES]
            yield f"{row[0].shown}: " + ", ".join(f"{label} {cell.shown}" for label, cell in cells)
    elif block.text:
        yield from ("", f"{block.title} {block.text}".strip())
