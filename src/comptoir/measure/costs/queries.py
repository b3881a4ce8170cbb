"""Reads of a company's cost rules."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import NotFoundError
from comptoir.measure.costs.engine import CostKind, CostRule, Rules
from comptoir.measure.costs.models import StoredRule


def cost_rules(scope: Scope) -> Rules:
    """All rules of the company, ended ones too: an old order has the costs of its day."""
    scope.require(Permission.VIEW_FIGURES)
    return tuple(as_rule(row) for row in own_rows(scope))


def own_rows(scope: Scope) -> QuerySet[StoredRule]:
    return StoredRule.objects.filter(company_id=scope.company_id, deleted_at=None)


def own_row(scope: Scope, rule_id: int, *, is_deleted: bool = False) -> StoredRule:
    row = StoredRule.objects.filter(
        company_id=scope.company_id, pk=rule_id, deleted_at__isnull=not is_deleted
    ).first()
    if row is None:
        raise NotFoundError(
            _("There is no cost rule %(id)d in %(company)s.") % {"id": rule_id, "company": scope.name}
        )
    return row


def as_rule(row: StoredRule) -> CostRule:
    return CostRule(
        CostKind(row.kind),
        row.currency,
        row.valid_from,
        row.valid_to,
        row.share,
        row.per_order,
        row.per_unit,
        row.sales_channel,
        row.payment_method,
        row.country,
        row.note,
        row.pk,
    )
