"""Maison Lavande: a French home and gifts shop that never was, three years of it as its tools export them."""

import zipfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TextIO

from django.conf import settings

from comptoir.cli.demo_costs import add_cost_rules
from comptoir.cli.demo_loading import company_of, load_file
from comptoir.core.companies.api import Scope
from comptoir.core.periods import add_months
from comptoir.simulator.api import load_scenario, simulate, write_exports

SEED, MONTHS = 1, 36
SETTLED = timedelta(days=92)
"""After these nothing happens to an order any more: sent, delivered, given back, refunded."""
SHOP = ("woocommerce", "stock")
"""The catalogue and the costs first: orders are named and weighed by them."""
TOOLS = ("ga4", "google_ads", "meta_ads", "search_console", "stock", "mails")

type Pick = Callable[[Path], bool]


def load_shop(owner: str, out: TextIO) -> None:
    """Items, costs, orders, and what selling them costs."""
    _load(
        owner, out, "until.txt", SHOP, lambda path: path.parent.name == "woocommerce" or path.stem == "couts"
    )
    scope = _company(owner)
    add_cost_rules(scope, _first_day(_folder(scope), scope.today() - timedelta(days=1)))


def load_tools(owner: str, out: TextIO) -> None:
    """Visits, searches, advertising, stock, e-mails."""
    _load(owner, out, "tools-until.txt", TOOLS, lambda path: path.stem != "couts" and not _says_less(path))


def _load(owner: str, out: TextIO, mark: str, layouts: Sequence[str], wanted: Pick) -> None:
    scope = _company(owner)
    folder = _folder(scope)
    yesterday = scope.today() - timedelta(days=1)
    told = folder / mark
    known = date.fromisoformat(told.read_text(encoding="utf-8")) if told.exists() else None
    if known == yesterday:
        return
    for path in _exports(scope, folder, yesterday, known, layouts):
        if wanted(path):
            load_file(scope, path, out)
    told.write_text(yesterday.isoformat(), encoding="utf-8")


def _company(owner: str) -> Scope:
    return company_of(owner, "maison-lavande", "Maison Lavande (simulation)", is_simulated=True)


def _folder(scope: Scope) -> Path:
    return Path(settings.HOME) / "simulation" / scope.slug


def _exports(
    scope: Scope, folder: Path, yesterday: date, known: date | None, layouts: Sequence[str]
) -> list[Path]:
    """One file for all years; or, of a shop known until a day, those of the months in which something may have
    happened since, and what holds for no month. What has no orders comes first."""
    world, _truth = simulate(load_scenario("maison_lavande"), SEED, _first_day(folder, yesterday), yesterday)
    files = write_exports(world, folder, layouts, cut="month" if known else "whole", is_clean=True)
    if known is not None:
        first = f"{known - SETTLED:%Y-%m}"
        files = [path for path in files if _month(path) >= first]
    return sorted(_zipped(files), key=lambda path: (path.stem.startswith("commandes"), str(path)))


def _month(path: Path) -> str:
    """The month that a file holds; of one that holds none a word that comes after every month."""
    for name in (path.stem, path.parent.name):
        if name[-7:-3].isdigit() and name[-3] == "-":
            return name[-7:]
    return "always"


def _zipped(files: Sequence[Path]) -> list[Path]:
    """Search Console gives its tables as one zip, in which the table of days tells those of the others."""
    tables = [path for path in files if path.parent.parent.name == "search_console"]
    zips = []
    for folder in sorted({path.parent for path in tables}):
        target = folder.with_suffix(".zip")
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.glob("*.csv")):
                # The same bytes whenever it is made: a file that is known is not loaded again.
                archive.writestr(zipfile.ZipInfo(path.name), path.read_bytes())
        zips.append(target)
    return [path for path in files if path not in tables] + zips


def _says_less(path: Path) -> bool:
    """Weeks and sums of a period of Google Ads: its report by day says more."""
    return path.parent.name == "google_ads" and not path.stem.startswith("rapport")


def _first_day(folder: Path, yesterday: date) -> date:
    """It stays when the world goes on: the same first day gives the same past."""
    kept = folder / "since.txt"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        first = add_months(yesterday, -MONTHS) + timedelta(days=1)
        kept.write_text(first.isoformat(), encoding="utf-8")
    return date.fromisoformat(kept.read_text(encoding="utf-8"))
