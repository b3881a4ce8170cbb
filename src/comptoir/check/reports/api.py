"""The door of reports: build, read, correct, comment, approve, and write them as files."""

from comptoir.check.reports.actions import approve, build, comment, correct, remove_comment, reopen
from comptoir.check.reports.addresses import report_address
from comptoir.check.reports.forms import FORMS, checked_suffix, letter, rendered
from comptoir.check.reports.kinds import TEMPLATES, WEEKLY, checked
from comptoir.check.reports.models import State
from comptoir.check.reports.queries import Kept, Line, history, report, report_of, reports
from comptoir.check.reports.settling import mark_sent
from comptoir.check.reports.shapes import Remark, Remarks, Report

__all__ = [
    "FORMS",
    "TEMPLATES",
    "WEEKLY",
    "Kept",
    "Line",
    "Remark",
    "Remarks",
    "Report",
    "State",
    "approve",
    "build",
    "checked",
    "checked_suffix",
    "comment",
    "correct",
    "history",
    "letter",
    "mark_sent",
    "remove_comment",
    "rendered",
    "reopen",
    "report",
    "report_address",
    "report_of",
    "reports",
]
