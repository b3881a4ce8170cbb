"""Lets Babel read Django templates: Django itself turns a template into Python calls of gettext."""

from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any

from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize


def extract(file: IO[bytes], keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:
    if not settings.configured:
        settings.configure()
    # What is left of the markup keeps its indentation, which Python's tokeniser refuses.
    python = "\n".join(line.strip() for line in templatize(file.read().decode("utf-8")).split("\n"))
    yield from extract_python(BytesIO(python.encode("utf-8")), keywords, comment_tags, {"encoding": "utf-8"})
