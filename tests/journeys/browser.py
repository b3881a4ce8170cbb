"""A French browser, and what axe says of the page that it shows."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = "/usr/bin/chromium"
LAPTOP: Any = {"width": 1366, "height": 768}
PHONE: Any = {"width": 390, "height": 844}


@contextmanager
def opened() -> Iterator[Any]:
    """A page of a new browser; `page.said` gathers what its console complains of."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"the browser is not here: {CHROMIUM}")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(locale="fr-FR", viewport=LAPTOP)
        context.set_default_timeout(60_000)
        page: Any = context.new_page()
        page.said = []
        page.on("console", lambda line: line.type == "error" and page.said.append(f"{page.url} {line.text}"))
        page.on("pageerror", lambda error: page.said.append(f"{page.url} {error}"))
        yield page
        browser.close()


def violations(page: Any, *rules: str) -> list[str]:
    """Every rule of axe that the page breaks, or of `rules` alone."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only where there is a browser

    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]
