"""Repeated sections: the same order again, more than a thousand rows further on."""

from pathlib import Path

import pytest

from comptoir.connectors.files.tests.support import GENERIC, counts_add_up, facts, file, rows, staged

HEADER = "order_id,ordered_at,sku,quantity,unit_price,customer_id\n"
BLOCK = "R1,2024-03-01,A,1,2.00,c\nR1,2024-03-01,A,1,2.00,c\nR2,2024-03-01,B,-1,3.00,c\nR2,2024-03-01,C,none,3.00,c\n"


def filler(rows: int, first: int = 0) -> str:
    return "".join(f"F{first + at},2024-03-02,X,1,1.00,\n" for at in range(rows))


@pytest.mark.slow
def test_the_second_time_is_listed_and_not_counted(tmp_path: Path) -> None:
    with (
        staged(file(tmp_path, HEADER + BLOCK + filler(1_100) + BLOCK)) as twice,
        staged(file(tmp_path, HEADER + BLOCK + filler(1_100), "once.csv")) as once,
    ):
        assert counts_add_up(twice)
        assert (twice.rows_read, twice.rows_repeated, twice.rows_rejected) == (1_108, 4, 1)
        assert rows(twice, "repeated", "first_line", "last_line", "lines", "units") == [(1106, 1109, 4, 2)]
        assert facts(twice) == facts(once)
        assert rows(twice, "rejects", "line") == [(5,)]


def test_a_block_counts_in_whatever_order_its_lines_come(tmp_path: Path) -> None:
    turned = "".join(reversed(BLOCK.splitlines(keepends=True)))
    with staged(file(tmp_path, HEADER + BLOCK + filler(1_100) + turned)) as result:
        assert result.rows_repeated == 4


@pytest.mark.slow
def test_lines_are_numbered_as_the_last_block_has_them(tmp_path: Path) -> None:
    first = "R1,2024-03-01,A,1,2.00,c\nR1,2024-03-01,B,1,3.00,c\n"
    last = "R1,2024-03-01,B,1,3.00,c\nR1,2024-03-01,A,1,2.00,c\n"
    with (
        staged(file(tmp_path, HEADER + first + filler(1_100) + last)) as twice,
        staged(file(tmp_path, HEADER + filler(1_100) + last, "once.csv")) as once,
    ):
        assert facts(twice) == facts(once)


def test_a_block_that_differs_is_more_of_the_order(tmp_path: Path) -> None:
    other = BLOCK.replace("2.00", "2.01")
    with staged(file(tmp_path, HEADER + BLOCK + filler(1_100) + other)) as result:
        # R2 stands twice alike; R1 does not.
        assert (result.rows_repeated, result.rows_rejected) == (2, 1)
        assert sorted(rows(result, "order_line", "order_id", "line_number"))[-4:] == [
            ("R1", at) for at in (1, 2, 3, 4)
        ]


@pytest.mark.slow
def test_a_block_kept_after_a_repeated_one(tmp_path: Path) -> None:
    one, other = "R1,2024-03-01,A,1,2.00,c\n", "R1,2024-03-01,B,1,3.00,c\n"
    text = HEADER + one + filler(1_100) + one + filler(1_100, 2_000) + other
    with staged(file(tmp_path, text)) as result:
        assert (result.rows_repeated, result.rows_read) == (1, 2_203)
        lines = rows(result, "order_line", "order_id", "line_number", "sku")
        assert sorted(lines)[-2:] == [("R1", 1, "A"), ("R1", 2, "B")]


def test_nearer_than_a_thousand_rows_is_one_order(tmp_path: Path) -> None:
    with staged(file(tmp_path, HEADER + BLOCK + filler(900) + BLOCK)) as result:
        assert (result.rows_repeated, result.rows_rejected) == (0, 2)
        assert counts_add_up(result)


def test_a_long_order_is_not_a_repeated_one(tmp_path: Path) -> None:
    long = "".join(f"L1,2024-03-01,S{at % 3},1,1.00,c\n" for at in range(2_500))
    with staged(file(tmp_path, HEADER + long)) as result:
        assert (result.rows_repeated, result.rows_loaded) == (0, 2_500)


def test_the_switch_keeps_them(tmp_path: Path) -> None:
    keeping = GENERIC.with_(repeats="keep")
    with staged(file(tmp_path, HEADER + BLOCK + filler(1_100) + BLOCK), keeping) as result:
        assert (result.rows_repeated, result.rows_rejected, result.rows_loaded) == (0, 2, 1_106)
