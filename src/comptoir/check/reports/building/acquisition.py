"""The review of channels: its five sentences, and what is decided about channels."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext, pgettext

from comptoir.check.reports.building.answers import Answers
from comptoir.check.reports.building.asking import Asked
from comptoir.check.reports.building.campaigns import of_campaigns
from comptoir.check.reports.building.deciding import channel_actions, channel_findings
from comptoir.check.reports.building.essentials import decision, result
from comptoir.check.reports.building.plan import MOST, findings_grid, plan_grid
from comptoir.check.reports.building.selling import CHANNEL, by_lever, by_sales_channel
from comptoir.check.reports.shapes import Block, Figure, Note, Origin, Piece, Sentence, Text
from comptoir.check.reports.wording import joined, told
from comptoir.core.money import format_number
from comptoir.measure.reading.api import LEVER, names_of

NOTHING = gettext_noop("No finding about a channel stands out from chance and is worth its threshold.")
SPEND, RATIO, SALES, VISITS = "ad_spend", "ad_cost_ratio", "net_sales", "sessions"


def essentials(asked: Asked) -> tuple[Block, ...]:
    listed = asked.once(channel_findings)
    sentences = (
        Sentence("essentials.result", joined([*result(asked), "."])),
        _moved(asked),
        _visits(asked),
        _spent(asked),
        decision(asked, listed[0]) if listed else told("essentials.decide", _(NOTHING)),
    )
    return (Text("essentials", sentences),)


def _moved(asked: Asked) -> Sentence:
    """The sales channel whose sales moved most against last year; of a single one, its largest share."""
    key, found = "essentials.channels", asked.once(by_sales_channel)
    parts = [
        (row.dimensions.get(CHANNEL) or "", row.values.get(SALES), row.compared.get(SALES))
        for row in found.rows
    ]
    known = [
        (name, Decimal(now), Decimal(then))
        for name, now, then in parts
        if now is not None and then is not None
    ]
    if len(known) < 2:
        return told(key, _("Orders name a single sales channel."))
    name, now, then = max(known, key=lambda one: abs(one[1] - one[2]))
    label = names_of(CHANNEL, (name,), asked.locale).get(name, name) or _("Not known")
    moved = asked.moved(SALES, now, then, asked.span.period)
    pieces: dict[str, Piece | tuple[Piece, ...]] = {
        "channel": label,
        "now": asked.figure(SALES, now, asked.span.period, ((CHANNEL, name),)),
        "then": asked.figure(SALES, then, asked.span.last_year, ((CHANNEL, name),)),
        "change": moved or pgettext("channel", "new"),
    }
    return told(
        key,
        _("The sales channel that moved most is %(channel)s: %(now)s, %(change)s on last year (%(then)s)."),
        pieces,
    )


def _visits(asked: Asked) -> Sentence:
    key, answers, found = "essentials.visits", asked.once(Answers), asked.once(by_lever)
    now, then = answers.now.total.values.get(VISITS), answers.last_year.total.compared.get(VISITS)
    if VISITS in answers.now.unavailable or now is None:
        return told(key, _("Visits: %(reason)s"), {"reason": str(answers.now.unavailable.get(VISITS, "–"))})
    rows = [row for row in found.rows if row.values.get(VISITS)]
    first = max(rows, key=lambda row: row.values.get(VISITS) or 0, default=None)
    pieces: list[Piece] = [
        *told("", _("Visits: %(now)s"), {"now": asked.figure(VISITS, now, asked.span.period)}).pieces
    ]
    if moved := asked.moved(VISITS, now, then, asked.span.period):
        facing: dict[str, Piece | tuple[Piece, ...]] = {
            "change": moved,
            "then": asked.figure(VISITS, then, asked.span.last_year),
        }
        pieces += told("", _(", %(change)s on last year (%(then)s)"), facing).pieces
    if first is not None:
        value = first.dimensions.get(LEVER) or ""
        label = str(names_of(LEVER, (), asked.locale).get(value, value) or _("No channel known"))
        most: dict[str, Piece | tuple[Piece, ...]] = {
            "lever": f"{label[:1].lower()}{label[1:]}",
            "count": asked.figure(VISITS, first.values.get(VISITS), asked.span.period, ((LEVER, value),)),
        }
        pieces += told("", _("; the first lever is %(lever)s (%(count)s)"), most).pieces
    return Sentence(key, joined([*pieces, "."]))


def _spent(asked: Asked) -> Sentence:
    key, answers, days = "essentials.spend", asked.once(Answers), asked.span.period
    now, then = answers.now.total.values.get(SPEND), answers.last_year.total.compared.get(SPEND)
    if SPEND in answers.now.unavailable or now is None:
        return told(
            key, _("Advertising: %(reason)s"), {"reason": str(answers.now.unavailable.get(SPEND, "–"))}
        )
    pieces: list[Piece] = [
        *told("", _("Advertising cost %(now)s (excl. tax)"), {"now": asked.figure(SPEND, now, days)}).pieces
    ]
    if moved := asked.moved(SPEND, now, then, days):
        facing: dict[str, Piece | tuple[Piece, ...]] = {
            "change": moved,
            "then": asked.figure(SPEND, then, asked.span.last_year),
        }
        pieces += told("", _(", %(change)s on last year (%(then)s)"), facing).pieces
    ratio = answers.now.total.values.get(RATIO)
    if ratio is not None:
        share: dict[str, Piece | tuple[Piece, ...]] = {"ratio": asked.figure(RATIO, ratio, days)}
        pieces += told("", _("; that is %(ratio)s of net sales (COS)"), share).pieces
    pieces += _losing(asked)
    return Sentence(key, joined([*pieces, "."]))


def _losing(asked: Asked) -> tuple[Piece, ...]:
    """How many campaigns cost more than they earn, if the sales credited to them are their own."""
    known = [one.margin for one in asked.once(of_campaigns) if one.margin is not None]
    losing = sum(margin < 0 for margin in known)
    if not losing:
        return ()
    template = ngettext(
        "; %(count)s campaign of %(all)s costs more than the margin on the sales credited to it",
        "; %(count)s campaigns of %(all)s cost more than the margin on the sales credited to them",
        losing,
    )
    pieces: dict[str, Piece | tuple[Piece, ...]] = {
        name: Figure(format_number(count, asked.locale), Decimal(count), "count", Origin.ADVERTISING)
        for name, count in (("count", losing), ("all", len(known)))
    }
    return told("", template, pieces).pieces


def decisions(asked: Asked) -> tuple[Block, ...]:
    found, planned = asked.once(channel_findings), channel_actions(asked)
    findings: Block = findings_grid(asked, found[:MOST]) if found else Note("no_findings", _(NOTHING))
    actions: Block = (
        plan_grid(asked, planned)
        if planned
        else Note("no_plan", _("No action about a channel is in the plan."))
    )
    return (findings, actions)
