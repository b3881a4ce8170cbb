"""Alarms as a look would hand them over."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from comptoir.decide.anomalies.found import Alarm, Basis, Fault, Kind, Look, Money, Point

DAY = date(2026, 6, 28)


def points(day=DAY):
    days = (day - timedelta(days=ago) for ago in range(41, -1, -1))
    return tuple(Point(one, 900.0 if one == day else 1500.0, 1500.0, 1200.0, 1800.0) for one in days)


def drop(week="2100.00", *, metric="net_sales", dimension="", value="", day=DAY, **more):
    """Sales of one day 40 % below what was expected."""
    one = Alarm(
        Kind.BUSINESS,
        metric,
        dimension,
        value,
        day,
        day,
        is_over=False,
        actual=900.0,
        expected=1500.0,
        low=1200.0,
        high=1800.0,
        change=-0.4,
        money=Money(Decimal("300.00"), Decimal(week), Basis.MARGIN),
        false_rate=0.012,
        points=points(day),
    )
    return replace(one, **more)


def gain(**more):
    return drop("-700.00", metric="orders", change=0.3, **more)


def cut():
    return Alarm(
        Kind.DATA,
        "sessions",
        "",
        "audience",
        DAY - timedelta(days=2),
        DAY,
        is_over=False,
        fault=Fault.TRACKING,
        actual=0.45,
        expected=0.83,
        points=points(),
    )


def look_of(*alarms, day=DAY, snapshot=3):
    return Look(day, snapshot, alarms, series=12, withheld=4, first_day=day - timedelta(days=41))
