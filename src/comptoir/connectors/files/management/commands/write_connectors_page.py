"""python -m django write_connectors_page [PATH]"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from comptoir.connectors.files.exports.page import connectors_page
from comptoir.connectors.registry import LAYOUTS, USELESS


class Command(BaseCommand):
    help = "Write docs/connectors.md from the layouts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", default="docs/connectors.md", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            options["path"].write_text(connectors_page(LAYOUTS, USELESS), encoding="utf-8")
