"""What a provider tells afterwards: taken, bounced, refused as unwanted. Over SMTP nothing of it is known."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from comptoir.core import clock
from comptoir.core.mail.models import Mail
from comptoir.core.mail.words import State

VIEWS = {
    "amazon_ses": "AmazonSESTrackingWebhookView",
    "brevo": "BrevoTrackingWebhookView",
    "mailersend": "MailerSendTrackingWebhookView",
    "mailgun": "MailgunTrackingWebhookView",
    "mailjet": "MailjetTrackingWebhookView",
    "mailtrap": "MailtrapTrackingWebhookView",
    "mandrill": "MandrillCombinedWebhookView",
    "postal": "PostalTrackingWebhookView",
    "postmark": "PostmarkTrackingWebhookView",
    "resend": "ResendTrackingWebhookView",
    "sendgrid": "SendGridTrackingWebhookView",
    "sparkpost": "SparkPostTrackingWebhookView",
    "unisender_go": "UnisenderGoTrackingWebhookView",
}
BACK = frozenset({"bounced", "rejected", "failed", "complained"})
TAKEN = frozenset({"queued", "sent", "delivered", "opened", "clicked", "autoresponded"})


def view_of(provider: str) -> Any:
    """What takes the events of the provider that sends; None for another, or while no secret guards it."""
    if provider != settings.MAIL_PROVIDER or not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        return None
    if provider not in VIEWS:
        return None
    from anymail.signals import tracking  # noqa: PLC0415 - only where a provider sends

    tracking.connect(_take, dispatch_uid="comptoir.core.mail")
    return getattr(import_module(f"anymail.webhooks.{provider}"), VIEWS[provider]).as_view()


def _take(sender: object, event: Any, **_more: Any) -> None:
    note(
        event.event_type,
        provider_id=event.message_id or "",
        message_id=str((event.metadata or {}).get("comptoir", "")),
        recipient=event.recipient or "",
        words=event.mta_response or event.description or event.reject_reason or "",
    )


def note(kind: str, *, provider_id: str, message_id: str, recipient: str, words: str) -> None:
    """An event moves a row once; what is told twice, or of a mail that is not ours, changes nothing."""
    rows = _rows(provider_id, message_id, recipient)
    if kind in BACK:
        # A refusal by the mailbox of a mail that was taken: the content is gone, the line says why.
        rows.exclude(state=State.BOUNCED).update(
            state=State.BOUNCED, error=" ".join(f"{kind}: {words}".split())[:500]
        )
    elif kind in TAKEN:
        rows.filter(state=State.DOUBT).update(state=State.SENT, sent_at=clock.now(), error="", content=None)


def _rows(provider_id: str, message_id: str, recipient: str) -> QuerySet[Mail]:
    named = Q(pk__in=())
    if provider_id:
        named |= Q(provider_id=provider_id[:200])
    if message_id:
        named |= Q(message_id=message_id)
    rows = Mail.objects.filter(named)
    return rows.filter(to__iexact=recipient) if recipient else rows
