"""A mapping: how the columns of a file become facts. Plain frozen data, exported as YAML."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Self

from comptoir.connectors.files.mapping_read import parse, read
from comptoir.connectors.files.mapping_write import render, to_data
from comptoir.connectors.files.rules import (
    ColumnRef,
    Content,
    DateStyle,
    DocumentRule,
    LineRule,
    Lookup,
    Numbers,
    OneUnit,
    OrderValues,
    Prices,
    Repeats,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    name: str
    label: str = ""
    content: Content = Content.ORDERS
    source: str = ""
    """Value of `source` in the facts; the name where empty."""
    timezone: str = ""
    """Of times that do not say theirs; the company's where empty."""
    currency: str = ""
    """Of the amounts; the column's, else the company's, where empty."""
    prices: Prices = Prices.EXCLUDED
    tax_rate: Decimal | None = None
    """Rate of lines that do not say theirs."""
    numbers: Numbers = field(default_factory=Numbers)
    dates: DateStyle = DateStyle.ISO
    columns: dict[str, ColumnRef] = field(default_factory=dict)
    optional: tuple[str, ...] = ()
    """Fields whose column may be absent from the file; without the others it is refused."""
    lines: tuple[LineRule, ...] = ()
    documents: tuple[DocumentRule, ...] = ()
    negative_quantity_is_refund: bool = False
    free_is_sold: bool = False
    """A line at price 0 is a purchase all the same; without it, it is rejected."""
    statuses: dict[str, str] = field(default_factory=dict)
    one_unit: tuple[OneUnit, ...] = ()
    order_values: OrderValues = OrderValues.EVERY_ROW
    repeats: Repeats = Repeats.DROP
    lookup: Lookup | None = None
    notes: tuple[str, ...] = ()
    """What was assumed, in sentences."""

    @property
    def source_name(self) -> str:
        return self.source or self.name

    def has(self, field_name: str) -> bool:
        return field_name in self.columns

    def with_(self, **changes: Any) -> Self:
        """The same mapping with these changes, checked again."""
        return self.from_data(to_data(replace(self, **changes)))

    @classmethod
    def from_data(cls, data: object, *, is_draft: bool = False) -> Self:
        """The mapping that plain data (of YAML or JSON) describes. A draft may lack columns that it needs."""
        return cls(**read(data, is_draft=is_draft))

    @classmethod
    def from_yaml(cls, text: str, *, is_draft: bool = False) -> Self:
        """The mapping that the text describes; InputError with what came, what is allowed, what to do."""
        return cls.from_data(parse(text), is_draft=is_draft)

    def to_data(self) -> dict[str, Any]:
        return to_data(self)

    def to_yaml(self) -> str:
        return render(self)
