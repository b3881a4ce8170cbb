"""Meta's campaigns by day to advertising, as the exports of Ads Manager become it. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from comptoir.connectors.source import ReadContext, Record, Refused, Row, Rows

PURCHASES = ("omni_purchase", "purchase", "offsite_conversion.fb_pixel_purchase")
"""Views of the same purchases, the widest first, which is what Ads Manager shows: never added."""
WINDOW = re.compile(r"(\d+)d_(click|ev|view)")
SEEN_AS = {"click": "click", "ev": "engaged view", "view": "view"}
"""Kinds of a window, in the order in which Ads Manager names them."""


def account(values: Mapping[str, str]) -> str:
    """« act_123 », « 123 » or « 123-456 » as Meta numbers the account."""
    return re.sub(r"[\s.-]", "", values["account"].strip().lower().removeprefix("act_"))


def campaigns(records: Sequence[Record], context: ReadContext) -> Rows:
    """A day of the account that is read takes the place of what the facts had of it."""
    rows = Rows(read=len(records), units={"ad_spend": set()}, tables={"ad_spend": []})
    for record in records:
        day = date.fromisoformat(record["day"])
        # Files that name no account are of this one.
        rows.units["ad_spend"] |= {(record["account"], day), ("", day)}
        for told in record["rows"]:
            if wrong := _wrong(told):
                field, reason = wrong
                rows.refused.append(Refused(record["day"], field, str(told.get(field, "")), reason, told))
                continue
            rows.tables["ad_spend"].append(_row(told, record, day, context))
    return rows


def attribution(setting: str) -> str:
    """« 7d_click_1d_view » as Ads Manager words it in English; another setting as Meta writes it."""
    windows = WINDOW.findall(setting)
    if not windows or "_".join(f"{days}d_{kind}" for days, kind in windows) != setting:
        return setting
    kinds = list(SEEN_AS)
    worded = [
        f"{days}-day {SEEN_AS[kind]}"
        for days, kind in sorted(windows, key=lambda one: (kinds.index(one[1]), int(one[0])))
    ]
    return " or ".join(filter(None, (", ".join(worded[:-1]), worded[-1])))


def _row(told: Record, record: Record, day: date, context: ReadContext) -> Row:
    setting = str(told.get("attribution_setting") or "")
    return {
        "source": context.source,
        "account_id": record["account"],
        "campaign_id": str(told.get("campaign_id") or told.get("campaign_name") or ""),
        "ad_group_id": "",
        "ad_id": "",
        "campaign_name": told.get("campaign_name"),
        "traffic_channel": "paid_social",
        "is_brand": False,
        "country": "",
        "day": day,
        "month": f"{day:%Y-%m}",
        "impressions": int(Decimal(told["impressions"])),
        # Left out where nobody clicked.
        "clicks": int(Decimal(told.get("inline_link_clicks") or 0)),
        "spend_amount": Decimal(str(told["spend"])),
        "credited_orders": _purchases(told.get("actions")),
        "credited_by": attribution(setting) if setting else None,
        "currency": str(told.get("account_currency") or record["currency"] or context.currency).upper(),
    }


def _purchases(actions: Any) -> Decimal | None:
    """None where Meta tells of none, as the export leaves the cell empty."""
    known = {one.get("action_type"): one.get("value") for one in actions or ()}
    value = next((known[name] for name in PURCHASES if name in known), None)
    return None if value is None else _decimal(value)


def _wrong(told: Record) -> tuple[str, str] | None:
    """The field that refuses the row, and why."""
    for field in ("impressions", "spend", "inline_link_clicks"):
        is_blank = told.get(field) in (None, "")
        if is_blank and field != "inline_link_clicks":
            return field, "missing_value"
        if not is_blank and _decimal(told[field]) is None:
            return field, "bad_number"
    return ("spend", "negative_cost") if Decimal(str(told["spend"])) < 0 else None


def _decimal(value: Any) -> Decimal | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
