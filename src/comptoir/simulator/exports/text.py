"""Columns of figures to columns of text, whole columns at a time."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NARROW = "\u202f"
"""The narrow no-break space that French puts between thousands."""
NO_BREAK = "\u00a0"
_PLACES = 2


def whole(values: Whole | pa.Array) -> pa.Array:
    return pa.array(values).cast(pa.string())


def money(cents: Whole | pa.Array, sign: str = ".") -> pa.Array:
    """1234 -> 12.34: the digits of the cents are those of a decimal, so nothing is computed."""
    text = _as_decimal(cents, _PLACES).cast(pa.string())
    return text if sign == "." else pc.replace_substring(text, ".", sign)


def decimal(values: npt.NDArray[np.float64] | pa.Array, places: int = 2, sign: str = ".") -> pa.Array:
    """Rounded half up to `places`."""
    scaled = np.floor(np.asarray(values, dtype=np.float64) * 10**places + 0.5).astype(np.int64)
    text = _as_decimal(scaled, places).cast(pa.string())
    return text if sign == "." else pc.replace_substring(text, ".", sign)


def grouped(text: pa.Array, space: str = NARROW, sign: str = ",") -> pa.Array:
    """1234567,89 -> 1 234 567,89; or with other signs between thousands and before decimals."""
    for _ in range(4):  # up to a million billions
        text = pc.replace_substring_regex(text, rf"(\d)(\d{{3}})($|[{sign}{space}])", rf"\1{space}\2\3")
    return text


def euros(cents: Whole | pa.Array) -> pa.Array:
    """« 1 234,56 € », as French tools write it."""
    return joined(grouped(money(cents, ",")), f"{NO_BREAK}€")


def trimmed(text: pa.Array) -> pa.Array:
    """Without zeros that say nothing: 1.60 -> 1.6, 2.00 -> 2."""
    text = pc.replace_substring_regex(text, r"([.,]\d*[1-9])0+$", r"\1")
    return pc.replace_substring_regex(text, r"[.,]0+$", "")


def joined(*parts: pa.Array | str) -> pa.Array:
    """Texts put one after the other; a blank part is no text."""
    return pc.binary_join_element_wise(*parts, "", null_handling="replace", null_replacement="")


def quoted(text: pa.Array, delimiter: str) -> pa.Array:
    """Between quotes where the text would be cut otherwise, as spreadsheets do."""
    needs = pc.match_substring_regex(text, f'[{delimiter}"\r\n]')
    if not pc.any(needs).as_py():
        return text
    return pc.if_else(needs, joined('"', pc.replace_substring(text, '"', '""'), '"'), text)


def worded(codes: pa.Array, words: Mapping[str, str]) -> pa.Array:
    """Each code in the tool's own words; a code that has none stays as it is."""
    encoded = codes.dictionary_encode()
    known = [words.get(code, code) for code in encoded.dictionary.to_pylist()]
    return pa.array(known, pa.string()).take(encoded.indices)


def column(table: pa.Table, name: str) -> pa.Array:
    """The column in one piece."""
    values = table[name].combine_chunks()
    return values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values


def numbers(table: pa.Table, name: str) -> Whole:
    """The column as whole numbers; what is not said counts nothing."""
    values: Whole = column(table, name).cast(pa.int64()).fill_null(0).to_numpy(zero_copy_only=False)
    return values


def _as_decimal(values: Whole | pa.Array, places: int) -> pa.Array:
    exact = pa.array(values).cast(pa.int64()).cast(pa.decimal128(19, 0))
    shifted = pa.decimal128(19, places)
    return pa.Array.from_buffers(shifted, len(exact), exact.buffers(), offset=exact.offset)
