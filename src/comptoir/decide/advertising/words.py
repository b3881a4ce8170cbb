"""What the page says of a campaign, in the language of the moment."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.ledger.api import ActionKind
from comptoir.core.money import format_money, format_number, format_percent
from comptoir.decide.advertising.board import Board, Line
from comptoir.decide.advertising.budgets import BudgetFrom
from comptoir.decide.advertising.crediting import CreditedBy
from comptoir.decide.advertising.engine.pacing import Pace
from comptoir.decide.advertising.engine.proposing import Limit, Move, Proposal
from comptoir.decide.advertising.engine.testing import TEST_WEEKS
from comptoir.decide.advertising.wishing import NAMED, Decision
from comptoir.measure.metrics.api import TRAFFIC_CHANNELS

MOVES: Mapping[Move, Any] = {
    Move.TEST: gettext_lazy("Test the lever"),
    Move.RAISE: gettext_lazy("Raise the budget"),
    Move.LOWER: gettext_lazy("Lower the budget"),
    Move.SHIFT: gettext_lazy("Move a part of the budget"),
    Move.HOLD: gettext_lazy("Leave it as it is"),
}
KINDS: Mapping[Move, ActionKind] = {
    Move.TEST: ActionKind.TEST_LEVER,
    Move.RAISE: ActionKind.RAISE_BUDGET,
    Move.LOWER: ActionKind.LOWER_BUDGET,
    Move.SHIFT: ActionKind.MOVE_BUDGET,
}
CREDITED: Mapping[CreditedBy, Any] = {
    CreditedBy.AUDIENCE: gettext_lazy("audience tool, by the campaign's name"),
    CreditedBy.PLATFORM: gettext_lazy("the platform credits itself"),
    CreditedBy.LEVER: gettext_lazy("known for the whole lever, shared by spend"),
}
PACES: Mapping[Pace, Any] = {
    Pace.UNDER: pgettext_lazy("budget", "below"),
    Pace.ON: pgettext_lazy("budget", "on course"),
    Pace.OVER: pgettext_lazy("budget", "above"),
}
BUDGETS: Mapping[BudgetFrom, Any] = {
    BudgetFrom.CAMPAIGN: gettext_lazy("typed for this campaign"),
    BudgetFrom.LEVER: gettext_lazy("its share of what is typed for the lever"),
    BudgetFrom.LAST_MONTH: gettext_lazy("what it cost last month, for want of a typed budget"),
}
_LIMITS: Mapping[Limit, Any] = {
    Limit.STEP: gettext_lazy(
        "A larger step was asked: it is cut to 20 %%, for beyond it a platform learns anew and nothing can be compared."
    ),
    Limit.UNCALIBRATED: gettext_lazy(
        "No test has measured what this lever causes: its sales are only credited. No budget is moved between such "
        "levers, for a wrong move costs more than none. Test first."
    ),
    Limit.RUNNING_OUT: gettext_lazy(
        "What it pushes lasts %(cover)s days and a delivery takes %(delay)s: it is about to run out and is not pushed."
    ),
    Limit.LOSES: gettext_lazy(
        "It costs more than the margin on all the sales that it is credited with: more of it loses more."
    ),
    Limit.NOT_HELD_BACK: gettext_lazy("No impression is lost for want of budget: more budget buys nothing."),
    Limit.UNKNOWN_CREDIT: gettext_lazy(
        "Nobody tells what it sells: load the audience by campaign, or the sales that the platform credits itself with."
    ),
    Limit.UNKNOWN_MARGIN: gettext_lazy("Costs are unknown, so is the ROAS that it must reach."),
    Limit.UNKNOWN_STOCK: gettext_lazy(
        "Comptoir does not know what it pushes: choose it below, so that nothing about to run out is pushed."
    ),
    Limit.UNCERTAIN: gettext_lazy(
        "The test's interval holds the break-even: nothing says to raise or to lower."
    ),
}


def channel_words(channel: str) -> str:
    return str(TRAFFIC_CHANNELS.get(channel, channel)) if channel else _("unknown lever")


def campaign_words(line: Line) -> str:
    return line.name or _("campaign without a name")


def limit_sentences(decision: Decision, delay_days: int) -> Iterator[tuple[str, bool]]:
    """Each limit, and whether it stops what is asked."""
    cover = decision.pushed.cover_days if decision.pushed else None
    numbers = {"cover": format_number(cover, locale(), 0), "delay": format_number(delay_days, locale())}
    for limit in decision.proposal.limits:
        stops = decision.proposal.is_stopped and limit not in (Limit.STEP, Limit.UNKNOWN_STOCK)
        if limit is Limit.UNCALIBRATED and decision.proposal.move is Move.RAISE:
            stops = False
        yield str(_LIMITS[limit]) % numbers, stops
    pushed = decision.pushed
    if pushed and not pushed.is_known:
        yield _("The stock of « %(name)s » is not known.") % {"name": pushed.name}, False
    if pushed and pushed.running_out and Limit.RUNNING_OUT not in decision.proposal.limits:
        named = ", ".join(pushed.running_out[:NAMED])
        more = len(pushed.running_out) - NAMED
        said = _("Leave out what is about to run out: %(names)s") % {"names": named}
        yield said + (_(" and %(count)d more.") % {"count": more} if more > 0 else "."), False


def effect_words(scope: Scope, proposal: Proposal) -> str:
    """What it may bring, and between which truths."""
    if proposal.effect is None:
        return _("What it would bring cannot be told.")
    low, high = (money(scope, value) for value in (proposal.effect.low, proposal.effect.high))
    told = {"low": low, "high": high}
    if proposal.move is Move.TEST:
        return (
            _(
                "The step of 20 %% that the test allows is worth between %(low)s and %(high)s in 30 days, "
                "according to what it shows. A range, not an interval of chance."
            )
            % told
        )
    return (
        _(
            "Between %(low)s and %(high)s of margin after advertising in 30 days: from none of the credited sales "
            "being caused by the ads to all of them. A range, not an interval of chance."
        )
        % told
    )


def test_words(scope: Scope, board: Board, line: Line) -> str:
    """Whether an on/off test could see what the campaign is credited with."""
    if board.visible is None or line.credit is None:
        return _("There are not enough weeks of sales to say what a test would show.")
    weekly = line.credit.sales * 7 / 30
    least = Decimal(f"{board.visible:.6f}") * board.weekly_sales
    told = {
        "weeks": TEST_WEEKS,
        "share": format_percent(Decimal(f"{board.visible:.4f}"), locale(), 0),
        "least": money(scope, least),
        "weekly": money(scope, weekly),
    }
    if weekly < least:
        return (
            _(
                "Switched on and off by weeks, %(weeks)d weeks show a change of %(share)s of the shop's sales or more "
                "(%(least)s a week; level 95 %%, power 80 %%). The campaign is credited with %(weekly)s a week: too "
                "little to be seen so. Test by regions, or the whole lever at once."
            )
            % told
        )
    return (
        _(
            "Switched on and off by weeks, %(weeks)d weeks show a change of %(share)s of the shop's sales or more "
            "(%(least)s a week; level 95 %%, power 80 %%). The campaign is credited with %(weekly)s a week: such a "
            "test would see it."
        )
        % told
    )


def title(scope: Scope, decision: Decision) -> str:
    """What is proposed, as the plan names it."""
    line, proposal = decision.line, decision.proposal
    told = {
        "campaign": campaign_words(line),
        "lever": channel_words(line.channel),
        "other": campaign_words(decision.to) if decision.to else "",
        "share": format_percent(proposal.step, locale(), 0),
    }
    match proposal.move:
        case Move.TEST:
            return _("Test what « %(campaign)s » brings (%(lever)s)") % told
        case Move.RAISE:
            return _("Raise « %(campaign)s » by %(share)s") % told
        case Move.LOWER:
            return _("Lower « %(campaign)s » by %(share)s") % told
        case Move.SHIFT:
            return _("Move %(share)s of « %(campaign)s » to « %(other)s »") % told
    return _("Leave « %(campaign)s » as it is") % told


def hypothesis(scope: Scope, board: Board, decision: Decision) -> str:
    move = decision.proposal.move
    if move is Move.TEST:
        return _("A test tells whether the credited sales are caused by the ads. ") + test_words(
            scope, board, decision.line
        )
    if move is Move.LOWER:
        return _("Spending less costs fewer sales than it saves. ") + effect_words(scope, decision.proposal)
    return _("The margin on the sales that are added pays for what is spent. ") + effect_words(
        scope, decision.proposal
    )


def money(scope: Scope, value: Decimal | None, places: int = 0) -> str:
    return format_money(value, scope.currency, locale(), places)


def locale() -> str:
    return get_language() or "fr"
