"""Which addresses of a segment may go out for a purpose, and why the others may not."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SILENT_YEARS = 3
"""After so many years without an order or a new consent, a person is asked again or left alone (CNIL)."""


class LeftOut(StrEnum):
    NO_ADDRESS = "no_address"
    NEVER = "never"
    """Nothing is known of a consent to this purpose."""
    WITHDRAWN = "withdrawn"
    SILENT = "silent"
    TWICE = "twice"
    """The same address as another customer's: it is in the file once."""


@dataclass(frozen=True, slots=True)
class Person:
    address: str
    """Empty where none is known."""
    last_order: date


@dataclass(frozen=True, slots=True)
class Word:
    """The last word of an address on the purpose."""

    is_given: bool
    day: date


@dataclass(frozen=True, slots=True)
class Audience:
    addresses: tuple[str, ...]
    left_out: Mapping[LeftOut, int]

    @property
    def out(self) -> int:
        return sum(self.left_out.values())


def audience(people: Iterable[Person], words: Mapping[str, Word], at: date) -> Audience:
    """In alphabetical order; all people are in it or counted among those left out."""
    inside: set[str] = set()
    out: dict[LeftOut, int] = {}
    for person in people:
        why = _why_not(person, words.get(person.address), at)
        if why is None and person.address in inside:
            why = LeftOut.TWICE
        if why is None:
            inside.add(person.address)
        else:
            out[why] = out.get(why, 0) + 1
    return Audience(tuple(sorted(inside)), {why: out[why] for why in LeftOut if why in out})


def _why_not(person: Person, word: Word | None, at: date) -> LeftOut | None:
    if not person.address:
        return LeftOut.NO_ADDRESS
    if word is None:
        return LeftOut.NEVER
    if not word.is_given:
        return LeftOut.WITHDRAWN
    return LeftOut.SILENT if years_later(max(word.day, person.last_order)) <= at else None


def years_later(day: date, years: int = SILENT_YEARS) -> date:
    """The same day so many years on; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def hashed(address: str) -> str:
    """As advertising platforms compare addresses: SHA-256 of the address in lower case without spaces around it."""
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()
