"""A review as Markdown: to be pasted into a mail, read on a phone, kept in a file."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.money import format_day
from comptoir.decide.anomalies.api import sentence, title
from comptoir.decide.findings.api import Brief, Listed, briefs
from comptoir.decide.review.essentials import essentials
from comptoir.decide.review.parts import Late, Review
from comptoir.decide.review.shown import (
    ShownFigure,
    calm_sentence,
    days_words,
    finds_sentence,
    landing_sentence,
    locale,
    shown_figures,
    shown_landings,
)


def as_markdown(scope: Scope, found: Review) -> str:
    return "\n".join(_lines(scope, found)).rstrip() + "\n"


def _lines(scope: Scope, found: Review) -> Iterator[str]:
    yield f"# {_plain(scope.name)} - {days_words(found.span.period)}"
    yield ""
    yield from (f"- {_plain(one)}" for one in essentials(scope, found))
    yield from _part(_("Figures"))
    yield f"| | {days_words(found.span.period)} | {days_words(found.span.compared)} | {_('Last year')} | |"
    yield "|---|---:|---:|---:|---|"
    yield from (_figure(one) for one in shown_figures(scope, found.figures))
    if len(found.reasons) > 1:
        yield from _part(_("Why"))
        yield from (f"- {_plain(one.text)}" for one in found.reasons)
    yield from _part(_("Landing of the month"))
    yield from (f"- {_plain(landing_sentence(one))}" for one in shown_landings(scope, found.landings))
    if found.alarms:
        yield from _part(_("Alarms"))
        yield from (f"- {_plain(f'{title(one)}. {sentence(one, scope.currency)}')}" for one in found.alarms)
    yield from _part(_("What is worth doing"))
    if found.is_calm:
        yield calm_sentence(scope, found.finds)
    elif not found.finds.listed:
        yield finds_sentence(scope, found.finds, None)
    listed = found.finds.listed
    told = briefs(scope, [one.found for one in listed])
    yield from (_finding(n, *pair) for n, pair in enumerate(zip(listed, told, strict=True), start=1))
    if found.late:
        yield from _part(_("What is late"))
        yield from (_late(one) for one in found.late)


def _part(title: str) -> tuple[str, ...]:
    return "", f"## {title}", ""


def _figure(one: ShownFigure) -> str:
    label = f"{one.label} ({one.unit})" if one.unit else str(one.label)
    cells = (
        label,
        one.full,
        f"{one.before} ({one.change.text})" if one.change else one.before,
        one.year.text if one.year else "",
        f"{one.judged} ({one.expected})" if one.judged else "",
    )
    return f"| {' | '.join(map(_cell, cells))} |"


def _finding(number: int, listed: Listed, one: Brief) -> str:
    basis = listed.found.basis.label
    money = f" **{one.money}** ({basis}, {one.interval})." if one.money else ""
    actions = ", ".join(str(kind.label) for kind in listed.found.actions)
    return f"{number}. {_plain(one.title)}.{money} {_('Answer: %(actions)s.') % {'actions': actions}}"


def _late(one: Late) -> str:
    since = f" ({format_day(one.since, locale())})" if one.since else ""
    detail = f" - {one.detail}" if one.detail else ""
    return f"- {_plain(one.title + since + detail)}"


def _plain(text: str) -> str:
    """On one line, and no mark of its own: names come from files."""
    return " ".join(text.replace("*", r"\*").replace("_", r"\_").replace("`", r"\`").split())


def _cell(text: str) -> str:
    return _plain(text).replace("|", r"\|")
