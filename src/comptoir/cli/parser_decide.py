"""The words of the commands that explain, foresee and notice. Nothing heavy may be imported here."""

import argparse

COMPARISONS = ("previous", "year", "event")
JOURNEYS = ("steps", "segments", "paths", "credit")

type _Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_decisions(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    _drivers(commands, of_company)
    _forecast(commands, of_company)
    _targets(commands, of_company)
    _budget(commands, of_company)
    _of_an_evening(commands, of_company)
    _selling(commands, of_company)


def _drivers(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    drivers = commands.add_parser("drivers", parents=[of_company], help="why a metric moved")
    drivers.add_argument("metric", metavar="METRIC", help="net_sales, orders, aov, conversion_rate, cm3…")
    drivers.add_argument("--from", dest="start", required=True, metavar="DAY", help="first day, ISO")
    drivers.add_argument("--to", dest="end", required=True, metavar="DAY", help="last day, ISO, inclusive")
    drivers.add_argument("--compare", choices=COMPARISONS, default="previous", help="default: previous")
    drivers.add_argument("--by", metavar="DIM", help="one dimension; default: those that the company chose")
    drivers.add_argument("--tax", choices=("excluded", "included"), help="default: the company's")
    drivers.set_defaults(handler="drivers:drivers")


def _forecast(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    one = commands.add_parser(
        "forecast", parents=[of_company], help="the coming days of a metric, with intervals of 80 and 95 %%"
    )
    one.add_argument("metric", metavar="METRIC", help="net_sales, orders, sessions…: one whose days add up")
    one.add_argument("--horizon", type=int, default=28, metavar="DAYS", help="default: 28")
    one.add_argument("--by", metavar="DIM", help="a forecast for each of the largest values")
    one.add_argument("--at", metavar="D", help="as if the evening of that day were now (default: yesterday)")
    one.add_argument("--backtest", action="store_true", help="how right earlier forecasts would have been")
    one.set_defaults(handler="forecasting:forecast")


def _targets(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    one = commands.add_parser(
        "targets", parents=[of_company], help="share of target, pace and landing of a month, with its chance"
    )
    one.add_argument("--month", metavar="YYYY-MM", help="default: the month of yesterday")
    one.add_argument("--metric", metavar="METRIC", help="default: every metric that has a target")
    one.add_argument("--at", metavar="D", help="as if the evening of that day were now (default: yesterday)")
    one.set_defaults(handler="targets:show")


def _budget(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    one = commands.add_parser(
        "budget",
        parents=[of_company],
        help="the account from gross sales to the margin, real, planned, last year and foreseen",
    )
    one.add_argument("verb", nargs="?", choices=("import",), help="read what is planned from a CSV file")
    one.add_argument("file", nargs="?", metavar="FILE", help="the file that the page of the budget exports")
    span = one.add_mutually_exclusive_group()
    span.add_argument("--month", metavar="YYYY-MM", help="default: the month of the last day known")
    span.add_argument("--year", metavar="YYYY", help="the whole year")
    one.add_argument("--at", metavar="D", help="as if the evening of that day were now (default: yesterday)")
    one.set_defaults(handler="budget:budget")


def _of_an_evening(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    for name, handler, words in (
        ("findings", "findings:look", "what analyses noticed, and the money at stake"),
        ("stock", "stock:show", "how long each product lasts, what is missing, what to order"),
        ("alarms", "alarms:look", "days that left their forecast, and faults of the data"),
    ):
        one = commands.add_parser(name, parents=[of_company], help=words)
        one.add_argument("--at", metavar="DAY", help="as if today were the evening of that day, ISO")
        one.set_defaults(handler=handler)
        if name == "alarms":
            one.add_argument("--all", action="store_true", help="those of six weeks that are over as well")


def _selling(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    _advertising, prices, merchandising, _losses = (
        _of_a_room(commands, of_company, name, words)
        for name, words in (
            ("advertising", "campaigns: spend, credit, pace of the month, what may be done"),
            ("prices", "a discount and what stops it; without --of, items with much stock"),
            ("merchandising", "what earns most where it is seen"),
            ("losses", "segments of visits that buy less than before"),
        )
    )
    prices.add_argument("--of", metavar="ITEM|CATEGORY", help="an item number, or a category")
    prices.add_argument("--discount", metavar="PERCENT", help="default: 10")
    prices.add_argument("--from", dest="start", metavar="DAY", help="first day, ISO (default: the day after)")
    prices.add_argument("--to", dest="end", metavar="DAY", help="last day, ISO (default: a week)")
    merchandising.add_argument("--category", metavar="NAME", help="one category alone")
    merchandising.add_argument("--planned", type=int, metavar="N", help="how many will see the place")
    journeys = commands.add_parser(
        "journeys", parents=[of_company], help="visits step by step, and the ways that orders come by"
    )
    journeys.add_argument("part", nargs="?", choices=JOURNEYS, default="steps", help="default: steps")
    journeys.add_argument("--from", dest="start", metavar="DAY", help="first day, ISO (default: 28 days)")
    journeys.add_argument("--to", dest="end", metavar="DAY", help="last day, ISO, inclusive")
    journeys.add_argument("--compare", choices=(*COMPARISONS, "none"), help="default: year, else previous")
    journeys.add_argument("--by", metavar="DIM", help="what segments are of (default: traffic_channel)")
    journeys.set_defaults(handler="selling:journeys")


def _of_a_room(
    commands: _Commands, of_company: argparse.ArgumentParser, name: str, words: str
) -> argparse.ArgumentParser:
    one = commands.add_parser(name, parents=[of_company], help=words)
    one.add_argument("--at", metavar="DAY", help="as if today were the evening of that day, ISO")
    one.set_defaults(handler=f"selling:{name}")
    return one
