"""A logo is drawn anew: nothing but its dots comes in."""

from io import BytesIO

import pytest
from django.utils.translation import override
from PIL import Image

from comptoir.check.branding import logos
from comptoir.core.errors import InputError


def picture(size=(40, 20), form="PNG", mode="RGB", **options):
    out = BytesIO()
    Image.new(mode, size, 120 if mode == "L" else (200, 30, 30, 255)[: len(mode)]).save(out, form, **options)
    return out.getvalue()


def refusal(content):
    with override("en"), pytest.raises(InputError) as caught:
        logos.taken_logo(content)
    return str(caught.value)


def test_words_and_places_beside_the_dots_are_gone():
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    exif[0x0112] = 6  # turned by a quarter
    content = picture(form="JPEG", exif=exif.tobytes(), comment=b"secret")
    assert b"taken at home" in content

    logo = logos.taken_logo(content)

    assert (logo.width, logo.height) == (20, 40), "turned as the camera said"
    assert b"taken at home" not in logo.content
    assert b"secret" not in logo.content
    with Image.open(BytesIO(logo.content)) as drawn:
        assert (drawn.format, dict(drawn.getexif())) == ("PNG", {})
        assert "icc_profile" not in drawn.info


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_it_is_made_no_larger_than_a_letterhead_needs(mode):
    logo = logos.taken_logo(picture((2400, 300), "JPEG", mode))
    assert (logo.width, logo.height) == (600, 75)
    assert logo.fitted(200, 60) == (200, 25)


def test_what_is_no_such_picture_is_refused_with_what_is_allowed(monkeypatch):
    svg = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    assert "SVG" in refusal(svg)
    assert "Save it as a PNG" in refusal(svg)
    assert "no picture that can be read" in refusal(b"hello")
    assert "no picture that can be read" in refusal(picture(form="GIF", mode="L"))
    assert "damaged" in refusal(picture((400, 400), "JPEG")[:-200])
    assert "PNG or JPEG of at most 2 MB" in refusal(b"x" * (logos.MOST_BYTES + 1))
    monkeypatch.setattr(logos, "MOST_DOTS", 100)
    assert "40 by 20 dots" in refusal(picture())
