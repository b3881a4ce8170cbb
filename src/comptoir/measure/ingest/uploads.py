"""Files given on the page: kept under their digest, found again, removed after some days."""

import re
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, InputError, NotFoundError
from comptoir.core.jobs.api import State
from comptoir.measure.ingest.models import ImportRun, Upload
from comptoir.measure.ingest.receiving import UNFINISHED, Received

_SUFFIX = re.compile(r"(\.[a-z0-9]{1,8})?\.(gz|zip|bz2|xz|zst)$|\.[a-z0-9]{1,8}$")
_NOT_AT_WORK = Q(job=None) | Q(job__state__in=(State.DONE, State.FAILED, State.CANCELLED))
_UNFINISHED_FOR = timedelta(days=1)


def folder_of(company_id: int) -> Path:
    return Path(settings.UPLOADS) / str(company_id)


def path_of(upload: Upload) -> Path:
    return folder_of(upload.company_id) / f"{upload.digest}{upload.suffix}"


def keep(scope: Scope, received: Received) -> Upload:
    """Keep a received file under its digest; the name it had is remembered. One that waits already stays one."""
    scope.require(Permission.IMPORT_DATA)
    if not received.size:
        received.path.unlink(missing_ok=True)
        raise InputError(
            _("The file is empty."), advice=_("Export it again from the shop, then drop it here.")
        )
    name = Path(received.name or "").name[-255:]
    if (waiting := _waiting(scope, received.digest, name)) is not None:
        received.path.replace(path_of(waiting))
        waiting.uploaded_at, waiting.by_id = clock.now(), scope.actor_id
        waiting.save(update_fields=("uploaded_at", "by"))
        return waiting
    with transaction.atomic():
        upload = Upload.objects.create(
            company_id=scope.company_id,
            name=name,
            digest=received.digest,
            suffix=_suffix(name),
            size=received.size,
            by_id=scope.actor_id,
            uploaded_at=clock.now(),
        )
        received.path.replace(path_of(upload))
        record(scope, "upload.kept", f"upload:{upload.pk}", file=name, bytes=received.size)
    return upload


def keep_for_corrections(scope: Scope, run: ImportRun, path: Path) -> None:
    """Keep the file of an import that refused rows, wherever it came from, as one given on the page is kept."""
    if file_of_run(scope, run) is not None:
        return
    upload = Upload(
        company_id=scope.company_id,
        name=run.file_name[-255:],
        digest=run.file_digest,
        suffix=_suffix(path.name),
        size=path.stat().st_size,
        by_id=scope.actor_id,
        uploaded_at=clock.now(),
        run=run,
    )
    target = path_of(upload)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{uuid4().hex}{UNFINISHED}")
    shutil.copyfile(path, part)
    part.replace(target)
    upload.save()


def file_of_run(scope: Scope, run: ImportRun) -> Upload | None:
    """The file that a run read, while it is kept."""
    twins = Upload.objects.filter(
        company_id=scope.company_id, digest=run.file_digest, removed_at=None
    ).order_by("-uploaded_at")
    return next((upload for upload in twins if path_of(upload).is_file()), None)


def kept_until(upload: Upload) -> datetime:
    return upload.uploaded_at + timedelta(days=settings.UPLOADS_KEPT_DAYS)


def upload_of(scope: Scope, key: int) -> Upload:
    """A file of the company that is still there."""
    upload = Upload.objects.filter(company_id=scope.company_id, pk=key).select_related("job").first()
    if upload is None or upload.removed_at or not path_of(upload).is_file():
        raise NotFoundError(
            _("This file is no longer here: uploads are removed after some days."),
            advice=_("Drop it again on the import page."),
        )
    return upload


def discard(scope: Scope, upload: Upload) -> None:
    """Remove a file that is not being imported. It can be dropped again."""
    scope.require(Permission.IMPORT_DATA)
    if upload.job is not None and upload.job.is_active:
        raise ConflictError(_("This file is being imported."), advice=_("Cancel the import first."))
    with transaction.atomic():
        _remove([upload])
        record(scope, "upload.removed", f"upload:{upload.pk}", file=upload.name)


def purge_uploads(scope: Scope) -> int:
    """Remove the files older than settings.UPLOADS_KEPT_DAYS, and what broken uploads left; count them."""
    days = settings.UPLOADS_KEPT_DAYS
    old = _idle(scope).filter(uploaded_at__lt=clock.now() - timedelta(days=days))
    with transaction.atomic():
        removed = _remove(list(old))
        if removed:
            record(scope, "upload.purged", "uploads", files=removed, days=days)
    _sweep(folder_of(scope.company_id))
    return removed


def forget_uploads(scope: Scope) -> int:
    """Remove every file that is not being imported: a customer to be erased may be named in any of them."""
    return _remove(list(_idle(scope)))


def _waiting(scope: Scope, digest: str, name: str) -> Upload | None:
    """The same file, given before and not imported yet."""
    twins = Upload.objects.filter(company_id=scope.company_id, digest=digest, name=name, removed_at=None)
    return twins.filter(job=None, run=None).first()


def _suffix(name: str) -> str:
    found = _SUFFIX.search(name.lower())
    return found.group(0) if found else ""


def _idle(scope: Scope) -> QuerySet[Upload]:
    return Upload.objects.filter(_NOT_AT_WORK, company_id=scope.company_id, removed_at=None)


def _remove(uploads: list[Upload]) -> int:
    """The rows are marked first: a file without its row is litter, a row without its file is a lie."""
    Upload.objects.filter(pk__in=[upload.pk for upload in uploads]).update(removed_at=clock.now())
    for upload in uploads:
        twins = Upload.objects.filter(
            company_id=upload.company_id, digest=upload.digest, suffix=upload.suffix, removed_at=None
        )
        if not twins.exists():
            path_of(upload).unlink(missing_ok=True)
    return len(uploads)


def _sweep(folder: Path) -> None:
    """Parts of uploads whose process died."""
    limit = clock.now().timestamp() - _UNFINISHED_FOR.total_seconds()
    for part in folder.glob(f"*{UNFINISHED}"):
        if part.stat().st_mtime < limit:
            part.unlink(missing_ok=True)
