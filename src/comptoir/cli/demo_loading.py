"""How the demo loads: through the ordinary doors, each file once."""

import time
from pathlib import Path
from typing import TextIO

from comptoir.core.accounts.api import account_of
from comptoir.core.companies.api import Scope, add_company, all_companies, operator_scope
from comptoir.measure.ingest.api import find_mapping, import_any, import_file, is_imported


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


def load_file(scope: Scope, path: Path, out: TextIO, mapping_name: str = "") -> None:
    """Recognised by its header, unless the mapping is named."""
    if is_imported(scope, path):
        return
    begun = time.monotonic()
    print(f"Loading {path.name} into {scope.name} …", file=out, flush=True)
    if mapping_name:
        report = import_file(scope, path, find_mapping(scope, mapping_name, path))
    else:
        report = import_any(scope, path)
    seconds = time.monotonic() - begun
    rows = report.rows_loaded + report.rows_unchanged
    print(f"  {rows} rows loaded, {report.rows_rejected} rejected, in {seconds:.0f} s", file=out)
