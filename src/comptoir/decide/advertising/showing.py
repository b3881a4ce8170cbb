"""What the page shows of the board: figures, the chart, the decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.charts.api import ScatterPoint, scatter
from comptoir.core.companies.api import Scope
from comptoir.core.money import currency_words, format_number, format_percent
from comptoir.decide.advertising import words
from comptoir.decide.advertising.board import Board, Line
from comptoir.decide.advertising.crediting import CreditedBy
from comptoir.decide.advertising.engine.earning import with_tax
from comptoir.decide.advertising.engine.proposing import Move
from comptoir.decide.advertising.planning import new_budgets
from comptoir.decide.advertising.wishing import Decision

_APART = Decimal("0.045")
"""Of the height: names of points closer than that would cover one another."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure with what explains it on the spot."""

    label: str
    value: str
    note: str


def head_figures(scope: Scope, board: Board) -> list[Shown]:
    locale = words.locale()
    spend = sum((line.spend for line in board.lines), start=board.weekly_sales * 0)
    found = [
        Shown(
            _("Ad spend, 30 days"),
            words.money(scope, spend),
            _("without tax, at the pace of the last 28 days"),
        )
    ]
    if board.rate is None or board.break_even is None:
        return [*found, Shown(_("Break-even ROAS"), "–", board.why_no_rate)]
    shown_with_tax = with_tax(board.break_even, board.tax_rate)
    return [
        *found,
        Shown(
            _("Margin rate"),
            format_percent(board.rate, locale),
            _("contribution margin 2: what is left of net sales after goods, logistics and fees"),
        ),
        Shown(
            _("Break-even ROAS"),
            format_number(board.break_even, locale, 2),
            _("1 / margin rate, on net sales excluding tax: below it, a campaign costs more than it earns"),
        ),
        Shown(
            _("Highest COS"),
            format_percent(board.rate, locale),
            _("the same limit told otherwise: spend / net sales, at most the margin rate"),
        ),
        Shown(
            _("As a platform may show it"),
            format_number(shown_with_tax, locale, 2),
            _(
                "the break-even where the platform counts sales with %(tax)s of tax: nothing is earned yet there"
            )
            % {"tax": format_percent(board.tax_rate, locale)},
        ),
    ]


def chart(scope: Scope, board: Board) -> dict[str, Any] | None:
    known = [(line, line.margin) for line in board.lines if line.margin is not None]
    if not known:
        return None
    pays, loses = _("earns more"), _("earns less")
    named = _apart(known)
    points = [
        ScatterPoint(
            words.campaign_words(line) if line.key in named else "",
            line.spend,
            margin,
            pays if margin >= line.spend else loses,
            (
                (_("Campaign"), words.campaign_words(line)),
                (_("Spend"), words.money(scope, line.spend)),
                (_("Credited margin"), words.money(scope, margin)),
                (_("ROAS"), format_number(line.roas, words.locale(), 2)),
            ),
        )
        for line, margin in known
    ]
    unit = currency_words(scope.currency, words.locale())
    return scatter(
        points,
        {pays: "--series-3", loses: "--series-2"},
        x_name=_("Spend in 30 days, %(unit)s") % {"unit": unit},
        y_name=_("Margin on the credited sales, %(unit)s") % {"unit": unit},
        line_name=_("break-even: margin = spend"),
    )


def _apart(known: list[tuple[Line, Decimal]]) -> set[str]:
    """Keys of the points that are named: the largest first, then those that stand clear of them."""
    height = max((margin for _line, margin in known), default=Decimal(0))
    chosen: dict[str, Decimal] = {}
    for line, margin in known:
        if all(abs(margin - other) >= height * _APART for other in chosen.values()):
            chosen[line.key] = margin
    return set(chosen)


def decision_figures(scope: Scope, board: Board, line: Line) -> list[Shown]:
    locale = words.locale()
    roas = format_number(line.roas, locale, 2)
    credit = str(words.CREDITED[line.credit.by]) if line.credit else _("nobody tells what it sells")
    found = [
        Shown(_("ROAS"), roas, credit),
        Shown(
            _("COS"),
            format_percent(line.ad_cost_ratio, locale),
            _("spend / net sales; at most %(most)s") % {"most": format_percent(board.rate, locale)},
        ),
        Shown(
            _("Margin less spend"),
            words.money(scope, line.campaign.result),
            _("in 30 days, if its ads caused every sale that it is credited with"),
        ),
    ]
    if line.pacing and line.budget:
        found.append(
            Shown(
                _("Month against budget"),
                format_percent(line.pacing.ratio, locale, 0),
                _(
                    "%(pace)s: %(projected)s at the end of the month for %(budget)s (%(origin)s); "
                    "%(daily)s a day would meet it"
                )
                % {
                    "pace": str(words.PACES[line.pacing.pace]),
                    "projected": words.money(scope, line.pacing.projected),
                    "budget": words.money(scope, line.pacing.budget),
                    "origin": str(words.BUDGETS[line.budget.origin]),
                    "daily": words.money(scope, line.pacing.daily),
                },
            )
        )
    lost = line.campaign.lost_to_budget
    return [
        *found,
        Shown(
            _("New customers"),
            format_percent(board.new_shares.get(line.channel), locale, 0),
            _("of the orders of known customers of its lever"),
        ),
        Shown(
            _("Impressions lost to budget"),
            format_percent(lost, locale, 0),
            _("not told by what is loaded") if lost is None else _("share of impressions"),
        ),
        Shown(
            _("Calibrated by a test"),
            _("yes") if line.campaign.caused else _("no"),
            ""
            if line.campaign.caused
            else _("only credited: nobody knows what would have been sold without it"),
        ),
    ]


def decision_context(scope: Scope, board: Board, decision: Decision) -> Mapping[str, Any]:
    line, proposal = decision.line, decision.proposal
    return {
        "line": line,
        "name": words.campaign_words(line),
        "lever": words.channel_words(line.channel),
        "title": words.title(scope, decision),
        "figures": decision_figures(scope, board, line),
        "limits": list(words.limit_sentences(decision, line.campaign.delay_days)),
        "effect": "" if proposal.is_stopped else words.effect_words(scope, proposal),
        "test": words.test_words(scope, board, line) if proposal.move is Move.TEST else "",
        "may_propose": not proposal.is_stopped and proposal.move is not Move.HOLD,
        "is_stopped": proposal.is_stopped,
        "budgets": [
            {
                "campaign": change["campaign"],
                "before": words.money(scope, Decimal(change["before"])),
                "after": words.money(scope, Decimal(change["after"])),
            }
            for change in ([] if proposal.is_stopped else new_budgets(decision))
        ],
        "by_lever": line.credit is not None and line.credit.by is CreditedBy.LEVER,
    }
