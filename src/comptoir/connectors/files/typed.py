"""Texts of a file to numbers, as expressions over whole columns. What cannot be read is null."""

import re
from decimal import Decimal

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files.rules import Numbers

MONEY = "decimal(18, 4)"
EXACT = "decimal(18, 6)"
"""Amounts as read: shops write up to six decimals."""
QUANTITY = "decimal(18, 3)"
RATE = "decimal(18, 8)"
WIDE = "decimal(38, 8)"
"""To multiply in: DuckDB multiplies two decimals of 18 digits in 18 digits, and breaks off where they do not do."""
SPACES = "\\s\u00a0\u202f\u2009"


@ibis.udf.scalar.builtin(name="divide")  # type: ignore[untyped-decorator]
def _whole_division(dividend: int, divisor: int) -> int:  # type: ignore[empty-body]
    """DuckDB's `//` on integers; Ibis' own goes by way of floats and loses digits."""


def json(values: dict[str, ir.Value]) -> ir.StringValue:
    """A JSON object of the values, as text."""
    return ibis.struct(values).cast("json").cast("string")


def text(value: ir.Value) -> ir.StringValue:
    """As text, without spaces around; null where nothing is left."""
    plain = verbatim(value)
    # Trimming a million texts costs as much as reading them; most have no space around.
    spaced = plain.startswith(" ") | plain.endswith(" ") | plain.contains("\t") | plain.contains("\u00a0")
    trimmed = plain.re_replace(f"^[{SPACES}]+|[{SPACES}]+$", "").nullif("")
    return ibis.ifelse(spaced, trimmed, plain)


def verbatim(value: ir.Value) -> ir.StringValue:
    """As text, to the letter. Whole numbers that a spreadsheet keeps as floats lose their `.0`."""
    kind = value.type()
    if kind.is_string():
        return value.nullif("")
    if kind.is_floating():
        return ibis.ifelse(value == value.floor(), value.cast("int64").cast("string"), value.cast("string"))
    return value.cast("string")


def number(value: ir.Value, signs: Numbers, kind: str) -> ir.DecimalValue:
    """The number that the text writes, null where it writes none."""
    if value.type().is_numeric():
        return value.try_cast(kind)
    plain = value
    if signs.decimal == ",":
        plain = ibis.ifelse(value.contains("."), ibis.null("string"), value.replace(",", "."))
    # DuckDB reads 1_000 as a thousand; no export writes that.
    quick = ibis.ifelse(plain.contains("_"), ibis.null("string"), plain).try_cast(kind)
    return ibis.coalesce(quick, _dressed(value, signs).try_cast(kind))


def _dressed(value: ir.StringValue, signs: Numbers) -> ir.StringValue:
    """The bare number inside « 1 234,56 € », « (12.50) » or « 12,50- »; none where groups are not of three.

    Each step stands once: DuckDB would lift an expression that stands twice out of `coalesce` and run it on
    every row.
    """
    point = re.escape(signs.decimal)
    group = {"": " ", " ": " ", "'": "['’ ]"}.get(signs.thousands, f"[{re.escape(signs.thousands)} ]")
    shape = rf"^[-+]?(?:[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]+)?(?:{point}[0-9]+)?$"
    money = "[€$£¥]|[A-Z]{3}"
    return (
        value.re_replace(f"[{SPACES}]", " ")
        .re_replace(f"^ *(?:{money})? *| *(?:{money}|%)? *$", "")
        .re_replace(r"^\((.+)\)$", r"-\1")
        .re_replace("^(.+[0-9]) ?[-\u2212]$|^\u2212", r"-\1")
        .re_extract(shape, 0)
        .re_replace(group, "")
        .replace(signs.decimal, ".")
    )


def rate(value: ir.Value, signs: Numbers) -> ir.DecimalValue:
    """20 %, 20 or 0.2: a rate of tax. No rate lies between 0 and 1 per cent: under 1 it is a fraction."""
    read = number(value, signs, RATE)
    percent = read.abs() >= 1
    if value.type().is_string():
        percent = percent | value.contains("%")
    fraction = ibis.ifelse(percent, (read.cast(WIDE) * ibis.literal(Decimal("0.01"))).cast(RATE), read)
    return ibis.ifelse((fraction >= 0) & (fraction < 1), fraction, ibis.null(RATE))


def without_tax(amount: ir.DecimalValue, tax_rate: ir.DecimalValue) -> ir.DecimalValue:
    """`amount` / (1 + rate), half up to four places, in whole numbers: a float would miss halves."""
    scaled = (amount.cast(MONEY).cast(WIDE) * 10_000).cast("int64")
    size = scaled.abs()
    divisor = ((tax_rate + 1) * 100_000_000).cast("int64")
    rest = (size % divisor) * 100_000_000
    quotient = _whole_division(size, divisor) * 100_000_000 + _whole_division(2 * rest + divisor, 2 * divisor)
    return (quotient * scaled.sign()).cast("decimal(18, 0)").pipe(_ten_thousandths)


def _ten_thousandths(scaled: ir.DecimalValue) -> ir.DecimalValue:
    return (scaled * ibis.literal(Decimal("0.0001"), type="decimal(18, 4)")).cast(MONEY)


def product(amount: ir.DecimalValue, quantity: ir.DecimalValue) -> ir.DecimalValue:
    """Null where it is too large to be an amount."""
    # Up to a thousand million, as it must be with nine decimals in 18 digits.
    return _times(amount, quantity, (amount.abs() < 10_000) & (quantity.abs() < 100_000))


def tax_on(amount: ir.DecimalValue, tax_rate: ir.DecimalValue) -> ir.DecimalValue:
    """`amount` x rate, half up to four places."""
    # Up to a million, as it must be with twelve decimals in 18 digits.
    amount = amount.cast(MONEY)
    return _times(amount, tax_rate, (amount.abs() < 100_000) & (tax_rate.abs() < 10))


def _times(left: ir.DecimalValue, right: ir.DecimalValue, is_small: ir.BooleanValue) -> ir.DecimalValue:
    """The product as money. Wide multiplication takes ten times as long: it is left to large values."""
    return ibis.ifelse(is_small, (left * right).cast(MONEY), (left.cast(WIDE) * right).try_cast(MONEY))
