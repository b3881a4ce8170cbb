"""Orders without an account: nobody can be written to, and whoever comes back is not known again."""

from comptoir.core.laws import binomial_sf
from comptoir.core.periods import Period
from comptoir.decide.findings.candidate import MONTH_DAYS, Candidate, Doubt, Outcome, effect
from comptoir.decide.findings.facts import USUAL_DAYS, Facts, maybe, number

FOLLOWED_DAYS = 90
LEAST_SHARE = 0.10
LEAST_ORDERS = 100


def look(facts: Facts) -> Outcome:
    """Guests' orders of 30 days x repeat rate at 90 days of new customers x net sales of an order x margin rate: the
    most that it can be, for those who open an account are those who want to come back. The interval begins at 0."""
    period = facts.last(USUAL_DAYS)
    kinds = facts.by_one(("orders",), period, "customer_type")
    orders = sum(number(row, "orders") for row in kinds.values())
    guests = number(kinds["guest"], "orders") if "guest" in kinds else 0.0
    if orders < LEAST_ORDERS:
        return Outcome()
    p_value = binomial_sf(guests - 1, orders, LEAST_SHARE)
    # First orders whose 90 days have passed on the evening of the day.
    first = Period(facts.last(2 * FOLLOWED_DAYS).start, facts.last(FOLLOWED_DAYS + 1).start)
    repeat = maybe(facts.loosely(("repeat_90",), first).total, "repeat_90")
    basket = number(facts.ask(("net_sales_per_order",), period).total, "net_sales_per_order")
    month = guests / period.days * MONTH_DAYS
    most = month * (repeat or 0.0) * basket * facts.worth.rate
    if guests <= LEAST_SHARE * orders:
        return Outcome((), 1)
    candidate = Candidate(
        {"customer_type": "guest"},
        p_value,
        effect(0.0, most / 2, most, facts.worth.basis) if most > 0 else None,
        {
            "share": f"{guests / orders:.4f}",
            "guests": f"{month:.0f}",
            "repeat": f"{repeat or 0:.4f}",
            "basket": f"{basket:.2f}",
        },
        (
            facts.plain("orders", guests, period, customer_type="guest"),
            facts.plain("orders", orders, period),
            facts.plain("repeat_90", repeat, first),
        ),
        facts.worth.doubts | {Doubt.UPPER_BOUND},
    )
    return Outcome((candidate,), 1)
