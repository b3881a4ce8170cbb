"""Search Console's rows to days and terms, as its exports become them. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from comptoir.connectors.source import ReadContext, Record, Row, Rows

THOUSANDTHS = Decimal("0.001")


def account(values: Mapping[str, str]) -> str:
    return values["property"]


def days(records: Sequence[Record], context: ReadContext) -> Rows:
    rows = Rows(read=len(records), units={"search_day": set()}, tables={"search_day": []})
    for record in records:
        day = date.fromisoformat(record["keys"][0])
        # Files, which name no property, are of this one.
        rows.units["search_day"] |= {(record["property"], day), ("", day)}
        rows.tables["search_day"].append(
            {
                "source": context.source,
                "property_id": record["property"],
                "day": day,
                "month": f"{day:%Y-%m}",
                "part": "",
                **_figures(record),
            }
        )
    return rows


def terms(records: Sequence[Record], context: ReadContext) -> Rows:
    rows = Rows(read=len(records), units={"search_term": set()}, tables={"search_term": []})
    for record in records:
        first, last = date.fromisoformat(record["first_day"]), date.fromisoformat(record["last_day"])
        rows.units["search_term"] |= {
            (name, first, last, record["kind"]) for name in (record["property"], "")
        }
        for told in record["rows"]:
            rows.tables["search_term"].append(
                {
                    "source": context.source,
                    "property_id": record["property"],
                    "first_day": first,
                    "day": last,
                    "month": f"{last:%Y-%m}",
                    "term_kind": record["kind"],
                    "term": told["keys"][0],
                    **_figures(told),
                }
            )
    return rows


def _figures(told: Mapping[str, Any]) -> Row:
    """The mean position becomes a sum that adds up over days."""
    clicks, impressions = (int(Decimal(str(told[name]))) for name in ("clicks", "impressions"))
    position = Decimal(str(told["position"]))
    return {
        "clicks": clicks,
        "impressions": impressions,
        "position_sum": (position * impressions).quantize(THOUSANDTHS),
    }
