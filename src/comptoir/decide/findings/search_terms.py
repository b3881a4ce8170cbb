"""Searches as a search console tells them: sums of a period, which no metric carries. Heavy: not for start-up."""

from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.measure.choices.api import choices_of, pattern, plain
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot, snapshot


@dataclass(frozen=True, slots=True)
class Search:
    term: str
    period: Period
    clicks: float
    impressions: float
    position: float


def read_searches(scope: Scope, number: int | None, day: date) -> tuple[Search, ...]:
    """Those of the period that ended last, until `day`; of two that ended together the shorter one."""
    chosen = current_snapshot(scope) if number is None else snapshot(scope, number)
    with open_snapshot(scope, chosen) as reader:
        if not reader.has("search_term"):
            return ()
        terms = reader.table("search_term")
        terms = terms.filter(terms.term_kind == "query", terms.day <= day, terms.position_sum.notnull())
        periods = terms.select("first_day", "day").distinct().to_pyarrow().to_pylist()
        if not periods:
            return ()
        newest = max(periods, key=lambda one: (one["day"], one["first_day"]))
        terms = terms.filter(terms.day == newest["day"], terms.first_day == newest["first_day"])
        rows = terms.select("term", "clicks", "impressions", "position_sum").to_pyarrow().to_pylist()
    period = Period(newest["first_day"], newest["day"])
    return tuple(
        Search(row["term"], period, float(row["clicks"]), shown, float(row["position_sum"]) / shown)
        for row, is_brand in zip(rows, _of_brand(scope, [row["term"] for row in rows]), strict=True)
        if (shown := float(row["impressions"])) and not is_brand
    )


def _of_brand(scope: Scope, terms: list[str]) -> list[bool]:
    """By the company's words, on the engine of expressions that their pattern is written for."""
    words = pattern(choices_of(scope).brand)
    if not words:
        return [False] * len(terms)
    found: list[bool] = pc.match_substring_regex(pa.array(map(plain, terms), pa.string()), words).to_pylist()
    return found
