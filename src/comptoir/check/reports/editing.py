"""The editor of a template: what it lists, what was typed in it, and what its buttons do. Pure."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from comptoir.check.reports.arrangement import (
    AS_BUILT,
    OWN,
    ArrangedBlock,
    ArrangedPart,
    Arrangement,
    first_of,
    in_sight,
    placed,
)
from comptoir.check.reports.shapes import Block, Part, Report

LONGEST_LABEL = 80
LONGEST_TITLE, LONGEST_TEXT, MOST_TEXTS = 120, 2000, 20
_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
type Given = Callable[[str], Sequence[str]]
"""All values of a field of the form."""


@dataclass(frozen=True, slots=True)
class Item:
    """A part or a block in the editor."""

    key: str
    label: str
    """As built; the key where the last report has no such thing."""
    is_shown: bool
    title: str
    text: str = ""
    is_own: bool = False
    has_title: bool = False
    is_absent: bool = False
    """Not in the last report of the kind."""
    is_brief: bool = False
    blocks: tuple["Item", ...] = ()


def items(arrangement: Arrangement, built: Report | None) -> tuple[Item, ...]:
    """Everything there is to choose from, in the order of the arrangement."""
    parts = {part.key: part for part in built.parts} if built else {}
    asked = first_of(arrangement.parts)
    order = [*asked, *(key for key in parts if key not in asked)]
    return tuple(_part(asked.get(key), parts.get(key), key) for key in order)


def _part(asked: ArrangedPart | None, built: Part | None, key: str) -> Item:
    blocks = tuple(_blocks(asked.blocks if asked else (), tuple(in_sight(built)) if built else ()))
    return Item(
        key,
        built.title if built else key,
        asked is None or not asked.is_hidden,
        asked.title if asked else "",
        is_absent=built is None,
        is_brief=asked.is_brief if asked else False,
        blocks=blocks,
    )


def _blocks(asked: Sequence[ArrangedBlock], built: Sequence[Block]) -> Iterator[Item]:
    known, named = {one.key: one for one in built}, first_of(asked)
    here = placed([*known, *(key for key in named if key not in known)], named)
    for key in here:
        one, block = named.get(key, ArrangedBlock(key)), known.get(key)
        yield Item(
            key,
            _label(block) if block else key,
            not one.is_hidden,
            one.title,
            one.text,
            one.is_own,
            bool(getattr(block, "title", "")),
            is_absent=block is None and not one.is_own,
        )


def _label(block: Block) -> str:
    """Its title; of one that has none, how it begins."""
    words: str = getattr(block, "title", "") or getattr(block, "text", "")
    sentences = getattr(block, "sentences", ())
    words = words or (sentences[0].text if sentences else block.key)
    return words if len(words) <= LONGEST_LABEL else f"{words[:LONGEST_LABEL].rstrip()}…"


def whole(arrangement: Arrangement, built: Report | None) -> Arrangement:
    """Every part and block named, as the editor lists them: what buttons work on."""
    if not arrangement.parts and built is not None:
        brief = {part.key for part in built.parts if part.is_brief}
    else:
        brief = {one.key for one in first_of(arrangement.parts).values() if one.is_brief}
    parts = tuple(
        ArrangedPart(
            one.key,
            not one.is_shown,
            one.key in brief,
            one.title,
            tuple(ArrangedBlock(two.key, not two.is_shown, two.title, two.text) for two in one.blocks),
        )
        for one in items(arrangement, built)
    )
    return replace(arrangement, parts=parts)


def typed(given: Given) -> Arrangement:
    """What a form says: parts and blocks in the order of its lines. Keys that can be none are passed over."""
    shown, brief = set(given("shown")), set(given("brief"))
    lines = [line.partition(".") for line in given("block")]
    parts = []
    for key in dict.fromkeys(given("part")):
        if not _KEY.fullmatch(key):
            continue
        blocks = [
            ArrangedBlock(
                name,
                f"{key}.{name}" not in shown,
                _words(given, f"title:{key}.{name}", LONGEST_TITLE),
                _words(given, f"text:{key}.{name}", LONGEST_TEXT) if name.startswith(OWN) else "",
            )
            for name in dict.fromkeys(block for part, _dot, block in lines if part == key)
            if _KEY.fullmatch(name)
        ]
        title = _words(given, f"title:{key}", LONGEST_TITLE)
        parts.append(ArrangedPart(key, key not in shown, key in brief, title, tuple(blocks)))
    return replace(AS_BUILT, parts=tuple(parts))


def _words(given: Given, name: str, most: int) -> str:
    return " ".join(" ".join(given(name)[-1:]).split())[:most]


def pressed(arrangement: Arrangement, button: str) -> Arrangement:
    """After one of the editor's buttons: `up:PART`, `down:PART.BLOCK`, `add:PART`, `remove:PART.BLOCK`."""
    verb, _colon, target = button.partition(":")
    part, _dot, block = target.partition(".")
    if verb in ("up", "down"):
        by = -1 if verb == "up" else 1
        if not block:
            return replace(arrangement, parts=_moved(arrangement.parts, part, by))
        return _within(arrangement, part, lambda one: _moved(one.blocks, block, by))
    if verb == "add":
        taken = {two.key for one in arrangement.parts for two in one.blocks if two.is_own}
        if len(taken) >= MOST_TEXTS:
            return arrangement
        key = next(name for number in range(1, MOST_TEXTS + 1) if (name := f"{OWN}{number}") not in taken)
        return _within(arrangement, part, lambda one: (*one.blocks, ArrangedBlock(key)))
    if verb == "remove" and block.startswith(OWN):
        return _within(arrangement, part, lambda one: tuple(two for two in one.blocks if two.key != block))
    return arrangement


def _within(
    arrangement: Arrangement, key: str, change: Callable[[ArrangedPart], tuple[ArrangedBlock, ...]]
) -> Arrangement:
    parts = (replace(one, blocks=change(one)) if one.key == key else one for one in arrangement.parts)
    return replace(arrangement, parts=tuple(parts))


def _moved[Line: (ArrangedPart, ArrangedBlock)](
    lines: tuple[Line, ...], key: str, by: int
) -> tuple[Line, ...]:
    order = list(lines)
    at = next((place for place, one in enumerate(order) if one.key == key), None)
    if at is None or not 0 <= at + by < len(order):
        return lines
    order[at], order[at + by] = order[at + by], order[at]
    return tuple(order)
