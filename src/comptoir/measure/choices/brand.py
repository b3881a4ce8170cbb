"""The words of a brand: written in any way, told apart from other searches. Pure.

A search is of the brand where one of the words stands in it whole: accents, capitals, spaces, hyphens and apostrophes
do not matter, within the words either: « Maison Lavande », « maison-lavande » and « maisonlavande » are one. A word
that only begins so (« lavandes » of « lavande ») is another: misspellings that matter are words to add.
"""

import re
import unicodedata
from collections.abc import Iterable

MOST = 50
LONGEST = 60
SHORTEST = 2
"""Letters and figures of a word, without what stands between them."""

_LEGAL_FORMS = frozenset(
    {"sa", "sas", "sasu", "sarl", "eurl", "snc", "ltd", "llc", "inc", "gmbh", "bv", "srl"}
)
_NO_LETTER = re.compile(r"[^\w]|_")
_BETWEEN = r"[^\pL\pN]*"


def plain(text: str) -> str:
    """In small letters without accents, compatible signs as the usual ones; what separates words is kept."""
    small = unicodedata.normalize("NFKC", text).lower()
    apart = unicodedata.normalize("NFD", small)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def letters(word: str) -> str:
    """What is left of a word when nothing between its letters and figures counts."""
    return _NO_LETTER.sub("", plain(word))


def cleaned(words: Iterable[str]) -> tuple[str, ...]:
    """As people write them, trimmed, each once however it is written."""
    found = {letters(word): " ".join(word.split()) for word in words}
    return tuple(word for key, word in found.items() if key)


def guessed(name: str) -> tuple[str, ...]:
    """The words of the brand by the company's name, without what stands in brackets and the legal form."""
    bare = re.sub(r"\(.*?\)", " ", name)
    kept = [word for word in bare.split() if letters(word) not in _LEGAL_FORMS]
    return tuple(word for word in cleaned([" ".join(kept)]) if len(letters(word)) >= SHORTEST)


def pattern(words: Iterable[str]) -> str:
    """A regular expression of the engine's kind (RE2) over `plain` text; empty without words."""
    known = sorted({letters(word) for word in words} - {""})
    if not known:
        return ""
    each = "|".join(_BETWEEN.join(re.escape(sign) for sign in word) for word in known)
    return rf"(^|[^\pL\pN])({each})([^\pL\pN]|$)"
