"""The words of `comptoir report`, which are read before anything heavy is loaded."""

from comptoir.check.reports.api import KINDS
from comptoir.cli.parser_reports import TEMPLATES


def test_the_command_names_every_kind_of_report() -> None:
    assert tuple(KINDS) == TEMPLATES
