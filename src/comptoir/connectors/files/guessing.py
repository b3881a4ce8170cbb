"""A first mapping for a file that nobody has mapped yet: a shipped one that fits, else one of the header."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Final

from django.utils.translation import gettext_noop

from comptoir.connectors.files.builtin import preset, presets
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.packing import Kind
from comptoir.connectors.files.rules import ColumnRef, DateStyle, How, Numbers, Prices
from comptoir.connectors.files.shape import FileShape
from comptoir.connectors.files.synonyms import (
    ABOUT_TAX,
    CURRENCIES,
    ELSE,
    EXCLUDED,
    FIRST_NAMES,
    INCLUDED,
    LAST_NAMES,
    OF_A_LINE,
    SYNONYMS,
    words_of,
)

GUESSED: Final = "guessed"
ENOUGH: Final = 0.5
"""Share of a shipped mapping's fields that a header must have to be taken for that shop's export."""
MOST: Final = 0.8
"""Share of a header that a shipped mapping must know."""
_MONEY = ("unit_price", "gross_amount", "net_amount")


def guess_mapping(shape: FileShape) -> Mapping:
    """The shipped mapping that fits the header well, else the columns whose names say what they are.

    What is guessed may lack a field that a mapping needs: staging then says which.
    """
    fits = {mapping.name: _fit(mapping, shape.headers) for mapping in presets()}
    best = max(fits, key=lambda name: fits[name])
    mapping = preset(best) if fits[best] >= ENOUGH else _built(shape)
    if mapping.name == "shopify" and _taxes_are_added(shape):
        mapping = replace(mapping, prices=Prices.EXCLUDED)
    return _written_as(mapping, shape)


def _fit(mapping: Mapping, headers: Sequence[str]) -> float:
    """0 where a column is missing that the mapping needs; else the share of its fields that are there, or of
    the header that it knows: a shop exports all that it has, or a few columns."""
    known = {_folded(header) for header in headers}
    columns = {name: ref.names for name, ref in mapping.columns.items() if ref.how is not How.VALUE}
    there = {name for name, wanted in columns.items() if any(_folded(one) in known for one in wanted)}
    amounts = [name for name in _MONEY if name in columns]
    needed = set(columns) - set(mapping.optional)
    if not needed <= there or (amounts and not there & set(amounts)):
        return 0
    # The columns of a second file are not in this header.
    expected = len(columns) - (len(mapping.optional) if mapping.lookup else 0)
    named = known & {_folded(one) for wanted in columns.values() for one in wanted}
    share = len(named) / len(known)
    return max(len(there) / expected, share if share >= MOST else 0)


def _folded(header: str) -> str:
    return " ".join(header.split()).casefold()


def _built(shape: FileShape) -> Mapping:
    """A mapping of the columns whose names are known."""
    bare = {header: _bare(words_of(header)) for header in shape.headers}
    columns: dict[str, ColumnRef] = {}
    free = list(shape.headers)
    for field, _rank, header in sorted(_candidates(bare), key=lambda item: item[1]):
        if field not in columns and header in free:
            columns[field] = ColumnRef((header,))
            free.remove(header)
    for header in list(free):
        if (field := ELSE.get(bare[header], "")) and field not in columns:
            columns[field] = ColumnRef((header,))
            free.remove(header)
    names = [header for wanted in (FIRST_NAMES, LAST_NAMES) for header in free if bare[header] in wanted]
    if "customer_name" not in columns and names:
        columns["customer_name"] = ColumnRef(tuple(names), How.JOIN)
    if {"unit_price", "quantity"} <= columns.keys():
        # Beside price and quantity a total counts where it is surely the line's.
        for field in ("gross_amount", "net_amount"):
            if field in columns and not OF_A_LINE & set(words_of(columns[field].names[0]).split()):
                del columns[field]
    if "invoiced_at" in columns and "ordered_at" not in columns:
        columns["ordered_at"] = columns.pop("invoiced_at")
    if "customer_email" in columns:
        # Whoever has no number is known by the address, as in the exports of shops.
        columns.setdefault("customer_ref", columns["customer_email"])
    generic = preset("generic")
    prices, note = _prices(header for field in _MONEY if field in columns for header in columns[field].names)
    return Mapping(
        name=GUESSED,
        label="",
        columns={field: columns[field] for field in SYNONYMS if field in columns},
        prices=prices,
        lines=tuple(rule for rule in generic.lines if rule.field in columns),
        negative_quantity_is_refund=True,
        statuses=_statuses() if "status" in columns else {},
        notes=(note,) if note else (),
    )


def _candidates(bare: dict[str, str]) -> Iterable[tuple[str, int, str]]:
    for field, names in SYNONYMS.items():
        for rank, name in enumerate(names):
            yield from ((field, rank, header) for header, words in bare.items() if words == name)


def _bare(words: str) -> str:
    """Without what says only whether tax is in, and in which currency."""
    kept = [word for word in words.split() if word not in INCLUDED | EXCLUDED | CURRENCIES]
    return " ".join(kept) or words


def _prices(headers: Iterable[str]) -> tuple[Prices, str]:
    said = {word for header in headers for word in words_of(header).split() if word in ABOUT_TAX}
    if said & INCLUDED and not said & EXCLUDED:
        return Prices.INCLUDED, ""
    if said & EXCLUDED and not said & INCLUDED:
        return Prices.EXCLUDED, ""
    return (
        Prices.EXCLUDED,
        gettext_noop("The header does not say whether prices include tax: they are taken as excluding it."),
    )


def _statuses() -> dict[str, str]:
    """Every word that the shipped mappings know; others are listed, not guessed."""
    words: dict[str, str] = {}
    for mapping in presets():
        for word, ours in mapping.statuses.items():
            words.setdefault(word, ours)
    return words


def _written_as(mapping: Mapping, shape: FileShape) -> Mapping:
    """With the signs and the dates that the file's values show."""
    if shape.kind is not Kind.CSV:
        return mapping
    numbers, dates = shape.numbers, shape.dates
    changes: dict[str, Numbers | DateStyle] = {}
    if mapping.name == GUESSED or numbers.decimal != mapping.numbers.decimal:
        changes["numbers"] = numbers
    if dates is not DateStyle.ISO and mapping.dates is not DateStyle.UNIX:
        changes["dates"] = dates
    return replace(mapping, **changes) if changes else mapping  # type: ignore[arg-type]  # one type a key


def _taxes_are_added(shape: FileShape) -> bool:
    """Whether, in the first rows of a Shopify export, taxes come on top of subtotal and shipping."""
    added = within = 0
    columns = [
        shape.column(name) for name in ("Subtotal", "Shipping", "Taxes", "Total") if name in shape.headers
    ]
    for cells in zip(*columns, strict=False) if len(columns) == 4 else ():
        subtotal, shipping, taxes, total = (_number(cell) for cell in cells)
        if subtotal is None or shipping is None or total is None or not taxes:
            continue
        added += total == subtotal + shipping + taxes
        within += total == subtotal + shipping
    return added > within


def _number(cell: str) -> Decimal | None:
    try:
        return Decimal(cell.strip())
    except InvalidOperation:
        return None
