"""The calendar: what explains a curve."""

from typing import Any

from ninja import Query, Router

from comptoir.api.doors import ApiRequest, company_route
from comptoir.api.parameters import CalendarParameters
from comptoir.api.problems import answers
from comptoir.api.schemas import EventOut
from comptoir.core.calendar.api import events
from comptoir.core.companies.api import Permission

router = Router(tags=["calendar"])


@router.get("/companies/{company}/calendar", response=answers(list[EventOut]), summary="Dated events")
@company_route(Permission.VIEW_FIGURES)
def calendar(request: ApiRequest, company: str, asked: Query[CalendarParameters]) -> Any:
    """Legal sales, key events, holidays and the company's own; this year where no day is given."""
    period = asked.days(request.scope.today())
    return [
        {
            "start": event.day_start,
            "end": event.day_end,
            "name": str(event.name),
            "kind": str(event.kind),
            "is_incident": event.is_incident,
        }
        for event in events(request.scope, period)
    ]
