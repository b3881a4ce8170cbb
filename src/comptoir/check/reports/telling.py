"""Reports as commands and programs answer them."""

from typing import Any

from comptoir.check.reports.queries import Kept, Line
from comptoir.check.reports.shapes import Remark
from comptoir.check.reports.stored import to_json


def line_json(one: Line) -> dict[str, Any]:
    """One of a list."""
    return {
        "id": one.id,
        "template": one.template,
        "period": one.title,
        "from": one.first_day,
        "to": one.last_day,
        "state": one.state.value,
        "snapshot": one.snapshot,
        "built_at": one.built_at,
        "approved_by": one.approved_by or None,
        "sent_without_approval": one.released_at,
        "sent_without_approval_by": one.released_by or None,
    }


def report_json(kept: Kept) -> dict[str, Any]:
    """One whole: its parts as they were built and arranged, and what people corrected and commented beside them."""
    remarks = kept.remarks
    return {
        **line_json(kept.line),
        "report": to_json(kept.report),
        "corrections": [_said(one) for one in remarks.corrections.values()],
        "comments": [_said(one) for said in remarks.comments.values() for one in said],
    }


def _said(one: Remark) -> dict[str, Any]:
    return {"key": one.key, "text": one.text, "by": one.by, "at": one.at}
