"""Search Console: clicks of days, searches and pages. The period of searches and pages stands only in the name of
their folder; each list ends at its thousandth row. Dates are ISO and percents have a dot, in French too."""

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from comptoir.simulator.exports.figures import days, share, summed, within
from comptoir.simulator.exports.sheet import Block, Column, Sheet, write
from comptoir.simulator.exports.text import column, decimal, joined, numbers, quoted, trimmed, whole
from comptoir.simulator.world import World

LONGEST = 1_000
WORDS = {
    "fr": {
        "figures": ("Clics", "Impressions", "CTR", "Position"),
        "query": ("Requêtes.csv", "Requêtes les plus fréquentes"),
        "page": ("Pages.csv", "Pages les plus populaires"),
    },
    "en": {
        "figures": ("Clicks", "Impressions", "CTR", "Position"),
        "query": ("Queries.csv", "Top queries"),
        "page": ("Pages.csv", "Top pages"),
    },
}
_SUMS = ["clicks", "impressions", "weighted"]


def report(folder: Path, world: World, first: date, last: date, language: str) -> list[Path]:
    searches = within(world.searches, first, last)
    position = column(searches, "position").to_numpy(zero_copy_only=False)
    searches = searches.append_column("weighted", pa.array(position * numbers(searches, "impressions")))
    by_day = summed(searches, ["day"], _SUMS)
    paths = [
        write(folder / "Dates.csv", Sheet.of(Block({"Date": days(by_day)} | _figures(by_day, language))))
    ]
    for by in ("query", "page"):
        name, header = WORDS[language][by]
        table = _best(summed(searches, [by], _SUMS))
        first_column: dict[str, Column] = {header: quoted(column(table, by), ",")}
        paths.append(write(folder / name, Sheet.of(Block(first_column | _figures(table, language)))))
    return paths


def _best(table: pa.Table) -> pa.Table:
    order = np.lexsort((np.arange(len(table)), -numbers(table, "impressions"), -numbers(table, "clicks")))
    return table.take(pa.array(order[:LONGEST]))


def _figures(table: pa.Table, language: str) -> dict[str, Column]:
    clicks, impressions = numbers(table, "clicks"), numbers(table, "impressions")
    weighted = column(table, "weighted").to_numpy(zero_copy_only=False)
    texts = [
        whole(clicks),
        whole(impressions),
        joined(share(clicks, impressions), "%"),
        trimmed(decimal(weighted / np.maximum(impressions, 1))),
    ]
    return dict(zip(WORDS[language]["figures"], texts, strict=True))
