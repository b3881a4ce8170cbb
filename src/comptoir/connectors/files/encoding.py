"""Which characters the bytes of a file stand for."""

import codecs

from django.utils.translation import gettext_lazy as _

from comptoir.core.errors import InputError

UTF8 = "utf-8"
WINDOWS = "windows-1252"
_BOMS = ((codecs.BOM_UTF8, UTF8), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def encoding_of(sample: bytes) -> str:
    """UTF-8 where the bytes allow it, UTF-16 where they say so, else Windows-1252; InputError for no text."""
    for bom, name in _BOMS:
        if sample.startswith(bom):
            return name
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 4 and even < odd // 8:
        return "utf-16-le"
    if even > len(sample) // 4 and odd < even // 8:
        return "utf-16-be"
    if _is_binary(sample):
        raise InputError(
            _("This is not a text file."),
            _("CSV, TSV, Excel and Parquet files can be read, packed as gz, bz2, xz, zst or zip."),
        )
    return UTF8 if is_utf8(sample) else WINDOWS


def without_mark(data: bytes) -> bytes:
    """The bytes without the mark that some programs put first."""
    for bom, _name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :]
    return data


def is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder(UTF8)().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _is_binary(sample: bytes) -> bool:
    controls = sum(sample.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return controls > max(8, len(sample) // 100)
