"""The message as documented JSON, for programs: docs/webhooks.md and docs/webhooks.schema.json. Pure."""

from typing import Any

from comptoir.check.hooks.messages import Envelope, Message

VERSION = 1
"""Raised where a field goes or means something else; new fields may come without."""


def generic(message: Message, around: Envelope) -> dict[str, Any]:
    return {
        "version": VERSION,
        "id": around.id,
        "type": around.event,
        "timestamp": around.at,
        "company": {"slug": around.slug, "name": around.company},
        "language": around.language,
        "title": message.title,
        "text": "\n".join(message.sentences),
        "link": message.link or None,
        "data": dict(message.data),
    }
