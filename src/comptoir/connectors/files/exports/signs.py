"""The signs that an export writes its numbers with, told by its cells; in doubt, by its language."""

import re
from collections.abc import Iterable

from comptoir.connectors.base import Cell
from comptoir.connectors.files.rules import Numbers

_BARE = re.compile(r"[^0-9.,' \u00a0\u202f\u2009]+")
_SPACES = re.compile(r"[ \u00a0\u202f\u2009]")
COUNTED = frozenset({Cell.COUNT})
NUMBERS = frozenset({Cell.COUNT, Cell.NUMBER, Cell.MONEY, Cell.SHARE})


def signs_of(cells: Iterable[tuple[Cell, str]], language: str) -> Numbers:
    """`cells`: of the columns that hold numbers, with how each is read.

    « 1,234 » is a thousand in a column of counts, and one and a bit in a French column of amounts.
    """
    votes = {",": 0, ".": 0}
    grouped = ""
    for kind, cell in cells:
        text = _BARE.sub("", cell).strip()
        if "'" in text:
            grouped = "'"
        elif _SPACES.search(text):
            grouped = grouped or " "
        decimal = _decimal_of(_SPACES.sub("", text).replace("'", ""), kind)
        if decimal:
            votes[decimal] += 1
    if votes[","] == votes["."]:
        decimal = "," if language == "fr" else "."
    else:
        decimal = max(votes, key=lambda sign: votes[sign])
    other = "." if decimal == "," else ","
    return Numbers(decimal, grouped or other)


def _decimal_of(text: str, kind: Cell) -> str:
    """The sign that can only be the decimal one; empty where the cell does not tell."""
    signs = [sign for sign in ",." if sign in text]
    if not signs:
        return ""
    if len(signs) == 2:
        return max(signs, key=text.rindex)
    (sign,) = signs
    other = "." if sign == "," else ","
    last = text.rsplit(sign, 1)[1]
    if text.count(sign) > 1 or (kind in COUNTED and len(last) == 3):
        return other
    return sign if len(last) != 3 or text.startswith("0") else ""
