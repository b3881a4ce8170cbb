"""A report as Markdown: every sentence and table; charts by what they say."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from comptoir.check.branding.api import PLAIN, Brand
from comptoir.check.reports.forms.words import closing, facts, signed, warnings
from comptoir.check.reports.shapes import Block, Chart, Grid, Kind, Note, Remarks, Report, block_key

_ESCAPED = str.maketrans({letter: f"\\{letter}" for letter in "\\*_`<>[]#|"})


def as_markdown(report: Report, remarks: Remarks, brand: Brand = PLAIN) -> bytes:
    lines = [*([_plain(brand.name), ""] if brand.name else []), *_lines(report, remarks)]
    for words in closing(brand):
        lines += ["", _plain(words)]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _lines(report: Report, remarks: Remarks) -> Iterator[str]:
    header = report.header
    yield f"# {_plain(header.company)} - {header.title}, {header.period}"
    yield ""
    yield from (f"- {label}: {_plain(words)}" for label, words in facts(header))
    for words in warnings(header):
        yield ""
        yield f"> {_plain(words)}"
    for part in report.parts:
        yield from ("", f"## {part.number}. {part.title}", "", f"*{_plain(part.question)}*")
        for block in part.blocks:
            yield from _block(block, remarks)
            yield from _comments(block_key(part, block), remarks)
        yield from _comments(part.key, remarks)


def _comments(key: str, remarks: Remarks) -> Iterator[str]:
    for said in remarks.comments.get(key, ()):
        yield from ("", f"> {_plain(said.text)} ({_plain(signed(said))})")


def _block(block: Block, remarks: Remarks) -> Iterator[str]:
    if isinstance(block, Note):
        yield from ("", _plain(block.text))
    elif isinstance(block, Chart):
        yield from ("", f"**{_plain(block.title)}** {_plain(block.alternative)}")
    elif isinstance(block, Grid):
        if block.of != "chart":
            yield from _grid(block)
    else:
        yield from ("", f"**{_plain(block.title)}**") if block.title else ()
        yield ""
        yield from (f"- {_plain(remarks.sentence(one))}" for one in block.sentences)


def _grid(block: Grid) -> Iterator[str]:
    labels = [f"{one.label} ({one.currency})" if one.currency else one.label for one in block.columns]
    yield from ("", f"**{_plain(block.title)}**", "")
    yield f"| {' | '.join(map(_plain, labels))} |"
    yield f"|{'|'.join('---' if one.kind is Kind.TEXT else '---:' for one in block.columns)}|"
    yield from (f"| {' | '.join(_plain(cell.shown) for cell in row)} |" for row in block.rows)
    if not block.rows:
        yield _("No line.")
    if block.note:
        yield from ("", f"*{_plain(block.note)}*")


def _plain(text: str) -> str:
    """On one line, and no mark of its own: names come from files."""
    return " ".join(text.split()).translate(_ESCAPED)
