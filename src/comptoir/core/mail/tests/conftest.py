"""An installation that sends, a company, and a real mail server to send to."""

from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.contrib.auth import get_user_model

from comptoir.core.companies.api import Role, Scope, access_company
from comptoir.core.companies.models import Company, Membership
from comptoir.core.mail.tests.server import Mailbox, free_port


@pytest.fixture
def company(db: None) -> Company:
    return Company.objects.create(slug="boutique", name="Boutique", language="en")


@pytest.fixture
def owner(company: Company) -> Any:
    user = get_user_model().objects.create_user(
        "owner@boutique.example", "correct horse battery", language="en"
    )
    Membership.objects.create(company=company, user=user, role=Role.OWNER)
    return user


@pytest.fixture
def scope(company: Company, owner: Any) -> Scope:
    return access_company(owner, company.slug)


@pytest.fixture
def mailbox(settings: Any, socket_enabled: None) -> Iterator[Mailbox]:
    """A server that listens, and settings that name it."""
    box = Mailbox()
    box.port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=box.port)
    server.start()
    try:
        settings.MAIL_URL = f"smtp://127.0.0.1:{box.port}"
        settings.MAILERS = {
            "default": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {"host": "127.0.0.1", "port": box.port, "timeout": 5},
            }
        }
        yield box
    finally:
        server.stop()
