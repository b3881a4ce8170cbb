"""The text of a file as plain UTF-8, whatever it is packed in and written with."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from comptoir.connectors.files import encoding
from comptoir.connectors.files.packing import CHUNK, Packing, unpacked
from comptoir.connectors.files.shape import FileShape
from comptoir.core.errors import InputError


@dataclass(frozen=True, slots=True)
class Plain:
    path: Path
    has_nul: bool
    """Bytes that no text has: the engine would keep them, people would never see them."""


def as_utf8(shape: FileShape, target: Path) -> Plain:
    """The file itself where it is plain UTF-8, else its text written to `target`.

    InputError where its bytes do not fit its encoding, or pass the bound once unpacked.
    """
    encodings = [shape.encoding]
    if shape.encoding == encoding.UTF8 and all(cell.isascii() for row in shape.rows for cell in row):
        # Its beginning has no accents: nothing speaks for UTF-8 there.
        encodings.append(encoding.WINDOWS)
    for name in encodings:
        try:
            return _written(shape, name, target)
        except UnicodeDecodeError:
            continue
    raise InputError(
        _("Some characters of the file do not fit its encoding, %(name)s.") % {"name": shape.encoding},
        advice=_("Export it again as UTF-8."),
    )


def _written(shape: FileShape, name: str, target: Path) -> Plain:
    decoder = codecs.getincrementaldecoder(name)()
    has_nul = False
    with unpacked(shape.path, shape.compression) as chunks:
        if shape.compression is Packing.NONE and name == encoding.UTF8:
            for chunk in chunks:
                has_nul = has_nul or b"\0" in chunk
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
            return Plain(shape.path, has_nul)
        with target.open("wb", buffering=CHUNK) as out:
            begins = True
            for chunk in chunks:
                data = encoding.without_mark(chunk) if begins else chunk
                begins = False
                text = decoder.decode(data)
                plain = data if name == encoding.UTF8 else text.encode()
                has_nul = has_nul or b"\0" in plain
                out.write(plain)
            decoder.decode(b"", final=True)
    return Plain(target, has_nul)
