"""Targets as a table to export, and the same file read back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.core.errors import InputError
from comptoir.core.tables.api import CellKind, Line, Table, TableColumn, amount_of, lines_of, month_of
from comptoir.decide.targets.shapes import Place, Target
from comptoir.decide.targets.units import typed

COLUMNS = (
    TableColumn("metric", gettext_lazy("Metric")),
    TableColumn("dimension", gettext_lazy("Split by")),
    TableColumn("part", gettext_lazy("Part")),
    TableColumn("month", gettext_lazy("Month")),
    TableColumn("value", gettext_lazy("Target"), CellKind.NUMBER),
    TableColumn("owner", gettext_lazy("Who answers for it")),
)
_MOST = 5000


def as_table(targets: Iterable[Target]) -> Table:
    rows: list[Line] = [
        {
            "metric": one.place.metric,
            "dimension": one.place.dimension,
            "part": one.place.part,
            "month": f"{one.month:%Y-%m}",
            "value": typed(one.place.metric, one.value),
            "owner": one.owner,
        }
        for one in targets
    ]
    return Table(COLUMNS, rows, title=gettext_lazy("Targets"))


@dataclass(frozen=True, slots=True)
class Group:
    """The months of one place that a file tells."""

    place: Place
    owner: str
    months: dict[date, Decimal | None]


def read(body: bytes) -> list[Group]:
    """The exported file, columns in that order, with commas or semicolons; an empty target removes it."""
    lines = lines_of(body)
    if not lines or len(lines) > _MOST:
        raise InputError(
            _("The file holds no targets, or too many."),
            advice=_("Export the targets of this page and fill in that file."),
        )
    groups: dict[tuple[Place, str], Group] = {}
    for number, line in lines:
        if len(line) < 5:
            raise _refused(number, _("it has fewer than five columns"))
        words = [*line, ""]
        place = Place(words[0], words[1], words[2])
        group = groups.setdefault((place, words[5]), Group(place, words[5], {}))
        group.months[_month(words[3], number)] = _value(words[4], number)
    return list(groups.values())


def _month(word: str, number: int) -> date:
    found = month_of(word)
    if found is None:
        raise _refused(number, _("« %(word)s » is no month such as 2027-01") % {"word": word})
    return found


def _value(word: str, number: int) -> Decimal | None:
    if not word:
        return None
    value = amount_of(word)
    if value is None:
        raise _refused(number, _("« %(word)s » is no number") % {"word": word})
    if value <= 0:
        raise _refused(number, _("a target is above 0"))
    return value


def _refused(number: int, reason: str) -> InputError:
    return InputError(
        _("Line %(number)d was not understood: %(reason)s. Nothing was changed.")
        % {"number": number, "reason": reason}
    )
