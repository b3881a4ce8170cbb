"""The shop's clock: PrestaShop writes local times without their zone, and `0000-00-00 00:00:00` for never."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from comptoir.connectors.shops.api import RefusalError

NO_TIME = timedelta(0)


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
        """Nothing that is written from `instant` on lies below it, not even where the clock is about to go back."""
        local = self._shown(instant)
        return local - self._repeated(local)

    def highest_before(self, instant: datetime) -> datetime:
        """Nothing that was written up to `instant` lies above it, not even where the clock has just gone back."""
        local = self._shown(instant)
        return local + self._repeated(local)

    def _shown(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone).replace(tzinfo=None, fold=0, microsecond=0)

    def _repeated(self, local: datetime) -> timedelta:
        """By how much the clock goes back over this time, nothing on all but one day of the year."""
        first, second = (local.replace(tzinfo=self.zone, fold=fold).utcoffset() for fold in (0, 1))
        return max((first or NO_TIME) - (second or NO_TIME), NO_TIME)


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
