"""Public holidays of a country, in the reader's language where the package speaks it or its English can be put so."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from shutil import rmtree

from django.conf import settings

from comptoir.core.calendar.holiday_names import in_language
from comptoir.core.code_state import state_of_code
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
    # Of this package and of our own words for its days; what others worked out goes.
    folder = Path(settings.HOLIDAYS) / state_of_code(("core",), ("holidays",))
    path = folder / f"{country}-{year}-{language}.json"
    kept = read_json(path)
    if kept is not None:
        return tuple(PublicHoliday(date.fromisoformat(day), code, name) for day, code, name in kept)
    found = _worked_out(country, year, language)
    if not folder.exists():
        rmtree(folder.parent, ignore_errors=True)
    write_json(path, [[one.day.isoformat(), one.code, one.name] for one in found])
    return found


def _worked_out(country: str, year: int, language: str) -> tuple[PublicHoliday, ...]:
    import holidays  # noqa: PLC0415 - half a second, kept out of start-up

    try:
        own = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        return ()
    spoken = next((code for code in _LANGUAGES.get(language, ()) if code in own.supported_languages), None)
    words = holidays.country_holidays(country, years=year, language=spoken) if spoken else own
    return tuple(
        PublicHoliday(day, code, _shown(name, language, is_english=spoken in _ENGLISH))
        for day in sorted(own)
        # Two holidays on one day share an entry, in the same order in both languages.
        for code, name in zip(own.get_list(day), words.get_list(day), strict=True)
    )


def _shown(name: str, language: str, *, is_english: bool) -> str:
    """`Jour de l’an`: the package writes straight apostrophes, French pages do not."""
    words = in_language(name, language) if is_english else name
    return words.replace("'", "’") if language == "fr" else words
