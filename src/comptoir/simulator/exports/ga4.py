"""Google Analytics 4: what the audience tool saw. Two tables in one file, each below its comments, CRLF.

The groups of sessions do not tell brand from other searches, and sessions without consent are not seen.
"""

from collections.abc import Collection
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports.figures import days, summed, within
from comptoir.simulator.exports.sheet import Block, Column, Sheet, write
from comptoir.simulator.exports.text import column, money, numbers, trimmed, whole, worded
from comptoir.simulator.exports.words import GA4_CHANNELS
from comptoir.simulator.world import World

_SEEN = ["seen_sessions", "seen_carts", "seen_checkouts", "seen_purchases", "seen_revenue"]
_RULE = "# " + "-" * 40
WORDS = {
    "fr": {
        "title": "Acquisition de trafic : Groupe de canaux par défaut de la session",
        "account": "Compte",
        "property": "Propriété",
        "start": "Date de début",
        "end": "Date de fin",
        "channel": "Groupe de canaux par défaut de la session",
        "device": "Catégorie d'appareil",
        "figures": ("Sessions", "Ajouts au panier", "Règlements", "Achats", "Revenu total"),
    },
    "en": {
        "title": "Traffic acquisition: Session default channel group",
        "account": "Account",
        "property": "Property",
        "start": "Start date",
        "end": "End date",
        "channel": "Session default channel group",
        "device": "Device category",
        "figures": ("Sessions", "Add to carts", "Checkouts", "Purchases", "Total revenue"),
    },
}


def report(
    path: Path, world: World, first: date, last: date, language: str, missing: Collection[date] = ()
) -> Path:
    """`missing` days were not measured."""
    words = WORDS[language]
    seen = within(world.sessions, first, last)
    lost = pc.is_in(seen["day"], pa.array(sorted(missing), pa.date32()))
    seen = seen.filter(pc.invert(lost))
    group = worded(column(seen, "channel"), GA4_CHANNELS)
    seen = seen.set_column(seen.column_names.index("channel"), "channel", group)
    totals = summed(seen, ["channel"], _SEEN)
    totals = totals.take(pa.array(np.lexsort((np.arange(len(totals)), -numbers(totals, "seen_sessions")))))
    by_day = summed(seen, ["day", "channel", "device"], _SEEN)
    channel = str(words["channel"])
    sheets = (
        Sheet.of(Block({channel: column(totals, "channel")} | _figures(totals, language))),
        Sheet.of(
            Block(
                {
                    "Date": days(by_day, "%Y%m%d"),
                    channel: column(by_day, "channel"),
                    str(words["device"]): column(by_day, "device"),
                }
                | _figures(by_day, language)
            )
        ),
    )
    head = _comments(world, first, last, language)
    return write(path, *sheets, before=(head, "\n" + head), end="\r\n")


def _figures(table: pa.Table, language: str) -> dict[str, Column]:
    counts = [whole(numbers(table, name)) for name in _SEEN[:-1]]
    revenue = trimmed(money(numbers(table, "seen_revenue")))
    return dict(zip(WORDS[language]["figures"], [*counts, revenue], strict=True))


def _comments(world: World, first: date, last: date, language: str) -> str:
    words, sign = WORDS[language], " : " if language == "fr" else ": "
    lines = [
        _RULE,
        f"# {words['title']}",
        f"# {words['account']}{sign}{world.name}",
        f"# {words['property']}{sign}{world.name} - GA4",
        _RULE,
        "# ",
        f"# {words['start']}{sign}{first:%Y%m%d}",
        f"# {words['end']}{sign}{last:%Y%m%d}",
    ]
    return "\n".join(lines) + "\n"
