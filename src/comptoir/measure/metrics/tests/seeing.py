"""Tables of the compiler alone as states of the facts know them."""

from ibis.expr import types as ir

from comptoir.measure.warehouse.views import View


def seen(table: ir.Table) -> View:
    look = ", ".join(f"{name} {kind}" for name, kind in table.schema().items())
    return View(table.get_name(), look, lambda: table)
