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
    python = templatize(file.read().decode("utf-8"))
    yield from extract_python(BytesIO(python.encode("utf-8")), keywords, comment_tags, {"encoding": "utf-8"})
