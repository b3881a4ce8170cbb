"""How a file writes its numbers and dates, told by the values themselves; its language, by its header."""

import re
from collections.abc import Iterable

from comptoir.connectors.files.rules import DateStyle, Numbers

_COMMA_DECIMAL = re.compile(
    r"^[^0-9,]*[-+]?[0-9]{1,3}(?:[ .\u00a0\u202f'’][0-9]{3})*,[0-9]{1,2}(?:[^0-9,]*)$|^[-+]?[0-9]+,[0-9]+$"
)
_POINT_DECIMAL = re.compile(
    r"^[^0-9.]*[-+]?[0-9]{1,3}(?:[ ,\u00a0\u202f'’][0-9]{3})*\.[0-9]{1,2}(?:[^0-9.]*)$|^[-+]?[0-9]+\.[0-9]+$"
)
_GROUP = re.compile(r"[0-9]([ .,\u00a0\u202f'’])[0-9]{3}(?:[^0-9]|$)")
_SLASHED = re.compile(r"^\s*([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{4}\b")
_FRENCH = re.compile(
    r"commande|quantit|prix|client|montant|remise|date de|état|etat|référence|reference produit|pays|produit"
    r"|ht$|ttc|livraison|paiement|total pay|facture|libellé|désignation|n°"
)
_ENGLISH = re.compile(
    r"order|quantity|price|customer|amount|discount|status|country|shipping|invoice|item|date"
)


def language_of(headers: Iterable[str]) -> str:
    words = [header.casefold() for header in headers]
    french = sum(bool(_FRENCH.search(word)) for word in words)
    english = sum(bool(_ENGLISH.search(word)) for word in words)
    if french == english:
        return ""
    return "fr" if french > english else "en"


def numbers_of(cells: Iterable[str], language: str = "") -> Numbers:
    """Decimal and thousands signs that read the most values."""
    commas = points = 0
    groups: dict[str, int] = {}
    for cell in cells:
        text = cell.strip()
        commas += bool(_COMMA_DECIMAL.match(text))
        points += bool(_POINT_DECIMAL.match(text))
        if found := _GROUP.search(text):
            groups[found[1]] = groups.get(found[1], 0) + 1
    decimal = "," if commas > points or (commas == points and language == "fr" and commas) else "."
    likely = [sign for sign in groups if sign != decimal and sign in "., '"]
    thousands = max(likely, key=lambda sign: groups[sign], default="")
    if thousands in (".", ",") and decimal == thousands:
        thousands = ""
    return Numbers(decimal, thousands)


def dates_of(cells: Iterable[str], language: str = "") -> DateStyle:
    """Where days and months cannot be told apart, a French header decides, else the day comes first:
    the month first is a habit of one country, and an export of it soon shows a thirteenth « month »."""
    day_first = month_first = slashed = 0
    for cell in cells:
        if found := _SLASHED.match(cell):
            slashed += 1
            day_first += int(found[1]) > 12
            month_first += int(found[2]) > 12
    if not slashed:
        return DateStyle.ISO
    return DateStyle.MONTH_FIRST if month_first > day_first else DateStyle.DAY_FIRST
