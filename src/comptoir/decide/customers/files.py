"""What each part of the page gives as a file: every line, not only those in sight."""

from comptoir.core.tables.api import Table
from comptoir.decide.customers.asked import Asked
from comptoir.decide.customers.cohorts import cohorts as read_cohorts
from comptoir.decide.customers.coming import affinity_file, again_file, newcomers_file
from comptoir.decide.customers.engine.answers import Inconclusive
from comptoir.decide.customers.engine.lifetime import LEVEL
from comptoir.decide.customers.lifetimes import lifetimes
from comptoir.decide.customers.quiet import quiet as read_quiet
from comptoir.decide.customers.segments import segments as read_segments
from comptoir.decide.customers.showing import return_table, time_to_return
from comptoir.decide.customers.tables import (
    cohort_table,
    in_order,
    pair_table,
    quiet_table,
    segment_table,
    value_table,
)
from comptoir.decide.customers.together import together
from comptoir.decide.customers.value import named


def segments(asked: Asked) -> Table:
    return in_order(segment_table(read_segments(asked.scope, asked.at), asked.scope.currency), asked)


def cohorts(asked: Asked) -> Table:
    return in_order(cohort_table(read_cohorts(asked.scope, asked.at), asked.scope.currency), asked)


def returns(asked: Asked) -> Table:
    return in_order(return_table(time_to_return(asked)), asked)


def quiet(asked: Asked) -> Table:
    found = read_quiet(asked.scope, asked.at)
    return in_order(quiet_table(asked, () if isinstance(found, Inconclusive) else found), asked)


def value(asked: Asked) -> Table:
    found = lifetimes(asked.scope, asked.at)
    return in_order(value_table(asked, () if isinstance(found, Inconclusive) else named(found), LEVEL), asked)


def baskets(asked: Asked) -> Table:
    return in_order(pair_table(together(asked.scope, asked.at)), asked)


def newcomers(asked: Asked) -> Table:
    return in_order(newcomers_file(asked), asked)


def again(asked: Asked) -> Table:
    return in_order(again_file(asked), asked)


def affinity(asked: Asked) -> Table:
    return in_order(affinity_file(asked), asked)
