"""What the facts hold of a source's sales by rate of VAT. Heavy: not for start-up."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import ibis

from comptoir.core.companies.api import Scope
from comptoir.measure.sync.held_totals import rows_of
from comptoir.measure.sync.legal_rates import EVERY, rate_of
from comptoir.measure.sync.vat import RateSum

EXACT = "decimal(18, 4)"


def held_taxes(scope: Scope, source: str, first: date, last: date) -> Iterator[RateSum]:
    """The lines sold on these days, before refunds. The rate of a line is the one that it tells; where it tells none,
    or one that no country has, the rate of its country or the company's that makes its tax, to a cent."""
    with rows_of(scope, "order_line", source, first, last) as lines:
        if lines is None:
            return
        sold = lines.filter(lines.status == "sold").mutate(
            net=(lines.gross_amount - lines.discount_amount).cast(EXACT),
            tax=(lines.gross_tax - lines.discount_tax).cast(EXACT),
        )
        is_told = sold.tax_rate.isin(sorted(EVERY)).fill_null(False)
        told = sold.filter(is_told).group_by("day", "currency", "tax_rate")
        for row in _rows(told.aggregate(net=ibis._.net.sum(), tax=ibis._.tax.sum())):
            yield _sum(row, row["tax_rate"], 1)
        # Few: lines of the same amounts together.
        others = sold.filter(~is_told).group_by("day", "currency", "tax_rate", "country", "net", "tax")
        for row in _rows(others.aggregate(lines=ibis._.count())):
            countries = [row["country"] or "", scope.country]
            rate = rate_of(Decimal(row["net"]), Decimal(row["tax"]), countries)
            yield _sum(row, row["tax_rate"] if rate is None else rate, row["lines"])


def _sum(row: dict[str, Any], rate: Decimal | None, lines: int) -> RateSum:
    return RateSum(
        row["day"], row["currency"], rate, Decimal(row["net"]) * lines, Decimal(row["tax"]) * lines
    )


def _rows(table: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return rows
