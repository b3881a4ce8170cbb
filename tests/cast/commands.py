"""The commands, read from the parser itself."""

import argparse
from collections.abc import Iterator

from comptoir.cli.parser import build_parser

OF_A_COMPANY: dict[str, list[str]] = {
    "importing:orders": ["import", "orders", "{folder}/orders-of-beta.csv"],
    "importing:auto": ["import", "auto", "{folder}/orders-of-beta.csv"],
    "importing:rejects": ["rejects"],
    "importing:undo": ["import", "undo"],
    "importing:erase_customer": ["customer", "erase", "c1"],
    "connecting:add": [
        *("connect", "add", "woocommerce", "--set", "address=http://127.0.0.1:9"),
        *("--set", "key=ck_1", "--set", "secret=cs_1"),
    ],
    "connecting:status": ["connect", "status"],
    "connecting:reconcile": ["reconcile", "--connection", "{connection}"],
    "figures:metrics": ["metrics", "gross_sales,units", "--by", "product"],
    "drivers:drivers": ["drivers", "net_sales", "--from", "2026-11-03", "--to", "2026-11-03"],
    "forecasting:forecast": ["forecast", "orders", "--by", "sales_channel"],
    "budget:budget": ["budget"],
    "targets:show": ["targets"],
    "channels:list_all": ["channels", "list"],
    "channels:add": ["channels", "add", "affiliates", "--source", "awin"],
    "channels:end": ["channels", "end", "{channel_rule}", "--on", "2026-12-31"],
    "channels:apply": ["channels", "apply"],
    "costs:list_all": ["costs", "list"],
    "costs:add": ["costs", "add", "payment", "--percent", "1.4", "--from", "2026-01-01"],
    "costs:end": ["costs", "end", "{rule}", "--on", "2026-12-31"],
    "findings:look": ["findings"],
    "stock:show": ["stock"],
    "alarms:look": ["alarms"],
    "selling:advertising": ["advertising"],
    "selling:prices": ["prices", "--of", "LAMP-BETA"],
    "selling:merchandising": ["merchandising"],
    "selling:losses": ["losses"],
    "selling:journeys": ["journeys", "segments", "--from", "2026-11-01", "--to", "2026-11-30"],
    "review:show": ["review"],
    "reports:list_all": ["report", "list"],
    "reports:list_templates": ["report", "templates"],
    "reports:build_one": ["report", "build", "weekly", "--at", "2026-11-08"],
    "reports:send_one": ["report", "send", "weekly", "--to", "reader@example.com"],
    "customers:rfm": ["customers", "rfm"],
    "customers:show_cohorts": ["customers", "cohorts"],
    "customers:clv": ["customers", "clv"],
    "customers:show_segments": ["customers", "segments"],
    "segments:list_all": ["segments", "list"],
    "segments:count": ["segments", "count"],
    "segments:export_one": ["segments", "export", "{segment}", "--purpose", "email"],
    "segments:show_consents": ["consents", "show"],
    "segments:take_consents": ["consents", "import", "{folder}/consents.csv", "--origin", "box"],
    "choosing:show": ["choices", "--brand-words", "maison"],
    "doubles:show": ["orders", "doubles"],
    "doubles:master": ["orders", "master", "site", ""],
    "doubles:pair": ["orders", "pair", "site", "export", "generic", "figures"],
    "doubles:count": ["orders", "count"],
    "moving:export": ["export", "{folder}/taken"],
    "store:snapshots": ["snapshots"],
    "store:maintain": ["maintain"],
}
"""Handler -> words that make it work on the facts of `facts.fill`, without `--company`."""

ASKS_OUTSIDE = {
    "connecting:reconcile": "a shop that nobody answers for here",
    "reports:send_one": "a report that nobody has approved",
}
"""Handler -> why it fails in the end, with a sentence, and touches nobody all the same."""

OF_THE_MACHINE = {
    "companies:add": "makes a company",
    "companies:list_all": "whoever holds the machine may know every company",
    "companies:add_user": "makes an account, member of nothing",
    "companies:password": "helps a person back in",
    "connecting:list_all": "lists what can be connected",
    "connecting:try_one": "the connection tells its company",
    "connecting:sync_one": "the connection tells its company",
    "connecting:replay_one": "the connection tells its company",
    "connecting:rotate": "renews the keys of the installation",
    "simulating:shop": "writes files of an invented shop",
    "simulating:list_all": "lists what comes with the product",
    "moving:bring": "makes a company from an export",
    "serving:serve": "starts the server",
    "serving:worker": "starts a worker; each job has its own company",
    "demo:demo": "makes the demonstration companies",
}
"""Handler -> why it works on no single company."""


def handlers() -> dict[str, argparse.ArgumentParser]:
    return {parser.get_default("handler"): parser for parser in _leaves(build_parser())}


def takes_a_company(parser: argparse.ArgumentParser) -> bool:
    return any("--company" in action.option_strings for action in parser._actions)


def _leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    branches = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not branches:
        yield parser
    for branch in branches:
        for inner in branch.choices.values():
            yield from _leaves(inner)
