"""What a room says when it wants a mail to leave, and the message that is made of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import MIMEPart
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from comptoir.core.errors import InputError
from comptoir.core.mail.models import Mail

WITHOUT_METADATA = frozenset({"mailersend", "postal"})
"""Providers that carry no words of ours back with their events."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    media_type: str
    content: bytes
    content_id: str = ""
    """Given to a picture that the text shows by `<img src="cid:…">`."""


@dataclass(frozen=True, slots=True)
class Letter:
    """To one person. Whoever writes to several posts one for each."""

    to: str
    subject: str
    text: str
    html: str = ""
    sender: str = ""
    """The name beside the installation's own address; its own name where none is said."""
    reply_to: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()

    def checked_address(self) -> str:
        """InputError for what is no address: better told to who types it than by a server at night."""
        address = self.to.strip()
        try:
            validate_email(address)
        except ValidationError as error:
            raise InputError(_("« %(address)s » is no e-mail address.") % {"address": address}) from error
        return address

    def content(self) -> dict[str, Any]:
        """What has to be kept until it has left."""
        return {
            "text": self.text,
            "html": self.html,
            "sender": one_line(self.sender),
            "reply_to": one_line(self.reply_to),
            "headers": {name: one_line(value) for name, value in self.headers.items()},
        }


def one_line(text: str) -> str:
    """Names come from files and forms: nothing of them becomes a header of its own."""
    return _CONTROL.sub(" ", text).strip()


def message_of(row: Mail) -> EmailMultiAlternatives:
    """The row as a message that Django hands over."""
    content = row.content or {}
    _name, own = parseaddr(settings.DEFAULT_FROM_EMAIL)
    sender = formataddr((content["sender"], own)) if content["sender"] else settings.DEFAULT_FROM_EMAIL
    message = EmailMultiAlternatives(
        row.subject,
        content["text"],
        sender,
        [row.to],
        reply_to=[content["reply_to"]] if content["reply_to"] else None,
        headers={**content["headers"], "Message-ID": row.message_id},
    )
    if content["html"]:
        message.attach_alternative(content["html"], "text/html")
    for one in row.attached.all():
        if one.content_id:
            message.attach(_picture(one.name, one.media_type, bytes(one.content), one.content_id))
        else:
            message.attach(one.name, bytes(one.content), one.media_type)
    if settings.MAIL_PROVIDER and settings.MAIL_PROVIDER not in WITHOUT_METADATA:
        message.metadata = {"comptoir": row.message_id}  # type: ignore[attr-defined]
    return message


def _picture(name: str, media_type: str, content: bytes, content_id: str) -> MIMEPart:
    main, _slash, sub = media_type.partition("/")
    part = MIMEPart()
    part.set_content(
        content, maintype=main, subtype=sub, disposition="inline", filename=name, cid=f"<{content_id}>"
    )
    return part
