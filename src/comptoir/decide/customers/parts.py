"""The parts of the page of customers: each is a question, with what answers it and what its file holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from comptoir.core.errors import NotFoundError

if TYPE_CHECKING:
    from comptoir.core.tables.api import Table
    from comptoir.decide.customers.asked import Asked


_ROOM = "comptoir.decide.customers"


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    question: Any
    show: "Callable[[Asked], Any]"
    """What the template is given as `tile`."""
    file: "Callable[[Asked], Table]"


def _shown(name: str, module: str) -> "Callable[[Asked], Any]":
    def show(asked: "Asked") -> Any:
        # Heavy libraries, kept out of start-up.
        return getattr(import_module(f"{_ROOM}.{module}"), name)(asked)

    return show


def _filed(name: str) -> "Callable[[Asked], Table]":
    def file(asked: "Asked") -> "Table":
        found: Table = getattr(import_module(f"{_ROOM}.files"), name)(asked)
        return found

    return file


def _part(name: str, question: Any, module: str = "showing") -> Part:
    return Part(name, question, _shown(name, module), _filed(name))


PARTS: Mapping[str, Part] = {
    part.name: part
    for part in (
        _part("segments", _("Which customers do we have?")),
        _part("newcomers", _("How many buy for the first time, how many come again?"), "coming"),
        _part("cohorts", _("Do customers come back, month after month?")),
        _part("returns", _("When does the second order come?")),
        _part("again", _("Which segments will buy again, and when?"), "coming"),
        _part("quiet", _("Which good customers have gone quiet?")),
        _part("value", _("What will today's customers bring in the next 12 months?")),
        _part("baskets", _("What is bought together?")),
        _part("affinity", _("Who buys one category also buys which?"), "coming"),
    )
}


def part_of(name: str) -> Part:
    if name not in PARTS:
        raise NotFoundError(_("There is no such part of the page."))
    return PARTS[name]
