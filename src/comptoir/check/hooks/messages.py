"""What is told, before it takes the shape of a receiver. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list, with what stands small beside it and where it leads."""

    text: str
    detail: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """In the language of its webhook. Links are whole addresses, or empty."""

    title: str
    sentences: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    link: str = ""
    link_label: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    """For programs: plain JSON values, as docs/webhooks.md describes them."""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Message":
        items = tuple(Item(**one) for one in kept["items"])
        return cls(**{**kept, "sentences": tuple(kept["sentences"]), "items": items})


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands around a message, whoever receives it."""

    id: str
    event: str
    at: str
    """When it happened, ISO 8601 in UTC; a second try keeps it."""
    slug: str
    company: str
    language: str


def shortened(text: str, longest: int) -> str:
    """Whole where it fits, else cut with a sign that it was."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
