"""Small files, and members who drop them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import get_language

from comptoir.connectors.files.api import Mapping, preset
from comptoir.core.companies.api import Role, Scope, access_company
from comptoir.core.companies.models import Company
from comptoir.core.jobs.api import run_pending
from comptoir.measure.ingest import previews
from comptoir.measure.ingest.importing import start_import
from comptoir.measure.ingest.models import ImportRun, Upload
from comptoir.measure.ingest.sampling import Sample

ORDERS = """order_id,ordered_at,customer_id,sku,product_name,quantity,unit_price,currency,status
1,2026-11-02 10:00:00,c1,A-1,Lamp,2,10.00,EUR,paid
1,2026-11-02 10:00:00,c1,B-2,Chair,1,45.50,EUR,paid
2,2026-11-03 18:30:00,,A-1,Lamp,1,10.00,EUR,paid
3,2026-11-03 19:00:00,c2,B-2,Chair,0,45.50,EUR,paid
4,2026-11-31 08:00:00,c3,A-1,Lamp,1,10.00,EUR,paid
5,2026-11-04 08:00:00,c3,=1+1,Lamp,-,10.00,EUR,paid
"""
"""Three lines of two orders that can be loaded; three rows that cannot."""


@pytest.fixture(scope="session", autouse=True)
def known_previews() -> Iterator[None]:
    """A preview follows from file, mapping, currency, zone and language: each is computed once, it costs a second."""
    previewed, worded = previews.preview, previews.words
    seen: dict[Any, Any] = {}

    def preview(scope: Scope, sample: Sample, mapping: Mapping) -> previews.Preview:
        asked = (sample.path.read_bytes(), sample.is_whole, repr(mapping))
        key = (*asked, scope.currency, str(scope.zone), get_language())
        return seen[key] if key in seen else seen.setdefault(key, previewed(scope, sample, mapping))

    def words(sample: Sample, mapping: Mapping, field: str) -> tuple[str, ...]:
        key = (sample.path.read_bytes(), repr(mapping), field)
        return seen[key] if key in seen else seen.setdefault(key, worded(sample, mapping, field))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(previews, "preview", preview)
        patch.setattr(previews, "words", words)
        yield


class Person:
    """A member at the browser."""

    def __init__(self, company: Company, user: Any) -> None:
        self.company, self.user = company, user
        self.client = Client(headers={"accept-language": "en"})
        self.client.force_login(user)

    @property
    def scope(self) -> Scope:
        return access_company(self.user, self.company.slug)

    def address(self, name: str, /, **where: Any) -> str:
        return reverse(f"imports:{name}", kwargs={"company": self.company.slug, **where})

    def get(self, name: str, data: Any = None, /, **where: Any) -> Any:
        return self.client.get(self.address(name, **where), data)

    def post(self, name: str, data: Any = None, /, **where: Any) -> Any:
        return self.client.post(self.address(name, **where), data or {})

    def drop(self, text: str | bytes = ORDERS, name: str = "orders.csv") -> Upload:
        body = text.encode() if isinstance(text, str) else text
        response = self.post("upload", {"file": SimpleUploadedFile(name, body)})
        assert response.status_code == 302, response.content.decode()
        return Upload.objects.latest("pk")

    def forms(self, upload: Upload, **changes: str) -> dict[str, str]:
        """What the mapping page of the file would send back, with some fields changed."""
        response = self.get("file", key=upload.pk)
        assert response.status_code == 200
        return sent(response) | changes

    def import_file(self, text: str = ORDERS, name: str = "orders.csv") -> ImportRun:
        start_import(self.scope, self.drop(text, name), preset("generic"))
        run_pending()
        return ImportRun.objects.latest("pk")


def sent(response: Any) -> dict[str, str]:
    """The values of the page's form, as a browser would send them untouched."""
    editor = response.context["editor"]
    forms = [editor.settings]
    for formset in editor.formsets:
        forms += [formset.management_form, *formset.forms]
    data = {"base": response.context["base"], "origin": response.context["origin"]}
    for form in forms:
        for field in form:
            value = field.value()
            if value is True:
                data[field.html_name] = "on"
            elif value is not None and value is not False:
                data[field.html_name] = str(value)
    return data


@pytest.fixture
def person(company: Company, make_member: Callable[..., Any]) -> Callable[..., Person]:
    def make(role: Role = Role.CONTRIBUTOR, of: Company | None = None) -> Person:
        user = make_member(of or company, role)
        user.language = "en"
        user.save()
        return Person(company, user)

    return make
