"""What a person asks of a campaign, and what the engine answers. Heavy: reads stock where something is pushed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.errors import InputError, NotFoundError
from comptoir.decide.advertising.board import Board, Line
from comptoir.decide.advertising.engine.proposing import Proposal, judged, proposed
from comptoir.decide.findings.api import LackingError, facts_of
from comptoir.measure.reading.api import product_names

_USUAL_DAYS = 91
NAMED = 5
"""Items about to run out that a sentence names."""


@dataclass(frozen=True, slots=True)
class Wish:
    key: str
    step: Decimal | None = None
    """Of the budget, -0.2 for a fifth less; None: what Comptoir proposes."""
    to: str = ""
    """Key of the campaign that gets what this one loses."""
    pushes: str = ""
    """A category or an item number: what the campaign puts forward."""

    @classmethod
    def parse(cls, asked: Mapping[str, str]) -> "Wish":
        return cls(
            asked.get("campaign", ""),
            _share(asked.get("step", "")),
            asked.get("to", ""),
            asked.get("pushes", "").strip()[:200],
        )


@dataclass(frozen=True, slots=True)
class Pushed:
    """The stock behind a campaign."""

    name: str
    cover_days: Decimal | None
    running_out: tuple[str, ...]
    """Names of items that sell and will be out before a delivery."""
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    line: Line
    to: Line | None
    wish: Wish
    proposal: Proposal
    pushed: Pushed | None


def decide(scope: Scope, board: Board, wish: Wish) -> Decision:
    line = board.line(wish.key)
    if line is None:
        raise NotFoundError(_("There is no campaign « %(name)s » in these days.") % {"name": wish.key})
    to = board.line(wish.to) if wish.to and wish.to != wish.key else None
    # What is pushed is what the money goes to.
    gets = to or line
    pushed = _pushed(scope, board, wish.pushes) if wish.pushes else None
    campaign = replace(gets.campaign, cover_days=pushed.cover_days if pushed else None)
    if wish.step is None and to is None:
        return Decision(line, None, wish, proposed(campaign), pushed)
    step = wish.step if wish.step is not None else Decimal("-0.2")
    if step == 0:
        raise InputError(_("A step of nothing changes nothing."), advice=_("Allowed: -20 to 20 per cent."))
    if to is not None:
        return Decision(line, to, wish, judged(line.campaign, step, campaign), pushed)
    return Decision(line, None, wish, judged(campaign, step), pushed)


def categories(scope: Scope, board: Board) -> list[str]:
    """Those that sold in the last quarter: what a campaign may push."""
    facts = facts_of(scope, board.day)
    return sorted(set(facts.categories(facts.last(_USUAL_DAYS)).values()))


def _pushed(scope: Scope, board: Board, words: str) -> Pushed:
    facts = facts_of(scope, board.day)
    try:
        covers = facts.covers()
    except LackingError:
        return Pushed(words, None, (), is_known=False)
    categories = facts.categories(facts.last(_USUAL_DAYS))
    skus = [sku for sku in covers if sku == words or categories.get(sku) == words]
    stock = sum(max(0.0, covers[sku].stock) for sku in skus)
    daily = sum(covers[sku].daily for sku in skus)
    short = [sku for sku in skus if covers[sku].daily > 0 and (covers[sku].days or 0.0) < facts.delay_days]
    short.sort(key=lambda sku: -covers[sku].daily)
    names = product_names(scope, short, board.period) if short else {}
    cover = Decimal(f"{stock / daily:.1f}") if daily > 0 else None
    return Pushed(words, cover, tuple(names.get(sku, sku) for sku in short), bool(skus))


def _share(text: str) -> Decimal | None:
    """`-20` as typed, in per cent."""
    plain = text.strip().replace(",", ".").replace("−", "-").removesuffix("%").strip()
    if not plain:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) > 100:
        raise InputError(
            _("« %(text)s » is no step of a budget.") % {"text": text},
            advice=_("Allowed: -20 to 20 per cent."),
        )
    return value / 100
