"""The head of the cockpit: the choices of the reading, as links."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.core.calendar.api import same_event
from comptoir.core.companies.api import Scope
from comptoir.core.money import format_period
from comptoir.core.periods import PRESETS, Comparison
from comptoir.measure.reading.figures import TAX_WORDS
from comptoir.measure.reading.reading import TAXES, Reading


@dataclass(frozen=True, slots=True)
class Choice:
    label: Any
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Head:
    period_words: str
    preset_words: Any
    compared_words: str
    presets: tuple[Choice, ...]
    comparisons: tuple[Choice, ...]
    taxes: tuple[Choice, ...]
    tax_words: Any
    last_order: date | None
    """Given where the periods count back from it."""


def head(scope: Scope, reading: Reading, locale: str, last_day: date | None) -> Head:
    """What the head shows of the reading, and the addresses of the others."""
    before = reading.compared(scope)
    return Head(
        period_words=format_period(reading.period, locale),
        preset_words=PRESETS[reading.preset].label if reading.preset else _("Free range"),
        compared_words=format_period(before, locale) if before else "",
        presets=tuple(_presets(reading)),
        comparisons=tuple(_comparisons(scope, reading)),
        taxes=tuple(Choice(TAX_WORDS[tax], reading.address(tax=tax), tax == reading.tax) for tax in TAXES),
        tax_words=TAX_WORDS[reading.tax],
        last_order=last_day if reading.counts_from_last_order else None,
    )


def _presets(reading: Reading) -> Iterator[Choice]:
    for name, preset in PRESETS.items():
        address = reading.address(**{"preset": name, "from": "", "to": "", "grain": ""})
        yield Choice(preset.label, address, name == reading.preset)


def _comparisons(scope: Scope, reading: Reading) -> Iterator[Choice]:
    words = {Comparison.PREVIOUS: _("Previous"), Comparison.YEAR: pgettext_lazy("comparison", "Last year")}
    if same_event(scope, reading.period) is not None:
        words[Comparison.EVENT] = _("Event")
    for comparison, label in words.items():
        yield Choice(label, reading.address(compare=comparison), comparison is reading.comparison)
    yield Choice(_("None"), reading.address(compare="none"), reading.comparison is None)
