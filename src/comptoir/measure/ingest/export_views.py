"""A file that a tool exported: what was recognised in it, what the person must add, its import."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from comptoir.connectors.base import Cell
from comptoir.connectors.files.api import Told
from comptoir.core.companies.api import Permission
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.measure.ingest.exports import found_without_period, recognised
from comptoir.measure.ingest.importing import start_export
from comptoir.measure.ingest.models import Upload
from comptoir.measure.ingest.uploads import path_of, upload_of

if TYPE_CHECKING:
    from comptoir.connectors.files.api import Found, Recognised

ROWS = 6
FIGURES = frozenset({Cell.COUNT, Cell.NUMBER, Cell.MONEY, Cell.SHARE})


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the file, as the page shows it."""

    label: Any
    name: str
    found: "Found"
    headers: Sequence[tuple[str, bool]]
    """Of the columns that are read, and whether they hold figures."""
    aside: Sequence[str]
    """Of those that are not."""
    rows: Sequence[Sequence[tuple[str, bool]]]


class ToldForm(forms.Form):
    """What the file does not say itself."""

    account = forms.CharField(
        label=gettext_lazy("Account or property"),
        required=False,
        max_length=120,
        help_text=gettext_lazy(
            "Only if the company has several at this tool: always the same name for the same one."
        ),
    )

    def __init__(self, *args: Any, needs_period: bool, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        if needs_period:
            day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            self.fields["first_day"] = forms.DateField(label=_("First day of the file"), widget=day)
            self.fields["last_day"] = forms.DateField(label=_("Last day of the file"), widget=day)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and first > last:
            self.add_error("last_day", _("The last day lies before the first."))
        return given

    @property
    def told(self) -> Told:
        given = self.cleaned_data
        return Told(given["account"].strip(), given.get("first_day"), given.get("last_day"))


def export_page(request: CompanyRequest, upload: Upload) -> HttpResponse | None:
    """The page of a recognised export; None where the file is none."""
    with recognised(path_of(upload)) as holds:
        if not (holds.found or holds.useless):
            return None
        form = ToldForm(needs_period=bool(found_without_period(holds)))
        return _shown(request, upload, holds, form)


@require_POST
@company_view(Permission.IMPORT_DATA)
def start(request: CompanyRequest, key: int) -> HttpResponse:
    """Import the file as what was recognised in it."""
    upload = upload_of(request.scope, key)
    with recognised(path_of(upload)) as holds:
        form = ToldForm(request.POST, needs_period=bool(found_without_period(holds)))
        if not form.is_valid():
            return _shown(request, upload, holds, form, status=422)
    job = start_export(request.scope, upload, form.told)
    return redirect("imports:job", company=request.scope.slug, key=job.pk)


def _shown(
    request: CompanyRequest, upload: Upload, holds: "Recognised", form: ToldForm, status: int = 200
) -> HttpResponse:
    context = {
        "upload": upload,
        "parts": [_part(one) for one in holds.found],
        "useless": holds.useless,
        "aside": holds.aside,
        "form": form,
    }
    return render_page(request, "ingest/export.html", context, status=status)


def _part(found: "Found") -> Part:
    shape, read = found.section.shape, found.match.positions
    kinds = {read[field.name]: field.kind in FIGURES for field in found.layout.fields if field.name in read}
    kinds |= dict.fromkeys(found.match.series, True)
    places = sorted(kinds)
    return Part(
        label=found.layout.label,
        name=found.section.member,
        found=found,
        headers=[(shape.headers[at], kinds[at]) for at in places],
        aside=[header for at, header in enumerate(shape.headers) if at not in kinds],
        rows=[[(row[at] if at < len(row) else "", kinds[at]) for at in places] for row in shape.rows[:ROWS]],
    )
