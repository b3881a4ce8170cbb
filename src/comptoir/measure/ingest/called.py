"""What customers are called where they come from: personal data, which facts never hold."""

from collections.abc import Sequence
from itertools import batched

from comptoir.core.companies.api import Permission, Scope
from comptoir.measure.ingest.models import Customer

FEW = 5_000
"""Up to so many keys are looked up one by one; for more it is quicker to read all of the company."""


def customer_references(scope: Scope, keys: Sequence[int]) -> dict[int, str]:
    """Key -> the reference at the source, for those who may see personal data."""
    scope.require(Permission.VIEW_PERSONAL_DATA)
    mine = Customer.objects.filter(company_id=scope.company_id).values_list("pk", "reference")
    if len(keys) > FEW:
        return dict(mine.iterator(chunk_size=20_000))
    return {pk: said for batch in batched(keys, 1_000) for pk, said in mine.filter(pk__in=batch)}
