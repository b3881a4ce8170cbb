"""What segments make up: customers, sales, and who of them will buy again soon. Heavy."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from comptoir.decide.customers.api import Inconclusive
from comptoir.decide.segments.engine.conditions import Condition
from comptoir.decide.segments.engine.membership import Mask, shared
from comptoir.decide.segments.sheet import Sheet

type Definition = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    customers: int
    of_all: int
    """Customers of the company."""
    orders: int
    sales: Decimal
    """Demand sales since ever, excluding tax."""
    median_days: int | None
    """Since the last order: half of the customers ordered later."""
    buyers_soon: int | None
    """Expected to buy within 90 days, by the model; None where it has no answer."""

    @property
    def share(self) -> Decimal | None:
        return Decimal(self.customers) / self.of_all if self.of_all else None

    @property
    def each(self) -> Decimal | None:
        """Sales by customer."""
        return self.sales / self.customers if self.customers else None


def figures(sheet: Sheet, conditions: Definition) -> Figures:
    return figures_of_mask(sheet, sheet.members(conditions))


def figures_of_mask(sheet: Sheet, inside: Mask) -> Figures:
    book, chances = sheet.book, sheet.chances
    silent = np.sort(book.until - book.last[inside])
    return Figures(
        len(silent),
        sheet.size,
        int(book.orders[inside].sum()),
        book.sales(inside),
        int(silent[(len(silent) - 1) // 2]) if len(silent) else None,
        None if isinstance(chances, Inconclusive) else round(float(chances.soon[inside].sum())),
    )


def shared_by(sheet: Sheet, definitions: tuple[Definition, ...]) -> tuple[tuple[int, ...], ...]:
    found = shared([sheet.members(one) for one in definitions])
    return tuple(tuple(row) for row in found.tolist())
