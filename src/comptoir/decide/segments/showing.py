"""What the pages are given: tables, maps, counts, files. Heavy."""

from typing import Any

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.consent.api import Purpose
from comptoir.core.errors import InputError, UsageError
from comptoir.core.money import format_money, format_number, format_percent
from comptoir.core.tables.api import Table
from comptoir.decide.customers.api import evening
from comptoir.decide.segments import exporting
from comptoir.decide.segments.drawing import IN_SIGHT, overlap_map
from comptoir.decide.segments.engine.conditions import Condition
from comptoir.decide.segments.exporting import FORM_WORDS, LEFT_OUT_WORDS, Form
from comptoir.decide.segments.figures import Figures, figures
from comptoir.decide.segments.queries import Segment, figures_of, overlap_of, saved
from comptoir.decide.segments.sheet import Sheet
from comptoir.decide.segments.tables import overlap_table, segments_table


def table(scope: Scope, segments: list[Segment], sort: str) -> Table:
    found = figures_of(scope, evening(scope, None), segments)
    return _in_order(segments_table(segments, found, scope.currency), sort)


def overlap(scope: Scope, segments: list[Segment], locale: str) -> tuple[dict[str, Any], Table]:
    found = overlap_of(scope, evening(scope, None), segments)
    return overlap_map(found, locale), overlap_table(found, range(min(len(segments), IN_SIGHT)))


def file(scope: Scope, name: str, sort: str) -> Table:
    segments = saved(scope)
    if name == "segments":
        return table(scope, segments, sort)
    return _in_order(overlap_table(overlap_of(scope, evening(scope, None), segments)), sort)


def counted(
    scope: Scope, conditions: tuple[Condition, ...], faults: list[str], locale: str
) -> dict[str, Any]:
    """Words of the count; `faults` where a condition cannot be read, or not answered."""
    found: Figures | None = None
    try:
        found = None if faults else figures(Sheet(scope, evening(scope, None)), conditions)
    except InputError as error:
        faults = [str(error)]
    if found is None:
        return {"faults": faults}
    return {
        "customers": format_number(found.customers, locale),
        "of": _("of %(all)s customers (%(share)s)")
        % {"all": format_number(found.of_all, locale), "share": format_percent(found.share, locale)},
        "sales": format_money(found.sales, scope.currency, locale, 0),
        "each": format_money(found.each, scope.currency, locale, 0),
        "soon": "" if found.buyers_soon is None else format_number(found.buyers_soon, locale),
    }


def audience(scope: Scope, one: Segment, purpose: Purpose, locale: str) -> dict[str, Any]:
    found = exporting.audience_of(scope, one, purpose, evening(scope, None))
    # What a mailing tool sends needs addresses; an advertising platform compares hashes.
    first = Form.HASHED if purpose is Purpose.ADS else Form.PLAIN
    return {
        "purpose": purpose,
        "purposes": [(one.value, one.label) for one in exporting.EXPORTED],
        "addresses": format_number(len(found.addresses), locale),
        "has_addresses": bool(found.addresses),
        "left_out": [
            (LEFT_OUT_WORDS[why], format_number(count, locale)) for why, count in found.left_out.items()
        ],
        "forms": [(form.value, FORM_WORDS[form], form is first) for form in Form],
    }


def addresses(scope: Scope, one: Segment, purpose: Purpose, form: str) -> HttpResponse:
    """One address a line under « Email », as mailing tools and advertising platforms take it."""
    if form not in tuple(Form):
        raise UsageError(f"« {form} »", _("Allowed: %(allowed)s.") % {"allowed": ", ".join(Form)})
    found = exporting.export(scope, one, purpose, Form(form), evening(scope, None))
    body = "\r\n".join(("Email", *found.addresses)) + "\r\n"
    name = f"{scope.slug}-{slugify(one.name) or one.id}-{purpose.value}-{form}"
    return HttpResponse(
        body,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def _in_order(found: Table, sort: str) -> Table:
    return found.sorted_by(sort.lstrip("-"), descending=sort.startswith("-")) if sort else found
