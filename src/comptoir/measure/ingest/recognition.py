"""What was recognised of a file, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.connectors.files.api import FileShape, Kind
from comptoir.measure.ingest.labels import DATE_LABELS, DECIMAL_LABELS

_KINDS = {Kind.CSV: "CSV", Kind.EXCEL: "Excel", Kind.PARQUET: "Parquet"}
_DELIMITERS = {
    ",": gettext_lazy("comma"),
    ";": gettext_lazy("semicolon"),
    "\t": gettext_lazy("tabulation"),
    "|": gettext_lazy("vertical bar"),
}


def facts(shape: FileShape) -> list[tuple[Any, Any]]:
    """(name, value) pairs for the head of the mapping page."""
    kind = _KINDS[shape.kind]
    if shape.compression:
        kind = _("%(kind)s, compressed (%(compression)s)") % {"kind": kind, "compression": shape.compression}
    told: list[tuple[Any, Any]] = [(_("Format"), kind), (_("Columns"), len(shape.headers))]
    if shape.kind is Kind.CSV:
        told += [
            (_("Columns separated by"), _DELIMITERS.get(shape.delimiter, shape.delimiter)),
            (_("Encoding"), shape.encoding),
            (_("Decimal sign"), DECIMAL_LABELS.get(shape.numbers.decimal, shape.numbers.decimal)),
            (_("Dates are written"), DATE_LABELS[shape.dates]),
        ]
    if shape.sheet:
        told.append((_("Sheet"), shape.sheet))
    if shape.skipped:
        told.append((_("Lines before the header"), shape.skipped))
    return told
