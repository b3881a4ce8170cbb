"""The packages of the shop, outside the project, installed once for each state of the lock file."""

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
MANIFEST = ("package.json", "package-lock.json")
OLDEST_NODE = 20
PATIENCE = 500
"""Seconds that `npm ci` may take."""


class NotHereError(Exception):
    """Why the shop cannot run on this machine."""


def installed() -> Path:
    """The folder whose `node_modules` are those of the lock file."""
    _check_tools()
    wanted = hashlib.sha256(b"".join((HERE / name).read_bytes() for name in MANIFEST)).hexdigest()[:12]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "comptoir-tests" / f"vendure-{wanted}"
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        _install(folder)
    return folder


def _check_tools() -> None:
    for tool in ("node", "npm"):
        if shutil.which(tool) is None:
            raise NotHereError(f"{tool} is not installed")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    major = re.match(r"v(\d+)", version)
    if major is None or int(major[1]) < OLDEST_NODE:
        raise NotHereError(f"Vendure needs Node {OLDEST_NODE}, this is {version.strip()}")


def _install(folder: Path) -> None:
    """Beside its place, then moved there: an installation that was cut short is not taken for a whole one."""
    draft = folder.with_name(f"{folder.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    try:
        for name in MANIFEST:
            shutil.copy(HERE / name, draft)
        # No package needs its scripts here: what is native ships built.
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
        # Without a network this is soon known.
        command += ["--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"]
        try:
            run = subprocess.run(
                command, cwd=draft, capture_output=True, text=True, timeout=PATIENCE, check=False
            )
        except subprocess.TimeoutExpired as late:
            raise NotHereError(f"npm ci did not end within {PATIENCE} s") from late
        if run.returncode:
            errors = [line for line in run.stderr.splitlines() if "error" in line and "log of" not in line]
            raise NotHereError(f"npm ci failed: {'; '.join(errors[:3])}")
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
