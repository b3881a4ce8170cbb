"""What is sent is valid: against the schema of our part, the recorded one, and the rules of bulk operations."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    FieldNode,
    OperationType,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    build_client_schema,
    get_named_type,
    parse,
    validate,
    visit,
)
from tools.graphql_schema import part, recorded

from comptoir.connectors.shopify.queries import BULK_ORDERS, DOCUMENTS
from comptoir.connectors.shopify.refusals import SCOPES
from comptoir.connectors.shopify.tests.shop import SCHEMA, schema


@pytest.fixture(scope="module")
def whole(shared_data: Path) -> dict[str, Any]:
    return recorded(shared_data / "payloads" / "shopify" / "admin_2026-10.json.gz")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_valid(name: str) -> None:
    assert validate(schema(), parse(DOCUMENTS[name])) == []


def test_documents_are_valid_against_the_recorded_schema(whole: dict[str, Any]) -> None:
    full = build_client_schema(whole, assume_valid=True)
    assert {name: validate(full, parse(document)) for name, document in DOCUMENTS.items()} == {
        name: [] for name in DOCUMENTS
    }


def test_the_part_of_the_schema_is_current(whole: dict[str, Any]) -> None:
    """After a change of queries.py: python tools/graphql_schema.py shopify RECORDED."""
    assert part(whole, DOCUMENTS.values()) == SCHEMA.read_text(encoding="utf-8")


def test_no_field_is_deprecated(whole: dict[str, Any]) -> None:
    deprecated = {
        (one["name"], field["name"])
        for one in whole["__schema"]["types"]
        for field in one.get("fields") or ()
        if field["isDeprecated"]
    }
    asked = {
        (one.name, name) for one in schema().type_map.values() for name in getattr(one, "fields", ()) if name
    }
    assert asked & deprecated == set()


def test_nothing_is_changed_at_the_shop() -> None:
    """The one mutation has the shop write a file of its own answer."""
    changing = [
        selection.name.value
        for document in DOCUMENTS.values()
        for operation in parse(document).definitions
        if operation.operation is not OperationType.QUERY
        for selection in operation.selection_set.selections
    ]
    assert changing == ["bulkOperationRunQuery"]


def test_the_scopes_allow_what_is_asked(shared_data: Path) -> None:
    """By the list of access scopes that was recorded with the schema."""
    path = shared_data / "payloads" / "shopify" / "admin_2026-10.json.gz"
    listed = json.loads(gzip.decompress(path.read_bytes()))["offline_scopes"]["items"]
    asked = {(one.name, name) for one in schema().type_map.values() for name in getattr(one, "fields", ())}
    kinds = {kind for kind, _name in asked}
    lacking = [
        (one["typeName"], one.get("fieldName"), one["offlineScopes"])
        for one in listed
        if one["offlineScopes"]
        and (
            (one["typeName"], one.get("fieldName")) in asked
            or (not one.get("fieldName") and one["typeName"] in kinds)
        )
        and not set(one["offlineScopes"]) & set(SCOPES)
    ]
    assert lacking == []


class _Connections(Visitor):
    """How deep connections stand in each other, and whether one stands in a list."""

    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self.info, self.stack, self.count, self.deepest = info, [], 0, 0
        self.in_lists: list[str] = []

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        kind = self.info.get_type()
        name = get_named_type(kind).name
        if name.endswith("Connection"):
            self.count += 1
            if "list" in self.stack:
                self.in_lists.append(node.name.value)
            self.stack.append("connection")
            self.deepest = max(self.deepest, self.stack.count("connection"))
        else:
            # The edges of a connection are a list too, and its own.
            self.stack.append("list" if "[" in str(kind) and node.name.value != "edges" else "")

    def leave_field(self, *_: Any) -> None:
        self.stack.pop()


def test_the_document_of_the_file_keeps_the_rules_of_bulk_operations() -> None:
    """At most five connections, two deep, none in a list; one root field; each object with its id."""
    document = parse(BULK_ORDERS)
    info = TypeInfo(schema())
    found = _Connections(info)
    visit(document, TypeInfoVisitor(info, found))
    assert (found.count, found.deepest, found.in_lists) == (3, 2, [])
    [operation] = document.definitions
    assert len(operation.selection_set.selections) == 1
    assert not operation.variable_definitions
