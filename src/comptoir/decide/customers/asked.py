"""What the address of the page asks: which evening, which order of the lines, which figure of the cohorts."""

from dataclasses import dataclass
from datetime import date
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import get_language

from comptoir.core.companies.api import Scope

FIGURES = ("share", "customers", "sales", "margin")


@dataclass(frozen=True, slots=True)
class Asked:
    scope: Scope
    at: date
    is_chosen: bool
    """A person chose the evening; else it is that of the last loaded day."""
    sort: str
    figure: str
    """Of the cohorts."""
    locale: str

    @classmethod
    def parse(cls, scope: Scope, given: QueryDict, last: date) -> Self:
        at = _day(given.get("at", ""))
        figure = given.get("figure", "")
        return cls(
            scope,
            min(at, last) if at else last,
            at is not None,
            given.get("sort", ""),
            figure if figure in FIGURES else FIGURES[0],
            get_language() or "fr",
        )

    @property
    def file_address(self) -> str:
        """The same with the order of the lines."""
        return f"?{urlencode({'at': self.at.isoformat(), 'sort': self.sort})}"

    @property
    def address(self) -> str:
        """The query string that asks the same evening."""
        return f"?{urlencode({'at': self.at.isoformat()})}" if self.is_chosen else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
