"""What was recognised of a file, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.connectors.files.api import FileShape

_DELIMITERS = {
    ",": gettext_lazy("comma"),
    ";": gettext_lazy("semicolon"),
    "\t": gettext_lazy("tabulation"),
    "|": gettext_lazy("vertical bar"),
}


def facts(shape: FileShape) -> list[tuple[Any, Any]]:
    """(name, value) pairs for the head of the mapping page."""
    kind = str(shape.kind).upper()
    compressed = _("%(kind)s, compressed (%(compression)s)") % {
        "kind": kind,
        "compression": shape.compression,
    }
    told = [(_("Format"), compressed if shape.compression else kind)]
    if shape.encoding:
        told.append((_("Encoding"), shape.encoding))
    if shape.delimiter:
        told.append((_("Columns separated by"), _DELIMITERS.get(shape.delimiter, shape.delimiter)))
    return [*told, (_("Columns"), len(shape.headers))]
