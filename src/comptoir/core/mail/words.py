"""What mails are for, and how far they are."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """Declared here whatever room writes them, so that one journal can be filtered by them."""

    ACCOUNT = "account", pgettext_lazy("mail", "Account")
    INVITATION = "invitation", pgettext_lazy("mail", "Invitation")
    DIGEST = "digest", pgettext_lazy("mail", "Morning digest")
    ALARM = "alarm", pgettext_lazy("mail", "Alarm")
    REPORT = "report", pgettext_lazy("mail", "Report")
    TRIAL = "trial", pgettext_lazy("mail", "Trial")


class State(TextChoices):
    QUEUED = "queued", pgettext_lazy("mail", "Waiting")
    SENDING = "sending", pgettext_lazy("mail", "Being sent")
    SENT = "sent", pgettext_lazy("mail", "Sent")
    FAILED = "failed", pgettext_lazy("mail", "Failed")
    DOUBT = "doubt", pgettext_lazy("mail", "In doubt")
    BOUNCED = "bounced", pgettext_lazy("mail", "Bounced")
