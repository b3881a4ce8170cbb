from typing import Any

import pytest

from comptoir.core.companies.api import Role


@pytest.fixture(autouse=True)
def it_sends(settings: Any) -> None:
    settings.MAIL_URL = "smtp://mail.example"
    settings.PUBLIC_ADDRESS = "https://comptoir.example.com"


@pytest.fixture
def reader(company: Any, make_member: Any) -> Any:
    """Reads English, in a company that speaks French."""
    user = make_member(company, Role.VIEWER)
    user.language = "en"
    user.save()
    return user
