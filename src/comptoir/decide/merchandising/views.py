"""The page of merchandising: what to put forward this week, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, UsageError
from comptoir.core.ledger.api import Basis, open_actions
from comptoir.core.money import format_money, format_percent
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response
from comptoir.decide.findings.api import fingerprint_of, last_evening, usual_names
from comptoir.decide.merchandising.actions import expected, propose_selection
from comptoir.decide.merchandising.api import ranking
from comptoir.decide.merchandising.forms import SlotForm
from comptoir.decide.merchandising.lines import FEW, PER_WORDS, Candidate, Place, Ranking
from comptoir.decide.merchandising.tables import placed_table, ranking_table, segment_table, selection_table
from comptoir.decide.merchandising.words import CAUTIONS
from comptoir.measure.metrics.api import metric


@dataclass(frozen=True, slots=True)
class Slot:
    """What the address asks; what it says wrong is as if it were not said."""

    place: Place = Place.HOME
    category: str = ""
    count: int = FEW
    planned: int | None = None

    @classmethod
    def parse(cls, asked: Mapping[str, Any]) -> "Slot":
        # Which categories there are is known once the facts are read; any name is asked for as it is.
        category = str(asked.get("category", ""))[:200]
        form = SlotForm({"place": Place.HOME, "count": FEW, **_said(asked)}, categories=[category])
        if not form.is_valid():
            return cls()
        told = form.cleaned_data
        return cls(Place(told["place"]), told["category"], told["count"], told["planned"])

    @property
    def query(self) -> str:
        told = {"place": self.place.value, "category": self.category, "count": self.count}
        return urlencode(told | ({} if self.planned is None else {"planned": self.planned}))


@require_safe
@company_view(Permission.VIEW_FIGURES)
def page(request: CompanyRequest) -> HttpResponse:
    """Stands at once; its ranking is asked by the page itself."""
    context = {"slot": Slot.parse(request.GET.dict()), "day": last_evening(request.scope)}
    return render_page(request, "merchandising/page.html", context)


@require_safe
@company_view(Permission.VIEW_FIGURES)
def ranked(request: CompanyRequest) -> HttpResponse:
    scope, slot, sort = request.scope, Slot.parse(request.GET.dict()), request.GET.get("sort", "")
    day = last_evening(scope)
    if day is None:
        return render_page(request, "merchandising/ranking.html", {"is_empty": True})
    found = ranking(scope, day, slot.planned)
    chosen, names = found.chosen(slot.category, slot.count), _names(scope, found)
    table = ranking_table(found, found.of(slot.category), names, scope.currency)
    if sort:
        table = table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-"))
    fingerprint = _fingerprint(slot)
    told = {
        "place": slot.place.value,
        "category": slot.category,
        "count": slot.count,
        "planned": found.planned,
    }
    context = {
        "slot": slot,
        "found": found,
        "form": SlotForm(initial=told, categories=found.categories),
        "chosen": [_shown(scope, one, names) for one in chosen],
        "expected": _expected(scope, found, chosen),
        "per": PER_WORDS[found.seen_as],
        "basis": metric("cm2" if found.basis is Basis.MARGIN else "net_sales").label,
        "caution": CAUTIONS[found.seen_as],
        "share": format_percent(Decimal(str(found.share)), get_language() or "fr", 0)
        if found.share < 1
        else "",
        "table": table,
        "sort": sort,
        "segments": segment_table(found.segments),
        "placed": placed_table(found.placed, scope.currency),
        "per_mail": found.per_mail and _money(scope, found.per_mail),
        "planned": open_actions(scope, [fingerprint]).get(fingerprint, ()),
        "may_plan": scope.may(Permission.EDIT_PLAN),
        "may_export": scope.may(Permission.EXPORT),
    }
    return render_page(request, "merchandising/ranking.html", context)


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, which: str, suffix: str) -> HttpResponse:
    scope, slot, day = request.scope, Slot.parse(request.GET.dict()), last_evening(request.scope)
    found = ranking(scope, day, slot.planned) if day else Ranking.nothing(scope.today())
    names = _names(scope, found)
    tables = {
        "ranking": lambda: ranking_table(found, found.of(slot.category), names, scope.currency),
        "selection": lambda: selection_table(found.chosen(slot.category, slot.count), slot.place, names),
        "segments": lambda: segment_table(found.segments),
        "placed": lambda: placed_table(found.placed, scope.currency),
    }
    if which not in tables:
        raise UsageError(
            _("There is no file « %(which)s ».") % {"which": which},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(tables)},
        )
    return table_response(tables[which](), suffix, f"{scope.slug}-{which}-{found.day}")


@require_POST
@company_view(Permission.EDIT_PLAN)
def propose(request: CompanyRequest) -> HttpResponse:
    """The default selection into the plan, where it can be dropped again."""
    scope, slot = request.scope, Slot.parse(request.POST.dict())
    found = _found(scope, slot)
    try:
        chosen = found.chosen(slot.category, slot.count)
        action = propose_selection(scope, found, slot.place, chosen, _names(scope, found), slot.category)
    except ConflictError as error:
        messages.warning(request, str(error))
        return redirect("merchandising:page", company=scope.slug)
    messages.success(request, _("In the plan: %(action)s") % {"action": action.title})
    return redirect("findings:actions", company=scope.slug)


def _found(scope: Scope, slot: Slot) -> Ranking:
    day: date | None = last_evening(scope)
    if day is None:
        raise ConflictError(_("Nothing is loaded yet."), advice=_("Import your orders first."))
    return ranking(scope, day, slot.planned)


def _said(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {name: asked[name] for name in ("place", "category", "count", "planned") if asked.get(name)}


def _fingerprint(slot: Slot) -> str:
    return fingerprint_of("merchandising", {"place": slot.place.value, "category": slot.category})


def _names(scope: Scope, found: Ranking) -> Mapping[str, str]:
    return usual_names(scope, [one.sku for one in found.candidates], found.day)


def _shown(scope: Scope, one: Candidate, names: Mapping[str, str]) -> dict[str, Any]:
    earned = one.per_thousand
    return {
        "name": names.get(one.sku, one.sku),
        "category": one.category,
        "mid": _money(scope, earned.mid),
        "interval": _("%(low)s to %(high)s")
        % {"low": _money(scope, earned.low), "high": _money(scope, earned.high)},
        "stock": one.stock,
        "asked": one.asked,
    }


def _expected(scope: Scope, found: Ranking, chosen: tuple[Candidate, ...]) -> str:
    effect = expected(found, chosen)
    if effect is None:
        return ""
    low, mid, high = (_money(scope, value) for value in (effect.low, effect.mid, effect.high))
    return _("%(mid)s, from %(low)s to %(high)s") % {"low": low, "mid": mid, "high": high}


def _money(scope: Scope, value: Any) -> str:
    return format_money(value, scope.currency, get_language() or "fr", 2 if abs(value) < 100 else 0)
