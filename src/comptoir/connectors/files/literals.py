"""Columns that one value fills: the expression says so, and nobody need compute, keep or carry them.

An export names a few of the columns that a fact has; the others are null on each of a million rows.
"""

import ibis.expr.operations as ops
import ibis.expr.types as ir

_PASSING = (ops.Project, ops.DropColumns, ops.Filter, ops.Sort, ops.Reference, ops.JoinChain)


def literals(table: ir.Table) -> dict[str, ops.Literal]:
    """The columns whose value is the same on every row, as far as the expression tells; never all of them."""
    found = {name: _origin(table.op(), name) for name in table.columns}
    told = {name: value for name, value in found.items() if isinstance(value, ops.Literal)}
    return told if len(told) < len(found) else {}


def _origin(relation: ops.Relation, name: str) -> ops.Value | None:
    """What the column is made of, behind all that passes it on as it is."""
    value: ops.Value | None = None
    while isinstance(relation, _PASSING):
        if isinstance(relation, ops.Project | ops.JoinChain):
            value = relation.values[name]
            if not isinstance(value, ops.Field) or _may_be_missing(relation, value):
                return value
            relation, name = value.rel, value.name
        else:
            relation = relation.parent
    return value


def _may_be_missing(relation: ops.Relation, value: ops.Field) -> bool:
    """Whether an outer join may leave the column null where its table has a value."""
    return isinstance(relation, ops.JoinChain) and any(
        link.how not in ("inner", "semi", "anti") and (link.table == value.rel or link.how != "left")
        for link in relation.rest
    )
