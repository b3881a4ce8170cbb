"""Orders as buyers place them, and what the shop's people do with them afterwards.

Each order is drawn from its number alone, so that the same call makes the same shop.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from .catalogue import UK, Stall
from .shop import Shop

CLOCK_CHANGE = (
    datetime(2026, 10, 24, 21, 59, 59, tzinfo=UTC),  # 23:59:59 of the day before, in Paris
    datetime(2026, 10, 24, 22, 0, tzinfo=UTC),  # Midnight: the long day begins.
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # 02:30 for the first time
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # 02:30 again
    datetime(2026, 10, 25, 22, 30, tzinfo=UTC),  # 23:30: its 25th hour
    datetime(2026, 10, 25, 23, 0, tzinfo=UTC),  # Midnight: the next one begins.
)
BEGINNING = datetime(2026, 9, 20, 6, 0, tzinfo=UTC)
BETWEEN = timedelta(hours=7, minutes=13)
COUPONS = ("", "", "WELCOME10", "", "FIVEOFF", "", "", "POST")
FATES = (
    "sold",
    "delivered",
    "returned in part",
    "sold",
    "delivery given back",
    "cancelled",
    "sold",
    "cancelled in part",
    "gesture",
    "shipped",
    "returned whole",
    "declined first",
    "wrapped as a gift",
    "returned for less",
    "paid back whole",
)
"""What becomes of an order, in turn."""

LINES = "id quantity productVariant { id }"
ORDER = f"{{ id code state totalWithTax currencyCode lines {{ {LINES} }} payments {{ id amount state }} }}"
PLACE = f"""
mutation (
  $buyer: CreateCustomerInput!, $address: CreateAddressInput!, $delivery: [ID!]!,
  $coupon: String!, $with_coupon: Boolean!, $declined: Boolean!
) {{
  applyCouponCode(couponCode: $coupon) @include(if: $with_coupon) {{ ... on ErrorResult {{ errorCode message }} }}
  setCustomerForOrder(input: $buyer) {{ ... on ErrorResult {{ errorCode message }} }}
  setOrderShippingAddress(input: $address) {{ ... on ErrorResult {{ errorCode message }} }}
  setOrderShippingMethod(shippingMethodId: $delivery) {{ ... on ErrorResult {{ errorCode message }} }}
  transitionOrderToState(state: "ArrangingPayment") {{
    ... on OrderStateTransitionError {{ errorCode transitionError }}
  }}
  refused: addPaymentToOrder(input: {{method: "card", metadata: {{decline: true}}}}) @include(if: $declined) {{
    __typename
  }}
  addPaymentToOrder(input: {{method: "card", metadata: {{}}}}) {{
    ... on Order {ORDER}
    ... on ErrorResult {{ errorCode message }}
  }}
}}
"""
FILL = """
mutation ($items: [AddItemInput!]!) {
  addItemsToOrder(inputs: $items) { order { id } errorResults { ... on ErrorResult { errorCode message } } }
}
"""


@dataclass(slots=True)
class Placed:
    """An order as the buyer saw it accepted."""

    number: int
    id: str
    code: str
    placed_at: datetime
    currency: str
    cents: int
    fate: str
    lines: list[dict[str, Any]] = field(default_factory=list)
    payment: str = ""


@dataclass(frozen=True, slots=True)
class Street:
    """Buyers who come to the shop."""

    shop: Shop
    stall: Stall

    def orders(self, numbers: Sequence[int]) -> list[Placed]:
        """Placed, and each left to its fate."""
        placed = [self.place(number) for number in numbers]
        for order in placed:
            self.befall(order)
        return placed

    def place(self, number: int) -> Placed:
        draw = random.Random(number)
        fate = FATES[number % len(FATES)]
        when = instant_of(number)
        british = number % 4 == 3
        visit = self.shop.visit(UK if british else "")
        items = [
            {"productVariantId": self.stall.variants[sku], "quantity": draw.randint(1, 4)}
            for sku in draw.sample(sorted(self.stall.variants), draw.randint(1, 4))
        ]
        filled = visit.ask(FILL, items=items)["addItemsToOrder"]
        assert filled["errorResults"] == [], filled
        coupon = COUPONS[number % len(COUPONS)]
        buyer = draw.randint(1, 60)
        order = visit.ask(
            PLACE,
            when,
            buyer={
                "emailAddress": f"buyer{buyer}@example.com",
                "firstName": "Buyer",
                "lastName": f"Number {buyer}",
            },
            address={
                "streetLine1": f"{buyer} Example street",
                "city": "London" if british else "Lyon",
                "postalCode": "E1 6AN" if british else "69001",
                "countryCode": "GB" if british else "FR",
            },
            delivery=[self.stall.shipping["express" if draw.random() < 0.2 else "home"]],
            coupon=coupon,
            with_coupon=bool(coupon),
            declined=fate == "declined first",
        )["addPaymentToOrder"]
        paid = next(payment["id"] for payment in order["payments"] if payment["state"] == "Settled")
        return Placed(
            number,
            order["id"],
            order["code"],
            when,
            order["currencyCode"],
            order["totalWithTax"],
            fate,
            order["lines"],
            paid,
        )

    def befall(self, order: Placed) -> None:
        """What the shop's people do with the order, a day or more after."""
        later = order.placed_at + timedelta(days=1 + order.number % 5, hours=3)
        first = order.lines[0]
        match order.fate:
            case "delivered" | "shipped":
                self._fulfill(order, order.fate == "delivered")
            case "returned in part":
                self._fulfill(order, delivered=True)
                self.refund(order, later, lines=[{"orderLineId": first["id"], "quantity": 1}])
            case "returned whole":
                lines = [{"orderLineId": line["id"], "quantity": line["quantity"]} for line in order.lines]
                self.refund(order, later, lines=lines)
            case "delivery given back":
                self.refund(order, later, lines=[], shipping=500)
            case "gesture":
                self.refund(order, later, amount=321, reason="later")
            case "cancelled":
                self.cancel(order, None)
                self.refund(order, later, amount=order.cents)
            case "cancelled in part":
                self.cancel(order, [{"orderLineId": first["id"], "quantity": 1}])
                self.refund(order, later, lines=[{"orderLineId": first["id"], "quantity": 1}])

            case "returned for less":
                self.refund(order, later, lines=[{"orderLineId": first["id"], "quantity": 1}], amount=199)
            case "paid back whole":
                self.refund(order, later, amount=order.cents)
            case "wrapped as a gift":
                self.wrap(order)

    def refund(self, order: Placed, when: datetime, **given: Any) -> None:
        told = {"paymentId": order.payment, "reason": "changed their mind", "shipping": 0, "adjustment": 0}
        self.shop.admin_at(
            when,
            "mutation ($input: RefundOrderInput!) { refundOrder(input: $input)"
            " { ... on Refund { id } ... on ErrorResult { errorCode message } } }",
            input=told | given,
        )

    def cancel(self, order: Placed, lines: list[dict[str, Any]] | None) -> None:
        self.shop.admin(
            "mutation ($input: CancelOrderInput!) { cancelOrder(input: $input)"
            " { ... on Order { id } ... on ErrorResult { errorCode message } } }",
            input={
                "orderId": order.id,
                "lines": lines,
                "cancelShipping": lines is None,
                "reason": "asked to",
            },
        )

    def wrap(self, order: Placed) -> None:
        """Charge for a wrapping after the fact, and take the money by hand."""
        self._move_to(order, "Modifying")
        self.shop.admin(
            "mutation ($input: ModifyOrderInput!) { modifyOrder(input: $input)"
            " { ... on Order { id } ... on ErrorResult { errorCode message } } }",
            input={
                "dryRun": False,
                "orderId": order.id,
                "surcharges": [
                    {
                        "description": "Gift wrap",
                        "sku": "WRAP",
                        "price": 350,
                        "priceIncludesTax": True,
                        "taxRate": 20,
                        "taxDescription": "standard",
                    }
                ],
            },
        )
        self._move_to(order, "ArrangingAdditionalPayment")
        self.shop.admin(
            "mutation ($input: ManualPaymentInput!) { addManualPaymentToOrder(input: $input)"
            " { ... on Order { id } ... on ErrorResult { errorCode message } } }",
            input={"orderId": order.id, "method": "cash", "metadata": {}},
        )
        self._move_to(order, "PaymentSettled")

    def _move_to(self, order: Placed, state: str) -> None:
        self.shop.admin(
            "mutation ($id: ID!, $state: String!) { transitionOrderToState(id: $id, state: $state)"
            " { ... on Order { id } ... on OrderStateTransitionError { errorCode transitionError } } }",
            id=order.id,
            state=state,
        )

    def _fulfill(self, order: Placed, delivered: bool) -> None:
        parcel = self.shop.admin(
            "mutation ($input: FulfillOrderInput!) { addFulfillmentToOrder(input: $input)"
            " { ... on Fulfillment { id } ... on ErrorResult { errorCode message } } }",
            input={
                "lines": [{"orderLineId": line["id"], "quantity": line["quantity"]} for line in order.lines],
                "handler": {
                    "code": "manual-fulfillment",
                    "arguments": [
                        {"name": "method", "value": "Post"},
                        {"name": "trackingCode", "value": f"T{order.number}"},
                    ],
                },
            },
        )["addFulfillmentToOrder"]["id"]
        for state in ("Shipped", "Delivered") if delivered else ("Shipped",):
            self.shop.admin(
                "mutation ($id: ID!, $state: String!) { transitionFulfillmentToState(id: $id, state: $state)"
                " { ... on Fulfillment { id } ... on ErrorResult { errorCode message } } }",
                id=parcel,
                state=state,
            )


def instant_of(number: int) -> datetime:
    """When the order of a number is placed: the first ones around the clock change, the others as days go."""
    if number < len(CLOCK_CHANGE):
        return CLOCK_CHANGE[number]
    return BEGINNING + BETWEEN * number
