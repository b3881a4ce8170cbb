"""The questions of the cockpit in plain SQL, written by hand over the Parquet files: the peer of the engine.

One statement for each fact, as an analyst would write it, joined where they are summed already. It shares no
code with the metrics engine, so that equal answers mean something.
"""

# ruff: noqa: S608 - SQL by hand is what this file is for

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from comptoir.core.periods import Grain, Period

COUNTED = "status = 'sold' AND has_product"
KNOWN = f"{COUNTED} AND customer_key IS NOT NULL"

WHERE: Mapping[str, str] = {
    "order_line": "status = 'sold'",
    "refund": "kind = 'product'",
    "order": COUNTED,
    "history": "true",
}
SUMS: Mapping[str, tuple[str, str]] = {
    "gross": ("order_line", "sum(gross_amount{gross_tax}) FILTER (kind = 'product')"),
    "discount": (
        "order_line",
        "sum(discount_amount{discount_tax}) FILTER (kind IN ('product', 'discount'))",
    ),
    "quantity": ("order_line", "sum(quantity) FILTER (kind = 'product')"),
    "returned": ("refund", "sum(amount{tax})"),
    "returned_of_orders": ("refund@order_day", "sum(amount{tax})"),
    "order_count": ("order", "count(*)"),
    "known_orders": ("order", "count(customer_key)"),
    "customers": ("order", "count(DISTINCT customer_key)"),
    "first_orders": ("history", "count(*) FILTER (place = 1)"),
    "won_365": ("history", "count(*) FILTER (place = 1 AND day <= {last} - 365)"),
    "back_365": ("history", "count(*) FILTER (place = 1 AND day <= {last} - 365 AND next_day <= day + 365)"),
}
METRICS: Mapping[str, str] = {
    "gross_sales": "{gross}",
    "discounts": "{discount}",
    "returns": "{returned}",
    "net_sales": "{gross} - {discount} - {returned}",
    "demand_sales": "{gross} - {discount}",
    "orders": "{order_count}",
    "units": "{quantity}",
    "aov": "({gross} - {discount}) / nullif({order_count}, 0)",
    "discount_rate": "{discount} / nullif({gross}, 0)",
    "return_rate": "{returned_of_orders} / nullif({gross}, 0)",
    "customers": "{customers}",
    "new_customers": "{first_orders}",
    "returning_customers": "{customers} - {first_orders}",
    "new_customer_share": "{first_orders} / nullif({known_orders}, 0)",
    "repeat_365": "{back_365} / nullif({won_365}, 0)",
}
DIMENSIONS: Mapping[str, str] = {
    "country": "country",
    "sales_channel": "sales_channel",
    "product": "sku",
    "category": "category",
    "customer_type": "CASE WHEN customer_key IS NULL THEN 'guest' "
    "WHEN of.order_id IS NULL THEN 'returning' ELSE 'new' END",
}
FACTS = ("order", "order_line", "refund", "product")


class NotWrittenError(LookupError):
    """The cockpit asks something new: write it here, so that it is measured as well."""


@dataclass(frozen=True)
class Ask:
    metrics: tuple[str, ...]
    by: tuple[str, ...]
    grain: Grain
    period: Period
    tax: str


class Raw:
    """Bare DuckDB over the files of one snapshot."""

    def __init__(self, files: Mapping[str, list[Path]], last: Any, memory: str) -> None:
        self.connection = duckdb.connect(config={"memory_limit": memory})
        self.connection.execute(
            "SET parquet_metadata_cache = true; SET TimeZone = 'UTC'; SET enable_progress_bar = false"
        )
        self.last = f"DATE '{last}'"
        for name in FACTS:
            listed = ", ".join(f"'{file}'" for file in files[name])
            options = "" if name == "product" else ", hive_partitioning = true, hive_types_autocast = false"
            self.connection.execute(
                f'CREATE VIEW "{name}" AS SELECT * FROM read_parquet([{listed}]{options})'
            )
        self.connection.execute(f"""
            CREATE VIEW history AS
            SELECT *, row_number() OVER later AS place, lead(day) OVER later AS next_day
            FROM "order" WHERE {KNOWN}
            WINDOW later AS (PARTITION BY customer_key ORDER BY ordered_at, source, order_id)""")
        self.connection.execute(f"""
            CREATE VIEW firsts AS
            SELECT arg_min(order_id, (ordered_at, source, order_id)) AS order_id
            FROM "order" WHERE {KNOWN} GROUP BY customer_key""")

    def rows(self, ask: Ask) -> list[tuple[Any, ...]]:
        return self.connection.execute(self.sql(ask)).fetchall()

    def sql(self, ask: Ask) -> str:
        """One CTE for each fact, summed to the keys; then the formulas."""
        for name in ask.metrics:
            if name not in METRICS:
                raise NotWrittenError(name)
        used = [name for name in SUMS if any(f"{{{name}}}" in METRICS[one] for one in ask.metrics)]
        facts = list(dict.fromkeys(SUMS[name][0] for name in used))
        keys = [*(["period"] if ask.grain is not Grain.TOTAL else []), *(f"d{n}" for n in range(len(ask.by)))]
        parts = [self._part(ask, fact, used, keys) for fact in facts]
        names = [f"f{n}" for n in range(len(facts))]
        joined = names[0] + "".join(
            f" FULL JOIN {name} USING ({', '.join(keys)})" if keys else f" CROSS JOIN {name}"
            for name in names[1:]
        )
        values = {name: f"coalesce({name}, 0)" for name in used}
        figures = ", ".join(f"{METRICS[one].format(**values)} AS {one}" for one in ask.metrics)
        ctes = ", ".join(f"{name} AS ({part})" for name, part in zip(names, parts, strict=True))
        order = f" ORDER BY {', '.join(map(str, range(1, len(keys) + 1)))}" if keys else ""
        return f"WITH {ctes} SELECT {', '.join([*keys, figures])} FROM {joined}{order}"

    def _part(self, ask: Ask, fact: str, used: list[str], keys: list[str]) -> str:
        table, _at, day = fact.partition("@")
        day = day or "day"
        taxed = ask.tax == "included"
        taxes = {name: f" + {name}" if taxed else "" for name in ("gross_tax", "discount_tax", "tax")}
        sums = [
            f"{SUMS[name][1].format(last=self.last, **taxes)} AS {name}"
            for name in used
            if SUMS[name][0] == fact
        ]
        said = {f"d{n}": DIMENSIONS[name] for n, name in enumerate(ask.by) if name in DIMENSIONS}
        if len(said) < len(ask.by):
            raise NotWrittenError(", ".join(ask.by))
        said["period"] = f"date_trunc('{ask.grain}', {day})::DATE"
        source = f'"{table}" AS t'
        if "category" in ask.by:
            source += " LEFT JOIN (SELECT sku, any_value(category) AS category FROM product GROUP BY sku) USING (sku)"
        if "customer_type" in ask.by:
            source += " LEFT JOIN firsts AS of ON of.order_id = t.order_id"
        months = ""
        if day == "day":
            months = f"month BETWEEN '{ask.period.start:%Y-%m}' AND '{ask.period.end:%Y-%m}' AND "
        chosen = ", ".join([*(f"{said[key]} AS {key}" for key in keys), *sums])
        group = f" GROUP BY {', '.join(keys)}" if keys else ""
        between = f"BETWEEN DATE '{ask.period.start}' AND DATE '{ask.period.end}'"
        return f"SELECT {chosen} FROM {source} WHERE {WHERE[table]} AND {months}{day} {between}{group}"


def alike(one: Any, other: Any) -> bool:
    """Sums to the last digit, ratios to six decimals; what SQL leaves out is nothing."""
    if one is None or other is None:
        return (one or 0) == (other or 0)
    if isinstance(one, Decimal | int) and isinstance(other, Decimal | int):
        return abs(one - other) < Decimal("0.000001")
    return abs(float(one) - float(other)) < 1e-6
