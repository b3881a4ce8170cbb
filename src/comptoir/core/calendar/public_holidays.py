"""Public holidays of a country, in the reader's language where the package speaks it or its English can be put so."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from comptoir.core.calendar import holiday_names
from comptoir.core.json_files import read_json, write_json

_ENGLISH = ("en_US", "en_GB", "en_CA", "en")
_LANGUAGES = {"fr": ("fr", "fr_FR", *_ENGLISH), "en": _ENGLISH}


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    day: date
    code: str
    """The name in the country's own language: the same whatever the reader's."""
    name: str


@lru_cache(maxsize=256)
def public_holidays(country: str, year: int, language: str) -> tuple[PublicHoliday, ...]:
    """In order of days; none for a country that the package does not know.

    Kept as a file: the package takes a seventh of a second to load, for days that do not change with it.
    """
    path = Path(settings.HOLIDAYS) / _edition() / f"{country}-{year}-{language}.json"
    kept = read_json(path)
    if kept is not None:
        return tuple(PublicHoliday(date.fromisoformat(day), code, name) for day, code, name in kept)
    found = _worked_out(country, year, language)
    write_json(path, [[one.day.isoformat(), one.code, one.name] for one in found])
    return found


@cache
def _edition() -> str:
    """Of the package, and of our own words for its days."""
    words = sha256(Path(holiday_names.__file__).read_bytes()).hexdigest()[:8]
    return f"{version('holidays')}-{words}"


def _worked_out(country: str, year: int, language: str) -> tuple[PublicHoliday, ...]:
    import holidays  # noqa: PLC0415 - half a second, kept out of start-up

    try:
        own = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        return ()
    spoken = next((code for code in _LANGUAGES.get(language, ()) if code in own.supported_languages), None)
    words = holidays.country_holidays(country, years=year, language=spoken) if spoken else own
    return tuple(
        PublicHoliday(day, code, holiday_names.in_language(name, language) if spoken in _ENGLISH else name)
        for day in sorted(own)
        # Two holidays on one day share an entry, in the same order in both languages.
        for code, name in zip(own.get_list(day), words.get_list(day), strict=True)
    )
