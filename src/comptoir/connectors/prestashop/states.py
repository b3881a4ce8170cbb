"""What the state of an order means: told by its flags, its mail template and its number, never by its name, which
each shop translates and rewrites."""

from comptoir.connectors.shops.api import RefusalError
from comptoir.connectors.source import Record

SOLD, PENDING, CANCELLED, REFUNDED = "sold", "pending", "cancelled", "refunded"
STANDARD = {
    1: PENDING,  # cheque
    2: SOLD,  # payment accepted
    3: SOLD,  # preparation
    4: SOLD,  # shipped
    5: SOLD,  # delivered
    6: CANCELLED,
    7: REFUNDED,
    8: CANCELLED,  # payment error
    9: SOLD,  # on backorder, paid
    10: PENDING,  # bank wire
    11: SOLD,  # paid from afar
    12: PENDING,  # on backorder, not paid
    13: PENDING,  # cash on delivery
}
"""The states that every shop is installed with."""
TEMPLATES = {
    "order_canceled": CANCELLED,
    "payment_error": CANCELLED,
    "refund": REFUNDED,
    "cheque": PENDING,
    "bankwire": PENDING,
    "cashondelivery": PENDING,
}
OF_OLD = {number: STANDARD[number] for number in (1, 2, 3, 4, 5, 10)}
"""Numbers that meant the same in every version, for a shop that has taken their flags away."""
ENDED = frozenset({6, 7, 8})
DELIVERED = 5
FAILED = 8


def meaning(current: int, state: Record | None, was_paid: bool) -> str:
    """sold, pending, cancelled, or refunded (sold and given back whole).

    `state` is what the shop tells of it, None where it does not list it; `was_paid` whether money came in, which
    decides for states that modules add and that say nothing of themselves (« partial refund »).
    """
    if state is None:
        if current in STANDARD:
            return STANDARD[current]
        raise RefusalError("current_state", current, "unknown_status")
    said = TEMPLATES.get(state.get("template") or "")
    if said in (CANCELLED, REFUNDED):
        return said
    if current in ENDED:
        return STANDARD[current]
    if is_on(state, "paid") or is_on(state, "logable"):
        return SOLD
    if said or current in OF_OLD:
        return OF_OLD.get(current, PENDING)
    return SOLD if was_paid else PENDING


def is_on(state: Record, flag: str) -> bool:
    return str(state.get(flag) or "0") == "1"


def is_failure(current: int, state: Record | None) -> bool:
    """Whether the payment was refused."""
    return current == FAILED or (state is not None and state.get("template") == "payment_error")
