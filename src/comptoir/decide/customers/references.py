"""How a customer is called: by its reference at the source for those who may see personal data, else by its key."""

from collections.abc import Iterable, Mapping

from comptoir.core.companies.api import Permission, Scope
from comptoir.measure.ingest.api import customer_references


def by_key(keys: Iterable[int]) -> Mapping[int, str]:
    """By the key alone, whoever asks: what programs of others are told."""
    return {key: f"#{key}" for key in keys}


def called(scope: Scope, keys: Iterable[int]) -> Mapping[int, str]:
    wanted = list(keys)
    known = customer_references(scope, wanted) if scope.may(Permission.VIEW_PERSONAL_DATA) else {}
    return {**by_key(wanted), **known}
