"""What a file is packed in, told by its first bytes, and its bytes unpacked within bounds."""

import bz2
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, cast

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from isal import igzip, isal_zlib

from comptoir.core.errors import InputError

CHUNK = 2**18
MOST_OF_A_WORKBOOK = 2**30
"""Bytes unpacked: a sheet is held in memory whole. One of a million rows and ten columns has about half of it."""
_ZSTD = b"\x28\xb5\x2f\xfd"
_BROKEN: tuple[type[Exception], ...] = (
    EOFError,
    OSError,
    zlib.error,
    cast("type[Exception]", isal_zlib.error),  # which its stub takes for an instance
    lzma.LZMAError,
    zipfile.BadZipFile,
    RuntimeError,
    ValueError,
)


class Kind(StrEnum):
    CSV = "csv"
    EXCEL = "excel"
    PARQUET = "parquet"


class Packing(StrEnum):
    NONE = ""
    GZIP = "gz"
    BZIP2 = "bz2"
    XZ = "xz"
    ZSTD = "zst"
    ZIP = "zip"


_MAGIC = {b"\x1f\x8b": Packing.GZIP, b"BZh": Packing.BZIP2, b"\xfd7zXZ": Packing.XZ, _ZSTD: Packing.ZSTD}
_FOREIGN = {
    b"%PDF": "PDF",
    b"<!DO": "HTML",
    b"<!do": "HTML",
    b"<htm": "HTML",
    b"<HTM": "HTML",
    b"<?xm": "XML",
}
_FOREIGN |= {b"Rar!": "RAR", b"7z\xbc\xaf": "7-Zip", b"\x89PNG": "PNG", b"\xff\xd8\xff\xe0": "JPEG"}


def kind_of(path: Path) -> tuple[Kind, Packing]:
    """What the file is and how it is packed; InputError for what is no table."""
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise InputError(_("The file is empty."), advice=_("Export it again."))
    if head.startswith(b"PAR1"):
        return Kind.PARQUET, Packing.NONE
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return Kind.EXCEL, Packing.NONE
    if head.startswith(b"PK"):
        return _kind_of_zip(path)
    for magic, packing in _MAGIC.items():
        if head.startswith(magic):
            return Kind.CSV, packing
    for magic, name in _FOREIGN.items():
        if head.lstrip().startswith(magic):
            raise InputError(
                _("This is a %(kind)s file.") % {"kind": name},
                _("CSV, TSV, Excel and Parquet files can be read, packed as gz, bz2, xz, zst or zip."),
            )
    return Kind.CSV, Packing.NONE


def _kind_of_zip(path: Path) -> tuple[Kind, Packing]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if names & {"xl/workbook.xml", "xl/workbook.bin"} or "content.xml" in names:
                _check_size(sum(item.file_size for item in archive.infolist()), MOST_OF_A_WORKBOOK)
                return Kind.EXCEL, Packing.NONE
            _only_member(archive)
            return Kind.CSV, Packing.ZIP
    except _BROKEN as error:
        raise _damaged() from error


def _only_member(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = [
        item
        for item in archive.infolist()
        if not item.is_dir()
        and not item.filename.startswith("__MACOSX/")
        and not item.filename.endswith(".DS_Store")
    ]
    if len(members) != 1:
        raise InputError(
            _("The zip holds %(count)s files.") % {"count": len(members)},
            _("A zip must hold one file."),
            _("Unpack it and choose the file of orders."),
        )
    return members[0]


@contextmanager
def unpacked(path: Path, packing: Packing) -> Iterator[Iterator[bytes]]:
    """The file's bytes in chunks; InputError when they pass the bound or are damaged."""
    try:
        with _opened(path, packing) as file:
            yield _bounded(file)
    except InputError:
        raise
    except _BROKEN as error:
        if packing is Packing.NONE:
            raise
        raise _damaged() from error


@contextmanager
def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[Iterator[bytes]]:
    """One file of a zip in chunks, within the same bounds."""
    try:
        with archive.open(member) as file:
            yield _bounded(file)
    except InputError:
        raise
    except _BROKEN as error:
        raise _damaged() from error


@contextmanager
def _opened(path: Path, packing: Packing) -> Iterator[IO[bytes]]:
    match packing:
        case Packing.NONE:
            with path.open("rb") as plain:
                yield plain
        case Packing.GZIP:
            # A third of the time that the standard library takes.
            with cast("IO[bytes]", igzip.open(path)) as unzipped:  # type: ignore[no-untyped-call]
                yield unzipped
        case Packing.BZIP2:
            with bz2.open(path) as unzipped_bz2:
                yield unzipped_bz2
        case Packing.XZ:
            with lzma.open(path) as unzipped_xz:
                yield unzipped_xz
        case Packing.ZSTD:
            import pyarrow as pa  # noqa: PLC0415 - heavy library, kept out of start-up

            with pa.CompressedInputStream(pa.OSFile(str(path)), "zstd") as stream:
                yield stream
        case Packing.ZIP:
            with zipfile.ZipFile(path) as archive, archive.open(_only_member(archive)) as member:
                yield member


def _bounded(file: IO[bytes]) -> Iterator[bytes]:
    size = 0
    while chunk := file.read(CHUNK):
        size += len(chunk)
        _check_size(size)
        yield chunk


def _check_size(size: int, most: int | None = None) -> None:
    most = min(most or settings.MAX_UNPACKED_BYTES, settings.MAX_UNPACKED_BYTES)
    if size > most:
        raise InputError(
            _("Unpacked, the file is larger than %(size)s MB.") % {"size": most // 2**20},
            advice=_("Export a shorter period, or several files."),
        )


def _damaged() -> InputError:
    return InputError(_("The packed file is damaged or cut short."), advice=_("Download or export it again."))
