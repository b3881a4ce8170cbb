"""The verbs on supplies: say how products come, undo it, put an order into the plan."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.core import clock
from comptoir.core.audit.api import put_away, record, take_back
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, InputError
from comptoir.core.ledger.api import ActionKind, PlannedAction, Proposal, propose
from comptoir.decide.findings.api import fingerprint_of
from comptoir.decide.reorder.lines import Line, Outlooks, together
from comptoir.decide.reorder.models import StoredSheet
from comptoir.decide.reorder.sheet import LONGEST_COVER, NO_TERMS, Sheet, Terms
from comptoir.decide.reorder.sheets import newest, sheet_of

TARGET = "supply"
LONGEST_DELAY = 365
MOST_UNITS = 10_000_000
MOST_MONEY = Decimal(10_000_000)
MOST_ITEMS = 20_000
DUE_DAYS = 7
"""An order that is not sent within a week is another order."""
ORDER = fingerprint_of("reorder", {})
"""Of the order of everything: one is in the plan at a time."""


def save_terms(scope: Scope, terms: Mapping[str, Terms]) -> Sheet:
    """What is said of these products, in place of what was; the others stay. `undo` goes back."""
    scope.require(Permission.EDIT_PLAN)
    for sku, one in terms.items():
        _check(sku, one)
    before = sheet_of(scope)
    items = {sku: one for sku, one in {**before.items, **terms}.items() if one != NO_TERMS}
    if len(items) > MOST_ITEMS:
        raise InputError(_("The terms of %(most)d products are kept at most.") % {"most": MOST_ITEMS})
    return _save(scope, replace(before, items=items), changed=len(terms))


def save_choices(scope: Scope, cover_days: int, most_tied_up: Decimal | None) -> Sheet:
    """For the orders to come. InputError for days or money out of bounds."""
    scope.require(Permission.EDIT_PLAN)
    if not 1 <= cover_days <= LONGEST_COVER:
        raise InputError(_("An order lasts between 1 and %(most)d days.") % {"most": LONGEST_COVER})
    if most_tied_up is not None and not 0 <= most_tied_up <= MOST_MONEY:
        raise InputError(_("The money to tie up lies between 0 and ten million; empty for no bound."))
    return _save(scope, replace(sheet_of(scope), cover_days=cover_days, most_tied_up=most_tied_up), changed=0)


def undo(scope: Scope) -> Sheet:
    """Back to what was said before the last change."""
    scope.require(Permission.EDIT_PLAN)
    with transaction.atomic():
        row = newest(scope)
        if row is None:
            raise ConflictError(_("Nothing was said of supplies: there is nothing to undo."))
        put_away(scope, row, "supply.undone", TARGET)
    return sheet_of(scope)


def redo(scope: Scope) -> Sheet:
    scope.require(Permission.EDIT_PLAN)
    with transaction.atomic():
        row = newest(scope, undone=True)
        if row is None:
            raise ConflictError(_("Nothing was undone."))
        take_back(scope, row, "supply.restored", TARGET)
    return sheet_of(scope)


def propose_order(scope: Scope, found: Outlooks) -> PlannedAction:
    """The default proposal, whole: every product that nothing stops."""
    scope.require(Permission.EDIT_PLAN)
    chosen = found.chosen
    if not chosen:
        raise ConflictError(_("There is nothing to order."))
    units = sum(one.to_order for one in chosen)
    title = ngettext(
        "Order %(units)d units of one product", "Order %(units)d units of %(count)d products", len(chosen)
    )
    return propose(
        scope,
        Proposal(
            ActionKind.REORDER,
            title % {"units": units, "count": len(chosen)},
            _(
                "What is ordered today sells from its arrival on, for %(days)d days; without it these products stay "
                "out of stock."
            )
            % {"days": found.cover_days},
            "units",
            {},
            together(tuple(one.saved for one in chosen), found.basis()),
            scope.today(),
            scope.today() + timedelta(days=DUE_DAYS),
            cost=order_cost(chosen),
            fingerprint=ORDER,
            evidence={
                "day": found.day,
                "snapshot": found.snapshot,
                "how": _("Units that the order sells in its first 30 days x margin of a unit."),
                "order": [
                    {"sku": one.sku, "units": one.to_order, "supplier": one.terms.supplier} for one in chosen
                ],
            },
        ),
    )


def propose_one(scope: Scope, found: Outlooks, line: Line, kind: ActionKind, name: str) -> PlannedAction:
    """For one product: order it, or stop the ads that show it."""
    scope.require(Permission.EDIT_PLAN)
    if kind not in offered(line):
        raise InputError(
            _("« %(kind)s » is not proposed for this product.") % {"kind": kind.label},
            _("Allowed: %(allowed)s.")
            % {"allowed": ", ".join(str(one.label) for one in offered(line)) or "-"},
        )
    return propose(
        scope,
        Proposal(
            kind,
            f"{kind.label} - {name}",
            _hypothesis(line, kind, name),
            "units" if kind is ActionKind.REORDER else "ad_spend",
            {"product": line.sku},
            line.saved if kind is ActionKind.REORDER else None,
            scope.today(),
            scope.today() + timedelta(days=DUE_DAYS),
            cost=line.cost if kind is ActionKind.REORDER else None,
            fingerprint=fingerprint_of("stock_out", {"product": line.sku}),
            evidence={
                "day": found.day,
                "snapshot": found.snapshot,
                "stock": line.stock,
                "units_a_day": round(line.ahead, 2),
                "delay": line.delay,
                "missing": line.missing.mid,
                "order": line.to_order,
                "supplier": line.terms.supplier,
            },
        ),
    )


def offered(line: Line) -> tuple[ActionKind, ...]:
    """What may be done about it, the default first."""
    order = (ActionKind.REORDER,) if line.to_order else ()
    return (*order, ActionKind.PAUSE_ADS) if line.stock is not None and line.is_short else order


def order_cost(lines: tuple[Line, ...]) -> Decimal | None:
    """None where the purchase cost of one of them is not known: a part is not the whole."""
    costs = [one.cost for one in lines]
    return None if None in costs else sum((cost for cost in costs if cost is not None), Decimal(0))


def _hypothesis(line: Line, kind: ActionKind, name: str) -> str:
    told = {"product": name, "units": line.to_order, "missing": line.missing.mid, "delay": line.delay}
    if kind is ActionKind.REORDER:
        words = _(
            "%(units)d units of %(product)s, there in %(delay)d days, sell what would be missing after that."
        )
    else:
        words = _(
            "Ads for %(product)s pay for visits that find nothing: about %(missing)d units will be missing over "
            "the next %(delay)d days. Their cost is saved until it is back."
        )
    return words % told


def _save(scope: Scope, sheet: Sheet, *, changed: int) -> Sheet:
    with transaction.atomic():
        before = sheet_of(scope)
        if sheet == before:
            return sheet
        # What had been undone before cannot be taken back over newer words.
        StoredSheet.objects.filter(company_id=scope.company_id).exclude(deleted_at=None).delete()
        StoredSheet.objects.create(
            company_id=scope.company_id,
            content=sheet.to_json(),
            created_by_id=scope.actor_id,
            created_at=clock.now(),
        )
        record(
            scope,
            "supply.saved",
            TARGET,
            products=changed,
            cover_days=sheet.cover_days,
            most_tied_up=sheet.most_tied_up,
        )
    return sheet


def _check(sku: str, terms: Terms) -> None:
    told = {"sku": sku}
    if not sku.strip() or len(sku) > 100 or len(terms.supplier) > 120:
        raise InputError(_("A product has an item number, a supplier a name of up to 120 letters."))
    if terms.delay is not None and not 1 <= terms.delay <= LONGEST_DELAY:
        raise InputError(_("%(sku)s: the delay lies between 1 and 365 days.") % told)
    for units in (terms.minimum, terms.incoming):
        if units is not None and not 0 <= units <= MOST_UNITS:
            raise InputError(_("%(sku)s: units lie between 0 and ten million.") % told)
    if terms.incoming_on is not None and terms.incoming is None:
        raise InputError(_("%(sku)s: say how many units are on their way.") % told)
