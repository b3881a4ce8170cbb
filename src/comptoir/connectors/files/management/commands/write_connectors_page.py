"""python -m django write_connectors_page [PATH]"""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from comptoir.connectors.files.exports.page import connectors_page
from comptoir.connectors.registry import LAYOUTS, USELESS
from comptoir.connectors.sources import SOURCES


class Command(BaseCommand):
    help = "Write docs/connectors.md from the declarations."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", nargs="?", default="docs/connectors.md", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            page = connectors_page(SOURCES.values(), LAYOUTS, USELESS)
            options["path"].write_text(page, encoding="utf-8")
