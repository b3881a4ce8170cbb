"""Answers as rows and objects of plain values, for the command line and files."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.decide.customers.engine.answers import Inconclusive
from comptoir.decide.customers.engine.backtest import BackTest
from comptoir.decide.customers.engine.lifetime import LEVEL, METHOD
from comptoir.decide.customers.engine.rfm import SEGMENTS
from comptoir.decide.customers.lifetimes import Lifetimes
from comptoir.decide.customers.page import Page
from comptoir.decide.customers.reading import day_of
from comptoir.decide.customers.references import by_key, called
from comptoir.decide.customers.saying import why
from comptoir.decide.customers.segments import marked, money

MODEL = "bg_nbd_gamma_gamma"


def rfm_json(scope: Scope, at: date, page: Page | None = None) -> dict[str, Any]:
    """One row for each customer, those of the highest value first."""
    book, found = marked(scope, at)
    order = sorted(range(book.size), key=lambda n: (-int(book.amount[n]), int(book.key[n])))
    shown = page.of(order) if page else order
    names = _names(scope, [int(book.key[n]) for n in shown], page)
    rows = [
        {
            "customer": names[int(book.key[n])],
            "last_order": day_of(int(book.last[n])),
            "orders": int(book.orders[n]),
            "sales": money(int(book.amount[n])),
            "recency": int(found.recency[n]),
            "frequency": int(found.frequency[n]),
            "value": int(found.value[n]),
            "segment": SEGMENTS[int(found.segment[n])].value,
        }
        for n in shown
    ]
    return {"at": at, "found": book.size, "customers": rows}


def clv_json(
    scope: Scope, at: date, horizon: int, found: Lifetimes | Inconclusive, page: Page | None = None
) -> dict[str, Any]:
    head = {"model": MODEL, "unit": "week", "at": at, "horizon_days": horizon}
    if isinstance(found, Inconclusive):
        nothing: dict[str, Any] = {
            "parameters": None,
            "log_likelihood": None,
            "found": 0,
            "customers": [],
            "backtest": None,
        }
        return {**head, "inconclusive": why(found), **nothing}
    orders, values = found.models.orders, found.models.values
    return {
        **head,
        "value": found.valuation.metric,
        "value_rate": float(round(found.valuation.rate, 6)),
        "currency": scope.currency,
        "interval": {"level": LEVEL, "method": METHOD},
        "parameters": {
            "r": orders.r,
            "alpha": orders.alpha,
            "a": orders.a,
            "b": orders.b,
            "p": values.p,
            "q": values.q,
            "v": values.v,
        },
        "log_likelihood": orders.log_likelihood,
        "log_likelihood_value": values.log_likelihood,
        "found": found.book.size,
        "customers": clv_rows(scope, found, page),
        "backtest": _backtest(found.backtest),
    }


def clv_rows(scope: Scope, found: Lifetimes, page: Page | None = None) -> list[dict[str, Any]]:
    """The most valuable first."""
    rate, told = found.rate, found.worth
    columns = (
        found.book.key.tolist(),
        told.orders.round(6).tolist(),
        *((one * rate).round(2).tolist() for one in (told.value, told.low, told.high)),
    )
    rows = sorted(zip(*columns, strict=True), key=lambda row: (-row[2], row[0]))
    shown = page.of(rows) if page else rows
    names = _names(scope, [row[0] for row in shown], page)
    return [
        {
            "customer": names[key],
            "expected_orders": orders,
            "clv": value,
            # A margin below zero turns the interval round.
            "low": min(low, high),
            "high": max(low, high),
        }
        for key, orders, value, low, high in shown
    ]


def _names(scope: Scope, keys: Iterable[int], page: Page | None) -> Mapping[int, str]:
    return by_key(keys) if page else called(scope, keys)


def _backtest(found: BackTest | Inconclusive) -> dict[str, Any]:
    if isinstance(found, Inconclusive):
        return {"inconclusive": why(found)}
    return {
        "days_held_out": found.days,
        "customers": found.customers,
        "expected_orders": round(found.expected_orders, 2),
        "actual_orders": found.seen_orders,
        "expected_sales": round(found.expected_value, 2),
        "actual_sales": round(found.seen_value, 2),
        "level": found.level,
        "coverage_orders": round(found.orders_covered, 4),
        "coverage_sales": round(found.value_covered, 4),
        "above_interval": round(found.value_above, 4),
        "by_repeat_purchases": [
            {
                "repeat_purchases": row.repeats,
                "customers": row.customers,
                "expected_orders": round(row.expected, 4),
                "actual_orders": round(row.seen, 4),
            }
            for row in found.rows
        ],
    }
