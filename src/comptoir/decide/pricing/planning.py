"""The button: an offer becomes a proposed action of the plan."""

from decimal import Decimal
from hashlib import sha256

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError
from comptoir.core.ledger.api import ActionKind, Basis, Effect, PlannedAction, Proposal, propose
from comptoir.core.money import quantise
from comptoir.decide.findings.api import Figure, days_before, effect, figure_to_json
from comptoir.decide.pricing import words
from comptoir.decide.pricing.study import USUAL_DAYS, Study

_MONTH = 30


def propose_offer(scope: Scope, study: Study) -> PlannedAction:
    """ConflictError where a limit stops it, or where an offer on the same items is open already."""
    scope.require(Permission.EDIT_PLAN)
    if study.is_blocked:
        stopping = [said for said, stops in words.limit_sentences(scope, study) if stops]
        raise ConflictError(_("This is not proposed."), *stopping[:1])
    where = {"category" if study.is_category else "product": study.asked.of}
    return propose(
        scope,
        Proposal(
            ActionKind.PROMOTE,
            words.title(study),
            _("Sold at a discount, « %(name)s » needs to sell: ") % {"name": study.name}
            + words.needed_words(study),
            "cm2",
            where,
            _effect(study),
            study.asked.start,
            study.asked.end,
            fingerprint=sha256(f"pricing\n{study.asked.of}".encode()).hexdigest()[:16],
            evidence={
                "title": words.title(study),
                "how": words.effect_words(scope, study),
                "day": study.day,
                "figures": [
                    figure_to_json(
                        Figure(
                            "units", quantise(study.offer.daily), days_before(study.day, USUAL_DAYS), where
                        )
                    )
                ],
                "prices": [
                    {
                        "sku": item.sku,
                        "price": f"{item.new_price}",
                        "reference": f"{item.reference.price}" if item.reference else None,
                    }
                    for item in study.items
                    if not item.is_left_out
                ],
            },
        ),
    )


def _effect(study: Study) -> Effect | None:
    """Over 30 days: all of a shorter offer, its share of a longer one."""
    found = study.effect
    if found is None:
        return None
    share = min(Decimal(1), Decimal(_MONTH) / study.asked.days)
    low, mid, high = (float(value * share) for value in (found.low, found.mid, found.high))
    return effect(low, mid, high, Basis.MARGIN)
