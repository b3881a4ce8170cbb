"""Maison Lavande: a French home and gifts shop that never was, three years of it as its tools export them."""

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TextIO

from django.conf import settings

from comptoir.cli.demo_budget import add_budget
from comptoir.cli.demo_costs import add_cost_rules
from comptoir.cli.demo_loading import Load, company_of, load_now
from comptoir.cli.demo_targets import add_targets
from comptoir.connectors.files.api import Mapping, guess_mapping, recognise
from comptoir.core.companies.api import Scope
from comptoir.core.errors import ConflictError
from comptoir.core.periods import add_months
from comptoir.measure.ingest.api import remember
from comptoir.simulator.api import load_scenario, simulate, write_exports

SLUG = "maison-lavande"
SEED, MONTHS = 1, 36
SETTLED = timedelta(days=92)
"""After these nothing happens to an order any more: sent, delivered, given back, refunded."""
APART = ("marketplaces",)
"""Their orders come in reports of their own, so the shop's export has those of its site."""
SHOP = ("stock", "woocommerce", *APART)
"""The catalogue and the costs first: orders are named and weighed by them."""
TOOLS = (*APART, "after_sales", "ga4", "google_ads", "meta_ads", "search_console", "mails", "stock")
"""In the order in which they are loaded: orders before what speaks of them, the largest file last."""
MIRAKL = "manomano"
"""The marketplace of the Mirakl kind, whose file does not say its name."""

type Pick = Callable[[Path], bool]


@dataclass(frozen=True, slots=True)
class Part:
    """What is loaded at one time, and where it is noted until which day."""

    mark: str
    layouts: Sequence[str]
    wanted: Pick


def load_shop(owner: str, out: TextIO) -> None:
    """Items, costs, orders of the own site, and what selling them costs."""
    scope = _company(owner)
    _refuse_older(scope)
    part = Part("shop.txt", SHOP, lambda path: path.parent.name == "woocommerce" or path.stem == "couts")
    _load(scope, out, part, load_now)
    add_cost_rules(scope, _first_day(_folder(scope), scope.today() - timedelta(days=1)))
    add_targets(scope)
    add_budget(scope)


def load_tools(owner: str, out: TextIO, how: Load = load_now) -> None:
    """Marketplaces, service after sales, visits, searches, advertising, stock, e-mails."""
    part = Part("tools.txt", TOOLS, lambda path: path.stem != "couts" and not _says_less(path))
    _load(_company(owner), out, part, how)


def _load(scope: Scope, out: TextIO, part: Part, how: Load) -> None:
    folder = _folder(scope)
    yesterday = scope.today() - timedelta(days=1)
    told = folder / part.mark
    known = date.fromisoformat(told.read_text(encoding="utf-8")) if told.exists() else None
    if known == yesterday:
        return
    for path in _exports(scope, folder, yesterday, known, part.layouts):
        if part.wanted(path):
            how(scope, path, out, _mapping(scope, path))
    told.write_text(yesterday.isoformat(), encoding="utf-8")


def _mapping(scope: Scope, path: Path) -> Mapping | None:
    """Saved for the files to come, as a person does on the import page: all else says itself what it is."""
    if path.parent.name != MIRAKL:
        return None
    shape = recognise(path)
    known = guess_mapping(shape).to_data()
    columns = known["columns"] | {"sales_channel": {"value": "ManoMano"}}
    named = Mapping.from_data(
        known | {"name": MIRAKL, "label": "ManoMano", "source": MIRAKL, "columns": columns}
    )
    remember(scope, named, shape.headers)
    return named


def _refuse_older(scope: Scope) -> None:
    """A demo begun by a version whose shop's export held the marketplaces' orders would count them twice."""
    if (_folder(scope) / "until.txt").exists():
        raise ConflictError(
            "This demo was begun by an earlier version of Comptoir.",
            f"Remove {settings.HOME} and start it again.",
        )


def _company(owner: str) -> Scope:
    return company_of(owner, SLUG, "Maison Lavande (simulation)", is_simulated=True)


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
    return sorted(_zipped(files), key=lambda path: _turn(path, layouts))


def _turn(path: Path, layouts: Sequence[str]) -> tuple[int, bool, str]:
    """Layout by layout; of a shop what has no orders first, of a marketplace its orders."""
    name = path.parent.name
    if name not in layouts:
        return layouts.index("marketplaces"), not path.stem.startswith("commandes"), str(path)
    return layouts.index(name), path.stem.startswith("commandes"), str(path)


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
