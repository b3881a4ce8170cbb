"""What a guest gets of a report: no addresses of ours, no names of people, the comments that were chosen. Pure."""

from collections.abc import Collection
from dataclasses import replace

from comptoir.check.reports.api import Part, Remark, Remarks, Report, Sentence, Text


def for_guests(report: Report, remarks: Remarks, comments: Collection[int]) -> tuple[Report, Remarks]:
    """Corrected sentences stand as corrected, without who did it; chosen comments are the company's own words."""
    chosen = {
        key: tuple(_unsigned(one, report) for one in said if one.id in comments)
        for key, said in remarks.comments.items()
    }
    parts = tuple(_corrected(part, remarks) for part in report.parts)
    return replace(report, parts=parts), Remarks({}, {key: said for key, said in chosen.items() if said})


def _unsigned(one: Remark, report: Report) -> Remark:
    return replace(one, by=report.header.company)


def _corrected(part: Part, remarks: Remarks) -> Part:
    blocks = tuple(
        replace(block, sentences=tuple(_said(one, remarks) for one in block.sentences))
        if isinstance(block, Text)
        else block
        for block in part.blocks
    )
    return replace(part, blocks=blocks)


def _said(one: Sentence, remarks: Remarks) -> Sentence:
    return replace(one, pieces=(remarks.sentence(one),)) if one.key in remarks.corrections else one
