"""The words of the command line. Nothing heavy may be imported here."""

import argparse

from comptoir.cli.parser_customers import add_consents, add_customers, add_segments
from comptoir.cli.parser_decide import COMPARISONS, add_decisions
from comptoir.cli.parser_reports import add_reports
from comptoir.cli.parser_review import add_review

FORMATS = ("table", "json", "csv")
GRAINS = ("day", "week", "month", "quarter", "year", "total")
COSTS = ("payment", "logistics", "marketplace")


def build_parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--format", choices=FORMATS, default="table", help="how to print the answer (default: table)"
    )
    of_company = argparse.ArgumentParser(add_help=False, parents=[common])
    of_company.add_argument("--company", required=True, metavar="SLUG", help="short name of the company")

    parser = argparse.ArgumentParser(
        prog="comptoir",
        description="The open cockpit for those who answer for a company's online sales.",
        epilog="COMPTOIR_HOME sets the data folder (default: ~/.comptoir).",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _company(commands, common)
    _user(commands, common)
    _export(commands, of_company)
    _import(commands, of_company, common)
    _rejects(commands, of_company)
    _connect(commands, of_company, common)
    _metrics(commands, of_company, common)
    add_decisions(commands, of_company)
    _channels(commands, of_company)
    _costs(commands, of_company)
    _choices(commands, of_company)
    _orders(commands, of_company)
    add_review(commands, FORMATS)
    add_reports(commands, of_company)
    _customer(commands, of_company)
    add_customers(commands, of_company)
    add_segments(commands, of_company)
    add_consents(commands, of_company)
    snapshots = commands.add_parser("snapshots", parents=[of_company], help="versions of the facts")
    snapshots.set_defaults(handler="store:snapshots")
    maintain = commands.add_parser(
        "maintain", parents=[of_company], help="compact the store, drop expired versions"
    )
    maintain.set_defaults(handler="store:maintain")
    _simulate(commands, common)
    _serving(commands, common)
    return parser


type _Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def _company(commands: _Commands, common: argparse.ArgumentParser) -> None:
    verbs = commands.add_parser("company", help="add or list companies").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    add = verbs.add_parser("add", parents=[common], help="add a company")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--slug", required=True, help="short name used in addresses and commands")
    add.add_argument("--currency", default="EUR", help="ISO 4217 code (default: EUR)")
    add.add_argument("--timezone", default="Europe/Paris", help="default: Europe/Paris")
    add.add_argument("--language", default="fr", help="fr or en (default: fr)")
    add.add_argument("--owner", metavar="E-MAIL", help="a person who signs in and owns the company")
    add.set_defaults(handler="companies:add")
    listing = verbs.add_parser("list", parents=[common], help="list the companies")
    listing.set_defaults(handler="companies:list_all")


def _user(commands: _Commands, common: argparse.ArgumentParser) -> None:
    verbs = commands.add_parser("user", help="add a person, help one back in").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    add = verbs.add_parser(
        "add", parents=[common], help="add a person who signs in; the password is read from standard input"
    )
    add.add_argument("email", metavar="E-MAIL")
    add.add_argument("--language", default="fr", help="fr or en (default: fr)")
    add.set_defaults(handler="companies:add_user")
    password = verbs.add_parser(
        "password", parents=[common], help="a link, good for one use, to set a new password"
    )
    password.add_argument("email", metavar="E-MAIL")
    password.add_argument(
        "--site", default="http://127.0.0.1:8000", metavar="URL", help="where Comptoir is reached"
    )
    password.set_defaults(handler="companies:password")


def _export(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    export = commands.add_parser("export", parents=[of_company], help="a company whole, in open formats")
    export.add_argument("folder", metavar="DIR", help="a new or empty folder")
    export.add_argument(
        "--with-personal-data", action="store_true", help="customers' references, e-mail addresses, names too"
    )
    export.set_defaults(handler="moving:export")


def _import(
    commands: _Commands, of_company: argparse.ArgumentParser, common: argparse.ArgumentParser
) -> None:
    kinds = commands.add_parser("import", help="load a file into the facts").add_subparsers(
        dest="verb", required=True, metavar="KIND"
    )
    for kind, meaning in (("orders", "orders and their lines"), ("products", "the catalogue")):
        one = kinds.add_parser(kind, parents=[of_company], help=meaning)
        one.add_argument("file", metavar="FILE", help="CSV, TSV, Excel or Parquet, plain or compressed")
        one.add_argument("--mapping", metavar="NAME|FILE.yml", help="default: recognised from the header")
        one.add_argument("--keep-repeated", action="store_true", help="keep repeated sections of the file")
        one.set_defaults(handler="importing:orders")
    undo = kinds.add_parser("undo", parents=[of_company], help="take the last import back")
    undo.add_argument("--import", dest="import_number", type=int, metavar="ID", help="default: the last one")
    undo.set_defaults(handler="importing:undo")
    company = kinds.add_parser("company", parents=[common], help="a company exported elsewhere")
    company.add_argument("folder", metavar="DIR", help="the folder that holds manifest.json")
    company.add_argument("--slug", default="", help="short name here; default: the one it had")
    company.add_argument("--owner", metavar="E-MAIL", help="a person who signs in here and owns it")
    company.set_defaults(handler="moving:bring")
    auto = kinds.add_parser("auto", parents=[of_company], help="any file, recognised by its header")
    auto.add_argument("files", nargs="+", metavar="FILE", help="what the shop or a tool exported; .zip too")
    auto.add_argument(
        "--account", default="", help="the account or property, where the file does not name it"
    )
    auto.add_argument("--from", dest="first_day", metavar="D", help="first day, where the file tells none")
    auto.add_argument("--to", dest="last_day", metavar="D", help="last day, where the file tells none")
    auto.set_defaults(handler="importing:auto")


def _rejects(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    rejects = commands.add_parser(
        "rejects", parents=[of_company], help="rows that an import refused, and why"
    )
    rejects.add_argument(
        "--import", dest="import_number", type=int, metavar="ID", help="default: the last import"
    )
    rejects.add_argument(
        "--to-correct",
        metavar="FILE.csv",
        help="write them here with the other lines of their orders, to be corrected and imported again",
    )
    rejects.set_defaults(handler="importing:rejects")


def _connect(
    commands: _Commands, of_company: argparse.ArgumentParser, common: argparse.ArgumentParser
) -> None:
    verbs = commands.add_parser("connect", help="read shops and tools by their interfaces").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    listing = verbs.add_parser("list", parents=[common], help="the tools that can be connected")
    listing.set_defaults(handler="connecting:list_all")
    add = verbs.add_parser("add", parents=[of_company], help="entrust the credentials of a tool")
    add.add_argument("vendor", metavar="VENDOR", help="as `comptoir connect list` names it")
    add.add_argument("--set", action="append", default=[], metavar="key=value", help="a credential")
    add.add_argument("--name", default="", help="default: the tool and its address")
    add.add_argument("--read", choices=("hour", "day", "manual"), default="hour", help="default: hour")
    add.set_defaults(handler="connecting:add")
    test = verbs.add_parser("test", parents=[common], help="ask the tool whether the credentials do")
    test.add_argument("id", type=int, metavar="ID")
    test.set_defaults(handler="connecting:try_one")
    sync = verbs.add_parser("sync", parents=[common], help="read what changed since the last time")
    sync.add_argument("id", type=int, metavar="ID")
    sync.add_argument("--full", action="store_true", help="read everything again")
    sync.add_argument("--since", metavar="D", help="what changed since that day")
    sync.set_defaults(handler="connecting:sync_one")
    replay = verbs.add_parser(
        "replay", parents=[common], help="map the kept answers again, without asking the tool"
    )
    replay.add_argument("id", type=int, metavar="ID")
    replay.add_argument("--table", default="", metavar="T", help="one table of it; default: all")
    replay.set_defaults(handler="connecting:replay_one")
    status = verbs.add_parser("status", parents=[of_company], help="what is fresh, late or broken")
    status.set_defaults(handler="connecting:status")
    reconcile = commands.add_parser(
        "reconcile", parents=[of_company], help="compare the facts with the shop's own orders"
    )
    reconcile.add_argument("--connection", type=int, required=True, metavar="ID")
    reconcile.add_argument("--from", dest="first_day", metavar="D", help="default: four weeks ago")
    reconcile.add_argument("--to", dest="last_day", metavar="D", help="default: yesterday")
    reconcile.set_defaults(handler="connecting:reconcile")
    secrets = commands.add_parser("secrets", help="what tools entrusted").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    rotate = secrets.add_parser("rotate", parents=[common], help="encrypt everything with a new key")
    rotate.set_defaults(handler="connecting:rotate")


def _metrics(
    commands: _Commands, of_company: argparse.ArgumentParser, common: argparse.ArgumentParser
) -> None:
    metrics = commands.add_parser(
        "metrics", parents=[common], help="compute metrics", epilog="comptoir metrics --list names them all."
    )
    metrics.add_argument("names", nargs="?", metavar="NAME[,NAME...]")
    metrics.add_argument("--list", action="store_true", help="the catalogue of metrics")
    metrics.add_argument("--company", metavar="SLUG", help="short name of the company")
    metrics.add_argument("--by", metavar="DIM[,DIM...]", default="", help="dimensions")
    metrics.add_argument("--grain", choices=GRAINS, default="total")
    metrics.add_argument("--from", dest="start", metavar="DAY", help="first day, ISO")
    metrics.add_argument("--to", dest="end", metavar="DAY", help="last day, ISO, inclusive")
    metrics.add_argument("--compare", choices=COMPARISONS)
    metrics.add_argument("--where", action="append", default=[], metavar="DIM=VALUE")
    metrics.add_argument("--tax", choices=("excluded", "included"), help="default: the company's")
    metrics.add_argument("--currency", help="default: the company's")
    metrics.add_argument("--snapshot", type=int, metavar="N", help="default: the newest")
    metrics.set_defaults(handler="figures:metrics")


def _channels(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    verbs = commands.add_parser("channels", help="rules for which visit is of which channel").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    listing = verbs.add_parser("list", parents=[of_company], help="the company's rules, first match first")
    listing.add_argument("--all", action="store_true", help="and those that every company begins with")
    listing.set_defaults(handler="channels:list_all")
    add = verbs.add_parser(
        "add",
        parents=[of_company],
        help="add a rule: words separated by commas, * for anything: 'cpc,*shop*'",
    )
    add.add_argument("channel", metavar="CHANNEL", help="such as affiliates, email, paid_social")
    for name, meaning in (
        ("source", "utm_source"),
        ("medium", "utm_medium"),
        ("campaign", "utm_campaign"),
        ("referrer", "site that linked to the shop"),
        ("click", "kind of click identifier: gclid, fbclid"),
        ("said", "what the shop or tool calls it"),
    ):
        add.add_argument(f"--{name}", default="", metavar="WORDS", help=meaning)
    add.add_argument("--from", dest="first_day", metavar="DAY", help="first day, ISO; default: since ever")
    add.add_argument("--to", dest="last_day", metavar="DAY", help="last day, ISO, inclusive")
    add.add_argument("--note", default="", help="why")
    add.set_defaults(handler="channels:add")
    end = verbs.add_parser("end", parents=[of_company], help="end a rule")
    end.add_argument("number", type=int, metavar="ID", help="as channels list tells it")
    end.add_argument(
        "--on", dest="last_day", required=True, metavar="DAY", help="its last day, ISO, inclusive"
    )
    end.set_defaults(handler="channels:end")
    apply = verbs.add_parser("apply", parents=[of_company], help="apply the rules to all that is loaded")
    apply.set_defaults(handler="channels:apply")


def _costs(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    verbs = commands.add_parser(
        "costs", help="rules for what selling costs, where no bill speaks of an order"
    ).add_subparsers(dest="verb", required=True, metavar="VERB")
    listing = verbs.add_parser("list", parents=[of_company], help="the rules, the one that wins first")
    listing.set_defaults(handler="costs:list_all")
    add = verbs.add_parser(
        "add", parents=[of_company], help="add a rule; what the scope leaves out holds for all orders"
    )
    add.add_argument("kind", choices=COSTS, metavar="KIND", help=", ".join(COSTS))
    add.add_argument("--percent", metavar="P", help="of the amount taken, shipping and tax included: 1.4")
    add.add_argument("--per-order", metavar="SUM", help="excluding tax, in the company's currency")
    add.add_argument("--per-unit", metavar="SUM", help="the same for each unit of a product")
    add.add_argument("--channel", default="", metavar="NAME", help="sales channel; site for the own site")
    add.add_argument("--payment-method", default="", metavar="NAME")
    add.add_argument("--country", default="", metavar="NAME")
    add.add_argument("--from", dest="first_day", required=True, metavar="DAY", help="first day, ISO")
    add.add_argument("--to", dest="last_day", metavar="DAY", help="last day, ISO, inclusive")
    add.add_argument("--note", default="", help="the contract that it comes from")
    add.set_defaults(handler="costs:add")
    end = verbs.add_parser("end", parents=[of_company], help="end a rule")
    end.add_argument("number", type=int, metavar="ID", help="as costs list tells it")
    end.add_argument(
        "--on", dest="last_day", required=True, metavar="DAY", help="its last day, ISO, inclusive"
    )
    end.set_defaults(handler="costs:end")


def _choices(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    choices = commands.add_parser(
        "choices", parents=[of_company], help="how figures are read: the brand's words, the audience source"
    )
    choices.add_argument(
        "--brand-words", metavar="WORD[,WORD...]", help="say them anew; empty: there are none"
    )
    choices.add_argument(
        "--audience-source", metavar="SOURCE", help="as metrics split by source tell it; empty: by rule"
    )
    choices.set_defaults(handler="choosing:show")


def _orders(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    verbs = commands.add_parser("orders", help="orders that several sources know").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    doubles = verbs.add_parser("doubles", parents=[of_company], help="what sources have in common, and why")
    doubles.add_argument("--list", dest="orders", action="store_true", help="the orders counted once instead")
    doubles.set_defaults(handler="doubles:show")
    master = verbs.add_parser(
        "master", parents=[of_company], help="the source that a channel is counted from"
    )
    master.add_argument("channel", metavar="CHANNEL", help="as orders doubles tells it")
    master.add_argument("source", metavar="SOURCE", help="empty: by rule")
    master.set_defaults(handler="doubles:master")
    pair = verbs.add_parser("pair", parents=[of_company], help="whether two sources know the same orders")
    pair.add_argument("channel", metavar="CHANNEL", help="as orders doubles tells it")
    pair.add_argument("source", metavar="SOURCE")
    pair.add_argument("other", metavar="OTHER")
    pair.add_argument(
        "answer", choices=("same", "different", "figures"), help="figures: what they say themselves"
    )
    pair.set_defaults(handler="doubles:pair")
    count = verbs.add_parser("count", parents=[of_company], help="count anew what sources know twice")
    count.set_defaults(handler="doubles:count")


def _customer(commands: _Commands, of_company: argparse.ArgumentParser) -> None:
    verbs = commands.add_parser("customer", help="personal data").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    erase = verbs.add_parser("erase", parents=[of_company], help="erase a customer (cannot be undone)")
    erase.add_argument("ref", metavar="REF", help="the customer's number or e-mail at the source")
    erase.set_defaults(handler="importing:erase_customer")


def _simulate(commands: _Commands, common: argparse.ArgumentParser) -> None:
    verbs = commands.add_parser("simulate", help="a shop whose truth is known").add_subparsers(
        dest="verb", required=True, metavar="VERB"
    )
    shop = verbs.add_parser("shop", parents=[common], help="write its exports, and its truth beside them")
    shop.add_argument("--seed", type=int, required=True, metavar="N", help="same seed and days, same bytes")
    shop.add_argument("--months", type=int, required=True, metavar="M")
    shop.add_argument("--scenario", required=True, metavar="NAME|FILE.yml")
    shop.add_argument("--out", required=True, metavar="DIR")
    shop.add_argument("--orders-per-year", type=int, metavar="K", help="default: the scenario's")
    shop.add_argument("--to", metavar="DAY", help="last day, ISO (default: yesterday)")
    shop.add_argument("--layouts", metavar="NAME[,NAME...]", help="default: woocommerce and the shop's tools")
    shop.add_argument("--language", choices=("fr", "en"), default="fr", help="of the tools (default: fr)")
    shop.set_defaults(handler="simulating:shop")
    listing = verbs.add_parser("scenarios", parents=[common], help="list the scenarios")
    listing.set_defaults(handler="simulating:list_all")


def _serving(commands: _Commands, common: argparse.ArgumentParser) -> None:
    serve = commands.add_parser("serve", parents=[common], help="start the web server")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(handler="serving:serve")
    worker = commands.add_parser("worker", parents=[common], help="start a worker of the job queue")
    worker.add_argument("--with-parent", action="store_true", help="stop when the starting process ends")
    worker.set_defaults(handler="serving:worker")
    demo = commands.add_parser("demo", parents=[common], help="load real data, start web and worker")
    demo.add_argument("--host", default="127.0.0.1")
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument("--load-only", action="store_true", help="load the data, start nothing")
    demo.add_argument("--beside", action="store_true", help=argparse.SUPPRESS)
    demo.set_defaults(handler="demo:demo")
