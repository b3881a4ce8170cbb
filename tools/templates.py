"""Lets Babel read Django templates, which Django turns into calls of gettext, and shipped mappings."""

from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any

import yaml
from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize


def extract(file: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    if not settings.configured:
        settings.configure()
    # What is left of the markup keeps its indentation, which Python's tokeniser refuses.
    python = "\n".join(line.strip() for line in templatize(file.read().decode("utf-8")).split("\n"))
    yield from extract_python(BytesIO(python.encode("utf-8")), keywords, comment_tags, {"encoding": "utf-8"})


def extract_preset(file: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    """The label and the notes of a shipped mapping are shown to people."""
    mapping = yaml.safe_load(file)
    for text in (mapping.get("label"), *mapping.get("notes", ())):
        if text:
            yield 1, "gettext", text, []
