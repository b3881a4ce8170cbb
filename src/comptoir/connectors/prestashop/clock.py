"""The shop's clock: PrestaShop writes local times without their zone, and `0000-00-00 00:00:00` for never."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from comptoir.connectors.shops.api import RefusalError

REPEATED = timedelta(hours=1)
"""How much clocks go back in autumn; Lord Howe Island's half an hour lies within."""


class ShopClock:
    def __init__(self, zone: str) -> None:
        self.zone = ZoneInfo(zone)

    def instant(self, text: str, field: str) -> datetime:
        """A time that comes twice is the first of the two, one that the clock skips counts from the offset before
        the jump: the same rule as for files."""
        return written(text, field).replace(tzinfo=self.zone).astimezone(UTC)

    def instant_or_none(self, text: str, field: str) -> datetime | None:
        return None if is_never(text) else self.instant(text, field)

    def earliest(self, local: datetime) -> datetime:
        """The first instant at which the clock may have shown it."""
        return min(local.replace(tzinfo=self.zone, fold=fold).astimezone(UTC) for fold in (0, 1))

    def lowest_after(self, instant: datetime) -> datetime:
        """What the clock showed then; lower where it is about to go back, or just did. Nothing that changed from
        `instant` on is written below it."""
        local = self._shown(instant)
        return local - REPEATED if self._comes_twice(local) else local

    def highest_before(self, instant: datetime) -> datetime:
        """Nothing that changed up to `instant` is written above it, but for the hour after the clock went back,
        which `lowest_after` gives to the next reading too."""
        local = self._shown(instant)
        return local + REPEATED if self._comes_twice(local) else local

    def _shown(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone).replace(tzinfo=None, fold=0, microsecond=0)

    def _comes_twice(self, local: datetime) -> bool:
        first, second = (local.replace(tzinfo=self.zone, fold=fold).utcoffset() for fold in (0, 1))
        return first is not None and second is not None and first > second


def is_never(text: object) -> bool:
    return text in (None, "") or str(text).startswith("0000-00-00")


def written(text: str, field: str) -> datetime:
    """As the shop's clock shows it."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except (TypeError, ValueError) as error:
        raise RefusalError(field, text, "bad_date") from error


def to_text(local: datetime) -> str:
    return f"{local:%Y-%m-%d %H:%M:%S}"
