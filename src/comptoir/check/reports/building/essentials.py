"""Part 1: five sentences. Each is a template of ours, and each figure in it opens its query."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.check.reports.building import naming
from comptoir.check.reports.building.answers import Answers, metric_value
from comptoir.check.reports.building.asking import Asked
from comptoir.check.reports.building.plan import open_plan
from comptoir.check.reports.building.why import effect_of, explained
from comptoir.check.reports.shapes import Block, Figure, Origin, Piece, Sentence, Text
from comptoir.check.reports.wording import joined, told
from comptoir.core.money import format_money, format_number, format_percent, format_period
from comptoir.core.periods import Grain, Period, bucket
from comptoir.decide.drivers.api import Inconclusive
from comptoir.decide.findings.api import Found, briefs
from comptoir.decide.targets.api import Progress
from comptoir.measure.metrics.api import metric
from comptoir.measure.reading.api import tax_words

METRIC = "net_sales"
FACTORS = 3
SMALL = Decimal("0.02")
"""Of all effects together: what is smaller goes without saying."""


def essentials(asked: Asked) -> tuple[Block, ...]:
    sentences = (
        Sentence("essentials.result", joined([*result(asked), *_judged(asked), "."])),
        why_of(asked),
        _landing(asked, asked.once(Answers).landing),
        plan_of(asked),
        to_decide(asked),
    )
    return (Text("essentials", sentences),)


def result(asked: Asked) -> list[Piece]:
    """Net sales, against the days before and last year's."""
    span, answers = asked.span, asked.once(Answers)
    value, before = answers.now.total.values.get(METRIC), answers.now.total.compared.get(METRIC)
    last_year = answers.last_year.total.compared.get(METRIC)
    basis = tax_words(metric(METRIC), asked.tax)
    pieces: list[Piece] = [
        *told(
            "",
            naming.SOLD[span.grain],
            {
                "metric": f"{metric(METRIC).label} ({basis})",
                "days": format_period(span.period, asked.locale),
                "value": asked.figure(METRIC, value, span.period),
            },
        ).pieces
    ]
    if moved := asked.moved(METRIC, value, before, span.period):
        template = naming.ON_BEFORE[span.grain]
        found = {"change": moved, "before": asked.figure(METRIC, before, span.before)}
        pieces += told("", template, found).pieces
    if moved := asked.moved(METRIC, value, last_year, span.period):
        template = _(", %(change)s on %(week)s (%(before)s)")
        facing: dict[str, Piece | tuple[Piece, ...]] = {
            "change": moved,
            "week": format_period(span.last_year, asked.locale),
            "before": asked.figure(METRIC, last_year, span.last_year),
        }
        pieces += told("", template, facing).pieces
    return pieces


def _judged(asked: Asked) -> Iterator[Piece]:
    line = next((one for one in asked.found.figures.lines if one.metric.name == METRIC), None)
    if line is None or line.expected is None or line.value is None:
        return
    if line.sign.value == "usual":
        yield _("; within its usual variation")
        return
    is_more = line.value > line.expected.high
    template = (
        _("; more than expected (between %(low)s and %(high)s, 80 times in 100)")
        if is_more
        else _("; less than expected (between %(low)s and %(high)s, 80 times in 100)")
    )
    ends = {
        name: asked.figure(METRIC, value, asked.span.period, origin=Origin.FORECAST)
        for name, value in (("low", line.expected.low), ("high", line.expected.high))
    }
    yield from told("", template, ends).pieces


def why_of(asked: Asked) -> Sentence:
    found = asked.once(explained)
    if isinstance(found, Inconclusive):
        return told("essentials.why", _("Why: %(reason)s"), {"reason": str(found.reason)})
    size = sum((abs(one.effect) for one in found.factors), Decimal(0))
    by_size = sorted(found.factors, key=lambda one: -abs(one.effect))
    largest = [one for one in by_size[:FACTORS] if size and abs(one.effect) >= SMALL * size]
    pieces: list[Piece] = []
    for place, one in enumerate(largest):
        label = str(one.label)
        if not one.code.startswith("channel:"):  # the name of a marketplace
            label = f"{label[:1].lower()}{label[1:]}"
        pieces += [", " if place else "", f"{label} "]
        pieces.append(effect_of(asked, found, one.effect, one.metric))
    return told(
        "essentials.why",
        _("Why, against %(week)s (%(change)s): %(factors)s."),
        {
            "week": format_period(found.compared, asked.locale),
            "change": effect_of(asked, found, found.change),
            "factors": joined(pieces) or (_("no factor stands out"),),
        },
    )


def _landing(asked: Asked, found: Progress) -> Sentence:
    month = bucket(asked.span.end, Grain.MONTH)
    name = format_period(month, asked.locale)
    name = f"{name[:1].upper()}{name[1:]}"
    if found.landing is None:
        reason = str(found.reason or _("The last day known lies too far back."))
        return told(
            "essentials.landing", _("Landing of %(month)s: %(reason)s"), {"month": name, "reason": reason}
        )
    expected, low, high = (
        _forecast(asked, value, month)
        for value in (found.landing.expected, found.landing.low80, found.landing.high80)
    )
    ends: dict[str, Piece | tuple[Piece, ...]] = {
        "month": name,
        "expected": expected,
        "low": low,
        "high": high,
    }
    if found.target is None:
        template = _(
            "%(month)s should end at %(expected)s, 80 times in 100 between %(low)s and %(high)s; no target is set."
        )
        return told("essentials.landing", template, ends)
    ends["target"] = asked.figure(METRIC, found.target, month, origin=Origin.TARGET)
    chance = Decimal(repr(round(found.landing.chance or 0.0, 2)))
    shown = format_percent(min(max(chance, Decimal("0.01")), Decimal("0.99")), asked.locale, 0)
    ends["chance"] = Figure(shown, chance, "share", Origin.FORECAST, METRIC)
    template = _(
        "%(month)s should end at %(expected)s, 80 times in 100 between %(low)s and %(high)s, for a target of "
        "%(target)s: the chance of reaching it is %(chance)s."
    )
    return told("essentials.landing", template, ends)


def _forecast(asked: Asked, value: float, month: Period) -> Figure:
    return asked.figure(METRIC, metric_value(value), month, origin=Origin.FORECAST)


def plan_of(asked: Asked) -> Sentence:
    found = asked.once(open_plan)
    if not found:
        return told("essentials.plan", _("No action is in the plan yet."))
    late = [one for one in found if one.due_on is not None and one.due_on <= asked.span.end]
    template = ngettext(
        "%(count)s action is in the plan, %(late)s late; what it brought is not judged yet.",
        "%(count)s actions are in the plan, %(late)s late; what they brought is not judged yet.",
        len(found),
    )
    pieces: dict[str, Piece | tuple[Piece, ...]] = {
        name: Figure(format_number(count, asked.locale), Decimal(count), "count", Origin.PLAN)
        for name, count in (("count", len(found)), ("late", len(late)))
    }
    return told("essentials.plan", template, pieces)


def to_decide(asked: Asked) -> Sentence:
    listed = asked.found.finds.listed
    return decision(asked, listed[0].found if listed else None)


def decision(asked: Asked, first: Found | None) -> Sentence:
    if first is None:
        words = _("Nothing is to be decided: no finding stands out from chance and is worth its threshold.")
        return told("essentials.decide", words)
    brief = briefs(asked.scope, [first])[0]
    if first.stake is None:
        return told("essentials.decide", _("To be decided first: %(title)s."), {"title": brief.title})
    money = {
        name: Figure(format_money(value, asked.currency, asked.locale, 0), value, "money", Origin.FINDING)
        for name, value in (("mid", first.stake.mid), ("low", first.stake.low), ("high", first.stake.high))
    }
    pieces: dict[str, Piece | tuple[Piece, ...]] = {
        "title": brief.title,
        "basis": str(first.basis.label),
        **money,
    }
    template = _("To be decided first: %(title)s; worth %(mid)s (%(basis)s), between %(low)s and %(high)s.")
    return told("essentials.decide", template, pieces)
