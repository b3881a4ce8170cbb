"""Sentences made of words and figures. Pure."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from comptoir.check.reports.shapes import Figure, Piece, Sentence

_PLACE = re.compile(r"%\((\w+)\)s")


def told(key: str, template: Any, pieces: Mapping[str, Piece | tuple[Piece, ...]] | None = None) -> Sentence:
    """The template, `%(name)s` by `%(name)s`, with a figure or words in each place."""
    return Sentence(key, joined(_filled(str(template), pieces or {})))


def _filled(template: str, pieces: Mapping[str, Piece | tuple[Piece, ...]]) -> Iterable[Piece]:
    for place, text in enumerate(_PLACE.split(template)):
        if place % 2 == 0:
            yield text.replace("%%", "%")
            continue
        found = pieces[text]
        yield from found if isinstance(found, tuple) else (found,)


def joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Words that follow one another as one; nothing empty."""
    made: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and made and isinstance(made[-1], str):
            made[-1] += piece
        elif piece != "":
            made.append(piece)
    return tuple(made)


def linked(key: str, text: str, figures: Iterable[Figure]) -> Sentence:
    """A sentence that another room wrote: each of these figures, where it is first written, as a figure.

    The longest first, so that a figure is never found within another one.
    """
    pieces: list[Piece] = [text]
    for figure in sorted(figures, key=lambda one: -len(one.shown)):
        for place, piece in enumerate(pieces):
            found = _place_of(figure.shown, piece) if isinstance(piece, str) else -1
            if isinstance(piece, str) and found >= 0:
                pieces[place : place + 1] = [
                    piece[:found],
                    figure,
                    piece[found + len(figure.shown) :],
                ]
                break
    return Sentence(key, joined(pieces))


def _place_of(shown: str, text: str) -> int:
    """Where it stands whole: no digit goes on before or after it."""
    found = re.search(rf"(?<![\d.,\u202f\u00a0−+-]){re.escape(shown)}(?![\d])", text)
    return found.start() if found else -1
