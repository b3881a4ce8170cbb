"""Files on their way in: written straight to where they stay, cut off once larger than allowed."""

import hashlib
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from comptoir.core.errors import InputError

UNFINISHED = ".part"


class Received(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs alone
    """A file that lies in the uploads folder already, under a passing name."""

    def __init__(self, name: str, size: int, path: Path, digest: str) -> None:
        super().__init__(name=name, size=size)
        self.path, self.digest = path, digest


class Receiver(FileUploadHandler):
    """Takes the files of one request. `is_too_large` tells why a file is missing."""

    def __init__(self, request: HttpRequest, folder: Path) -> None:
        super().__init__(request)
        self.is_too_large = False
        self._folder = folder
        self._path: Path | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._path = self._folder / f"{uuid4().hex}{UNFINISHED}"
        self._file = self._path.open("wb")
        self._digest, self._size = hashlib.sha256(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._size += len(raw_data)
        if self._size > settings.MAX_UPLOAD_BYTES:
            self.is_too_large = True
            self.upload_interrupted()
            raise StopUpload(connection_reset=True)
        self._digest.update(raw_data)
        self._file.write(raw_data)

    def file_complete(self, file_size: int) -> Received | None:
        self._file.close()
        if self._path is None:
            return None
        received = Received(self.file_name or "", file_size, self._path, self._digest.hexdigest())
        self._path = None
        return received

    def upload_interrupted(self) -> None:
        if self._path is not None:
            self._file.close()
            self._path.unlink(missing_ok=True)
            self._path = None


def receive(request: HttpRequest, folder: Path) -> Receiver:
    """Make a request, whose body nobody has read yet, put its files into `folder`."""
    receiver = Receiver(request, folder)
    request.upload_handlers = [receiver]
    return receiver


def too_large() -> InputError:
    return InputError(
        _("The file is too large."),
        _("At most %(size)s.") % {"size": filesizeformat(settings.MAX_UPLOAD_BYTES)},
        _("Export a shorter period, or compress the file (.csv.gz)."),
    )
