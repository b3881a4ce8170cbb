"""The zip that stands ready to be downloaded: one a company, the newest, for some days."""

import shutil
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import NotFoundError
from comptoir.measure.takeout.api import Watch, write_company

KEPT = timedelta(days=7)
_WHOLE, _PLAIN = "whole.zip", "plain.zip"


@dataclass(frozen=True, slots=True)
class Ready:
    path: Path
    made_at: datetime
    size: int
    with_personal_data: bool

    @property
    def until(self) -> datetime:
        return self.made_at + KEPT


def prepare(scope: Scope, *, with_personal_data: bool, watch: Watch) -> Ready:
    """Writes the company and packs it; what stood ready before gives way."""
    home = _home(scope)
    home.mkdir(parents=True, exist_ok=True)
    folder, packing = home / scope.slug, home / "packing"
    shutil.rmtree(folder, ignore_errors=True)  # of an attempt that died
    try:
        write_company(scope, folder, with_personal_data=with_personal_data, watch=watch)
        _pack(folder, packing)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for name in (_WHOLE, _PLAIN):
        (home / name).unlink(missing_ok=True)
    packing.replace(home / (_WHOLE if with_personal_data else _PLAIN))
    return ready(scope)


def ready(scope: Scope) -> Ready:
    """Raises NotFoundError where nothing stands ready."""
    scope.require(Permission.MANAGE_COMPANY)
    found = [_home(scope) / name for name in (_WHOLE, _PLAIN)]
    path = next((one for one in found if one.is_file()), None)
    if path is None:
        raise NotFoundError(_("No export stands ready."), advice=_("Ask for one on this page."))
    if path.name == _WHOLE:
        scope.require(Permission.VIEW_PERSONAL_DATA)
    told = path.stat()
    return Ready(path, datetime.fromtimestamp(told.st_mtime, UTC), told.st_size, path.name == _WHOLE)


def remove(scope: Scope) -> None:
    """Before its time: a copy that nobody needs any more is one too many."""
    found = ready(scope)
    with transaction.atomic():
        record(scope, "takeout.removed", scope.slug)
    found.path.unlink(missing_ok=True)


def note_taken(scope: Scope, found: Ready) -> None:
    with transaction.atomic():
        record(scope, "takeout.taken", scope.slug, personal=found.with_personal_data, bytes=found.size)


def tidy() -> int:
    """Removes what has stood for long enough, whatever the company. How many."""
    gone = 0
    for path in Path(settings.TAKEOUTS).glob("*/*.zip"):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) + KEPT < clock.now():
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _pack(folder: Path, to: Path) -> None:
    """Parquet is compressed already."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                kind = zipfile.ZIP_STORED if path.suffix == ".parquet" else zipfile.ZIP_DEFLATED
                packed.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}", compress_type=kind)


def _home(scope: Scope) -> Path:
    return Path(settings.TAKEOUTS) / str(scope.company_id)
