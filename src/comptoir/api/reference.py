"""The page that people read: written from the description itself, without a script from elsewhere."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from comptoir.core.pages import render_page


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    place: str
    is_required: bool
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Parameter]


class Reference(DocsBase):
    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        context = {
            "routes": _routes(api),
            "description": self.get_openapi_url(api, kwargs),
            "title": api.title,
        }
        return render_page(request, "api/reference.html", context)


def _routes(api: NinjaAPI) -> list[Route]:
    described = api.get_openapi_schema()
    named = described.get("components", {}).get("schemas", {})
    return [
        Route(
            method=method.upper(),
            path=path,
            summary=operation.get("summary", ""),
            description=operation.get("description", ""),
            parameters=[_parameter(one, named) for one in operation.get("parameters", [])],
        )
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
    ]


def _parameter(described: dict[str, Any], named: dict[str, Any]) -> Parameter:
    schema = described.get("schema", {})
    return Parameter(
        name=described["name"],
        place=described["in"],
        is_required=bool(described.get("required")),
        kind=_kind(schema, named),
        description=described.get("description") or schema.get("description", ""),
    )


def _kind(schema: dict[str, Any], named: dict[str, Any]) -> str:
    choices = schema.get("anyOf") or schema.get("allOf") or [schema]
    return " | ".join(dict.fromkeys(_one_kind(one, named) for one in choices if one.get("type") != "null"))


def _one_kind(schema: dict[str, Any], named: dict[str, Any]) -> str:
    """What may be written: a closed list is told whole, wherever the description keeps it."""
    name = schema.get("$ref", "").rpartition("/")[2]
    told = named.get(name, schema) if name else schema
    if "enum" in told:
        return " | ".join(str(value) for value in told["enum"])
    return str(told.get("format") or told.get("type") or name)
