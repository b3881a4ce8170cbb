"""The rules against published dates."""

import csv
from datetime import date
from pathlib import Path

import pytest

from comptoir.core.calendar import key_events, soldes
from comptoir.core.calendar.dates import easter
from comptoir.core.calendar.public_holidays import public_holidays
from comptoir.core.periods import Period


def days(text: str) -> Period:
    start, end = text.split("/")
    return Period(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("year", "winter", "summer"),
    [
        (2025, "2025-01-08/2025-02-04", "2025-06-25/2025-07-22"),
        (2026, "2026-01-07/2026-02-03", "2026-06-24/2026-07-21"),
        (2027, "2027-01-06/2027-02-02", "2027-06-23/2027-07-20"),
        (2028, "2028-01-12/2028-02-08", "2028-06-28/2028-07-25"),
        (2029, "2029-01-10/2029-02-06", "2029-06-27/2029-07-24"),
        # Moved by decree.
        (2020, "2020-01-08/2020-02-04", "2020-07-15/2020-08-11"),
        (2021, "2021-01-20/2021-03-02", "2021-06-30/2021-07-27"),
    ],
)
def test_soldes(year: int, winter: str, summer: str) -> None:
    assert soldes.winter(year) == days(winter)
    assert soldes.summer(year) == days(summer)


def test_soldes_before_the_rule_are_not_guessed() -> None:
    assert soldes.winter(2019) is None
    assert soldes.summer(2019) is None


def test_soldes_always_start_on_a_wednesday_of_the_legal_days() -> None:
    for year in range(2022, 2060):
        winter, summer = soldes.winter(year), soldes.summer(year)
        assert winter is not None
        assert summer is not None
        assert winter.start.isoweekday() == summer.start.isoweekday() == 3
        assert winter.days == summer.days == 28
        assert date(year, 1, 6) <= winter.start <= date(year, 1, 12)
        assert date(year, 6, 22) <= summer.start <= date(year, 6, 28)


@pytest.mark.parametrize(
    ("code", "dates"),
    [
        ("black_friday", "2024-11-29 2025-11-28 2026-11-27 2027-11-26 2028-11-24 2029-11-23"),
        ("cyber_monday", "2024-12-02 2025-12-01 2026-11-30 2027-11-29"),
        # 2023 and 2026: the last Sunday of May; 2020: Pentecost was on 31 May, hence June.
        ("mothers_day", "2020-06-07 2023-06-04 2024-05-26 2025-05-25 2026-05-31 2027-05-30"),
        ("fathers_day", "2024-06-16 2025-06-15 2026-06-21 2027-06-20"),
        ("back_to_school", "2024-09-02 2025-09-01 2026-09-01"),
        ("valentine", "2026-02-14"),
        ("singles_day", "2026-11-11"),
        ("christmas", "2026-12-25"),
    ],
)
def test_key_events_of_france(code: str, dates: str) -> None:
    for day in map(date.fromisoformat, dates.split()):
        assert key_events.key_events("FR", day.year)[code] == day


def test_mothers_day_of_other_countries() -> None:
    found = {c: key_events.key_events(c, 2026).get("mothers_day") for c in ("US", "GB", "ES", "JP")}
    assert found == {
        "US": date(2026, 5, 10),
        "GB": date(2026, 3, 15),
        "ES": date(2026, 5, 3),
        "JP": None,
    }


def test_easter() -> None:
    known = "2008-03-23 2011-04-24 2023-04-09 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2038-04-25"
    for day in map(date.fromisoformat, known.split()):
        assert easter(day.year) == day


def test_holidays_of_france_equal_the_official_file(shared_data: Path) -> None:
    path = shared_data / "france" / "jours_feries_metropole.csv"
    if not path.is_file():
        pytest.skip(f"real data is not here: {path}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        official = {date.fromisoformat(row["date"]) for row in csv.DictReader(file)}
    years = {day.year for day in official}
    computed = {holiday.day for year in years for holiday in public_holidays("FR", year, "fr")}
    assert len(official) > 200
    # From 2005 to 2007 the law made Whit Monday a working day; the file lists it all the same.
    assert official - computed == {date(2006, 6, 5), date(2007, 5, 28)}
    assert computed - official == set()


def test_back_to_school_is_near_the_official_return(shared_data: Path) -> None:
    path = shared_data / "france" / "vacances_scolaires.csv"
    if not path.is_file():
        pytest.skip(f"real data is not here: {path}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        free = {date.fromisoformat(r["date"]) for r in csv.DictReader(file) if r["vacances_zone_a"] == "True"}
    for year in range(2012, 2026):
        returned = min(d for n in range(1, 16) if (d := date(year, 9, n)) not in free and d.weekday() < 5)
        assert abs((key_events.back_to_school(year) - returned).days) <= 3, year


def test_names_follow_the_reader_and_codes_do_not() -> None:
    french, english = ({h.day: h for h in public_holidays("FR", 2026, language)} for language in ("fr", "en"))
    day = date(2026, 4, 6)
    assert (french[day].name, english[day].name) == ("Lundi de Pâques", "Easter Monday")
    assert french[day].code == english[day].code


def test_two_holidays_on_one_day_are_two() -> None:
    first_of_may = [h.name for h in public_holidays("FR", 2008, "fr") if h.day == date(2008, 5, 1)]
    assert sorted(first_of_may) == ["Ascension", "Fête du Travail"]


def test_an_unknown_country_has_none() -> None:
    assert public_holidays("ZZ", 2026, "fr") == ()
