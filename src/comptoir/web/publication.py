"""Puts style sheets and scripts where the web server finds them. Instant when nothing has changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from comptoir.web.assets import prepare_assets


def publish() -> None:
    """Third-party bundles out of their wheels, then collectstatic where a file differs from last time."""
    prepare_assets()
    stamp = Path(settings.HOME) / "static.stamp"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(wanted, encoding="utf-8")


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            digest.update(
                f"{name} {storage.size(name)} {storage.get_modified_time(name).timestamp()}".encode()
            )
    return digest.hexdigest()
