"""Letters to people. Everything works without a mail server: links are shown to be copied."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail

_log = logging.getLogger(__name__)


def sends_mail() -> bool:
    """Whether letters leave this installation."""
    return bool(settings.MAIL_URL)


def send_text(subject: str, text: str, to: str) -> bool:
    """Whether the letter was handed to the mail server. Never fails what it tells about."""
    if not sends_mail():
        return False
    try:
        return send_mail(subject, text, None, [to]) == 1
    except (SMTPException, OSError):
        _log.exception("A letter could not be handed to the mail server.")
        return False
