"""A company's look in every form; without one nothing changes."""

import io
from email import message_from_bytes, policy

import openpyxl
import pikepdf
import pypdfium2
import pytest
from django.utils.translation import override

from comptoir.check.branding.api import PLAIN, Brand
from comptoir.check.branding.logos import taken_logo
from comptoir.check.branding.tests.test_logos import picture
from comptoir.check.reports.forms import rendered
from comptoir.check.reports.forms.mail import letter_of
from comptoir.check.reports.shapes import Remark, Remarks

from .test_shapes import SAID, _report

REMARKS = Remarks({}, {"products": (Remark("products", "Rupture levée.", "anne", SAID.at),)})


@pytest.fixture(scope="module")
def brand():
    logo = taken_logo(picture((300, 60)))
    return Brand(
        'Cabinet "M" & <Co>',
        logo,
        "#7a1f3d",
        "#0b6b45",
        "Léa Martin",
        "lea@martin.example",
        "12 rue & Cie",
        True,
    )


def form(suffix, brand):
    return rendered(suffix, _report(), REMARKS, "", brand)


def test_a_mail_comes_from_the_sender_with_the_logo_and_its_text(brand):
    with override("en"):
        letter = letter_of(_report(), REMARKS, "ann@maison.example", brand=brand)
    assert (letter.sender, letter.reply_to) == ("Léa Martin", "lea@martin.example")
    (logo,) = letter.attachments
    assert logo.content == brand.logo.content
    assert (
        f'<img src="cid:{logo.content_id}" alt="Cabinet &quot;M&quot; &amp; &lt;Co&gt;" width="200"'
        in letter.html
    )
    assert "#7a1f3d" in letter.html
    assert letter.text.startswith('Cabinet "M" & <Co>\n')
    assert letter.text.endswith("12 rue & Cie\nMade with Comptoir\n")

    message = message_from_bytes(form("eml", brand), policy=policy.default)
    assert message["Reply-To"] == "lea@martin.example"
    assert [part.get_content() for part in message.walk() if part.get_content_type() == "image/png"] == [
        brand.logo.content
    ]


def test_a_page_of_its_own_carries_the_look_and_fetches_nothing(brand):
    words = form("html", brand).decode()
    assert "--brand: #7a1f3d; --accent: #0b6b45;" in words
    assert 'src="data:image/png;base64,' in words
    assert "http" not in words.replace("http://evil.example", "")
    assert "Cabinet &quot;M&quot; &amp; &lt;Co&gt;</p>" in words
    assert "Made with Comptoir" in words


def test_a_workbook_and_plain_words_say_whose_work_it_is(brand):
    book = openpyxl.load_workbook(io.BytesIO(form("xlsx", brand)))
    first = book.worksheets[0]
    assert first["A2"].value == 'Cabinet "M" & <Co>'
    assert {sheet.oddHeader.left.text for sheet in book.worksheets} == {'Cabinet "M" && <Co>'}
    assert first.oddFooter.left.text == "12 rue && Cie · Made with Comptoir"
    assert [row[0].value for row in first.iter_rows()][-2:] == ["12 rue & Cie", "Made with Comptoir"]
    words = form("md", brand).decode()
    assert words.startswith('Cabinet "M" & \\<Co\\>\n')
    assert words.endswith("Made with Comptoir\n")


def test_paper_stays_tagged_with_a_text_for_the_logo(brand):
    content = form("pdf", brand)
    with pikepdf.open(io.BytesIO(content)) as book:
        with book.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:creator"] == [brand.name]
        figures = [
            one for one in book.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        assert [str(one.Alt) for one in figures] == [brand.name]
    words = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    assert words.index(brand.name) < words.index("Maison & Co")
    assert "Made with Comptoir" in words


def test_without_a_look_no_form_says_anything_of_one():
    for suffix in ("html", "md"):
        words = form(suffix, PLAIN).decode()
        assert "Made with" not in words
        assert '<div class="letterhead">' not in words
    letter = letter_of(_report(), REMARKS, "ann@maison.example")
    assert (letter.sender, letter.reply_to, letter.attachments) == ("", "", ())
    book = openpyxl.load_workbook(io.BytesIO(form("xlsx", PLAIN)))
    assert book.worksheets[0].oddHeader.left.text is None
