"""What a person wants to lower, by how much and how long: everything stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Self

from django.utils.translation import gettext as _

from comptoir.core.errors import InputError

DISCOUNT, DAYS = Decimal("0.10"), 7
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Asked:
    of: str
    """An item number, or a category; empty: nothing is chosen yet."""
    discount: Decimal
    start: date
    end: date
    struck: Decimal | None = None
    """The price to be shown struck through, tax included; None: the reference."""
    competitor: Decimal | None = None
    """Price elsewhere, tax included, as somebody has seen it."""

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @classmethod
    def parse(cls, asked: Mapping[str, str], tomorrow: date) -> Self:
        start = _day(asked.get("from", ""), tomorrow)
        end = _day(asked.get("to", ""), start + timedelta(days=DAYS - 1))
        if not 1 <= (end - start).days + 1 <= LONGEST:
            raise InputError(_("An offer lasts from 1 to %(most)d days.") % {"most": LONGEST})
        percent = _number(asked.get("discount", ""))
        discount = DISCOUNT if percent is None else percent / 100
        if not 0 < discount < 1:
            raise InputError(_("A discount lies between 0 and 100 %."), advice=_("Write it as 10 for 10 %."))
        return cls(
            asked.get("of", "").strip()[:200],
            discount,
            start,
            end,
            _number(asked.get("struck", "")),
            _number(asked.get("competitor", "")),
        )


def _day(text: str, default: date) -> date:
    if not text:
        return default
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(
            _("« %(text)s » is not a day.") % {"text": text}, advice=_("Write it as 2026-11-21.")
        ) from None


def _number(text: str) -> Decimal | None:
    plain = "".join(letter for letter in text if not letter.isspace()).replace(",", ".")
    if not plain:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or not 0 < value < 10**9:
        raise InputError(_("« %(text)s » is no amount above 0.") % {"text": text})
    return value
