"""The command line. Django is loaded only once the words are understood: `--help` stays instant."""

import sys
from collections.abc import Sequence

from comptoir.cli.parser import build_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command: 0 on success, 2 on wrong use, 1 on failure with a sentence on standard error."""
    parsed = build_parser().parse_args(arguments)
    from comptoir.cli import start

    return start.run(parsed, sys.stdout, sys.stderr)
