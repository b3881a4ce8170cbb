from datetime import date
from decimal import Decimal

import pytest

from comptoir.core.errors import InputError
from comptoir.core.tables.export import to_csv
from comptoir.decide.targets.files import Group, as_table, read
from comptoir.decide.targets.shapes import Place, Target

SITE = Place("net_sales", "sales_channel", "site")
TARGETS = [
    Target(Place(), date(2027, 1, 1), Decimal("12345.60"), "Camille"),
    Target(Place(), date(2027, 2, 1), Decimal("9000.00"), "Camille"),
    Target(SITE, date(2027, 1, 1), Decimal("0.50"), ""),
]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_exported_is_read_back(language: str) -> None:
    assert read(to_csv(as_table(TARGETS), language)) == [
        Group(Place(), "Camille", {date(2027, 1, 1): Decimal("12345.6"), date(2027, 2, 1): Decimal(9000)}),
        Group(SITE, "", {date(2027, 1, 1): Decimal("0.5")}),
    ]


def test_spaces_commas_and_empty_targets_are_understood() -> None:
    body = "a;b;c;d;e;f\nnet_sales;;;2027-01;1\u202f234,50;\nnet_sales;;;2027-02;;\n".encode()
    assert read(body)[0].months == {date(2027, 1, 1): Decimal("1234.50"), date(2027, 2, 1): None}


@pytest.mark.parametrize(
    "line", ["net_sales;;;janvier;1;", "net_sales;;;2027-01;dix;", "net_sales;;;2027-01;-3;", "x;1"]
)
def test_what_is_not_understood_names_its_line(line: str) -> None:
    with pytest.raises(InputError, match="2"):
        read(f"a;b;c;d;e;f\n{line}\n".encode())


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(InputError):
        read(b"a;b;c;d;e\n")
