from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.utils.translation import override

from comptoir.core import clock
from comptoir.core.companies.api import Role
from comptoir.core.mail.tests.server import Mailbox, free_port

MONDAY = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)
"""Five past nine in Paris."""


@pytest.fixture(autouse=True)
def _morning(settings: Any) -> Iterator[None]:
    settings.MAIL_URL = "smtp://mail.example"
    settings.PUBLIC_ADDRESS = "https://comptoir.example.com"
    with clock.frozen(MONDAY), override("en"):
        yield


@pytest.fixture
def manager(company: Any, make_member: Any) -> Any:
    return _in_english(make_member(company, Role.MANAGER, "manager@boutique.example"))


@pytest.fixture
def viewer(company: Any, make_member: Any) -> Any:
    return _in_english(make_member(company, Role.VIEWER, "viewer@boutique.example"))


def _in_english(user: Any) -> Any:
    user.language = "en"
    user.save()
    return user


@pytest.fixture
def mailbox(settings: Any, socket_enabled: None) -> Iterator[Mailbox]:
    """A server that listens, and settings that name it."""
    box = Mailbox()
    box.port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=box.port)
    server.start()
    try:
        settings.MAIL_URL = f"smtp://127.0.0.1:{box.port}"
        options = {"host": "127.0.0.1", "port": box.port, "timeout": 5}
        backend = "django.core.mail.backends.smtp.EmailBackend"
        settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}
        yield box
    finally:
        server.stop()
