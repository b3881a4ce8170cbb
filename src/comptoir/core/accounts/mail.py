"""Letters to people. Everything works without a mail server: links are shown to be copied."""

from django.conf import settings
from django.core.mail import EmailMessage


def sends_mail() -> bool:
    """Whether letters leave this installation."""
    return bool(settings.MAIL_URL)


def send_text(subject: str, text: str, to: str, company_id: int) -> bool:
    """Whether the invitation was handed to the mail server. Never fails what it tells about."""
    # Mail knows companies, which know accounts.
    from comptoir.core.mail.api import Kind, send_now  # noqa: PLC0415

    return sends_mail() and send_now(
        EmailMessage(subject, text, None, [to]), Kind.INVITATION, company_id=company_id
    )
