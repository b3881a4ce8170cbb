"""The words of `comptoir report`. Nothing heavy may be imported here."""

import argparse

TEMPLATES = ("weekly", "monthly", "channels", "client")


def add_reports(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", of_company: argparse.ArgumentParser
) -> None:
    verbs = commands.add_parser(
        "report", help="the report of a week or a month, as a page or a file"
    ).add_subparsers(dest="verb", required=True, metavar="VERB")
    listed = verbs.add_parser("list", parents=[of_company], help="the reports there are, the newest first")
    listed.set_defaults(handler="reports:list_all")
    kept = verbs.add_parser("templates", parents=[of_company], help="what a report can be built from")
    kept.set_defaults(handler="reports:list_templates")
    build = verbs.add_parser("build", parents=[of_company], help="build a draft, or take what was approved")
    build.add_argument(
        "template",
        metavar="TEMPLATE",
        help=f"{', '.join(TEMPLATES)}, or the key of a template of the company",
    )
    build.add_argument(
        "--at", metavar="D", help="the last week or month over on that evening, ISO (default: the last one)"
    )
    build.add_argument("--out", metavar="FILE", help="write it too: FILE.pdf, .xlsx, .html, .md or .eml")
    build.add_argument("--language", choices=("fr", "en"), help="default: the company's")
    build.set_defaults(handler="reports:build_one")
    send = verbs.add_parser(
        "send", parents=[of_company], help="send what was approved, once to each recipient"
    )
    send.add_argument("template", metavar="TEMPLATE", help=", ".join(TEMPLATES))
    send.add_argument(
        "--at", metavar="D", help="the last report over on that evening, ISO (default: the last one)"
    )
    send.add_argument("--to", metavar="ADDRESS", nargs="+", help="default: the recipients of its schedule")
    send.set_defaults(handler="reports:send_one")
