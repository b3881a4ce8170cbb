"""The API as the site mounts it."""

from comptoir.api.description import DescribedAPI
from comptoir.api.doors import PageAuth, TokenAuth
from comptoir.api.problems import word_refusals
from comptoir.api.reference import Reference
from comptoir.api.routes import (
    ahead,
    calendar,
    companies,
    customers,
    data,
    figures,
    morning,
    nowhere,
    reports,
    selling,
    work,
)

api = DescribedAPI(
    title="Comptoir",
    version="1",
    description="What the pages show, for programs. Money is text with two decimals; days are ISO.",
    auth=[TokenAuth(), PageAuth()],
    urls_namespace="api",
    docs=Reference(),
)
word_refusals(api)
# Addresses are tried in this order: the last answers for those that are none.
for routes in (
    companies,
    figures,
    morning,
    ahead,
    customers,
    selling,
    reports,
    data,
    calendar,
    work,
    nowhere,
):
    api.add_router("", routes.router)
