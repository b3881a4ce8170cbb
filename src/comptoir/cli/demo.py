"""comptoir demo: companies with data, then web and worker."""

import argparse
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import TextIO

from django.conf import settings

from comptoir.cli import demo_companies
from comptoir.core.accounts.api import account_of, create_account

EMAIL = "demo@comptoir.example"


def demo(parsed: argparse.Namespace, out: TextIO) -> None:
    password = _person()
    demo_companies.load(EMAIL, out)
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
