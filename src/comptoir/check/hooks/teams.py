"""The message as a Teams workflow takes it: one Adaptive Card. Pure.

Texts are runs of a RichTextBlock, in which nothing is markup: a name with stars or brackets stays what it is.
"""

import json
from collections.abc import Callable
from typing import Any

from comptoir.check.hooks.messages import Item, Message, shortened

BYTES = 20_000
"""Of the whole request. Teams says 28 KB, and is known to refuse from about 21 KB on."""
TEXT = 2000
_LINK = 2000


def teams(message: Message, more: Callable[[int], str]) -> dict[str, Any]:
    """`more` words how many lines were left out."""
    head = [_text(message.title, 500, weight="bolder", size="large")]
    lines = [_text(one, TEXT) for one in message.sentences] + [_line(one) for one in message.items]
    whole = _card(message, [*head, *lines])
    left = 0
    while lines and size_of(whole) > BYTES:
        lines.pop()
        left += 1
        whole = _card(message, [*head, *lines, _text(more(left), 500)])
    return whole


def size_of(card: dict[str, Any]) -> int:
    return len(json.dumps(card, ensure_ascii=False).encode())


def _card(message: Message, body: list[dict[str, Any]]) -> dict[str, Any]:
    card: dict[str, Any] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "msteams": {"width": "Full"},
        "fallbackText": shortened(message.title, 500),
        "body": body,
    }
    if message.link and len(message.link) <= _LINK:
        label = shortened(message.link_label or message.link, 100)
        card["actions"] = [{"type": "Action.OpenUrl", "title": label, "url": message.link}]
    attachment = {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "contentUrl": None,
        "content": card,
    }
    return {"type": "message", "attachments": [attachment]}


def _line(one: Item) -> dict[str, Any]:
    block = _text(f"• {one.text}", TEXT)
    if one.link and len(one.link) <= _LINK:
        block["inlines"][0]["selectAction"] = {"type": "Action.OpenUrl", "url": one.link}
    if one.detail:
        block["inlines"].append(
            {"type": "TextRun", "text": " " + shortened(one.detail, TEXT), "isSubtle": True}
        )
    return block


def _text(text: str, longest: int, **looks: str) -> dict[str, Any]:
    return {
        "type": "RichTextBlock",
        "inlines": [{"type": "TextRun", "text": shortened(text, longest), **looks}],
    }
