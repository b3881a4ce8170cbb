"""The first sheet of a workbook as lines of text: what people fill in with Excel and give back."""

import io
import zipfile

from django.utils.translation import gettext as _

from comptoir.core.errors import InputError

_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""First bytes of `.xlsx` and `.ods`, and of `.xls`."""
_MIDNIGHT = " 00:00:00"
"""Beside a day: a workbook knows no day without its hour."""
MOST_UNPACKED = 2**28
"""Bytes: a sheet is held in memory whole."""


def is_workbook(body: bytes) -> bool:
    return body.startswith(_MARKS)


def workbook_lines(body: bytes) -> list[list[str]]:
    """Numbers with a point, days as ISO, empty cells as nothing. InputError where it cannot be read."""
    import fastexcel  # noqa: PLC0415 - heavy library, kept out of start-up

    try:
        _check_size(body)
        book = fastexcel.read_excel(body)
        for name in book.sheet_names:
            sheet = book.load_sheet(name, header_row=None, dtypes="string")
            if sheet.total_height:
                columns = [column.to_pylist() for column in sheet.to_arrow().columns]
                return [
                    [(cell or "").removesuffix(_MIDNIGHT) for cell in row]
                    for row in zip(*columns, strict=True)
                ]
    except (fastexcel.FastExcelError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise InputError(
            _("The workbook cannot be read: it is damaged or locked by a password."),
            advice=_("Save it again as .xlsx, without a password."),
        ) from error
    return []


def _check_size(body: bytes) -> None:
    if not body.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        unpacked = sum(item.file_size for item in archive.infolist())
    if unpacked > MOST_UNPACKED:
        raise InputError(
            _("The workbook is too large."),
            _("At most %(most)d MB unpacked.") % {"most": MOST_UNPACKED // 2**20},
            _("Save the sheet as CSV."),
        )
