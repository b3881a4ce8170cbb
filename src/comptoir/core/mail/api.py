"""The door of mail.

with transaction.atomic():
    ...the verb...
    post(Letter(to, subject, text, html), Kind.REPORT, f"report:{report.pk}:{to}", company_id=scope.company_id)
"""

from comptoir.core.mail.addresses import absolute
from comptoir.core.mail.letters import Attachment, Letter
from comptoir.core.mail.outbox import forget, post, send_now, sends_mail
from comptoir.core.mail.queries import mails
from comptoir.core.mail.words import Kind, State

__all__ = [
    "Attachment",
    "Kind",
    "Letter",
    "State",
    "absolute",
    "forget",
    "mails",
    "post",
    "send_now",
    "sends_mail",
]
