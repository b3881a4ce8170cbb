"""What the morning tells: the review, what is worth doing, what left its forecast, what is planned."""

from typing import Any

from django.utils.translation import override
from ninja import Query, Router

from comptoir.api.asking import ActionsParameters, AlarmsParameters, FindingsParameters, ReviewParameters
from comptoir.api.doors import ApiRequest, company_route
from comptoir.api.problems import answers
from comptoir.api.schemas_morning import ActionsOut, AlarmsOut, FindingsOut, ReviewOut
from comptoir.core.companies.api import Permission
from comptoir.core.ledger.api import actions as planned_actions
from comptoir.core.ledger.api import told
from comptoir.decide.anomalies import api as anomalies
from comptoir.decide.findings import api as found
from comptoir.decide.review.api import as_json, kept_review
from comptoir.decide.review.api import review as review_at

router = Router(tags=["morning"])


@router.get("/companies/{company}/review", response=answers(ReviewOut), summary="The morning page")
@company_route(Permission.VIEW_FIGURES)
def review(request: ApiRequest, company: str, asked: Query[ReviewParameters]) -> Any:
    """What changed and why, where the month lands, the ten findings worth most, alarms, what is late.

    In the language of the company, as `comptoir review` answers. Without a day the findings are those of the list."""
    scope, at = request.scope, asked.past(request.scope)
    with override(scope.language):
        return as_json(scope, review_at(scope, asked.period, at) if at else kept_review(scope, asked.period))


@router.get("/companies/{company}/findings", response=answers(FindingsOut), summary="What is worth doing")
@company_route(Permission.VIEW_FIGURES)
def findings(request: ApiRequest, company: str, asked: Query[FindingsParameters]) -> Any:
    """Findings with evidence and money at stake, the most first, as `comptoir findings` answers.

    Without a day: the list that the page shows, of the newest look. With one: a look of its own, kept nowhere."""
    scope, at = request.scope, asked.past(request.scope)
    if at:
        whole = found.look_json(scope, found.look_at(scope, at))
    else:
        whole = found.list_json(scope, muted=asked.show == "muted")
    kept = [one for one in whole["findings"] if asked.keeps(one)]
    return asked.paged({**whole, "findings": kept}, "findings")


@router.get("/companies/{company}/alarms", response=answers(AlarmsOut), summary="What left its forecast")
@company_route(Permission.VIEW_FIGURES)
def alarms(request: ApiRequest, company: str, asked: Query[AlarmsParameters]) -> Any:
    """Alarms, faults of the data first, then what is worth most, as `comptoir alarms` answers.

    Without a day: the list that the page shows. With one: what stood open on that evening, kept nowhere."""
    scope, at = request.scope, asked.past(request.scope)
    if at:
        return asked.paged(anomalies.look_json(scope, anomalies.look_at(scope, at)), "alarms")
    return asked.paged(anomalies.list_json(scope, asked.show), "alarms")


@router.get("/companies/{company}/actions", response=answers(ActionsOut), summary="What is planned")
@company_route(Permission.VIEW_FIGURES)
def actions(request: ApiRequest, company: str, asked: Query[ActionsParameters]) -> Any:
    """Actions of the plan, the newest first: hypothesis, expected effect, owner, days, state."""
    rows = planned_actions(request.scope, state=asked.state, kind=asked.kind)
    kept = [one for one in rows if asked.fingerprint in {"", one.fingerprint}]
    return {"found": len(kept), "actions": [told(one) for one in asked.part(kept)]}
