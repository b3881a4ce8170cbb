"""What webhooks tell, in which shape, and how far a message is."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Event(TextChoices):
    """The values stand in messages that other programs read: they never change."""

    ALARMS = "alarms.raised", pgettext_lazy("webhook", "Alarms")
    DIGEST = "digest.ready", pgettext_lazy("webhook", "Morning digest")
    REPORT_READY = "report.ready", pgettext_lazy("webhook", "Report ready to approve")
    REPORT_APPROVED = "report.approved", pgettext_lazy("webhook", "Report approved")
    REPORT_SENT = "report.sent", pgettext_lazy("webhook", "Report sent")
    CONNECTION = "connection.broken", pgettext_lazy("webhook", "Connection to be repaired")
    TEST = "webhook.tested", pgettext_lazy("webhook", "Test message")


CHOSEN = [one for one in Event if one is not Event.TEST]
"""What a person chooses from; a test message goes to every webhook that is tested."""


class Shape(TextChoices):
    GENERIC = "generic", pgettext_lazy("webhook", "Generic: signed JSON, for a program of yours")
    SLACK = "slack", pgettext_lazy("webhook", "Slack")
    TEAMS = "teams", pgettext_lazy("webhook", "Microsoft Teams (a workflow)")


class State(TextChoices):
    QUEUED = "queued", pgettext_lazy("webhook", "Waiting")
    SENDING = "sending", pgettext_lazy("webhook", "Being sent")
    DONE = "done", pgettext_lazy("webhook", "Delivered")
    FAILED = "failed", pgettext_lazy("webhook", "Failed")
