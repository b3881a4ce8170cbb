"""The verb on what is put forward: into the plan."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, InputError
from comptoir.core.ledger.api import ActionKind, Effect, PlannedAction, Proposal, propose
from comptoir.decide.findings.api import fingerprint_of
from comptoir.decide.merchandising.engine.ranking import THOUSAND
from comptoir.decide.merchandising.lines import SLOT_DAYS, Candidate, Place, Ranking, Seen


def propose_selection(
    scope: Scope,
    found: Ranking,
    place: Place,
    chosen: Sequence[Candidate],
    names: Mapping[str, str],
    category: str = "",
) -> PlannedAction:
    """One selection a place at a time. InputError for a product that a limit stops."""
    scope.require(Permission.EDIT_PLAN)
    if not chosen:
        raise ConflictError(_("There is nothing to put forward."))
    stopped = [one.sku for one in chosen if one.limit is not None]
    if stopped:
        raise InputError(
            _("A limit stops %(products)s.") % {"products": ", ".join(stopped)},
            advice=_("Take it out of the selection."),
        )
    words = ngettext(
        "Put %(count)d product forward: %(place)s", "Put %(count)d products forward: %(place)s", len(chosen)
    )
    where = f"{place.label} ({category})" if category else str(place.label)
    listed = ", ".join(names.get(one.sku, one.sku) for one in chosen[:3])
    return propose(
        scope,
        Proposal(
            ActionKind.PUT_FORWARD,
            words % {"count": len(chosen), "place": where},
            _("%(products)s… earn most for as many who see them; put forward, they sell more.")
            % {"products": listed},
            "net_sales",
            {"category": category} if category else {},
            expected(found, chosen),
            scope.today(),
            scope.today() + timedelta(days=SLOT_DAYS),
            fingerprint=fingerprint_of("merchandising", {"place": place.value, "category": category}),
            evidence={
                "day": found.day,
                "snapshot": found.snapshot,
                "place": place.value,
                "per_thousand": found.seen_as.value,
                "planned": found.planned,
                "items": [one.sku for one in chosen],
                "how": _("Margin per 1,000 views x views expected of each product."),
            },
        ),
    )


def expected(found: Ranking, chosen: Sequence[Candidate]) -> Effect | None:
    """What the views of the place bring, where views are known: of visits it would be made up. Its ends are those of
    all products low and of all high at once."""
    if found.seen_as is not Seen.VIEWS or not chosen:
        return None
    share = Decimal(found.planned) / THOUSAND
    low, mid, high = (
        sum((getattr(one.per_thousand, end) for one in chosen), Decimal(0)) * share
        for end in ("low", "mid", "high")
    )
    cent = Decimal("0.01")
    return Effect(low.quantize(cent), mid.quantize(cent), high.quantize(cent), found.basis)
