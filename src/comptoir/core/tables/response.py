"""A table as the answer to a request for a file."""

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from comptoir.core.errors import UsageError
from comptoir.core.tables.export import to_csv, to_xlsx
from comptoir.core.tables.model import Table

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table_response(table: Table, format: str, filename: str) -> HttpResponse:  # noqa: A002 - the interface
    """The table as an attached file named `filename` plus its suffix."""
    if format not in CONTENT_TYPES:
        raise UsageError(
            _("There is no export « %(format)s ».") % {"format": format},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(CONTENT_TYPES)},
        )
    body = to_csv(table, get_language() or "fr") if format == "csv" else to_xlsx(table)
    name = slugify(filename) or "table"
    return HttpResponse(
        body,
        content_type=CONTENT_TYPES[format],
        headers={"Content-Disposition": f'attachment; filename="{name}.{format}"'},
    )
