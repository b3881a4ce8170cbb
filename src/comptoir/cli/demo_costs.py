"""What selling costs Maison Lavande, by rules: what its simulated world truly takes, where rules can say it."""

from datetime import date
from decimal import Decimal

from comptoir.core.companies.api import Scope
from comptoir.measure.costs.api import CostKind, Draft, add_rule, cost_rules
from comptoir.simulator.api import load_scenario

NO_FEE = Decimal(0)
PARCEL = Decimal("4.40")
"""The mean of a simulated year is 4.39: 3.90 to a kilo, 0.85 for each other. Rules know no weight."""
CALLED = {"Amazon": "Amazon.fr"}
"""Marketplaces whose reports call themselves otherwise."""
IN_COMMISSION, MEAN_PARCEL = "Comprise dans la commission", "Moyenne des colis"


def add_cost_rules(scope: Scope, first_day: date) -> None:
    """Once: whoever changes them afterwards keeps them."""
    if not cost_rules(scope):
        for draft in rules_of_scenario(first_day):
            add_rule(scope, draft)


def rules_of_scenario(first_day: date) -> list[Draft]:
    """The contracts of the scenario: payment methods, marketplaces; and the mean of its parcels."""
    scenario = load_scenario("maison_lavande")
    paid = [
        Draft(
            CostKind.PAYMENT,
            first_day,
            share=_exact(one.fee),
            per_order=_exact(one.fixed_fee),
            payment_method=one.method,
        )
        for one in scenario.payments
    ]
    for one in scenario.marketplaces:
        channel = CALLED.get(one.name, one.name)
        paid += [
            Draft(CostKind.MARKETPLACE, first_day, share=_exact(one.commission), sales_channel=channel),
            Draft(CostKind.PAYMENT, first_day, share=NO_FEE, sales_channel=channel, note=IN_COMMISSION),
        ]
    return [*paid, Draft(CostKind.LOGISTICS, first_day, per_order=PARCEL, note=MEAN_PARCEL)]


def _exact(number: float) -> Decimal:
    return Decimal(str(number))
