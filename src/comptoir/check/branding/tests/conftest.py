import pytest

from comptoir.core.companies.api import Role, access_company

from .test_logos import picture


@pytest.fixture
def logo() -> bytes:
    return picture((300, 60))


@pytest.fixture
def owned(company, make_member):
    """The scope of the owner of the company."""
    return access_company(make_member(company, Role.OWNER), company.slug)
