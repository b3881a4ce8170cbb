"""Which parts and blocks of a report a company shows, in which order, under which titles, with texts of its own. Pure.

A report is stored whole, with the arrangement of its day beside it: what is read is `arranged(report, arrangement)`.
The rules:

- parts and blocks stand in the order of the arrangement; those that the report does not have are passed over;
- a part that the arrangement does not name is new in its kind: it is shown, at the end, and not in the mail. A block
  that it does not name is shown after the one that it follows in the report as built;
- a part of which nothing is left is left out; parts are numbered anew;
- where no part was chosen for the mail, the first one stands in it;
- the figures of a chart stand and fall with it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from comptoir.check.reports.shapes import Block, Chart, Grid, Note, Part, Remarks, Report, Sentence, Text
from comptoir.check.reports.stored import to_json

OWN = "own-"
"""How the key of a company's own text begins."""
BEHIND = "chart"
"""What a table is of that only holds the figures of a chart."""


@dataclass(frozen=True, slots=True)
class ArrangedBlock:
    key: str
    is_hidden: bool = False
    title: str = ""
    """Empty: as built."""
    text: str = ""
    """Of an own text: what stands in every report; empty, it waits to be filled in."""

    @property
    def is_own(self) -> bool:
        return self.key.startswith(OWN)


@dataclass(frozen=True, slots=True)
class ArrangedPart:
    key: str
    is_hidden: bool = False
    is_brief: bool = False
    title: str = ""
    blocks: tuple[ArrangedBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrangement:
    title: str = ""
    """Of the whole report; empty: as built."""
    parts: tuple[ArrangedPart, ...] = ()
    """None: as built."""


AS_BUILT = Arrangement()


def arranged(report: Report, arrangement: Arrangement) -> Report:
    header = replace(report.header, title=arrangement.title) if arrangement.title else report.header
    if not arrangement.parts:
        return replace(report, header=header)
    parts = [part for part in _parts(report.parts, arrangement.parts) if part.blocks]
    numbered = (replace(part, number=number) for number, part in enumerate(_with_brief(parts), start=1))
    return replace(report, header=header, parts=tuple(numbered))


def _with_brief(parts: list[Part]) -> list[Part]:
    if any(part.is_brief for part in parts):
        return parts
    return [replace(part, is_brief=True) if place == 0 else part for place, part in enumerate(parts)]


def _parts(built: Sequence[Part], asked: Sequence[ArrangedPart]) -> Iterator[Part]:
    known = {part.key: part for part in built}
    named = first_of(asked)
    for key, one in named.items():
        part = known.get(key)
        if part is not None and not one.is_hidden:
            blocks = tuple(_blocks(part, one.blocks))
            yield replace(part, title=one.title or part.title, is_brief=one.is_brief, blocks=blocks)
    yield from (replace(part, is_brief=False) for part in built if part.key not in named)


def _blocks(part: Part, asked: Sequence[ArrangedBlock]) -> Iterator[Block]:
    built = {block.key: block for block in in_sight(part)}
    grids = {block.key: block for block in part.blocks if block.key not in built}
    named = first_of(asked)
    for key in placed(built, named):
        one = named.get(key, ArrangedBlock(key))
        if one.is_hidden:
            continue
        block = built.get(key)
        if block is None:
            yield own_text(part, one)
            continue
        yield _titled(block, one.title)
        if isinstance(block, Chart) and block.grid in grids:
            yield _titled(grids[block.grid], one.title)


def first_of[Line: (ArrangedPart, ArrangedBlock)](asked: Sequence[Line]) -> dict[str, Line]:
    """By key; named twice, the first one counts."""
    found: dict[str, Line] = {}
    for one in asked:
        found.setdefault(one.key, one)
    return found


def placed(built: Iterable[str], asked: Iterable[str]) -> list[str]:
    """The blocks there are, in the order asked for: one that nobody asked for after the one that it follows."""
    keys = list(built)
    order = [key for key in dict.fromkeys(asked) if key in keys or key.startswith(OWN)]
    before = -1
    for key in keys:
        if key not in order:
            order.insert(before + 1, key)
        before = order.index(key)
    return order


def in_sight(part: Part) -> Iterator[Block]:
    """The blocks that are looked at by themselves."""
    behind = {block.grid for block in part.blocks if isinstance(block, Chart)}
    for block in part.blocks:
        if not (isinstance(block, Grid) and block.of == BEHIND and block.key in behind):
            yield block


def own_text(part: Part, one: ArrangedBlock) -> Text:
    pieces = (one.text,) if one.text else ()
    return Text(one.key, (Sentence(f"{part.key}.{one.key}", pieces),), one.title)


def _titled(block: Block, title: str) -> Block:
    return block if isinstance(block, Note) or not title else replace(block, title=title)


def filled(report: Report, remarks: Remarks) -> Report:
    """Without the own texts that nobody has filled in: what leaves the house."""
    parts: list[Part] = []
    for part in report.parts:
        blocks = tuple(one for one in part.blocks if not _is_blank(one, remarks))
        if blocks or not part.blocks or remarks.comments.get(part.key):
            parts.append(replace(part, blocks=blocks, number=len(parts) + 1))
    return replace(report, parts=tuple(_with_brief(parts)))


def _is_blank(block: Block, remarks: Remarks) -> bool:
    if not isinstance(block, Text) or not block.key.startswith(OWN):
        return False
    return not any(remarks.sentence(one).strip() for one in block.sentences)


def arrangement_to_json(arrangement: Arrangement) -> dict[str, Any]:
    kept: dict[str, Any] = to_json(arrangement)
    return kept


def arrangement_from_json(kept: Mapping[str, Any]) -> Arrangement:
    return Arrangement(kept.get("title", ""), tuple(map(_part, kept.get("parts", ()))))


def _part(kept: Mapping[str, Any]) -> ArrangedPart:
    return ArrangedPart(
        kept["key"],
        kept.get("is_hidden", False),
        kept.get("is_brief", False),
        kept.get("title", ""),
        tuple(ArrangedBlock(**one) for one in kept.get("blocks", ())),
    )
