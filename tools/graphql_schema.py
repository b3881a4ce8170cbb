"""Of a vendor's recorded GraphQL schema, the part that our documents touch.

python tools/graphql_schema.py shopify INTROSPECTION.json.gz    writes connectors/shopify/tests/admin.graphql

A document that the part accepts, the whole schema accepts: fields, arguments and types are the schema's own.
"""

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graphql import (
    GraphQLSchema,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    build_client_schema,
    get_named_type,
    parse,
    print_schema,
    type_from_ast,
    visit,
)

CONNECTORS = Path(__file__).resolve().parent.parent / "src" / "comptoir" / "connectors"


def recorded(path: Path) -> dict[str, Any]:
    """The introspection that a vendor answered."""
    answer = json.loads(gzip.decompress(path.read_bytes()))
    introspection: dict[str, Any] = answer.get("data", answer)
    return introspection


class _Touched(Visitor):
    def __init__(self, schema: GraphQLSchema, info: TypeInfo) -> None:
        super().__init__()
        self.schema, self.info = schema, info
        self.fields: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
        self.types: set[str] = set()

    def enter_field(self, node: Any, *_: Any) -> None:
        parent, field = self.info.get_parent_type(), self.info.get_field_def()
        if parent is None or field is None:
            raise SystemExit(f"There is no field « {node.name.value} » of « {parent} ».")
        if node.name.value == "__typename":
            return
        arguments = {argument.name.value for argument in node.arguments or ()}
        arguments |= {name for name, argument in field.args.items() if str(argument.type).endswith("!")}
        self.fields[parent.name].setdefault(node.name.value, set()).update(arguments)
        self.types.add(get_named_type(field.type).name)
        self.types |= {get_named_type(field.args[name].type).name for name in arguments}

    def enter_inline_fragment(self, _node: Any, *_: Any) -> None:
        self.types.add(get_named_type(self.info.get_type()).name)

    def enter_variable_definition(self, node: Any, *_: Any) -> None:
        self.types.add(get_named_type(type_from_ast(self.schema, node.type)).name)


def part(introspection: dict[str, Any], documents: Iterable[str]) -> str:
    """The schema definition of what the documents touch."""
    schema = build_client_schema(introspection, assume_valid=True)  # type: ignore[arg-type]
    info = TypeInfo(schema)
    touched = _Touched(schema, info)
    for document in documents:
        visit(parse(document), TypeInfoVisitor(info, touched))
    whole = introspection["__schema"]
    kept = touched.types | set(touched.fields)
    types = [_reduced(one, touched.fields, kept) for one in whole["types"] if one["name"] in kept]
    reduced = {
        "queryType": whole["queryType"],
        "mutationType": whole["mutationType"] if "Mutation" in kept else None,
        "subscriptionType": None,
        "types": types,
        "directives": [],
    }
    return print_schema(build_client_schema({"__schema": reduced}, assume_valid=True)) + "\n"  # type: ignore[typeddict-item]


def _reduced(one: dict[str, Any], fields: dict[str, dict[str, set[str]]], kept: set[str]) -> dict[str, Any]:
    wanted = fields.get(one["name"], {})
    # An interface must have a field, and so must those that have it.
    if one["name"] == "Node" or any(other["name"] == "Node" for other in one.get("interfaces") or ()):
        wanted = {"id": set(), **wanted}
    return {
        **one,
        "description": None,
        "fields": [
            {
                **field,
                "description": None,
                "args": [
                    {**argument, "description": None}
                    for argument in field["args"]
                    if argument["name"] in wanted[field["name"]]
                ],
            }
            for field in one.get("fields") or ()
            if field["name"] in wanted
        ],
        "enumValues": [{**value, "description": None} for value in one.get("enumValues") or ()],
        "interfaces": [other for other in one.get("interfaces") or () if other["name"] in kept & {"Node"}],
        "possibleTypes": [other for other in one.get("possibleTypes") or () if other["name"] in kept],
    }


def main() -> int:
    if len(sys.argv) != 3 or sys.argv[1] != "shopify":
        print(__doc__, file=sys.stderr)
        return 2
    from comptoir.connectors.shopify.queries import DOCUMENTS  # noqa: PLC0415 - of the vendor that is named

    target = CONNECTORS / "shopify" / "tests" / "admin.graphql"
    target.write_text(part(recorded(Path(sys.argv[2])), DOCUMENTS.values()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(CONNECTORS.parents[1]))
    raise SystemExit(main())
