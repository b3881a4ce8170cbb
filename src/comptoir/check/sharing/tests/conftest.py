from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from comptoir.check.reports.api import approve
from comptoir.check.reports.models import StoredReport
from comptoir.check.reports.stored import to_json
from comptoir.check.reports.tests.test_shapes import _report
from comptoir.check.sharing.actions import share
from comptoir.core import clock
from comptoir.core.companies.api import Role, Scope, access_company

DAY = date(2026, 11, 22)


@dataclass
class Shared:
    """An approved report of a company, and somebody who may share it."""

    scope: Scope
    person: Any
    row: StoredReport
    comments: list[int] = field(default_factory=list)

    def link(self, **how: Any) -> tuple[Any, str]:
        """The link, and the address that it opens."""
        link, secret = share(self.scope, self.row.pk, "The accountant", self.scope.today(), **how)
        return link, f"/g/{secret}/report/"

    def signed_in(self) -> Client:
        client = Client()
        client.force_login(self.person)
        return client

    @property
    def page(self) -> str:
        return f"/c/{self.scope.slug}/reports/{self.row.pk}/links/"


@pytest.fixture
def shared(company, make_member):
    cache.clear()
    person = make_member(company, Role.MANAGER)
    scope = access_company(person, company.slug)
    report = _report()
    row = StoredReport.objects.create(
        company=company,
        template="weekly",
        first_day=report.start,
        last_day=report.end,
        title="W47",
        language="en",
        snapshot=7,
        content=to_json(report),
        built_at=report.built_at,
    )
    made = {"written_by": person.email, "written_at": clock.now()}
    row.remarks.create(key="essentials.result", is_correction=True, text="A calm week.", **made)
    comments = [
        row.remarks.create(key="products", is_correction=False, text=text, **made).pk
        for text in ("Between us.", "For the reader.")
    ]
    approve(scope, row.pk)
    return Shared(scope, person, row, comments)
