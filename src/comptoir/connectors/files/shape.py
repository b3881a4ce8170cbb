"""What a file is: how it is packed and written, its columns, its first rows. No rows are kept."""

from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.files import encoding, signs
from comptoir.connectors.files.dialect import Dialect, dialect_of
from comptoir.connectors.files.packing import CHUNK, Kind, Packing, kind_of, unpacked
from comptoir.connectors.files.rules import DateStyle, Numbers
from comptoir.core.errors import InputError


@dataclass(frozen=True, slots=True)
class FileShape:
    path: Path
    kind: Kind
    headers: tuple[str, ...]
    """Each name once, whatever the file says."""
    compression: Packing = Packing.NONE
    encoding: str = ""
    delimiter: str = ""
    skipped: int = 0
    """Lines before the header."""
    sheet: str = ""
    rows: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
    """The first rows as texts."""

    @property
    def language(self) -> str:
        """`fr` or `en`, by the words of the header; empty where it does not tell."""
        return signs.language_of(self.headers)

    @property
    def numbers(self) -> Numbers:
        """The signs that its numbers are written with."""
        return Numbers() if self.kind is not Kind.CSV else signs.numbers_of(self._cells(), self.language)

    @property
    def dates(self) -> DateStyle:
        return signs.dates_of(self._cells(), self.language)

    def column(self, header: str) -> tuple[str, ...]:
        """The first values of a column."""
        position = self.headers.index(header)
        return tuple(row[position] for row in self.rows if position < len(row))

    def _cells(self) -> list[str]:
        return [cell for row in self.rows for cell in row]


def recognise(path: Path) -> FileShape:
    """What the file is; InputError with advice where it cannot be read as a table."""
    if not path.is_file():
        raise InputError(
            _("There is no file « %(path)s ».") % {"path": path.name}, advice=_("Check the path.")
        )
    kind, packing = kind_of(path)
    shape = _recognise_text(path, packing) if kind is Kind.CSV else _recognise_book(path, kind)
    if not shape.rows:
        raise InputError(_("The file has a header and no row."), advice=_("Export a longer period."))
    return shape


def _recognise_book(path: Path, kind: Kind) -> FileShape:
    from comptoir.connectors.files import books  # noqa: PLC0415 - heavy library, kept out of start-up

    return FileShape(path, kind, **books.first_rows(path, kind))


def _recognise_text(path: Path, packing: Packing) -> FileShape:
    with unpacked(path, packing) as chunks:
        sample = next(chunks, b"")
        is_whole = len(sample) < CHUNK and next(chunks, None) is None
    if not sample:
        raise InputError(_("The file is empty."), advice=_("Export it again."))
    name = encoding.encoding_of(sample)
    dialect: Dialect = dialect_of(
        encoding.without_mark(sample).decode(name, errors="replace"), is_whole=is_whole
    )
    return FileShape(
        path=path,
        kind=Kind.CSV,
        headers=dialect.headers,
        compression=packing,
        encoding=name,
        delimiter=dialect.delimiter,
        skipped=dialect.skipped,
        rows=dialect.rows,
    )
