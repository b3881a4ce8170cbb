"""The door of companies: scopes, permissions, roles."""

from comptoir.core.companies.access import access_company, operator_scope
from comptoir.core.companies.permissions import MATRIX, Permission, Role
from comptoir.core.companies.scope import Scope

__all__ = ["MATRIX", "Permission", "Role", "Scope", "access_company", "operator_scope"]
