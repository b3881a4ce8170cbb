"""A wide table, in which each series is a column, as a long one, in which each is a row."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import ibis

from comptoir.connectors.files.columns import column
from comptoir.connectors.files.exports.recognition import Found
from comptoir.connectors.files.reading import Source


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a recognised table, and where the fields stand in them."""

    source: Source
    positions: Mapping[str, int]


def rows_of(found: Found, source: Source) -> Rows:
    """One row for each line of the file, or for each series of each line, in the file's order."""
    match, declared = found.match, found.layout.series
    if declared is None:
        return Rows(source, match.positions)
    table = source.table
    kept = sorted(match.positions.values())
    pairs = [
        ibis.struct({"name": ibis.literal(name), "value": table[column(at)]})
        for at, name in match.series.items()
    ]
    long = table.select(
        **{column(new): table[column(at)] for new, at in enumerate(kept)},
        pair=ibis.array(pairs).unnest(),
        malformed=source.malformed,
    )
    name, value = len(kept), len(kept) + 1
    long = long.mutate(**{column(name): long.pair["name"], column(value): long.pair["value"]}).drop("pair")
    headers = (
        *(source.headers[at] for at in kept),
        declared.name.headers[0],
        declared.value.headers[0],
    )
    positions = {field: kept.index(at) for field, at in match.positions.items()}
    return Rows(
        replace(source, table=long, headers=headers, rows_a_line=len(pairs)),
        positions | {declared.name.name: name, declared.value.name: value},
    )
