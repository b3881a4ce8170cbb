"""A logo as it is kept: a PNG of our own making, so that nothing but its dots comes in."""

from io import BytesIO

from django.utils.translation import gettext as _

from comptoir.check.branding.shapes import Logo
from comptoir.core.errors import InputError

MOST_BYTES = 2 * 2**20
MOST_DOTS = 16_000_000
LARGEST = (600, 240)
"""What is kept: enough for print at the size that a letterhead has."""
PNG = b"\x89PNG\r\n\x1a\n"


def taken_logo(content: bytes) -> Logo:
    """Drawn anew, without what cameras and programs write beside the dots. InputError for what is no such picture."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - kept out of start-up

    if len(content) > MOST_BYTES:
        raise _refused(_("The picture has %(size)d kB.") % {"size": len(content) // 1024})
    if b"<svg" in content[:4096].lower():
        raise _refused(_("This picture is an SVG, which can carry scripts."), _("Save it as a PNG."))
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > MOST_DOTS:
                raise _refused(_("The picture is %(wide)d by %(high)d dots.") % _size(opened.size))
            drawn = ImageOps.exif_transpose(opened).convert("RGBA")
            drawn.thumbnail(LARGEST, Image.Resampling.LANCZOS)
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise _refused(_("This file is no picture that can be read.")) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise _refused(_("This picture is damaged: it ends too early or cannot be read.")) from error
    clean = Image.new("RGBA", drawn.size)
    clean.paste(drawn)
    out = BytesIO()
    clean.save(out, "PNG", optimize=True)
    return Logo(out.getvalue(), clean.width, clean.height)


def _size(size: tuple[int, int]) -> dict[str, int]:
    return {"wide": size[0], "high": size[1]}


def _refused(came: str, advice: str = "") -> InputError:
    allowed = _("Allowed: a PNG or JPEG of at most %(size)d MB and %(dots)d million dots.")
    return InputError(came, allowed % {"size": MOST_BYTES // 2**20, "dots": MOST_DOTS // 10**6}, advice)
