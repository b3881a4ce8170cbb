"""What the page is given: the losses in words, the chart, the incident that comes first."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.charts.api import PairedBar, paired
from comptoir.core.companies.api import Scope
from comptoir.core.ledger.api import Basis, Effect, open_actions
from comptoir.core.money import format_day, format_money, format_number
from comptoir.decide.losses.api import MEASUREMENT
from comptoir.decide.losses.causes import EFFORT_DAYS, SIGNS
from comptoir.decide.losses.engine import Shortfall
from comptoir.decide.losses.looking import Loss, Losses
from comptoir.decide.losses.words import BEFORE_WORDS, CAUSE_WORDS, TODO_WORDS, called, proof, rate
from comptoir.measure.metrics.api import metric
from comptoir.measure.tracking.api import sentence

BARS = 7


@dataclass(frozen=True, slots=True)
class Card:
    fingerprint: str
    title: str
    money: str
    interval: str
    facts: Sequence[tuple[str, str]]
    proofs: Sequence[str]
    is_planned: bool


@dataclass(frozen=True, slots=True)
class Shown:
    cards: Sequence[Card]
    incident: str
    """The measurement moved: said before all else."""
    is_incident_planned: bool
    spec: dict[str, Any] | None
    how: Sequence[str]
    tried: int


def shown(scope: Scope, found: Losses, locale: str) -> Shown:
    fingerprints = [one.looked.fingerprint for one in found.losses]
    of_incident = f"losses-{MEASUREMENT}-{found.shift.start:%Y%m%d}" if found.shift else ""
    planned = open_actions(scope, [*fingerprints, *([of_incident] if of_incident else [])])
    return Shown(
        [_card(scope, found, one, locale, one.looked.fingerprint in planned) for one in found.losses],
        sentence(found.shift) if found.shift else "",
        of_incident in planned,
        _chart(found, locale),
        _how(scope, found, locale),
        sum(isinstance(one.found, Shortfall) for one in found.looked),
    )


def _card(scope: Scope, found: Losses, loss: Loss, locale: str, is_planned: bool) -> Card:
    looked, told = loss.looked, loss.found
    facts = [
        (
            _("Conversion"),
            _("%(actual)s seen, %(expected)s expected from its own past")
            % {"actual": rate(told.actual, locale), "expected": rate(told.expected, locale)},
        ),
        (_("Visits a week"), format_number(round(told.visits_a_week), locale)),
        (_("Since about"), format_day(looked.since, locale) if looked.since else ""),
        (_("Where"), str(BEFORE_WORDS[found.metrics[looked.step]]) if looked.step is not None else ""),
        (_("Probable cause"), str(CAUSE_WORDS[loss.cause])),
        (_("What to do"), str(TODO_WORDS[loss.cause])),
        (
            _("Effort"),
            _("about %(days)s days, owned by who plans it")
            % {"days": format_number(EFFORT_DAYS[loss.cause], locale, 1)},
        ),
    ]
    return Card(
        looked.fingerprint,
        called(looked.where, locale),
        _money(loss, scope.currency, locale),
        _interval(loss.week, scope.currency, locale),
        [(label, words) for label, words in facts if words],
        [proof(one, scope.currency, locale) for one in loss.proofs],
        is_planned,
    )


def _money(loss: Loss, currency: str, locale: str) -> str:
    if loss.week is None:
        missing = format_number(Decimal(f"{loss.found.mid:.0f}"), locale)
        return _("%(count)s purchases a week") % {"count": missing}
    amount = format_money(loss.week.mid, currency, locale, 0)
    if loss.week.basis is Basis.MARGIN:
        return _("%(amount)s of margin a week") % {"amount": amount}
    return _("%(amount)s of net sales a week, costs unknown") % {"amount": amount}


def _interval(week: Effect | None, currency: str, locale: str) -> str:
    if week is None:
        return ""
    return _("between %(low)s and %(high)s, 80 times in 100") % {
        "low": format_money(week.low, currency, locale, 0),
        "high": format_money(week.high, currency, locale, 0),
    }


def _chart(found: Losses, locale: str) -> dict[str, Any] | None:
    """The largest segments by channel, what they did beside what they used to do."""
    told = [
        (called(one.where, locale), one.found)
        for one in found.looked
        if list(one.where) in (["device"], ["traffic_channel"]) and isinstance(one.found, Shortfall)
    ]
    told.sort(key=lambda one: -one[1].visits_a_week)
    expected, seen = _("Expected"), _("Seen")
    items = [
        PairedBar(name, series, Decimal(str(round(100 * value, 4))), rate(value, locale))
        for name, one in told[:BARS]
        for series, value in ((expected, one.expected), (seen, one.actual))
    ]
    if not items:
        return None
    return paired(items, {expected: "--grey", seen: "--series-1"}, axis_name=_("Conversion in %"), height=260)


def _how(scope: Scope, found: Losses, locale: str) -> list[str]:
    words = [
        _(
            "Expected: the segment's own rate on the same weekdays of the 56 days before, held against the last 14. "
            "The interval is Student's, from how much those eight weeks moved by themselves; of the losses told, at "
            "most 5 in 100 are chance, over all segments together."
        )
    ]
    if found.per_purchase is not None and found.worth is not None:
        kind = (
            _("net sales of an order x rate of contribution margin 2")
            if found.worth.basis is Basis.MARGIN
            else _("net sales of an order, costs unknown")
        )
        words.append(
            _(
                "Money: (expected - actual conversion) x visits a week x %(each)s a purchase (%(kind)s, 91 days). "
                "Only visits that the audience tool sees count, so the true loss is larger."
            )
            % {
                "each": format_money(Decimal(f"{found.per_purchase:.2f}"), scope.currency, locale),
                "kind": kind,
            }
        )
    steady = ", ".join(str(metric(one.metric).label) for one in found.signs.steady)
    if steady:
        words.append(_("Looked at as causes and not moved: %(names)s.") % {"names": steady})
    unknown = [str(metric(one.metric).label) for one in SIGNS if one in found.signs.unknown]
    words.append(
        _("Not known here, so never named as a cause: %(names)s.")
        % {
            "names": ", ".join(
                [*unknown, _("error pages"), _("speed of the pages"), _("items that a channel rejects")]
            )
        }
    )
    return words
