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
from comptoir.cli.demo_loading import load_beside
from comptoir.core.accounts.api import account_of, create_account

EMAIL = "demo@comptoir.example"
BEHIND = 10
"""How far loading steps back: the pages of who looks on come first."""


def demo(parsed: argparse.Namespace, out: TextIO) -> None:
    password = _person()
    if parsed.beside:
        demo_companies.load(EMAIL, out, load_beside)
        demo_companies.plan(EMAIL)
        return
    if parsed.load_only:
        demo_companies.load(EMAIL, out)
        demo_companies.plan(EMAIL)
        return
    demo_companies.load_first(EMAIL, out)
    print(f"\n  http://{parsed.host}:{parsed.port}/\n  {EMAIL}   {password}\n", file=out, flush=True)
    print("What is still being loaded appears by itself. Ctrl-C stops everything.", file=out, flush=True)
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
    """Web in this process; beside it the worker, and what gives it the files that the first page does not need. An
    import that is stopped leaves nothing behind and is done again at the next start."""
    from comptoir.cli.serving import serve

    beside = [_beside("worker", "--with-parent"), _beside("demo", "--beside")]
    try:
        serve(parsed, out)
    finally:
        for process in beside:
            process.terminate()
        for process in beside:
            process.wait(timeout=10)


def _beside(*words: str) -> subprocess.Popen[bytes]:
    command = ["nice", "-n", str(BEHIND), sys.executable, "-m", "comptoir", *words]
    return subprocess.Popen(command, env=os.environ.copy())
