"""The positions that trackers write: `4`, `4(1)`, and words where the site is not among the results looked at."""

import ibis
from ibis.expr import types as ir

_POSITION = r"^([0-9]+)(?:[.,]0+)?(?: *[(][^)]*[)])?$"
_NOT_FOUND = (
    r"^(?:> *[0-9]+|[0-9]+ *[+]|n[/.]?[acdfr][.]?|non .*|not .*|no .*|pas .*|hors .*|out of .*|none|null|lost"
    r"|perdue?|aucune?|absente?|introuvable|unranked)$"
)


def position(text: ir.StringValue) -> ir.IntegerValue:
    """The first number of `4(1)`; null where the site was not found, which some tools write as 0."""
    return text.re_extract(_POSITION, 1).nullif("").try_cast("int64").nullif(0)


def is_no_position(text: ir.StringValue) -> ir.BooleanValue:
    """Neither a position nor a word that says that there is none."""
    told = text.lower().re_search(_NOT_FOUND) | text.re_search(_POSITION)
    return text.notnull() & ~told & ibis.literal(True)
