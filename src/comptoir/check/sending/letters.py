"""The mail of a report: drawn once, then addressed to each reader, who sees nobody else's address."""

from collections.abc import Sequence
from dataclasses import replace

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from comptoir.check.branding.api import Brand, brand_of
from comptoir.check.reports.api import FORMS, Kept, letter, rendered, report_address
from comptoir.check.sending.models import Delivery
from comptoir.check.sending.stopping import stop_address
from comptoir.core.companies.api import Scope
from comptoir.core.mail.api import Attachment, Letter, absolute

END = "</body>"
_PLACE = "https://report.invalid/"
"""Stands for the address of a link that is not made yet."""


def drawn(scope: Scope, held: Kept, files: Sequence[str]) -> Letter:
    """To nobody yet: text, charts and files, the same for every reader."""
    brand = brand_of(scope)
    own = letter(held.report, held.remarks, report_address(scope.slug, held.line.id), brand)
    brought = (_file(scope, held, suffix, brand) for suffix in files)
    return replace(own, attachments=(*own.attachments, *brought))


def for_outside(scope: Scope, held: Kept, own: Letter, *, shares: bool) -> Letter:
    """The same mail for who is no member: the page that asks to sign in is not named. With `shares` it has the place
    of a link, which `leading` fills."""
    other = letter(held.report, held.remarks, _PLACE if shares else None, brand_of(scope))
    return replace(other, attachments=own.attachments)


def leading(own: Letter, address: str) -> Letter:
    return replace(own, text=own.text.replace(_PLACE, address), html=own.html.replace(_PLACE, address))


def _file(scope: Scope, held: Kept, suffix: str, brand: Brand) -> Attachment:
    name = f"{scope.slug}-{held.line.template}-{held.line.last_day}.{suffix}"
    content = rendered(suffix, held.report, held.remarks, brand=brand)
    return Attachment(name, FORMS[suffix].content_type, content)


def addressed(scope: Scope, own: Letter, delivery: Delivery, to: str, language: str) -> Letter:
    """To one reader, with the way out. Only members have a page of their choices."""
    stop = stop_address(delivery)
    choices = absolute(reverse("sending:list", kwargs={"company": scope.slug})) if delivery.person_id else ""
    context = {"company": scope.name, "stop": stop, "choices": choices}
    with override(language):
        foot = render_to_string("sending/foot.html", context)
        words = render_to_string("sending/foot.txt", context)
    before, end, after = own.html.rpartition(END)
    one_click = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return replace(
        own,
        to=to,
        text=f"{own.text}\n{words}",
        html=f"{before}{foot}{end}{after}",
        headers={**own.headers, **(one_click if stop else {})},
    )
