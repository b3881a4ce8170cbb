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
    build = verbs.add_parser("build", parents=[of_company], help="build a draft, or take what was approved")
    build.add_argument("template", metavar="TEMPLATE", help=", ".join(TEMPLATES))
    build.add_argument(
        "--at", metavar="D", help="the last week or month over on that evening, ISO (default: the last one)"
    )
    build.add_argument("--out", metavar="FILE", help="write it too: FILE.pdf, .xlsx, .html, .md or .eml")
    build.add_argument("--language", choices=("fr", "en"), help="default: the company's")
    build.set_defaults(handler="reports:build_one")
