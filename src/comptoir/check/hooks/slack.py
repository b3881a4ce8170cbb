"""The message as Slack takes it at an incoming webhook: a text for notifications, and blocks. Pure.

Slack answers 400 to what is longer than it allows, hence every bound here is kept by cutting, never by hoping.
"""

from collections.abc import Callable
from typing import Any

from comptoir.check.hooks.messages import Item, Message

TEXT = 3000
"""Letters of the text of a block, escapes counted."""
BLOCKS = 50
ALL = 12_000
"""Letters of all blocks together; Slack refuses from about 13,000 on."""
LINK = 2000
_PART = 700
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escaped(text: str, longest: int = TEXT) -> str:
    """With the three letters escaped that would begin a mention or a link; cut between letters, never within an
    escape."""
    parts = [_ESCAPES.get(letter, letter) for letter in text]
    if sum(map(len, parts)) <= longest:
        return "".join(parts)
    size, kept = 1, []
    for part in parts:
        size += len(part)
        if size > longest:
            break
        kept.append(part)
    return "".join(kept).rstrip() + "…"


def slack(message: Message, more: Callable[[int], str]) -> dict[str, Any]:
    """`more` words how many lines were left out."""
    title = escaped(message.title.replace("*", ""), _PART)
    head = [f"*{title}*", *(escaped(one) for one in message.sentences)]
    lines = [_line(one) for one in message.items]
    foot = [_link(message.link, message.link_label)] if message.link else []
    shown, left = _fitting(head, lines, foot)
    if left:
        shown.append(escaped(more(left), _PART))
    blocks = [_section(text) for text in (*shown, *foot) if text]
    return {"text": escaped("\n".join((message.title, *message.sentences))), "blocks": blocks}


def _fitting(head: list[str], lines: list[str], foot: list[str]) -> tuple[list[str], int]:
    """As many of the lines as there is room for, and how many there is none for."""
    room = ALL - _PART - sum(map(len, foot))
    places = BLOCKS - 1 - len(foot)
    shown: list[str] = []
    for count, text in enumerate((*head, *lines)):
        room -= len(text)
        if room < 0 or len(shown) == places:
            return shown, len(head) + len(lines) - count
        shown.append(text)
    return shown, 0


def _line(one: Item) -> str:
    text = escaped(one.text, _PART)
    shown = _link(one.link, one.text) if one.link else text
    return f"• {shown}\n{escaped(one.detail, _PART)}" if one.detail else f"• {shown}"


def _link(address: str, label: str) -> str:
    """`<address|label>`; the label alone where the address is too long."""
    target = address.translate({ord("|"): "%7C", ord(" "): "%20", ord("<"): "%3C", ord(">"): "%3E"})
    target = target.replace("&", "&amp;")
    shown = escaped(label.replace("|", "/") or address, _PART)
    return f"<{target}|{shown}>" if len(target) <= LINK else shown


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}
