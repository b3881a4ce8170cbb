"""What the facts of a snapshot consist of, so that sums made from the same files are never made twice."""

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256

from comptoir.measure.metrics.catalogue.dimensions import DIMENSIONS
from comptoir.measure.warehouse.api import SnapshotReader

type Inputs = Mapping[str, Mapping[str, str]]
"""Entity -> month -> digest of its files; an undated entity has one month, the empty one."""
type Digests = Mapping[str, str]
"""Month -> digest of everything that a result of that month is made from."""
type Needs = Callable[[Inputs], Digests]

READ = ("order", "order_line", "refund", "product", "product_cost", "fee", "shipment", "stock_level")
RULES = "cost_rule"
"""What stands among them for the company's cost rules: of no month, and no file."""

COSTED = ("order_line", "refund")
"""Facts whose sums hold costs."""


def inputs(reader: SnapshotReader, rules: str = "") -> Inputs:
    """A file of the store is never changed nor its name used again: names tell contents."""
    found = {
        name: {month or "": _digest(files) for month, files in reader.files_by_month(name).items()}
        for name in READ
    }
    return {**found, RULES: {"": rules}}


def needs(fact: str, dimensions: Iterable[str], *, is_of_fees: bool = False) -> Needs:
    """What the sums of a fact by these dimensions depend on, month by month."""
    by_customer_type = "customer_type" in dimensions
    from_product = any(DIMENSIONS[name].from_product for name in dimensions)

    def digests(found: Inputs) -> Digests:
        return {
            month: _digest(
                (
                    own,
                    *(_orders(found, fact, month) if by_customer_type else ()),
                    *(sorted(found["product"].values()) if from_product else ()),
                    *(sorted(found.get("product_cost", {}).values()) if fact in COSTED else ()),
                    *(_fees(found, fact, month) if is_of_fees else ()),
                )
            )
            for month, own in found[fact].items()
        }

    return digests


def whole(*names: str) -> Needs:
    """For what depends on every row of these entities."""
    return lambda found: {
        "": _digest(f"{month} {one}" for name in names for month, one in sorted(found.get(name, {}).items()))
    }


def _fees(found: Inputs, fact: str, month: str) -> Iterable[str]:
    """Bills may speak of an order of any month; an order and its lines stand in the same one. What is no part of an
    order may name one of any month."""
    for name in ("fee", "shipment", RULES):
        yield from (one for _of, one in sorted(found.get(name, {}).items()))
    is_near = fact in ("order", "order_line")
    for name in ("order", "order_line"):
        yield from (one for of, one in sorted(found.get(name, {}).items()) if of == month or not is_near)


def _orders(found: Inputs, fact: str, month: str) -> Iterable[str]:
    """The orders that make a customer new or returning: the earlier ones; for a refund, any that it names."""
    return (one for of, one in sorted(found["order"].items()) if fact == "refund" or of <= month)


def _digest(parts: Iterable[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:16]
