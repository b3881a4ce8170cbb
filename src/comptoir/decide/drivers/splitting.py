"""The change by segments: one question for each dimension."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.decide.drivers.asking import Asked, pairs
from comptoir.decide.drivers.choice import DIMENSIONS
from comptoir.decide.drivers.engine import Inconclusive, shared_out
from comptoir.decide.drivers.explanation import Segment, Split
from comptoir.decide.drivers.segments import ZERO, Pair, Part, of_amount, of_rate, surprise, telling, whole
from comptoir.decide.drivers.trees import MARGINS
from comptoir.decide.drivers.words import UNKNOWN
from comptoir.measure.metrics.api import dimension, dimensions, metric, run
from comptoir.measure.reading.api import names_of, product_names

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Result

RATES = {"aov": ("demand_sales", "orders"), "conversion_rate": ("purchases_seen", "sessions")}
"""A rate, as what is divided by what."""
MOST = 200
"""Beyond so many segments the smallest are told as one: a shop has thousands of products."""
REST = "\N{HORIZONTAL ELLIPSIS}"
NAMELESS = 4
"""Once a quarter of the movement is of unknown segments, the known ones do not explain it."""
YOUNG = "insufficient_history"
"""New and returning customers mean nothing yet: they explain nothing either."""
NEAR = Fraction(1, 1000)


def value_and_volume(name: str, by: str) -> tuple[str, str] | None:
    """What is split, and what sizes the segments; None where the dimension cannot split the metric."""
    if name in RATES:
        value, volume = RATES[name]
        return (value, volume) if by in _known(value) & _known(volume) else None
    if by not in _known(name):
        return None
    volumes = ("net_sales",) if name in MARGINS else ("orders", "units")
    return next(((name, volume) for volume in volumes if by in _known(volume)), (name, name))


def possible(name: str) -> tuple[str, ...]:
    """The dimensions that the metric can be split by."""
    return tuple(by for by in DIMENSIONS if value_and_volume(name, by))


def _known(name: str) -> frozenset[str]:
    return frozenset(one.name for one in dimensions(metric(name)))


def split(
    scope: Scope, asked: Asked, by: str, change: Fraction, places: int, locale: str
) -> Split | Inconclusive:
    """The change by the values of `by`, its effects rounded so that they add up to `change`."""
    found = value_and_volume(asked.metric, by)
    label = dimension(by).label
    if found is None:
        return Inconclusive(
            by, _("%(metric)s cannot be split by this.") % {"metric": metric(asked.metric).label}
        )
    value, volume = found
    result = run(scope, asked.query(dict.fromkeys((value, volume)), by=(by,)))
    values, volumes = _columns(result, by, value), _columns(result, by, volume)
    is_rate = asked.metric in RATES
    young = any(note.code == YOUNG for note in result.notes)
    total = whole(volumes.values())
    if len(values) < 2 or (is_rate and not (total.before and total.after)):
        return Inconclusive(by, _("There is nothing to compare: one value at most is known."))
    parts = of_rate(values, volumes) if is_rate else of_amount(values, volumes)
    effect = sum((part.effect for part in parts), ZERO)
    if abs(effect - change) > max(abs(change) * NEAR, Fraction(2, 10**places)):
        return Inconclusive(by, _("The segments do not tell the whole figure: a part is known without them."))
    parts = _cut(sorted(parts, key=lambda part: -abs(part.effect)))
    few = {part.name for part in telling([part for part in parts if part.name not in ("", REST)], change)}
    segments = _rounded(parts, change, places, _labels(scope, asked, by, parts, locale))
    return Split(
        dimension=by,
        label=label,
        volume=volume,
        segments=segments,
        telling=tuple(one for part, one in zip(parts, segments, strict=True) if part.name in few),
        surprise=as_decimal(_told_apart(parts) if not young else ZERO, 4),
        is_rate=is_rate,
        is_simpson=_is_simpson(parts, change) if is_rate else False,
        notes=tuple(note for note in result.notes if note.code in (YOUNG, "no_catalogue")),
    )


def _told_apart(parts: list[Part]) -> Fraction:
    """How unevenly the change falls; 0 where much of it falls on what has no name."""
    moved = sum((abs(part.effect) for part in parts), ZERO)
    nameless = sum((abs(part.effect) for part in parts if not part.name), ZERO)
    return ZERO if nameless * NAMELESS > moved else surprise(parts)


def _columns(result: "Result", by: str, name: str) -> dict[str, Pair]:
    """The figure of each segment; one that is not known is named by an empty text."""
    return {row.dimensions[by] or "": pairs(row).get(name, Pair()) for row in result.rows}


def _cut(parts: list[Part]) -> list[Part]:
    if len(parts) <= MOST:
        return parts
    rest = parts[MOST - 1 :]
    made = Part(
        REST,
        whole(part.value for part in rest),
        sum((part.volume for part in rest), ZERO),
        sum((part.mix for part in rest), ZERO),
        sum((part.rate for part in rest), ZERO),
        whole(part.share for part in rest),
        sum((part.held for part in rest), ZERO),
    )
    return [*parts[: MOST - 1], made]


def _is_simpson(parts: list[Part], change: Fraction) -> bool:
    """Every segment of both periods does better and the whole worse, or the other way round."""
    moved = [part.value.change for part in parts if part.share.before and part.share.after]
    return len(moved) > 1 and bool(change) and all(one * change < 0 for one in moved)


def _labels(scope: Scope, asked: Asked, by: str, parts: list[Part], locale: str) -> Mapping[str, str]:
    names = [part.name for part in parts if part.name and part.name != REST]
    called = product_names(scope, names, asked.period) if by == "product" else names_of(by, names, locale)
    known = {name: called.get(name) or name for name in names}
    return {**known, "": capfirst(str(UNKNOWN)), REST: _("All others")}


def _rounded(
    parts: list[Part], change: Fraction, places: int, labels: Mapping[str, str]
) -> tuple[Segment, ...]:
    effects = shared_out({part.name: part.effect for part in parts}, change, places)
    return tuple(_segment(part, effects[part.name], places, labels[part.name]) for part in parts)


def _segment(part: Part, effect: Fraction, places: int, label: str) -> Segment:
    own = shared_out({"volume": part.volume, "mix": part.mix, "rate": part.rate}, effect, places)
    has_share = part.share != Pair()
    return Segment(
        name=part.name or None,
        label=label,
        before=as_decimal(part.value.before, places),
        after=as_decimal(part.value.after, places),
        share_before=as_decimal(part.share.before, 4) if has_share else None,
        share_after=as_decimal(part.share.after, 4) if has_share else None,
        volume=as_decimal(own["volume"], places),
        mix=as_decimal(own["mix"], places),
        rate=as_decimal(own["rate"], places),
        effect=as_decimal(effect, places),
    )


def as_decimal(value: Fraction, places: int) -> Decimal:
    """Rounded half up, away from zero: as amounts are everywhere."""
    scaled = value * 10**places
    whole_units = abs(scaled.numerator) * 2 // scaled.denominator
    rounded = (whole_units + 1) // 2
    return Decimal(rounded if scaled >= 0 else -rounded).scaleb(-places)
