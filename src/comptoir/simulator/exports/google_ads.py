"""Google Ads: campaigns of a period beside the period before, weeks beside those of a year before, and the
report of campaigns by day. Money is « 1 234,56 € » or « €1,234.56 ».

Of conversions the platform tells those that it counts itself.
"""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports import figures
from comptoir.simulator.exports.google_words import WORDS, Words
from comptoir.simulator.exports.sales import ordinals
from comptoir.simulator.exports.sheet import Block, Column, Sheet, write
from comptoir.simulator.exports.text import (
    Whole,
    column,
    decimal,
    money,
    numbers,
    quoted,
    whole,
)
from comptoir.simulator.world import World

_SUMS = ["impressions", "clicks", "cost", "claimed_conversions", "claimed_value"]
_YEAR = timedelta(weeks=52)
PLATFORM = "google_ads"


def campaigns(path: Path, world: World, first: date, last: date, language: str = "fr") -> Path:
    """One row a campaign, with the figures of as many days before."""
    words, length = WORDS[language], last - first + timedelta(days=1)
    now = _of(world, first, last, ["campaign", "kind"])
    before = _like(now, _of(world, first - length, first - timedelta(days=1), ["campaign"]), "campaign")
    columns: dict[str, Column] = {
        words.campaign_name: quoted(column(now, "campaign"), ","),
        words.group: "--",
        words.state: words.enabled,
    }
    for name, texts in {
        words.cost: [_cost(table, words) for table in (now, before)],
        "Conversions": [_conversions(table, words) for table in (now, before)],
        words.price: [_cells(words.amount(_each(table))) for table in (now, before)],
    }.items():
        columns |= {name: texts[0], f"{name} ({words.compared})": texts[1]}
    return write(path, Sheet.of(Block(columns)))


def weeks(path: Path, world: World, language: str = "fr") -> Path:
    """The weeks of the world, beginning on Mondays, beside the week 52 weeks before each."""
    words = WORDS[language]
    ads = world.ads.filter(pc.equal(world.ads["platform"], PLATFORM))
    day = ordinals(ads, "day")
    monday = pa.array(day - (day + 3) % 7).cast(pa.int32()).cast(pa.date32())
    now = figures.summed(ads.append_column("week", monday), ["week"], _SUMS)
    earlier = pa.array(ordinals(now, "week") - _YEAR.days).cast(pa.int32()).cast(pa.date32())
    before = _like(pa.table({"week": earlier}), now, "week")
    columns: dict[str, Column] = {
        words.week: _cells(words.week_of(column(now, "week"))),
        f"{words.week}({words.compared})": _cells(words.week_of(earlier)),
    }
    for name, texts in {
        words.clicks: [_count(table, "clicks", words) for table in (now, before)],
        words.cost: [_cost(table, words) for table in (now, before)],
        "Impressions": [_count(table, "impressions", words) for table in (now, before)],
        "Conversions": [_conversions(table, words) for table in (now, before)],
    }.items():
        columns |= {name: texts[0], f"{name}({words.compared})": texts[1]}
    return write(path, Sheet.of(Block(columns)))


def days(path: Path, world: World, first: date, last: date, language: str = "fr") -> Path:
    """The report: its title, its period, a row a campaign and day, a row of totals."""
    words = WORDS[language]
    table = _of(world, first, last, ["day", "campaign", "kind"])
    columns: dict[str, Column] = {
        words.day: figures.days(table),
        words.campaign: quoted(column(table, "campaign"), ","),
        words.state: words.enabled,
    } | _report(table, words)
    totals = figures.summed(table.append_column("all", pa.repeat(words.total, len(table))), ["all"], _SUMS)
    last_row: dict[str, Column] = {"a": column(totals, "all"), "b": " --", "c": " --"} | _report(
        totals, words
    )
    sheet, below = Sheet.of(Block(columns)), Sheet.of(Block(last_row))
    period = f"{words.long_day(first)} - {words.long_day(last)}"
    title = f"{words.title}\n{f'"{period}"' if ',' in period else period}\n"
    rows = pa.chunked_array([sheet.rows, below.rows]).combine_chunks()
    return write(path, Sheet(sheet.headers, rows), before=(title,))


def _report(table: pa.Table, words: Words) -> dict[str, Column]:
    def amount(name: str) -> pa.Array:
        return _cells(words.figure(money(numbers(table, name), words.sign)))

    return {
        words.currency: "EUR",
        words.cost: amount("cost"),
        words.shown: whole(numbers(table, "impressions")),
        words.clicks: whole(numbers(table, "clicks")),
        "Conversions": _conversions(table, words),
        words.value: amount("claimed_value"),
    }


def _of(world: World, first: date, last: date, by: list[str]) -> pa.Table:
    ads = world.ads.filter(pc.equal(world.ads["platform"], PLATFORM))
    return figures.summed(figures.within(ads, first, last), by, _SUMS)


def _like(now: pa.Table, before: pa.Table, by: str) -> pa.Table:
    """The rows of `before` in the order of `now`, null where there were none."""
    return before.take(pc.index_in(column(now, by), column(before, by)))


def _each(table: pa.Table) -> Whole:
    cost, clicks = numbers(table, "cost"), np.maximum(numbers(table, "clicks"), 1)
    price: Whole = (2 * cost + clicks) // (2 * clicks)
    return price


def _cost(table: pa.Table, words: Words) -> pa.Array:
    return _cells(words.amount(numbers(table, "cost")))


def _count(table: pa.Table, name: str, words: Words) -> pa.Array:
    return _cells(words.figure(whole(numbers(table, name))))


def _conversions(table: pa.Table, words: Words) -> pa.Array:
    counted: npt.NDArray[np.float64] = (
        column(table, "claimed_conversions").fill_null(0.0).to_numpy(zero_copy_only=False)
    )
    return _cells(words.figure(decimal(counted, 2, words.sign)))


def _cells(text: pa.Array) -> pa.Array:
    return quoted(text, ",")
