"""The report to a client: short, in plain words, each word of the trade explained on the spot."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from comptoir.check.reports.building import why as reasons
from comptoir.check.reports.building.ahead import ahead
from comptoir.check.reports.building.answers import Answers, left_out
from comptoir.check.reports.building.asking import UNKNOWN, Asked
from comptoir.check.reports.building.cards import meaning
from comptoir.check.reports.building.deciding import all_findings, late_things
from comptoir.check.reports.building.essentials import METRIC, decision, result, why_of
from comptoir.check.reports.building.month import year_of
from comptoir.check.reports.building.plan import findings_grid, open_plan, plan_grid
from comptoir.check.reports.shapes import (
    Block,
    Cell,
    Chart,
    Column,
    Grid,
    Note,
    Piece,
    Sentence,
    Text,
)
from comptoir.check.reports.wording import joined, told
from comptoir.core.calendar.api import EventKind, events
from comptoir.core.ledger.api import ActionState, actions
from comptoir.core.money import format_period
from comptoir.decide.findings.api import Found
from comptoir.measure.metrics.api import metric
from comptoir.measure.reading.api import tax_words

FEW = 3
DONE = (ActionState.DONE, ActionState.JUDGED)
TOOK_PLACE = (EventKind.PROMOTION, EventKind.CAMPAIGN, EventKind.PRICE_CHANGE, EventKind.SOLDES)


def essentials(asked: Asked) -> tuple[Block, ...]:
    told_as = meaning(asked, METRIC)
    words = _("%(word)s: %(meaning)s") % {
        "word": metric(METRIC).label,
        "meaning": f"{told_as[:1].lower()}{told_as[1:]}",
    }
    first = Sentence("essentials.result", joined([*result(asked), ". ", words]))
    found = asked.once(all_findings)
    asks = decision(asked, found[0] if found else None)
    sentences = (first, _orders(asked), why_of(asked), year_of(asked), asks)
    return (Text("essentials", sentences), Note("words", _interval_words()))


def _interval_words() -> str:
    return _(
        "« 80 times in 100 »: of 100 such forecasts, 80 end within the two figures. What each figure means stands "
        "beside it, under « %(part)s »."
    ) % {"part": _("The figures of the month")}


def _orders(asked: Asked) -> Sentence:
    key, answers, days = "essentials.orders", asked.once(Answers), asked.span.period
    now, then = answers.now.total.values, answers.last_year.total.compared
    orders, basket = now.get("orders"), now.get("aov")
    if not orders or basket is None:
        return told(key, _("Nobody bought in this month."))
    pieces: list[Piece] = [
        *told(
            "",
            _("Customers placed %(orders)s orders, worth %(basket)s each on average (%(tax)s)"),
            {
                "orders": asked.figure("orders", orders, days),
                "basket": asked.figure("aov", basket, days),
                "tax": str(tax_words(metric("aov"), asked.tax)),
            },
        ).pieces
    ]
    if then.get("orders") and then.get("aov") is not None:
        past: dict[str, Piece | tuple[Piece, ...]] = {
            "orders": asked.figure("orders", then.get("orders"), asked.span.last_year),
            "basket": asked.figure("aov", then.get("aov"), asked.span.last_year),
        }
        pieces += told("", _("; a year before, %(orders)s of %(basket)s"), past).pieces
    return Sentence(key, joined([*pieces, "."]))


def why(asked: Asked) -> tuple[Block, ...]:
    """The factors with what each is, in sight, before their picture; the parts that explain most are for the trade."""
    found = [_plain(one) for one in reasons.why(asked) if one.key != "segments"]
    return tuple(sorted(found, key=lambda one: isinstance(one, Chart)))


def _plain(one: Block) -> Block:
    if isinstance(one, Grid):
        return replace(one, of="figures", title=_("What does each reason mean?"))
    return replace(one, grid="") if isinstance(one, Chart) else one


def done(asked: Asked) -> tuple[Block, ...]:
    """What took place in the month, what was done, what is under way."""
    span = asked.span
    took = [one for one in events(asked.scope, span.period) if one.kind in TOOK_PLACE and not one.is_incident]
    finished = [one for one in actions(asked.scope) if one.state in DONE]
    blocks: list[Block] = []
    if took:
        rows = tuple(
            (Cell(format_period(one.period, asked.locale), day=one.day_start), Cell(one.name)) for one in took
        )
        columns = (Column("days", _("Days")), Column("event", _("Operation")))
        blocks.append(Grid("took_place", _("What took place this month?"), columns, rows, "events"))
    if finished:
        titles = "; ".join(one.title for one in finished)
        blocks.append(Note("finished", _("Done: %(titles)s.") % {"titles": titles}))
    planned = asked.once(open_plan)
    blocks.append(plan_grid(asked, planned) if planned else Note("no_plan", _proposed()))
    return tuple(blocks)


def _proposed() -> str:
    return _("Nothing is under way yet: what we propose stands under « %(part)s ».") % {
        "part": _("What we need from you")
    }


def coming(asked: Asked) -> tuple[Block, ...]:
    words = _(
        "The forecast comes from the shop's own past days: its season, its weekdays and what events usually change. "
        "It says what is likely, not what is promised."
    )
    return (Note("forecast_words", words), *ahead(asked))


def _asked_of_you(asked: Asked, listed: Sequence[Found]) -> Grid:
    """Without the interval, which the first finding's sentence tells."""
    whole = findings_grid(asked, listed)
    kept = [place for place, one in enumerate(whole.columns) if one.name != "interval"]
    return replace(
        whole.of_columns(kept),
        title=_("Which of these shall we do?"),
        note=_(
            "Worth: what it may bring or save within 30 days. Contribution margin 2 is what is left of the sales "
            "once goods, parcels, payment and marketplaces are paid."
        ),
    )


def needs(asked: Asked) -> tuple[Block, ...]:
    return tuple(_needs(asked))


def _needs(asked: Asked) -> Iterator[Block]:
    listed = asked.once(all_findings)[:FEW]
    if listed:
        yield _asked_of_you(asked, listed)
    else:
        yield Note("no_findings", _("No decision is waiting for you."))
    late = late_things(asked)
    if late:
        heads = (Column("late", _("Late or waiting")), Column("why", _("Why")))
        lines = tuple((Cell(one.title), Cell(one.detail or UNKNOWN)) for one in late)
        yield Grid("late", _("What is late or waits for somebody?"), heads, lines, "actions")
    lacking = left_out(asked)
    if lacking:
        yield Note("to_connect", _("To tell you more we need these data. %(what)s.") % {"what": lacking})
