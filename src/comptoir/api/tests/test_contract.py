"""The API keeps its own description, whatever is asked: schemathesis against the application in process."""

from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from comptoir.api.urls import api
from comptoir.core.companies import actions
from comptoir.core.companies.api import access_company

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EXAMPLES = 15
"""An operation; enough for its parameters' edges, bounded for the clock."""

schema = schemathesis.openapi.from_dict(dict(api.get_openapi_schema()))
schema.app = get_wsgi_application()


@pytest.fixture
def secret(company: Any, make_member: Any) -> str:
    scope = access_company(make_member(company), company.slug)
    return actions.create_token(scope, "schemathesis", timedelta(days=1))[1]


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_answers_are_as_described(case: Any, secret: str) -> None:
    # A well-formed request may still name a metric that does not exist: that is a 400, as described.
    if "company" in (case.path_parameters or {}):
        case.path_parameters["company"] = "boutique"
    case.call_and_validate(
        headers={"Authorization": f"Bearer {secret}"}, excluded_checks=[positive_data_acceptance]
    )
