"""The door of companies: scopes, permissions, roles."""

from comptoir.core.companies.access import (
    access_companies,
    access_company,
    access_guest,
    access_token,
    operator_scope,
    token_is_open,
)
from comptoir.core.companies.locks import lock_when
from comptoir.core.companies.permissions import MATRIX, Permission, Role
from comptoir.core.companies.scope import Scope, Via

__all__ = [
    "MATRIX",
    "Permission",
    "Role",
    "Scope",
    "Via",
    "access_companies",
    "access_company",
    "access_guest",
    "access_token",
    "lock_when",
    "operator_scope",
    "token_is_open",
]
