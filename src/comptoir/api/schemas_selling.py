"""The shapes of stock, advertising, prices, merchandising, losses and ways to purchase."""

from datetime import date
from decimal import Decimal
from typing import Any

from ninja import Field, Schema


class OfCompanyOut(Schema):
    company: str
    currency: str


class OfEveningOut(OfCompanyOut):
    at: date
    lacking: str | None = None
    """Why there is nothing to tell: what to load."""


class ProductOut(Schema):
    sku: str
    product: str
    stock: int | None
    sold_a_day: float
    forecast_a_day: float | None
    cover_days: float | None
    out_on: date | None
    out_early: date | None
    out_late: date | None
    delay_days: int
    missing_days: int
    missing: int
    missing_low: int
    missing_high: int
    lost: Decimal | None
    lost_low: Decimal | None
    lost_high: Decimal | None
    basis: str | None
    order: int
    supplier: str
    tied_up: Decimal | None
    limit: str | None


class StockOut(OfEveningOut):
    snapshot: int | None = None
    interval: dict[str, Any] | None = None
    cover_days: int | None = None
    found: int
    products: list[ProductOut]


class OrderLineOut(Schema):
    sku: str
    product: str
    quantity: int
    supplier: str
    tied_up: Decimal | None


class OrderOut(OfEveningOut):
    cover_days: int | None = None
    """How long the order lasts once it is there."""
    found: int
    lines: list[OrderLineOut]


class AdvertisingOut(OfEveningOut):
    tax: str
    period: dict[str, date] | None = None
    amounts_of_days: int | None = None
    margin_rate: Decimal | None = None
    break_even_roas: Decimal | None = None
    margin_is_partial: bool | None = None
    why_no_margin: str | None = None
    found: int
    campaigns: list[dict[str, Any]]
    """As docs/http_api.md describes each field."""


class OfferOut(OfEveningOut):
    products: list[dict[str, Any]] = []
    """Items whose stock lasts longer than a quarter; empty where an offer was asked."""
    of: str | None = None
    name: str | None = None
    is_category: bool | None = None
    discount: Decimal | None = None
    limits: list[str] = []
    is_blocked: bool | None = None
    more_units: Decimal | None = None
    effect: dict[str, Decimal] | None = None
    return_rate: Decimal | None = None
    why_no_cost: str | None = None
    start: date | None = Field(None, alias="from")
    end: date | None = Field(None, alias="to")
    items: list[dict[str, Any]] = []
    earlier_offers: list[dict[str, Any]] = []


class RankingOut(OfEveningOut):
    snapshot: int | None
    per_1000: str
    """What is counted by the thousand: views, sessions or orders."""
    basis: str
    planned: int
    level: float
    not_compared: int
    stock_lacking: str | None
    found: int
    products: list[dict[str, Any]]


class LossesOut(OfEveningOut):
    snapshot: int | None = None
    level: float | None = None
    unit: str | None = None
    basis: str | None = None
    measurement: str | None = None
    """Said where the measurement itself moved: nothing is told to lose then."""
    losses: list[dict[str, Any]]
    found: int
    segments: list[dict[str, Any]]


class JourneysOut(OfCompanyOut):
    period: dict[str, date] | None
    lacking: str | None = None
    is_one_by_one: bool | None = None
    sources: list[str] = []
    dimension: str | None = None
    dimensions: list[str] = []
    steps: list[dict[str, Any]] = []
    segments: list[dict[str, Any]] = []
    tax: str | None = None
    orders: int | None = None
    all_orders: int | None = None
    sales: Decimal | None = None
    paths: list[dict[str, Any]] = []
    channels: list[dict[str, Any]] = []
