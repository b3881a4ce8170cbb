"""Consents as shops and newsletter tools export them: an address, yes or no, a day. Pure: a file in, lines out."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from comptoir.core.consent.words import Purpose
from comptoir.core.errors import InputError
from comptoir.core.tables.api import is_workbook, workbook_lines

MOST_LINES = 500_000
_FORMULAS = ("=", "+", "-")
"""What a spreadsheet would take for a formula: no real address begins so."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


_ADDRESS = _words(
    "email|mail|email address|adresse email|adresse mail|adresse e mail|courriel|customer email|"
    "e mail|e mail address|subscriber email"
)
_ANSWERS: Mapping[str, Purpose | None] = {
    **dict.fromkeys(
        ("accepts email marketing", "accepts marketing", "email marketing consent"), Purpose.EMAIL
    ),
    **dict.fromkeys(("accepts sms marketing", "sms marketing consent", "sms consent"), Purpose.SMS),
    **dict.fromkeys(("newsletter", "email opt in", "email consent"), Purpose.EMAIL),
    **dict.fromkeys(("ads consent", "ad audiences", "consentement publicite"), Purpose.ADS),
    **dict.fromkeys(("consent", "consentement", "opt in", "optin", "inscrit", "status", "statut"), None),
    **dict.fromkeys(("double opt in", "email marketing status", "member status", "abonne"), None),
}
"""Heading -> the purpose it speaks of; None: that chosen for the file."""
_DAYS = _words(
    "date|day|jour|consent date|date de consentement|date du consentement|optin time|confirm time|"
    "opt in date|optin date|subscribed at|date d inscription|date inscription|"
    "email marketing consent timestamp|double opt in date|unsubscribed at|unsub time"
)
_YES = _words(
    "yes|oui|true|vrai|1|x|subscribed|inscrit|abonne|opt in|optin|single opt in|confirmed opt in|"
    "confirmed|accepted|accepte|active|granted"
)
_NO = _words(
    "no|non|false|faux|0|unsubscribed|desinscrit|desabonne|opt out|optout|blocklisted|blacklisted|"
    "rejected|refuse|withdrawn|retire|cleaned|denied"
)
_UNKNOWN = frozenset(
    ("", "never subscribed", "not subscribed", "pending", "unconfirmed", "en attente", "null")
)


@dataclass(frozen=True, slots=True)
class Said:
    email: str
    purpose: Purpose
    is_given: bool
    day: date


@dataclass(frozen=True, slots=True)
class Refused:
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says."""

    said: tuple[Said, ...]
    refused: tuple[Refused, ...]
    undecided: int
    """Lines that say neither yes nor no: waiting for a confirmation, never asked."""


def normal_address(text: str) -> str:
    """One address is written in one way; empty where it is none."""
    address = text.strip().lower()
    local, at, place = address.rpartition("@")
    is_whole = bool(at and local and "." in place.strip(".")) and not any(c.isspace() for c in address)
    is_one = is_whole and not address.startswith(_FORMULAS)
    return address if is_one and len(address) <= 320 else ""


def read(content: bytes, purpose: Purpose, day: date, today: date, *, is_given: bool = True) -> Told:
    """`purpose`, `day` and `is_given` are said of lines where the file has no column for it."""
    rows = _rows(content)
    headings = [_plain(word) for word in rows[0]]
    address = next((n for n, word in enumerate(headings) if word in _ADDRESS), None)
    if address is None:
        raise InputError(
            _("No column of the file is called an e-mail address."),
            _("Its columns: %(columns)s.") % {"columns": ", ".join(rows[0][:20])},
            _("Name the column « email »."),
        )
    answers = {n: _ANSWERS[word] or purpose for n, word in enumerate(headings) if word in _ANSWERS}
    days = [n for n, word in enumerate(headings) if word in _DAYS]
    said: dict[Said, None] = {}
    refused, undecided = [], 0
    for number, row in enumerate(rows[1:], start=2):
        cells = [*row, *[""] * (len(headings) - len(row))]
        email = normal_address(cells[address])
        if not email:
            refused.append(Refused(number, _("no e-mail address")))
            continue
        told = _day(cells, days, day)
        if told is None or told > today:
            refused.append(Refused(number, _("no day, or one that has not come")))
            continue
        for one, answer in _answers(cells, answers, purpose, is_given).items():
            if answer is None:
                undecided += 1
            elif answer == "?":
                refused.append(Refused(number, _("neither yes nor no")))
            else:
                said[Said(email, one, answer == "yes", told)] = None
    return Told(tuple(said), tuple(refused), undecided)


def _answers(
    cells: Sequence[str], columns: Mapping[int, Purpose], purpose: Purpose, is_given: bool
) -> dict[Purpose, str | None]:
    if not columns:
        return {purpose: "yes" if is_given else "no"}
    found: dict[Purpose, str | None] = {}
    for place, one in columns.items():
        answer = _answer(cells[place])
        # Of two columns on one purpose the one that says no is believed, then the one that says something.
        if one not in found or answer == "no" or found[one] is None:
            found[one] = answer
    return found


def _answer(text: str) -> str | None:
    word = _plain(text)
    if word in _UNKNOWN:
        return None
    return "yes" if word in _YES else "no" if word in _NO else "?"


def _day(cells: Sequence[str], columns: Sequence[int], otherwise: date) -> date | None:
    """The latest of the days that the line tells: a confirmation comes after the form."""
    texts = [cells[place].strip() for place in columns if cells[place].strip()]
    days = [_parsed(text) for text in texts]
    if any(day is None for day in days):
        return None
    return max((day for day in days if day), default=otherwise)


def _parsed(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    try:
        return datetime.strptime(text[:10], "%d/%m/%Y").date()  # noqa: DTZ007 - a day, as the tool wrote it
    except ValueError:
        return None


def _rows(content: bytes) -> list[list[str]]:
    lines = workbook_lines(content) if is_workbook(content) else _text_rows(content)
    rows = [row for row in lines if any(row)]
    if len(rows) < 2 or len(rows) > MOST_LINES:
        raise InputError(
            _("The file holds no line, or too many."), _("Up to %(most)d lines.") % {"most": MOST_LINES}
        )
    return rows


def _text_rows(content: bytes) -> Iterable[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    head = text.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _plain(text: str) -> str:
    """Without accents, capitals, signs: how tools write a heading differs."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    return " ".join(kept.split())
