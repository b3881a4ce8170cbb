"""A number written in any format that is known reads back as itself; what is no number reads as nothing."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.files import typed
from comptoir.connectors.files.rules import Numbers

ENGINE = ibis.duckdb.connect()
SIGNS = [Numbers(d, t) for d in ".," for t in ("", " ", ",", ".", "'") if d != t]
DRESSES: list[Callable[[str], str]] = [
    str,
    lambda text: f"{text} €",
    lambda text: f"€{text}",
    lambda text: f"{text}\u202f€",
    lambda text: f"{text} EUR",
    lambda text: f" {text} ",
    lambda text: f"({text[1:]})" if text.startswith("-") else text,
    lambda text: f"{text[1:]}-" if text.startswith("-") else text,
    lambda text: text.replace("-", "\u2212"),
]
amounts = st.decimals(-(10**11), 10**11, places=4, allow_nan=False)


def read(texts: list[str], signs: Numbers) -> list[Decimal | None]:
    table = ibis.memtable({"place": range(len(texts)), "text": texts})
    value = typed.number(table.text, signs, typed.EXACT)
    ordered = table.select("place", value=value).order_by("place")
    return ENGINE.to_pyarrow(ordered)["value"].to_pylist()


def written(amount: Decimal, signs: Numbers, space: str = " ") -> str:
    grouped = f"{amount:,f}" if signs.thousands else f"{amount:f}"
    mark = space if signs.thousands == " " else signs.thousands
    return grouped.replace(",", "\x00").replace(".", signs.decimal).replace("\x00", mark)


@pytest.mark.parametrize("signs", SIGNS, ids=str)
@settings(max_examples=8, deadline=None)
@given(found=st.lists(amounts, min_size=1, max_size=30))
def test_a_written_number_reads_back(signs: Numbers, found: list[Decimal]) -> None:
    texts = [dress(written(amount, signs)) for amount in found for dress in DRESSES]
    assert read(texts, signs) == [amount for amount in found for _dress in DRESSES]


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
def test_any_space_parts_thousands(space: str) -> None:
    assert read([f"1{space}234{space}567,89{space}€"], Numbers(",", " ")) == [Decimal("1234567.89")]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("12,5", Numbers(".", ",")),
        ("1,23,456", Numbers(".", ",")),
        ("1.234", Numbers(",", "")),
        ("1 23", Numbers(",", " ")),
        ("1_000", Numbers(".", "")),
        ("12.5.1", Numbers(".", "")),
        ("abc", Numbers(".", "")),
        ("", Numbers(".", "")),
        ("-", Numbers(".", "")),
        ("€", Numbers(".", "")),
        ("nan", Numbers(".", "")),
        ("inf", Numbers(".", "")),
        ("0x10", Numbers(".", "")),
        ("١٢", Numbers(".", "")),
        ("12 34", Numbers(".", "")),
        ("=1+1", Numbers(".", "")),
        ("99999999999999999999", Numbers(".", "")),
    ],
)
def test_what_is_no_number_is_nothing(text: str, signs: Numbers) -> None:
    assert read([text], signs) == [None]


def test_a_group_sign_that_is_not_the_formats_is_refused_not_guessed() -> None:
    assert read(["1.234,50", "1,234.50", "1234,50"], Numbers(",", "")) == [None, None, Decimal("1234.50")]


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("20 %", "0.2"),
        ("20", "0.2"),
        ("0.2", "0.2"),
        ("5.5%", "0.055"),
        ("0.5 %", "0.005"),
        ("0", "0"),
        ("120", None),
    ],
)
def test_rates_of_tax(text: str, rate: str | None) -> None:
    table = ibis.memtable({"text": [text]})
    value = ENGINE.to_pyarrow(table.select(value=typed.rate(table.text, Numbers())))["value"].to_pylist()
    assert value == [None if rate is None else Decimal(rate)]


rates = st.decimals(0, Decimal("0.99"), places=5)


@settings(max_examples=25, deadline=None)
@given(pairs=st.lists(st.tuples(amounts, rates), min_size=1, max_size=50))
def test_tax_is_taken_out_half_up_to_the_last_digit(pairs: list[tuple[Decimal, Decimal]]) -> None:
    table = ibis.memtable(
        {
            "place": range(len(pairs)),
            "amount": [amount for amount, _rate in pairs],
            "rate": [rate for _amount, rate in pairs],
        },
        schema={"place": "int64", "amount": typed.MONEY, "rate": typed.RATE},
    )
    net = table.select("place", net=typed.without_tax(table.amount, table.rate)).order_by("place")
    exact = [
        (amount / (1 + rate)).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP) for amount, rate in pairs
    ]
    assert ENGINE.to_pyarrow(net)["net"].to_pylist() == exact
