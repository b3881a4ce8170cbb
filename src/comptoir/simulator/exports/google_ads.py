"""Google Ads: campaigns of a period beside the period before, weeks beside those of a year before, and the
report of campaigns by day. Money is « 1 234,56 € ».

Of conversions the platform tells those that it counts itself.
"""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports import figures
from comptoir.simulator.exports.french import long_day, week_of
from comptoir.simulator.exports.sales import ordinals
from comptoir.simulator.exports.sheet import Block, Column, Sheet, write
from comptoir.simulator.exports.text import (
    Whole,
    column,
    decimal,
    euros,
    grouped,
    money,
    numbers,
    quoted,
    whole,
)
from comptoir.simulator.world import World

_SUMS = ["impressions", "clicks", "cost", "claimed_conversions", "claimed_value"]
_YEAR = timedelta(weeks=52)
PLATFORM = "google_ads"


def campaigns(path: Path, world: World, first: date, last: date) -> Path:
    """One row a campaign, with the figures of as many days before."""
    length = last - first + timedelta(days=1)
    now = _of(world, first, last, ["campaign", "kind"])
    before = _like(now, _of(world, first - length, first - timedelta(days=1), ["campaign"]), "campaign")
    columns: dict[str, Column] = {
        "Nom de la campagne": quoted(column(now, "campaign"), ","),
        "Nom du groupe de campagnes": "--",
        "État de la campagne": "Activée",
    }
    for name, texts in {
        "Coût": [_euros(table, "cost") for table in (now, before)],
        "Conversions": [_conversions(table) for table in (now, before)],
        "CPC moy.": [_cells(euros(_each(table))) for table in (now, before)],
    }.items():
        columns |= {name: texts[0], f"{name} (Comparaison)": texts[1]}
    return write(path, Sheet.of(Block(columns)))


def weeks(path: Path, world: World) -> Path:
    """The weeks of the world, beginning on Mondays, beside the week 52 weeks before each."""
    ads = world.ads.filter(pc.equal(world.ads["platform"], PLATFORM))
    day = ordinals(ads, "day")
    monday = pa.array(day - (day + 3) % 7).cast(pa.int32()).cast(pa.date32())
    now = figures.summed(ads.append_column("week", monday), ["week"], _SUMS)
    earlier = pa.array(ordinals(now, "week") - _YEAR.days).cast(pa.int32()).cast(pa.date32())
    before = _like(pa.table({"week": earlier}), now, "week")
    columns: dict[str, Column] = {
        "Semaine": week_of(column(now, "week")),
        "Semaine(Comparaison)": week_of(earlier),
    }
    for name, texts in {
        "Clics": [_cells(grouped(whole(numbers(table, "clicks")))) for table in (now, before)],
        "Coût": [_euros(table, "cost") for table in (now, before)],
        "Impressions": [_cells(grouped(whole(numbers(table, "impressions")))) for table in (now, before)],
        "Conversions": [_conversions(table) for table in (now, before)],
    }.items():
        columns |= {name: texts[0], f"{name}(Comparaison)": texts[1]}
    return write(path, Sheet.of(Block(columns)))


def days(path: Path, world: World, first: date, last: date) -> Path:
    """The report: its title, its period, a row a campaign and day, a row of totals."""
    table = _of(world, first, last, ["day", "campaign", "kind"])
    columns: dict[str, Column] = {
        "Jour": figures.days(table),
        "Campagne": quoted(column(table, "campaign"), ","),
        "État de la campagne": "Activée",
    } | _report(table)
    totals = figures.summed(
        table.append_column("all", pa.repeat("Total : Compte", len(table))), ["all"], _SUMS
    )
    last_row: dict[str, Column] = {"a": column(totals, "all"), "b": " --", "c": " --"} | _report(totals)
    sheet, below = Sheet.of(Block(columns)), Sheet.of(Block(last_row))
    title = f"Rapport sur les campagnes\n{long_day(first)} - {long_day(last)}\n"
    rows = pa.chunked_array([sheet.rows, below.rows]).combine_chunks()
    return write(path, Sheet(sheet.headers, rows), before=(title,))


def _report(table: pa.Table) -> dict[str, Column]:
    return {
        "Code de devise": "EUR",
        "Coût": _cells(grouped(money(numbers(table, "cost"), ","))),
        "Impr.": whole(numbers(table, "impressions")),
        "Clics": whole(numbers(table, "clicks")),
        "Conversions": _conversions(table),
        "Valeur de conv.": _cells(grouped(money(numbers(table, "claimed_value"), ","))),
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


def _euros(table: pa.Table, name: str) -> pa.Array:
    return _cells(euros(numbers(table, name)))


def _conversions(table: pa.Table) -> pa.Array:
    counted: npt.NDArray[np.float64] = (
        column(table, "claimed_conversions").fill_null(0.0).to_numpy(zero_copy_only=False)
    )
    return _cells(grouped(decimal(counted, 2, ",")))


def _cells(text: pa.Array) -> pa.Array:
    return quoted(text, ",")
