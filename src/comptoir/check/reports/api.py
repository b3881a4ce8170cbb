"""The door of reports: build, read, correct, comment, approve, write them as files; the templates of a company."""

from comptoir.check.reports.actions import approve, build, comment, correct, remove_comment, reopen
from comptoir.check.reports.addresses import report_address
from comptoir.check.reports.copying import copied_settings, copy_settings
from comptoir.check.reports.declared import CHANNELS, CLIENT, KINDS, MONTHLY, WEEKLY, kind_of
from comptoir.check.reports.forms import FORMS, checked_suffix, letter, rendered
from comptoir.check.reports.forms.showing import shown
from comptoir.check.reports.kinds import Kind, PartOf
from comptoir.check.reports.models import State
from comptoir.check.reports.queries import Kept, Line, history, report, report_of, reports, title_of
from comptoir.check.reports.saved import Template, template_names, template_of, templates
from comptoir.check.reports.settling import mark_sent, tell_ready
from comptoir.check.reports.shapes import Part, Remark, Remarks, Report, Sentence, Text
from comptoir.check.reports.telling import line_json, report_json
from comptoir.check.reports.uses import Use

__all__ = [
    "CHANNELS",
    "CLIENT",
    "FORMS",
    "KINDS",
    "MONTHLY",
    "WEEKLY",
    "Kept",
    "Kind",
    "Line",
    "Part",
    "PartOf",
    "Remark",
    "Remarks",
    "Report",
    "Sentence",
    "State",
    "Template",
    "Text",
    "Use",
    "approve",
    "build",
    "checked_suffix",
    "comment",
    "copied_settings",
    "copy_settings",
    "correct",
    "history",
    "kind_of",
    "letter",
    "line_json",
    "mark_sent",
    "remove_comment",
    "rendered",
    "reopen",
    "report",
    "report_address",
    "report_json",
    "report_of",
    "reports",
    "shown",
    "tell_ready",
    "template_names",
    "template_of",
    "templates",
    "title_of",
]
