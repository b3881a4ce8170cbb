"""Columns that a list of rejected rows has beside those of the shop's file."""

import re
from typing import Final

FILE: Final = "comptoir_file"
"""Stands where the rows are of several files of a zip."""
LINE: Final = "comptoir_line"
REASON: Final = "comptoir_reason"
ORDER_LINE: Final = "comptoir_order_line"
"""Stands in a list of single lines, whose file is gone: not whole orders."""

GUARDED = "^' *[=+@\\t\\r\\n＝＋－＠-]"
"""An apostrophe that keeps a spreadsheet from computing a text."""


def is_own(header: str) -> bool:
    return header.strip().casefold() in (FILE, LINE, REASON, ORDER_LINE)


def without_guard(text: str) -> str:
    return text[1:] if re.match(GUARDED, text) else text
