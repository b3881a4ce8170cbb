"""What the address of the page asks: which days, split by what, in which order."""

from dataclasses import dataclass, replace
from typing import Self

from django.http import QueryDict
from django.utils.translation import get_language

from comptoir.core.companies.api import Scope
from comptoir.measure.reading.api import Reading, loaded_days


@dataclass(frozen=True, slots=True)
class Asked:
    scope: Scope
    reading: Reading
    by: str
    sort: str
    locale: str

    @classmethod
    def parse(cls, scope: Scope, given: QueryDict) -> Self:
        reading = Reading.parse(scope, given, loaded_days(scope))
        by = given.get("by", "")
        reading = replace(reading, kept=(("by", by),))
        return cls(scope, reading, by, given.get("sort", ""), get_language() or "fr")

    @property
    def address(self) -> str:
        return self.reading.address()

    @property
    def file_address(self) -> str:
        return self.reading.address(sort=self.sort)
