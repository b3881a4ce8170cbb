"""What customers are called where they come from: personal data, which facts never hold."""

from collections.abc import Container, Iterator, Sequence
from itertools import batched

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.consent.api import normal_address
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


def customer_addresses(scope: Scope, keys: Container[int]) -> dict[int, str]:
    """Key -> e-mail address of those who have one, for those who may see personal data."""
    scope.require(Permission.VIEW_PERSONAL_DATA)
    return {key: address for key, address in _addresses(scope) if key in keys}


def customers_with_address(scope: Scope, addresses: Container[str]) -> list[int]:
    """The keys of customers whose address is one of these, in order: no address is told."""
    scope.require(Permission.VIEW_FIGURES)
    return sorted(key for key, address in _addresses(scope) if address in addresses)


def _addresses(scope: Scope) -> Iterator[tuple[int, str]]:
    """Some sources know their customers by the address alone."""
    mine = Customer.objects.filter(company_id=scope.company_id).values_list("pk", "email", "reference")
    for key, email, reference in mine.iterator(chunk_size=20_000):
        address = normal_address(email or reference)
        if address:
            yield key, address
