"""A scenario lived through, from its first day to its last."""

from datetime import date

from comptoir.simulator import ranges, tables, voices
from comptoir.simulator.advertising import ads
from comptoir.simulator.audience import sessions
from comptoir.simulator.engine import Prepared, prepare
from comptoir.simulator.mailing import mails
from comptoir.simulator.people import numbers, people
from comptoir.simulator.sample import Sample, sample
from comptoir.simulator.scenario import Scenario
from comptoir.simulator.search import searches
from comptoir.simulator.truth import Truth, truth
from comptoir.simulator.world import World


def simulate(scenario: Scenario, seed: int, first: date, last: date) -> tuple[World, Truth]:
    prepared = prepare(scenario, seed, first, last)
    drawn = sample(prepared)
    world = world_of(prepared, drawn)
    return world, truth(prepared, drawn, world)


def world_of(world: Prepared, drawn: Sample) -> World:
    setting = world.setting
    scenario, days = setting.scenario, setting.days
    customer = numbers(drawn, drawn.clientele.count)
    refunds, refund_lines = tables.refunds(world, drawn)
    found = {
        "products": tables.products(world),
        "people": people(
            drawn, days, scenario.timezone, scenario.customers.consent, scenario.basket.abroad, world.streams
        ),
        "orders": tables.orders(world, drawn, customer),
        "lines": tables.lines(world, drawn),
        "refunds": refunds,
        "refund_lines": refund_lines,
        "shipments": tables.shipments(world, drawn),
        "fees": tables.fees(world, drawn),
        "contacts": voices.contacts(world, drawn),
        "reviews": voices.reviews(world, drawn),
        "stock": ranges.stock(world, drawn),
        "prices": ranges.prices(world),
        "sessions": sessions(world, drawn),
        "ads": ads(world, drawn),
        "searches": searches(world),
        "mails": mails(world),
    }
    return World(scenario.title, world.streams.seed, days.first, days.last, scenario.timezone, **found)
