"""What the pages show of products and their stock, in words, charts and tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.core.charts.api import CalendarMark, ForecastPoint, TrendPoint, TrendWords, trend
from comptoir.core.companies.api import Scope
from comptoir.core.ledger.api import Basis, Effect
from comptoir.core.money import format_day, format_money, format_number, format_period
from comptoir.core.periods import Grain, Period
from comptoir.core.tables.api import CellKind, Table, TableColumn
from comptoir.decide.reorder.actions import order_cost
from comptoir.decide.reorder.lines import Line, Outlooks, together
from comptoir.measure.metrics.api import Query, run

SEEN_DAYS = 56


@dataclass(frozen=True, slots=True)
class Stat:
    label: Any
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The default proposal in a sentence, its figures, what it leaves out."""

    sentence: str
    stats: tuple[Stat, ...]
    notes: tuple[str, ...]


def proposal(scope: Scope, found: Outlooks, locale: str) -> Proposal:
    chosen, basis = found.chosen, found.basis()
    lost = together(tuple(one.lost for one in found.lines), basis)
    saved = together(tuple(one.saved for one in chosen), basis)
    short = [one for one in found.lines if one.stock is not None and one.missing.mid]
    stats = [
        Stat(_("Run out before a delivery"), format_number(len(short), locale), _("products, ordered today")),
        _money_stat(scope, _("Lost until then"), lost, locale),
    ]
    if chosen:
        cost = order_cost(chosen)
        stats.append(_money_stat(scope, _("What the order earns"), saved, locale))
        note = "" if cost is not None else _("the purchase cost of some is not known")
        stats.append(Stat(_("Money tied up"), format_money(cost, scope.currency, locale, 0), note))
    return Proposal(_sentence(found, locale), tuple(stats), tuple(_notes(found, basis, locale)))


def _sentence(found: Outlooks, locale: str) -> str:
    chosen = found.chosen
    if not chosen:
        return _("Nothing has to be ordered today.")
    units = format_number(sum(one.to_order for one in chosen), locale)
    words = ngettext(
        "Order %(units)s units of one product: enough for %(days)s days from their arrival.",
        "Order %(units)s units of %(count)s products: enough for %(days)s days from their arrival.",
        len(chosen),
    )
    return words % {"units": units, "count": format_number(len(chosen), locale), "days": found.cover_days}


def _notes(found: Outlooks, basis: Basis, locale: str) -> Sequence[str]:
    notes = []
    stopped = sum(one.limit is not None and one.stock is not None for one in found.lines)
    unknown = sum(one.stock is None for one in found.lines)
    undated = sum(bool(one.incoming) and one.incoming_on is None for one in found.lines)
    other = sum(one.lost is not None and one.lost.basis is not basis for one in found.lines)
    if stopped:
        notes.append(
            ngettext(
                "%(count)d product is held back by a limit: see the last column.",
                "%(count)d products are held back by a limit: see the last column.",
                stopped,
            )
            % {"count": stopped}
        )
    if unknown:
        notes.append(
            ngettext(
                "%(count)d product sells without a known stock: it stands at the end.",
                "%(count)d products sell without a known stock: they stand at the end.",
                unknown,
            )
            % {"count": unknown}
        )
    if undated:
        notes.append(
            ngettext(
                "Units of %(count)d product are on their way, on a day that nobody said: they are counted from the "
                "day on which an order of today would arrive. Open the product to type the day.",
                "Units of %(count)d products are on their way, on days that nobody said: they are counted from the "
                "day on which an order of today would arrive. Open a product to type the day, or fill in the file.",
                undated,
            )
            % {"count": undated}
        )
    if not any(found.forecast_of.values()):
        notes.append(
            _("There is no forecast of units yet: every day to come is taken as a mean day of the pace.")
        )
    if other:
        notes.append(_("Products whose cost is unknown are told in net sales and left out of the sums."))
    return notes


def _money_stat(scope: Scope, label: str, found: Effect, locale: str) -> Stat:
    low, mid, high = (
        format_money(value, scope.currency, locale, 0) for value in (found.low, found.mid, found.high)
    )
    note = _("%(basis)s; from %(low)s to %(high)s") % {"basis": found.basis.label, "low": low, "high": high}
    return Stat(label, mid, note)


@dataclass(frozen=True, slots=True)
class ProductShown:
    title: str
    subtitle: str
    spec: dict[str, Any] | None
    table: Table | None
    stats: tuple[Stat, ...]


def product(scope: Scope, found: Outlooks, line: Line, name: str, locale: str) -> ProductShown:
    stats = tuple(_product_stats(scope, line, locale))
    title = _("When does %(product)s run out?") % {"product": name}
    if line.stock is None:
        return ProductShown(title, _("Its stock of the last seven days is not known."), None, None, stats)
    past = _stock_days(scope, found, line.sku)
    return ProductShown(
        title, _subtitle(line, locale), _chart(found, line, past, locale), _levels(line, past), stats
    )


def _subtitle(line: Line, locale: str) -> str:
    if line.out.mid is None:
        return _(
            "It lasts as far as one looks. Units on the evening of each day; the band holds 80 times in 100."
        )
    told = {
        "day": format_day(line.out.mid, locale),
        "early": format_day(line.out.early, locale) if line.out.early else "?",
        "late": format_day(line.out.late, locale) if line.out.late else _("later than one looks"),
    }
    return (
        _("About %(day)s; 80 times in 100 between %(early)s and %(late)s. Units on the evening of each day.")
        % told
    )


def _product_stats(scope: Scope, line: Line, locale: str) -> Sequence[Stat]:
    def count(value: float | None, places: int = 0) -> str:
        return format_number(None if value is None else Decimal(f"{value:.{places}f}"), locale, places)

    def between(low: float, high: float) -> str:
        return _("%(low)s to %(high)s, 80 times in 100") % {"low": count(low), "high": count(high)}

    sold = _("%(units)s sold in %(days)s days") % {"units": count(line.sold), "days": line.pace_days}
    stats = [
        Stat(_("Stock"), count(line.stock)),
        Stat(_("Sold a day"), count(line.daily, 1), sold),
    ]
    if line.stock is None:
        return stats
    money = [
        format_money(value, scope.currency, locale, 0) if line.lost else format_number(None, locale)
        for value in ((line.lost.mid, line.lost.low, line.lost.high) if line.lost else (None, None, None))
    ]
    lost = (
        _("%(low)s to %(high)s; %(unit)s a unit, %(basis)s")
        % {
            "low": money[1],
            "high": money[2],
            "unit": format_money(line.unit, scope.currency, locale, 2),
            "basis": line.lost.basis.label,
        }
        if line.lost
        else _("it earns nothing")
    )
    ordered = _("%(units)s are needed") % {"units": count(line.order.mid)} if line.limit else ""
    sure = _("%(units)s would be enough 9 times in 10") % {"units": count(line.order.high)}
    return [
        *stats,
        Stat(_("Incoming"), count(line.incoming), _incoming(line, locale)),
        Stat(_("Forecast a day"), count(line.ahead, 1), _("next 28 days, as its family is forecast to go")),
        Stat(_("Lasts, days"), count(line.cover_days), _("at the pace forecast")),
        Stat(
            _("Units missing"),
            count(line.missing.mid),
            between(line.missing.low, line.missing.high)
            + "; "
            + ngettext("%(days)d day", "%(days)d days", line.missing_days) % {"days": line.missing_days},
        ),
        Stat(_("Lost in 30 days"), money[0], lost),
        Stat(_("To order"), count(line.to_order), ordered or (sure if line.to_order else "")),
    ]


def _incoming(line: Line, locale: str) -> str:
    if not line.incoming:
        return ""
    if line.incoming_on is None:
        return _("on a day that nobody said; counted with an order of today")
    return _("on the shelf on %(day)s") % {"day": format_day(line.incoming_on, locale)}


def _stock_days(scope: Scope, found: Outlooks, sku: str) -> dict[date, Decimal | None]:
    period = Period(found.day - timedelta(days=SEEN_DAYS - 1), found.day)
    query = Query(
        ("stock_on_hand",), grain=Grain.DAY, period=period, where=(("product", sku),), snapshot=found.snapshot
    )
    rows = {row.period: row.values.get("stock_on_hand") for row in run(scope, query).rows}
    return {day: None if (value := rows.get(day)) is None else Decimal(value) for day in period}


def _chart(found: Outlooks, line: Line, past: Mapping[date, Decimal | None], locale: str) -> dict[str, Any]:
    points = [
        TrendPoint(day, format_period(Period(day, day), locale), value, format_number(value, locale))
        for day, value in past.items()
    ]
    ahead = [
        ForecastPoint(one.day, *(Decimal(f"{value:.1f}") for value in (one.mid, one.low, one.high)))
        for one in line.levels
    ]
    words = TrendWords(actual=_("Stock"), compared=_("Last year"), period=_("Day"))
    return trend(points, words, marks=_marks(found, line), forecast=ahead)


def _marks(found: Outlooks, line: Line) -> list[CalendarMark]:
    arrival = found.day + timedelta(days=line.delay + 1)
    words = _("earliest delivery")
    if line.incoming and line.incoming_on is None:
        words = _("on its way, day unknown")
    elif line.to_order:
        words = _("order arrives")
    marks = {arrival: words}
    if line.incoming and line.incoming_on:
        marks[line.incoming_on] = _("on its way: %(units)d") % {"units": line.incoming}
    last = line.levels[-1].day
    if line.terms.season_end and found.day < line.terms.season_end <= last:
        marks[line.terms.season_end] = _("end of season")
    return [CalendarMark(day, day, words) for day, words in sorted(marks.items()) if day <= last]


def _levels(line: Line, past: Mapping[date, Decimal | None]) -> Table:
    number = CellKind.NUMBER
    columns = (
        TableColumn("day", _("Day"), CellKind.DATE),
        TableColumn("stock", _("Stock"), number),
        TableColumn("low", _("80 % from"), number),
        TableColumn("high", _("80 % to"), number),
    )
    rows = [{"day": day, "stock": value} for day, value in past.items()]
    rows += [
        {
            "day": one.day,
            "stock": Decimal(round(one.mid)),
            "low": Decimal(round(one.low)),
            "high": Decimal(round(one.high)),
        }
        for one in line.levels
    ]
    return Table(columns, rows, title=_("Stock"))
