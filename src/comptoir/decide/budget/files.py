"""The budget as a table to export, and the same file read back: good rows are taken, the others listed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.core.amounts import LARGEST
from comptoir.core.errors import InputError, closest
from comptoir.core.tables.api import CellKind, Table, TableColumn, amount_of, lines_of, month_of
from comptoir.decide.budget.engine.lines import TYPED, Amounts, Line
from comptoir.decide.budget.words import label_of

LARGEST_FILE = 1_000_000
_MOST = 20_000
_FIRST, _LAST = 2000, 2100
COLUMNS = (
    TableColumn("line", gettext_lazy("Line")),
    TableColumn("label", gettext_lazy("Meaning")),
    TableColumn("month", gettext_lazy("Month")),
    TableColumn("amount", gettext_lazy("Budget"), CellKind.NUMBER),
)


def as_table(year: int, budget: Mapping[date, Amounts]) -> Table:
    """Every line and month of the year, empty where nothing is budgeted: a file to fill in."""
    labels = {line: str(label_of(line)) for line in TYPED}
    rows = [
        {
            "line": line.value,
            "label": labels[line],
            "month": f"{year:04d}-{month:02d}",
            "amount": budget.get(date(year, month, 1), {}).get(line),
        }
        for line in TYPED
        for month in range(1, 13)
    ]
    return Table(COLUMNS, rows, title=gettext_lazy("Budget"))


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not taken."""

    number: int
    """Of its line in the file, the header being the first."""
    row: str
    reason: str


@dataclass(frozen=True, slots=True)
class Read:
    figures: Mapping[tuple[Line, date], Decimal | None]
    refused: tuple[Refused, ...]


class _RefusedError(Exception):
    """Why a row is refused."""


def read(body: bytes) -> Read:
    """The exported file, columns in that order; an empty amount removes what was budgeted."""
    lines = lines_of(body)
    if not lines or len(lines) > _MOST:
        raise InputError(
            _("The file holds no budget, or too many rows."),
            advice=_("Export the budget of this page and fill in that file."),
        )
    figures: dict[tuple[Line, date], Decimal | None] = {}
    refused, named = [], _names()
    for number, words in lines:
        try:
            where, amount = _understood(words, named)
            if where in figures and figures[where] != amount:
                raise _RefusedError(_("this line and month stand in the file twice, with two amounts"))
            figures[where] = amount
        except _RefusedError as doubt:
            refused.append(Refused(number, " ; ".join(words)[:120], str(doubt)))
    return Read(figures, tuple(refused))


def _understood(words: list[str], named: Mapping[str, Line]) -> tuple[tuple[Line, date], Decimal | None]:
    if len(words) < 3:
        raise _RefusedError(_("it has fewer than three columns"))
    line = _line(words[0], named)
    month = month_of(words[2])
    if month is None or not _FIRST <= month.year <= _LAST:
        raise _RefusedError(_("« %(word)s » is no month such as 2027-01") % {"word": words[2]})
    return (line, month), _amount(words[3] if len(words) > 3 else "")


def _names() -> Mapping[str, Line]:
    """The codes of the lines, and their labels in the language of the page."""
    return {str(label_of(line)).casefold(): line for line in Line} | {line.value: line for line in Line}


def _line(word: str, named: Mapping[str, Line]) -> Line:
    found = named.get(word.casefold())
    if found in TYPED and found is not None:
        return found
    if found is not None:
        raise _RefusedError(_("« %(word)s » is worked out from other lines") % {"word": word})
    guess = closest(word, [line.value for line in TYPED])
    known = _("did you mean « %(guess)s »?") % {"guess": guess} if guess else ", ".join(TYPED)
    raise _RefusedError(
        _("« %(word)s » is no line of the account: %(known)s") % {"word": word, "known": known}
    )


def _amount(word: str) -> Decimal | None:
    if not word:
        return None
    value = amount_of(word)
    if value is None:
        raise _RefusedError(_("« %(word)s » is no number") % {"word": word})
    if not 0 <= value <= LARGEST:
        raise _RefusedError(_("an amount is not below 0: costs are written as positive amounts"))
    return value
