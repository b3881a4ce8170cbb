"""What a rule would change of the last orders, before anybody saves it."""

from dataclasses import dataclass

from django.utils.translation import get_language

from comptoir.connectors.channels.api import FIELDS
from comptoir.core.companies.api import Scope
from comptoir.core.money import format_money, format_period
from comptoir.core.tables.api import Table
from comptoir.measure.channels.actions import Draft, drafted
from comptoir.measure.channels.queries import channels_of
from comptoir.measure.channels.tables import moves_table


@dataclass(frozen=True, slots=True)
class Preview:
    period: str
    """Empty where no order is loaded."""
    orders: int = 0
    sales: str = ""
    table: Table | None = None


def preview(scope: Scope, draft: Draft, rule_id: int | None) -> Preview:
    """InputError where the draft is no rule."""
    from comptoir.measure.channels import looking  # noqa: PLC0415 - heavy library, kept out of start-up

    rule, now = drafted(draft), channels_of(scope)
    found = looking.lately(scope)
    if found.period is None:
        return Preview("")
    locale = get_language() or "en"
    moves = looking.moves(found, now, looking.with_draft(now, rule, rule_id))
    return Preview(
        format_period(found.period, locale),
        sum(one.orders for one in moves),
        format_money(sum((one.sales for one in moves), looking.NOTHING), scope.currency, locale),
        moves_table(moves, scope.currency) if moves else None,
    )


def known_origins(scope: Scope) -> list[dict[str, str]]:
    """The origins of the last orders, the most sold first."""
    from comptoir.measure.channels import looking  # noqa: PLC0415 - heavy library, kept out of start-up

    sums: dict[tuple[str, ...], int] = {}
    for one in looking.lately(scope).sold:
        sums[one.origin.values] = sums.get(one.origin.values, 0) + one.orders
    most = sorted(sums, key=lambda values: (-sums[values], values))
    return [dict(zip(FIELDS, values, strict=True)) for values in most]
