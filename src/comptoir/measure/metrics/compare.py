"""Which period faces the one asked, and which of its buckets faces which."""

import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_lazy as _

from comptoir.core.calendar.api import same_event
from comptoir.core.companies.api import Scope
from comptoir.core.errors import InputError
from comptoir.core.periods import Comparison, Grain, Period, buckets, compare_period
from comptoir.measure.metrics.cells import PERIOD, Cells
from comptoir.measure.metrics.plan import Plan
from comptoir.measure.metrics.query import Query


def compared_period(scope: Scope, query: Query, period: Period) -> Period | None:
    """The whole period moves, and its buckets with it: the first faces the first."""
    if query.compare is None:
        return None
    if query.compare is Comparison.EVENT:
        return _event_last_year(scope, period)
    kind = query.grain if query.grain is not Grain.TOTAL else query.kind
    return compare_period(period, kind, query.compare, scope.today(), scope.week_start)


def _event_last_year(scope: Scope, period: Period) -> Period:
    found = same_event(scope, period)
    if found is None:
        raise InputError(
            _("No commercial event with a counterpart last year lies between %(start)s and %(end)s.")
            % {"start": period.start, "end": period.end},
            advice=_("Choose the days of an event of your calendar, or compare with last year."),
        )
    now, last = found
    return Period(last.start + (period.start - now.start), last.end + (period.end - now.end))


def faced(cells: Cells, plan: Plan) -> Cells:
    """The compared cells under the day of the bucket that they face."""
    if plan.compared is None:
        return cells
    grain, week_start = plan.question.grain, plan.question.week_start
    facing = list(
        zip(buckets(plan.compared, grain, week_start), buckets(plan.period, grain, week_start), strict=False)
    )
    theirs = pa.array([bucket.start for bucket, _ours in facing], pa.date32())
    ours = pa.array([bucket.start for _theirs, bucket in facing], pa.date32())
    moved = ours.take(pc.index_in(cells[PERIOD], theirs).combine_chunks())
    cells = cells.set_column(0, PERIOD, moved)
    return cells.filter(pc.is_valid(cells[PERIOD]))
