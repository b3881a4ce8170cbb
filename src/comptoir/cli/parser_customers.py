"""The words of `comptoir customers`, `segments` and `consents`. Nothing heavy may be imported here."""

import argparse

PURPOSES = ("email", "sms", "ads", "opens")
GROUNDS = ("consent", "customer", "business")

type _Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_customers(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    verbs = commands.add_parser(
        "customers", help="who buys, who comes back, what each may bring"
    ).add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, handler, meaning in (
        ("rfm", "rfm", "marks for recency, frequency and value, customer by customer"),
        ("cohorts", "show_cohorts", "customers by the month of their first order, month after month"),
        ("clv", "clv", "what each customer may bring, with interval and back-test"),
        ("segments", "show_segments", "how many customers each segment has, and what they bought"),
    ):
        one = verbs.add_parser(name, parents=[of_company], help=meaning)
        one.add_argument(
            "--at", metavar="D", help="as if today were the evening of that day (default: the last loaded)"
        )
        one.add_argument("--horizon", type=int, default=365, metavar="DAYS", help="of clv (default: 365)")
        one.set_defaults(handler=f"customers:{handler}")


def add_segments(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    verbs = commands.add_parser(
        "segments", help="groups of customers that the company defined"
    ).add_subparsers(dest="verb", required=True, metavar="VERB")
    listing = verbs.add_parser("list", parents=[of_company], help="their definitions")
    listing.set_defaults(handler="segments:list_all")
    count = verbs.add_parser("count", parents=[of_company], help="who is in them, and what they bring")
    count.add_argument("name", nargs="?", metavar="SEGMENT", help="default: all of them")
    count.add_argument("--at", metavar="D", help="as if today were the evening of D")
    count.set_defaults(handler="segments:count")
    export = verbs.add_parser(
        "export", parents=[of_company], help="the addresses of those who agreed; noted in the trail"
    )
    export.add_argument("name", metavar="SEGMENT")
    export.add_argument(
        "--purpose", required=True, choices=("email", "ads"), help="what the addresses are for"
    )
    export.add_argument("--plain", action="store_true", help="addresses as they are; default: SHA-256")
    export.add_argument("--at", metavar="D", help="as if today were the evening of D")
    export.set_defaults(handler="segments:export_one")


def add_consents(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    verbs = commands.add_parser("consents", help="who agreed to be written to").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    show = verbs.add_parser("show", parents=[of_company], help="how many agreed to what")
    show.add_argument("--at", metavar="D", help="as of the evening of D")
    show.set_defaults(handler="segments:show_consents")
    take = verbs.add_parser("import", parents=[of_company], help="consents of a shop or a newsletter tool")
    take.add_argument("file", metavar="FILE.csv")
    take.add_argument("--origin", required=True, metavar="TEXT", help="where they were collected: the proof")
    take.add_argument("--purpose", choices=PURPOSES, default="email", help="default: email")
    take.add_argument("--ground", choices=GROUNDS, default="consent", help="default: consent")
    take.add_argument("--on", metavar="D", help="day of lines that tell none (default: today)")
    take.add_argument("--withdrawn", action="store_true", help="the file lists people who withdrew")
    take.set_defaults(handler="segments:take_consents")
