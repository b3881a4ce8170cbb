"""The terms of supply as a file to fill in, and the order as a file for a supplier."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.core.errors import InputError
from comptoir.core.tables.api import CellKind, Line, Table, TableColumn, lines_of
from comptoir.decide.reorder.lines import Outlooks
from comptoir.decide.reorder.sheet import Terms

TERMS = (
    TableColumn("sku", gettext_lazy("Item number")),
    TableColumn("supplier", gettext_lazy("Supplier")),
    TableColumn("delay", gettext_lazy("Supplier delay in days"), CellKind.NUMBER),
    TableColumn("minimum", gettext_lazy("Minimum order"), CellKind.NUMBER),
    TableColumn("incoming", gettext_lazy("Units on their way"), CellKind.NUMBER),
    TableColumn("incoming_on", gettext_lazy("On the shelf on"), CellKind.DATE),
    TableColumn("season_end", gettext_lazy("Last day of its season"), CellKind.DATE),
    TableColumn("name", gettext_lazy("Name, for you")),
)
ORDER = (
    TableColumn("sku", "sku"),
    TableColumn("quantity", "quantity", CellKind.NUMBER),
    TableColumn("supplier", "supplier"),
)
"""Headings that programs of suppliers read, in no language."""
_MOST = 20_000


def terms_table(found: Outlooks, names: Mapping[str, str]) -> Table:
    """Every product with what is said of it."""
    rows: list[Line] = [
        {
            "sku": one.sku,
            "supplier": one.terms.supplier,
            "delay": one.terms.delay,
            "minimum": one.terms.minimum,
            "incoming": one.terms.incoming,
            "incoming_on": one.terms.incoming_on,
            "season_end": one.terms.season_end,
            "name": names.get(one.sku, ""),
        }
        for one in sorted(found.lines, key=lambda one: one.sku)
    ]
    return Table(TERMS, rows, title=gettext_lazy("Terms of supply"))


def order_table(found: Outlooks) -> Table:
    """What to send: sorted by supplier."""
    chosen = sorted(found.chosen, key=lambda one: (one.terms.supplier.casefold(), one.sku))
    rows: list[Line] = [
        {"sku": one.sku, "quantity": one.to_order, "supplier": one.terms.supplier} for one in chosen
    ]
    return Table(ORDER, rows, title=gettext_lazy("Order"))


def read_terms(body: bytes) -> dict[str, Terms]:
    """The exported file filled in: columns in that order; the name is not read. InputError, and nothing is taken, where
    a line is not understood."""
    lines = lines_of(body)
    if not lines or len(lines) > _MOST:
        raise InputError(
            _("The file holds no products, or too many."),
            advice=_("Export the terms of this page and fill in that file."),
        )
    found = {}
    for number, line in lines:
        words = [*line, *[""] * len(TERMS)]
        if not words[0]:
            raise _refused(number, _("it has no item number"))
        if words[0] in found:
            raise _refused(number, _("%(sku)s stands in the file twice") % {"sku": words[0]})
        delay, minimum, incoming = (_units(word, number) for word in words[2:5])
        incoming_on, season_end = (_day(word, number) for word in words[5:7])
        found[words[0]] = Terms(words[1], delay, minimum, incoming, incoming_on, season_end)
    return found


def _units(word: str, number: int) -> int | None:
    plain = "".join(character for character in word if not character.isspace())
    whole = plain.removesuffix(",0").removesuffix(".0")  # as spreadsheets write whole numbers
    if not plain:
        return None
    if not whole.isascii() or not whole.isdigit() or len(whole) > 9:
        raise _refused(number, _("« %(word)s » is no whole number") % {"word": word})
    return int(whole)


def _day(word: str, number: int) -> date | None:
    if not word:
        return None
    parts = word.split("/")
    try:
        if len(parts) == 3:
            return date(int(parts[2]), int(parts[1]), int(parts[0]))
        return date.fromisoformat(word)
    except ValueError:
        raise _refused(number, _("« %(word)s » is no day such as 2027-01-31") % {"word": word}) from None


def _refused(number: int, reason: str) -> InputError:
    return InputError(
        _("Line %(number)d was not understood: %(reason)s. Nothing was changed.")
        % {"number": number, "reason": reason}
    )
