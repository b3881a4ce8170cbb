"""The door of companies: scopes, permissions, roles, guests, and what the machine's holder may ask."""

from comptoir.core.companies.access import (
    access_companies,
    access_company,
    access_guest,
    access_token,
    open_guest_link,
    operator_scope,
    operator_scopes,
    token_is_open,
)
from comptoir.core.companies.actions import add_company, create_guest_link, revoke_guest_link
from comptoir.core.companies.guests import guest_view, keep_private
from comptoir.core.companies.locks import lock_when
from comptoir.core.companies.models import Company
from comptoir.core.companies.permissions import MATRIX, Permission, Role
from comptoir.core.companies.queries import (
    Person,
    all_companies,
    companies_of,
    is_shared,
    may_add_company,
    people_who,
)
from comptoir.core.companies.scope import Scope, Via
from comptoir.core.companies.setup import setup_path
from comptoir.core.companies.sharing import COCKPIT, REPORT

__all__ = [
    "COCKPIT",
    "MATRIX",
    "REPORT",
    "Company",
    "Permission",
    "Person",
    "Role",
    "Scope",
    "Via",
    "access_companies",
    "access_company",
    "access_guest",
    "access_token",
    "add_company",
    "all_companies",
    "companies_of",
    "create_guest_link",
    "guest_view",
    "is_shared",
    "keep_private",
    "lock_when",
    "may_add_company",
    "open_guest_link",
    "operator_scope",
    "operator_scopes",
    "people_who",
    "revoke_guest_link",
    "setup_path",
    "token_is_open",
]
