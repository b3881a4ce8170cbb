"""What happened and why, in sentences that can be pasted into a mail."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from comptoir.core.money import format_money, format_number, format_percent, format_period
from comptoir.decide.drivers.explanation import Explanation, Factor, Segment, Split, by_size
from comptoir.decide.drivers.splitting import YOUNG
from comptoir.decide.drivers.words import BY, QUESTIONS, VISITS, tells_customers
from comptoir.measure.metrics.api import Metric, Unit
from comptoir.measure.reading.api import change as moved_words
from comptoir.measure.reading.api import names_of, tax_words, written
from comptoir.measure.tracking.api import POINTS
from comptoir.measure.tracking.api import sentence as tracking_sentence

WITH_IT, AGAINST_IT = 3, 2
SMALL = Decimal("0.02")
"""Of all effects together: what is smaller goes without saying."""
STANDS_OUT = Decimal("0.10")
"""How unevenly a change must fall on the segments for any of them to be named."""
_WHOLE_FROM = 1000
MINUS = "\N{MINUS SIGN}"


def sentence(found: Explanation, language: str) -> str:
    """The explanation as a short paragraph in French or English."""
    with override(language):
        since = [tracking_sentence(shift) for shift in found.shifts[-1:]]
        partial = [str(note.text) for note in found.notes if note.code == "partial"]
        parts = [_what(found, language), _why(found, language), _visits(found, language)]
        told = [*parts, *since, *partial, _who(found, language)]
        return " ".join(one for one in told if one)


def question(found: Explanation, language: str) -> str:
    """The title of the chart: « Why did net sales fall by €1,234? »"""
    with override(language):
        words = QUESTIONS[found.metric.name]
        if not found.change:
            return str(words.stayed)
        form = words.rose if found.change > 0 else words.fell
        return str(form) % {"change": amount(abs(found.change), found.metric, found.currency, language)}


def amount(value: Decimal, metric: Metric, currency: str, language: str, *, signed: bool = False) -> str:
    """An effect as people read it: money, a count, or points. Its sign never ends a line alone."""
    told = _unsigned(abs(value), metric, currency, language)
    if value < 0:
        return f"{MINUS}{told}"
    return f"+{told}" if signed and value else told


def _unsigned(value: Decimal, metric: Metric, currency: str, language: str) -> str:
    if metric.unit is Unit.SHARE:
        with override(language):
            return _("%(number)s pt") % {"number": format_number(value * 100, language, 2)}
    if metric.unit is Unit.MONEY:
        return format_money(value, currency, language, 0 if value >= _WHOLE_FROM else 2)
    return format_number(value, language, 0 if value == value.to_integral_value() or value >= 100 else 1)


def _what(found: Explanation, language: str) -> str:
    name = found.metric
    relative = moved_words(found.after, found.before, name, language)
    basis = tax_words(name, found.tax)
    told = {
        "metric": f"{name.label} ({basis})" if basis else str(name.label),
        "period": format_period(found.period, language),
        "value": written(found.after, name, found.currency, language),
        "change": amount(found.change, name, found.currency, language, signed=True),
        "relative": f" ({relative.text.replace('-', MINUS)})"
        if relative and name.unit is not Unit.SHARE
        else "",
        "compared": format_period(found.compared, language),
        "before": written(found.before, name, found.currency, language),
    }
    return (
        _("%(metric)s, %(period)s: %(value)s, that is %(change)s%(relative)s on %(compared)s (%(before)s).")
        % told
    )


def _why(found: Explanation, language: str) -> str:
    size = sum((abs(one.effect) for one in found.factors), Decimal(0))
    known = [one for one in by_size(found.factors) if size and abs(one.effect) > size * SMALL]
    up = [one for one in known if one.effect > 0]
    down = [one for one in known if one.effect < 0]
    rises = found.change >= 0
    up, down = up[: WITH_IT if rises else AGAINST_IT], down[: AGAINST_IT if rises else WITH_IT]
    pushes = _("What pulls it up: %(factors)s.") % {"factors": _factors(up, found, language)} if up else ""
    pulls = (
        _("What pulls it down: %(factors)s.") % {"factors": _factors(down, found, language)} if down else ""
    )
    ordered = (pushes, pulls) if rises else (pulls, pushes)
    return " ".join(one for one in ordered if one)


def _factors(factors: Iterable[Factor], found: Explanation, language: str) -> str:
    return ", ".join(
        f"{str(one.label)[:1].lower()}{str(one.label)[1:]} {_signed(one.effect, found, language)}"
        if not one.code.startswith("channel")
        else f"{one.label} {_signed(one.effect, found, language)}"
        for one in factors
    )


def _signed(value: Decimal, found: Explanation, language: str) -> str:
    return amount(value, found.metric, found.currency, language, signed=True)


def _visits(found: Explanation, language: str) -> str:
    if found.coverage and abs(found.coverage[1] - found.coverage[0]) >= POINTS:
        before, after = (format_percent(one, language, 0) for one in found.coverage)
        told = {"before": before, "after": after}
        if found.visits == "moved":
            return (
                _(
                    "The measurement changed: the audience tool sees %(after)s of the orders, %(before)s before. "
                    "Sessions and orders per session cannot be compared and are told as one factor, the orders."
                )
                % told
            )
        if found.metric.name == "conversion_rate":
            return (
                _(
                    "The measurement changed: the audience tool sees %(after)s of the orders, %(before)s before. "
                    "A part of this movement may be the measurement's alone."
                )
                % told
            )
    is_told = tells_customers(one.code for one in found.factors)
    return str(VISITS.get(found.visits, "")) if is_told else ""


def _who(found: Explanation, language: str) -> str:
    """Where it happened: the dimension on which the change falls most unevenly; a paradox before all."""
    known = [one for one in found.known_splits if all(note.code != YOUNG for note in one.notes)]
    paradox = next((one for one in known if one.is_simpson), None)
    if paradox is not None:
        return _paradox(paradox, found, language)
    uneven = next((one for one in known if one.surprise >= STANDS_OUT and one.telling), None)
    if uneven is not None:
        told = {
            "by": _capital(str(BY[uneven.dimension])),
            "segments": ", ".join(_told(one, uneven, found, language) for one in uneven.telling),
        }
        against = _against(uneven, found)
        if against is None:
            return _("%(by)s, most of it comes from %(segments)s.") % told
        return _("%(by)s, most of it comes from %(segments)s; on the other side, %(against)s.") % {
            **told,
            "against": _told(against, uneven, found, language),
        }
    if known:
        return _("No segment stands out: the movement is general (%(by)s).") % {
            "by": ", ".join(str(one.label).lower() for one in known)
        }
    return ""


def _against(split: Split, found: Explanation) -> Segment | None:
    """The segment that weighs most the other way, where it takes back a quarter of the change or more."""
    others = (one for one in split.segments if one.name and one.effect * found.change < 0)
    largest = next(others, None)
    return largest if largest and abs(largest.effect) * 4 >= abs(found.change) else None


def _called(one: Segment, split: Split, language: str) -> str:
    """In the language of the sentence, where the words are ours."""
    names = names_of(split.dimension, [one.name], language) if one.name else {}
    return names.get(one.name or "") or one.label


def _told(one: Segment, split: Split, found: Explanation, language: str) -> str:
    effect = _signed(one.effect, found, language)
    if not split.is_rate or abs(one.mix) <= abs(one.rate):
        return f"{_called(one, split, language)} {effect}"
    return _("%(segment)s %(effect)s (by its weight)") % {
        "segment": _called(one, split, language),
        "effect": effect,
    }


def _paradox(split: Split, found: Explanation, language: str) -> str:
    """Simpson: each segment does better, and the whole does worse, because its weight moved."""
    gains = max(split.segments, key=lambda one: (one.share_after or 0) - (one.share_before or 0))
    segments = ", ".join(
        f"{_called(one, split, language)} {_signed(one.after - one.before, found, language)}"
        for one in split.segments
        if one.share_before and one.share_after
    )
    told = {
        "by": _capital(str(BY[split.dimension])),
        "segments": segments,
        "segment": _called(gains, split, language),
        "before": format_percent(gains.share_before, language, 0),
        "after": format_percent(gains.share_after, language, 0),
        "mix": _signed(sum((one.mix for one in split.segments), Decimal(0)), found, language),
    }
    if found.change < 0:
        return (
            _(
                "%(by)s, each segment does better (%(segments)s), and yet the whole falls: the weight moved to "
                "« %(segment)s », which stands lower (%(before)s of the whole before, %(after)s now). This shift alone "
                "makes %(mix)s."
            )
            % told
        )
    return (
        _(
            "%(by)s, each segment does worse (%(segments)s), and yet the whole rises: the weight moved to "
            "« %(segment)s », which stands higher (%(before)s of the whole before, %(after)s now). This shift alone "
            "makes %(mix)s."
        )
        % told
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
