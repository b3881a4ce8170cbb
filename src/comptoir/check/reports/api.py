"""The door of reports: build, read, correct, comment, approve, and write them as files."""

from comptoir.check.reports.actions import approve, build, comment, correct, remove_comment, reopen
from comptoir.check.reports.addresses import report_address
from comptoir.check.reports.forms import FORMS, checked_suffix, rendered
from comptoir.check.reports.forms.showing import shown
from comptoir.check.reports.kinds import TEMPLATES, WEEKLY
from comptoir.check.reports.models import State
from comptoir.check.reports.queries import Kept, Line, history, report, report_of, reports
from comptoir.check.reports.shapes import Part, Remark, Remarks, Report, Sentence, Text

__all__ = [
    "FORMS",
    "TEMPLATES",
    "WEEKLY",
    "Kept",
    "Line",
    "Part",
    "Remark",
    "Remarks",
    "Report",
    "Sentence",
    "State",
    "Text",
    "approve",
    "build",
    "checked_suffix",
    "comment",
    "correct",
    "history",
    "remove_comment",
    "rendered",
    "reopen",
    "report",
    "report_address",
    "report_of",
    "reports",
    "shown",
]
