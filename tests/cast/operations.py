"""The operations of the API, read from its own route table."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from comptoir.api.urls import api
from comptoir.core.companies.api import Permission

_PARAMETER = re.compile(r"\{(\w+)\}")
NOWHERE = "/{path:rest}"
"""Every address that is none: answers 404 to all."""
QUERIES = {
    "/companies/{company}/metrics": "?metrics=gross_sales&by=product",
    "/companies/{company}/drivers/{name}": "?from=2026-11-03&to=2026-11-03",
}
"""What an operation cannot do without."""
NEEDS_FACTS = {
    f"/companies/{{company}}/{name}"
    for name in (
        *("review", "stock", "stock/order", "advertising", "prices", "merchandising", "losses"),
        *("customers/rfm", "customers/segments", "customers/cohorts", "customers/clv", "segments"),
        "journeys/{part}",
    )
}
"""Operations that answer 409 while nothing is loaded, and say what to load."""


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    view: Callable[..., Any]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def permission(self) -> Permission | None:
        """The rule declared beside the operation by `company_route`."""
        return getattr(self.view, "permission", None)

    @property
    def parameters(self) -> list[str]:
        return [name for name in _PARAMETER.findall(self.path) if name != "company"]

    def address(self, **values: Any) -> str:
        path = _PARAMETER.sub(lambda found: str(values[found.group(1)]), self.path)
        return f"/api/v1{path}{QUERIES.get(self.path, '')}"


def operations() -> list[Operation]:
    return [
        Operation(method, path, operation.view_func)
        for _prefix, router in api._routers
        for path, view in router.path_operations.items()
        if path != NOWHERE
        for operation in view.operations
        for method in operation.methods
    ]
