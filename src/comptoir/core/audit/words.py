"""How the trail words what rooms record. A verb without a word here is shown as its code."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_VERBS = {
    "company.added": _("Company added"),
    "company.edited": _("Settings changed"),
    "company.exported": _("Company exported"),
    "takeout.removed": _("Prepared export removed"),
    "takeout.taken": _("Prepared export downloaded"),
    "company.brought": _("Company brought from another installation"),
    "company.archived": _("Company archived"),
    "company.restored": _("Company taken out of the archive"),
    "setup.dismissed": _("List of first steps put away"),
    "setup.restored": _("List of first steps taken back"),
    "member.added": _("Member added"),
    "member.invited": _("Member invited"),
    "member.joined": _("Invitation accepted"),
    "member.left": _("Member left"),
    "member.removed": _("Member removed"),
    "member.role_changed": _("Role changed"),
    "invitation.revoked": _("Invitation revoked"),
    "link.created": _("Guest link made"),
    "link.revoked": _("Guest link revoked"),
    "token.created": _("API token made"),
    "token.revoked": _("API token revoked"),
    "import.begin": _("Import begun"),
    "import.done": _("Import finished"),
    "connection.add": _("Tool connected"),
    "connection.change": _("Connection changed"),
    "connection.begin_again": _("Connection read again from the beginning: another account, site or address"),
    "connection.pause": _("Connection paused"),
    "connection.resume": _("Connection read again by itself"),
    "connection.remove": _("Connection removed"),
    "connection.read": _("Reading asked for"),
    "connection.settle": _("Settling with the shop asked for"),
    "connection.replay": _("Mapping of kept answers asked for"),
    "customer.erase": _("Customer erased"),
    "mapping.saved": _("Mapping saved"),
    "mapping.deleted": _("Mapping deleted"),
    "mapping.restored": _("Mapping restored"),
    "upload.kept": _("File received"),
    "upload.removed": _("File removed"),
    "upload.purged": _("Old files removed"),
    "job.enqueued": _("Job asked for"),
    "job.cancelled": _("Job cancelled"),
    "job.retried": _("Job started again"),
    "event.added": _("Event added"),
    "event.edited": _("Event changed"),
    "event.deleted": _("Event deleted"),
    "event.restored": _("Event restored"),
    "event_effect.added": _("Effect of an event chosen"),
    "event_effect.edited": _("Effect of an event changed"),
    "event_effect.deleted": _("Effect of an event given up"),
    "event_effect.restored": _("Effect of an event restored"),
    "targets.set": _("Targets set"),
    "targets.spread": _("Targets spread over a year"),
    "targets.undone": _("Change of targets undone"),
    "cost_rule.added": _("Cost rule added"),
    "cost_rule.edited": _("Cost rule changed"),
    "cost_rule.ended": _("Cost rule ended"),
    "cost_rule.deleted": _("Cost rule removed"),
    "cost_rule.restored": _("Cost rule restored"),
    "channel_master.chosen": _("Source of a sales channel chosen"),
    "order_sources.said": _("Said whether two sources know the same orders"),
    "order_sources.recount": _("Orders known twice counted anew"),
    "drivers_tree.saved": _("Tree of factors changed"),
    "drivers_tree.undone": _("Tree of factors: choice undone"),
    "drivers_tree.restored": _("Tree of factors: choice taken back"),
    "supply.saved": _("Terms of supply changed"),
    "supply.undone": _("Terms of supply: change undone"),
    "supply.restored": _("Terms of supply: change taken back"),
    "action.proposed": _("Action proposed"),
    "action.dropped": _("Action dropped"),
    "action.taken_back": _("Action taken back"),
    "finding.muted": _("Finding muted"),
    "finding.unmuted": _("Finding shown again"),
    "consent.collected": _("Consents taken in"),
    "consent.taken_out": _("Consents taken out"),
    "consent.put_back": _("Consents put back"),
    "segment.added": _("Segment added"),
    "segment.edited": _("Segment changed"),
    "segment.deleted": _("Segment removed"),
    "segment.restored": _("Segment taken back"),
    "segment.exported": _("Addresses of a segment exported"),
    "finding_choices.edited": _("Threshold of findings changed"),
    "alarm.acknowledged": _("Alarm acknowledged"),
    "alarm.reopened": _("Alarm opened again"),
    "alarm_rule.added": _("Alarms muted by a rule"),
    "alarm_rule.deleted": _("Rule of alarms taken away"),
    "alarm_rule.restored": _("Rule of alarms restored"),
    "notifications.chosen": _("Notifications chosen"),
    "mail.sent_again": _("Mail sent again"),
    "report.built": _("Report built"),
    "report.corrected": _("Sentence of a report corrected"),
    "report.commented": _("Report commented"),
    "report.comment_removed": _("Comment of a report removed"),
    "report.approved": _("Report approved"),
    "report.reopened": _("Report opened again"),
    "report.shared": _("Report shared by a link"),
    "look.changed": _("Look of reports changed"),
    "look.copied": _("Look of reports taken from another company"),
    "alarm_choices.edited": _("Threshold and quiet hours of alarms changed"),
}

_VIAS = {
    "page": _("page"),
    "token": _("API token"),
    "link": _("guest link"),
    "machine": _("command line"),
}


_DETAILS = {
    "after": _("after"),
    "before": _("before"),
    "bytes": _("bytes"),
    "conditions": _("conditions"),
    "country": _("country"),
    "currency": _("currency"),
    "day_end": _("to"),
    "day_start": _("from"),
    "days": _("days"),
    "file": _("file"),
    "files": _("files"),
    "form": _("form"),
    "given": _("given"),
    "hint": _("begins with"),
    "items": _("shows"),
    "kind": _("kind"),
    "language": _("language"),
    "loaded": _("loaded"),
    "mapping": _("mapping"),
    "metric": _("metric"),
    "months": _("months"),
    "total": _("total"),
    "year": _("year"),
    "event": _("event"),
    "name": _("name"),
    "note": _("note"),
    "origin": _("where from"),
    "payment_method": _("payment method"),
    "per_order": _("sum per order"),
    "per_unit": _("sum per unit"),
    "purpose": _("purpose"),
    "rejected": _("rejected"),
    "reason": _("reason"),
    "role": _("role"),
    "sales_channel": _("sales channel"),
    "share": _("share"),
    "state": _("state"),
    "task": _("task"),
    "tax": _("tax"),
    "timezone": _("time zone"),
    "title": _("title"),
    "until": _("until"),
    "valid_from": _("from"),
    "valid_to": _("to"),
    "week_start": _("week starts on"),
    "withdrawn": _("withdrawn"),
    "addresses": _("addresses"),
    "digest": _("digest"),
    "alarms": _("alarms"),
    "left_out": _("left out"),
}

_VALUES = {
    "owner": _("owner"),
    "manager": _("manager"),
    "contributor": _("contributor"),
    "viewer": _("viewer"),
    "operator": _("operator"),
    "cockpit": _("Cockpit"),
    "proposed": pgettext_lazy("action", "proposed"),
    "approved": pgettext_lazy("action", "approved"),
    "running": pgettext_lazy("action", "running"),
    "dropped": pgettext_lazy("action", "dropped"),
}

_TARGETS = {
    "action": _("action"),
    "cost_rule": _("cost rule"),
    "consent": _("consents"),
    "customer": _("customer"),
    "drivers": _("tree of factors"),
    "event": _("event"),
    "finding": _("finding"),
    "alarm": _("alarm"),
    "alarm_rule": _("rule of alarms"),
    "event_effect": _("effect"),
    "report": _("report"),
    "segment": _("segment"),
    "targets": _("targets"),
    "import": _("import"),
    "job": _("job"),
    "mail": _("mail"),
    "mapping": _("mapping"),
    "upload": _("file"),
}


def label_of(verb: str) -> Any:
    return _VERBS.get(verb, verb)


def via_label(via: str) -> Any:
    return _VIAS.get(via, via)


def detail_label(name: str) -> Any:
    return _DETAILS.get(name, name)


def value_words(value: str) -> str:
    """Roles and other codes of the house in words; what people typed as it is."""
    return str(_VALUES.get(value, value))


def target_words(target: str) -> str:
    """`import 12` for `import:12`; a name as it is."""
    kind, colon, which = target.partition(":")
    return f"{_TARGETS[kind]} {which}" if colon and kind in _TARGETS else target
