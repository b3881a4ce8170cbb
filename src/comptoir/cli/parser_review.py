"""The words of `comptoir review`. Nothing heavy may be imported here."""

import argparse

REVIEWED = ("day", "week", "month", "30d", "90d", "365d")


def add_review(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", formats: tuple[str, ...]
) -> None:
    review = commands.add_parser(
        "review", help="what changed and why, the month's landing, what is worth doing, what is late"
    )
    review.add_argument("--company", required=True, metavar="SLUG", help="short name of the company")
    review.add_argument("--period", choices=REVIEWED, default="day", help="up to that evening (default: day)")
    review.add_argument("--at", metavar="DAY", help="as if today were the evening of that day, ISO")
    review.add_argument("--format", choices=(*formats, "markdown"), default="table", help="default: table")
    review.set_defaults(handler="review:show")
