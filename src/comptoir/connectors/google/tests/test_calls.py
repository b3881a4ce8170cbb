"""Patience with Google: as long as it asks for, no longer than is allowed, never where a person must act."""

from dataclasses import dataclass, field

import pytest

from comptoir.connectors.google.calls import BusyError, Calls
from comptoir.connectors.source import PermanentError, Rate

RATE = Rate(per_second=1e6, retries=3, longest_wait=20.0)


class RefusedError(Exception):
    """What a client raises."""


@dataclass
class Vendor:
    """Refuses as often as it has reasons to."""

    reasons: list[PermanentError | BusyError]
    waits: list[float] = field(default_factory=list)
    asked: int = 0

    def answer(self) -> str:
        self.asked += 1
        if self.reasons:
            raise RefusedError
        return "there"

    def ask(self) -> str:
        return Calls(RATE, self.waits.append, RefusedError, lambda _error: self.reasons.pop(0)).made(
            self.answer
        )


def busy(wait: float | None = None) -> BusyError:
    error = BusyError("busy")
    error.wait = wait
    return error


def test_a_busy_vendor_is_asked_again_after_a_while() -> None:
    vendor = Vendor([busy(), busy(), busy()])
    assert vendor.ask() == "there"
    assert [0.5 <= wait / 2**attempt <= 1 for attempt, wait in enumerate(vendor.waits)] == [True] * 3


def test_what_the_vendor_asks_for_is_waited() -> None:
    vendor = Vendor([busy(17.0)])
    assert (vendor.ask(), vendor.waits) == ("there", [17.0])


@pytest.mark.parametrize(
    ("reasons", "asked"),
    [([busy() for _time in range(9)], 4), ([busy(21.0)], 1), ([PermanentError("no")], 1)],
)
def test_what_is_given_up(reasons: list[PermanentError | BusyError], asked: int) -> None:
    vendor = Vendor(reasons)
    with pytest.raises(type(reasons[0])):
        vendor.ask()
    assert vendor.asked == asked


def test_another_error_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        Calls(RATE, lambda _wait: None, RefusedError, lambda _error: busy()).made(lambda: 1 // 0)
