"""Google Ads' days of campaigns to spend, as its exports become them. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from comptoir.connectors.google_ads.words import is_brand, traffic_channel
from comptoir.connectors.source import PermanentError, ReadContext, Record, Refused, Row, Rows

VALUE_TAX = "value_tax"
"""The setting that says what tax the conversion values hold."""
MICROS = Decimal(1_000_000)
CENTS = Decimal("0.0001")
THOUSANDTHS = Decimal("0.001")
KINDS = {"MULTI_CHANNEL": "App"}
"""Types of campaigns that reports call by another name."""


def account(values: Mapping[str, str]) -> str:
    return written(digits(values["customer"]))


def digits(given: str) -> str:
    """« 123-456-7890 » as the interface wants it."""
    return given.replace("-", "").replace(" ", "")


def campaigns(records: Sequence[Record], context: ReadContext) -> Rows:
    """A day that is read takes the place of what the facts had of it."""
    rate = value_tax(context.settings)
    rows = Rows(read=len(records), units={"ad_spend": set()}, tables={"ad_spend": []})
    for record in records:
        day, customer = date.fromisoformat(record["day"]), written(record["customer"])
        # Files that name no account, or this one by its name, are of this one.
        rows.units["ad_spend"] |= {(name, day) for name in (customer, record["name"], "")}
        for told in record["rows"]:
            if int(told["cost_micros"]) < 0:
                refused = Refused(
                    record["day"], "cost_micros", str(told["cost_micros"]), "negative_cost", told
                )
                rows.refused.append(refused)
                continue
            rows.tables["ad_spend"].append(
                {
                    "source": context.source,
                    "account_id": customer,
                    "day": day,
                    "month": f"{day:%Y-%m}",
                    "currency": record["currency"] or context.currency,
                    **_campaign(told),
                    **_figures(told, rate),
                }
            )
    return rows


def value_tax(settings: Mapping[str, str]) -> Decimal | None:
    """The share of tax on top of the values' own amount: 0.2 for « 20 »; None where nobody says."""
    text = settings.get(VALUE_TAX, "").strip().removesuffix("%").strip().replace(",", ".")
    if not text:
        return None
    try:
        rate = Decimal(text) / 100
        is_rate = 0 <= rate < 1
    except InvalidOperation:  # Of « nan » too, once it is compared.
        is_rate = False
    if not is_rate:
        raise PermanentError(
            _("« %(text)s » is no rate of VAT.") % {"text": text[:20]},
            advice=_("Write it in percent: 0, 5.5 or 20; or leave it empty."),
        )
    return rate


def written(customer: str) -> str:
    """« 1234567890 » as reports write it: so that a file and the interface tell of the same account."""
    return f"{customer[:3]}-{customer[3:6]}-{customer[6:]}"


def _campaign(told: Mapping[str, Any]) -> Row:
    channel = traffic_channel(told["campaign"], KINDS.get(told["kind"], told["kind"]))
    return {
        "campaign_id": told["campaign_id"],
        "ad_group_id": "",
        "ad_id": "",
        "campaign_name": told["campaign"],
        "traffic_channel": channel,
        "is_brand": is_brand(told["campaign"], channel),
        "country": "",
    }


def _figures(told: Mapping[str, Any], rate: Decimal | None) -> Row:
    figures: Row = {
        "impressions": int(told["impressions"]),
        "clicks": int(told["clicks"]),
        "spend_amount": (Decimal(told["cost_micros"]) / MICROS).quantize(CENTS),
        "credited_orders": Decimal(told["conversions"]).quantize(THOUSANDTHS),
    }
    if rate is not None:
        value = Decimal(told["value"]).quantize(CENTS)
        amount = (value / (1 + rate)).quantize(CENTS)
        figures |= {"credited_amount": amount, "credited_tax": value - amount}
    return figures
