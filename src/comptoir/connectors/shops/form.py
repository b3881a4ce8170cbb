"""Records in another form than their shop's interface is known to have: one is listed, all of them stop the reading."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from comptoir.connectors.source import PermanentError, Record, Rows

FORMLESS = (KeyError, IndexError, TypeError, AttributeError, ValueError, ArithmeticError)
"""What a mapping runs into when a record lacks what every record has."""
TELLING = 5
"""So many records, all of them odd, are no odd record: with fewer a single one would stop every reading to come."""


def number_in(record: Record, number_of: Callable[[Record], str]) -> str:
    try:
        return number_of(record)
    except FORMLESS as error:
        raise _another_form(missing(error)) from error


def refuse_another_form(rows: Rows) -> None:
    """One odd record is listed; where no record is as it should be, the shop's interface has changed."""
    odd = [refused for refused in rows.refused if refused.reason == "unknown_form"]
    if rows.read >= TELLING and len({refused.unit for refused in odd}) == rows.read:
        raise _another_form(odd[0].field)


def _another_form(field: str) -> PermanentError:
    return PermanentError(
        _("The shop answers in another form than Comptoir knows: « %(field)s » is missing or different.")
        % {"field": field},
        advice=_(
            "Has the shop been updated, or an extension that changes its interface? An update of Comptoir may know "
            "the new form; until then its exports can be imported."
        ),
    )


def missing(error: Exception) -> str:
    """The field that a mapping looked for in vain, as far as the error tells."""
    return str(error.args[0])[:120] if isinstance(error, KeyError) and error.args else str(error)[:120]
