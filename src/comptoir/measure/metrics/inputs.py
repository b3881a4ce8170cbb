"""What the facts of a snapshot consist of, so that sums made from the same files are never made twice."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from hashlib import sha256

from comptoir.measure.metrics.catalogue.dimensions import DIMENSIONS
from comptoir.measure.warehouse.api import SnapshotReader

type Inputs = Mapping[str, Mapping[str, str]]
"""Entity -> month -> digest of its files; an undated entity has one month, the empty one."""
type Digests = Mapping[str, str]
"""Month -> digest of everything that a result of that month is made from."""
type Needs = Callable[[Inputs], Digests]

DOUBLES = "order_double"
"""What says which orders, and what else of them, are counted: part of each of these facts."""
COUNTED_ONCE = frozenset(("order", "order_line", "refund", "fee", "shipment"))
EVENTS = "event"
OF_SESSIONS = ("session", EVENTS)
"""What sessions are made from."""
READ = (
    *("order", "order_line", "refund", "product", "product_cost", "fee", "shipment", "stock_level"),
    *OF_SESSIONS,
    DOUBLES,
)
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


def needs(fact: str, dimensions: Collection[str], *, is_of_fees: bool = False) -> Needs:
    """What the sums of a fact by these dimensions depend on, month by month."""
    by_customer = not {"customer_type", "cohort"}.isdisjoint(dimensions)
    from_product = any(DIMENSIONS[name].from_product for name in dimensions)

    def digests(found: Inputs) -> Digests:
        return {
            month: _digest(
                (
                    own,
                    *_doubles(found, fact, month, by_customer=by_customer, is_of_fees=is_of_fees),
                    *(_orders(found, fact, month) if by_customer else ()),
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
    every = (*names, DOUBLES) if COUNTED_ONCE & set(names) else names
    return lambda found: {
        "": _digest(f"{month} {one}" for name in every for month, one in sorted(found.get(name, {}).items()))
    }


def session_digests(found: Inputs) -> Digests:
    """What the sessions that begin in each month depend on: one may go on into the next month, and one of the month
    before may have begun there."""
    months = {month for name in OF_SESSIONS for month in found.get(name, {})}
    return {
        month: _digest(
            f"{name} {of} {one}"
            for name in OF_SESSIONS
            for of in sorted(beside({month}))
            if (one := found.get(name, {}).get(of))
        )
        for month in months
    }


def beside(months: Collection[str]) -> frozenset[str]:
    """The months, those before and those after each of them."""
    found = set(months)
    for month in months:
        first = date.fromisoformat(f"{month}-01")
        found |= {f"{first - timedelta(days=1):%Y-%m}", f"{first + timedelta(days=31):%Y-%m}"}
    return frozenset(found)


def _doubles(found: Inputs, fact: str, month: str, *, by_customer: bool, is_of_fees: bool) -> Iterable[str]:
    """Those of its month for an order and its lines, and the earlier ones where these say who is new; what else
    speaks of an order may stand in any month."""
    if fact not in COUNTED_ONCE:
        return
    is_near = fact in ("order", "order_line") and not is_of_fees
    for of, one in sorted(found.get(DOUBLES, {}).items()):
        if not is_near or of == month or (by_customer and of < month):
            yield one


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
