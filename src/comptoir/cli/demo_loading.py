"""How the demo loads: through the ordinary doors, each file once. At once, or by the worker while the pages are up."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from comptoir.connectors.files.api import Mapping
from comptoir.core.accounts.api import account_of
from comptoir.core.companies.api import Scope, add_company, all_companies, operator_scope
from comptoir.measure.ingest.api import hand_over, import_any, import_file, is_imported

type Load = Callable[[Scope, Path, TextIO, Mapping | None], None]
"""Recognised by its header, unless the mapping is given."""


def company_of(
    owner: str,
    slug: str,
    name: str,
    currency: str = "EUR",
    timezone: str = "Europe/Paris",
    *,
    country: str = "FR",
    is_simulated: bool = False,
) -> Scope:
    if slug not in {company.slug for company in all_companies()}:
        add_company(
            name=name,
            slug=slug,
            currency=currency,
            timezone=timezone,
            language="fr",
            country=country,
            owner=account_of(owner),
            is_simulated=is_simulated,
        )
    return operator_scope(slug)


def load_now(scope: Scope, path: Path, out: TextIO, mapping: Mapping | None = None) -> None:
    if is_imported(scope, path):
        return
    begun = time.monotonic()
    print(f"Loading {path.name} into {scope.name} …", file=out, flush=True)
    report = import_any(scope, path) if mapping is None else import_file(scope, path, mapping)
    seconds = time.monotonic() - begun
    rows = report.rows_loaded + report.rows_unchanged
    print(f"  {rows} rows loaded, {report.rows_rejected} rejected, in {seconds:.0f} s", file=out)


def load_beside(scope: Scope, path: Path, out: TextIO, mapping: Mapping | None = None) -> None:
    """By the worker, one file after the other; the pages of imports and the cockpit show how far it is."""
    hand_over(scope, path, mapping)
