"""The customers whom the documents of a file name, numbered: lines carry the number, not the text."""

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files.mapping import Mapping

COLUMNS = {
    "customer": "int64",
    "source": "string",
    "reference": "string",
    "email": "string",
    "name": "string",
}


def named(documents: ir.Table, mapping: Mapping) -> ir.Table:
    """`COLUMNS`: one row a reference that a document with a sound row has. Of several e-mail addresses or names
    the last in alphabetical order, whatever the order of the rows."""
    if "customer_ref" not in documents.columns:
        return none(documents)
    told = documents.filter(documents.customer_ref.notnull() & (documents.sound > 0))
    details = {
        name: told[f"customer_{name}"].max() if f"customer_{name}" in told.columns else ibis.null("string")
        for name in ("email", "name")
    }
    people = told.group_by(reference=told.customer_ref).aggregate(**details)
    return people.select(
        customer=ibis.row_number().over(ibis.window(order_by="reference")),
        source=ibis.literal(mapping.source_name),
        reference=people.reference,
        email=people.email,
        name=people.name,
    )


def number(documents: ir.Table, people: ir.Table) -> ir.Table:
    """The documents with the number of their customer, null for a guest."""
    if "customer_ref" not in documents.columns:
        return documents
    numbers = people.select("customer", customer_ref=people.reference)
    return documents.left_join(numbers, "customer_ref").drop("customer_ref", "customer_ref_right")


def none(table: ir.Table) -> ir.Table:
    """Of a table that names nobody."""
    return table.limit(0).select(**{name: ibis.null(kind) for name, kind in COLUMNS.items()})
