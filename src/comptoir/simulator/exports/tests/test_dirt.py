"""Dirt is what it says and nothing else, and the truth comes out of the last export of each order."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from comptoir.simulator.dirt import Dirt
from comptoir.simulator.exports import LAYOUTS, write
from comptoir.simulator.exports.woocommerce import RENAMED
from comptoir.simulator.world import World

Rows = list[dict[str, str]]
BACK = ("Order Refund Amount", "Date of first refund", "Order Line Total Refunded", "Order Line Tax Refunded")


def files(world: World, folder: Path, dirt: Dirt, layout: str = "woocommerce") -> dict[str, bytes]:
    paths = write(world, folder, [layout], dirt)
    return {path.name: path.read_bytes() for path in paths}


def rows(content: bytes) -> Rows:
    return list(csv.DictReader(content.decode().splitlines()))


@pytest.fixture(scope="module")
def clean(small: World, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return files(small, tmp_path_factory.mktemp("c"), Dirt.none())


@pytest.mark.slow
def test_same_world_same_bytes(small: World, tmp_path: Path) -> None:
    runs = [write(small, tmp_path / name, LAYOUTS) for name in ("one", "two")]
    contents = [[path.read_bytes() for path in run] for run in runs]
    assert contents[0] == contents[1]
    assert [path.name for path in runs[0]] == [path.name for path in runs[1]]


def test_late_refunds(small: World, clean: dict[str, bytes], tmp_path: Path) -> None:
    """Two months come twice: first without the refunds that came after them, then as they ended."""
    dirty = files(small, tmp_path, Dirt(2, 0, 0, 0))
    again = [name for name in dirty if name.endswith("_v2.csv")]
    assert len(again) == 2
    assert list(dirty) == sorted(dirty)
    for name in again:
        first = name.replace("_v2", "")
        assert dirty.pop(name) == clean[first]
        early, final = rows(dirty.pop(first)), rows(clean[first])
        assert len(early) == len(final)
        month = first.removeprefix("commandes-").removesuffix(".csv")
        changed = 0
        for before, after in zip(early, final, strict=True):
            differing = {key for key in before if before[key] != after[key]}
            assert differing <= {*BACK, "Order Status"}
            assert after["Order Status"] == "Remboursée" or "Order Status" not in differing
            assert before["Date of first refund"][:7] in ("", month)
            assert not differing or after["Date of first refund"][:7] > month
            changed += bool(differing)
        assert changed > 3
    assert dirty == {name: clean[name] for name in dirty}


def test_edited_orders(small: World, clean: dict[str, bytes], tmp_path: Path) -> None:
    """Six orders of the early exports had a unit more on their first line."""
    late = files(small, tmp_path / "late", Dirt(2, 0, 0, 0))
    edited = files(small, tmp_path / "edited", Dirt(2, 6, 0, 0))
    found = set()
    for name, content in edited.items():
        if content == late[name]:
            continue
        for before, after in zip(rows(content), rows(late[name]), strict=True):
            if before != after:
                found.add(before["Order Number"])
            if before["Quantity"] != after["Quantity"]:
                assert int(before["Quantity"]) == int(after["Quantity"]) + 1
                assert before["Order Line Subtotal"] != after["Order Line Subtotal"]
    assert len(found) == 6
    assert {name: content for name, content in edited.items() if "_v2" in name} == {
        name: content for name, content in late.items() if "_v2" in name
    }


def test_a_renamed_column(small: World, clean: dict[str, bytes], tmp_path: Path) -> None:
    dirty = files(small, tmp_path, Dirt(0, 0, 1, 0))
    (name,) = [name for name in clean if dirty[name] != clean[name]]
    old, new = (f",{word},".encode() for word in RENAMED)
    assert dirty[name] == clean[name].replace(old, new, 1)


def test_a_missing_day(small: World, tmp_path: Path) -> None:
    whole, holed = (files(small, tmp_path / str(days), Dirt(0, 0, 0, days), "ga4") for days in (0, 1))
    (name,) = [name for name in whole if whole[name] != holed[name]]
    days = [{line[:8] for line in one[name].split(b"\r\n") if line[:2] == b"20"} for one in (whole, holed)]
    assert len(days[0] - days[1]) == 1
    assert days[1] < days[0]


def test_another_seed_is_dirty_elsewhere(small: World) -> None:
    spans = [(small.first, small.last)]
    days = {Dirt().found_in(replace(small, seed=seed), spans).missing for seed in range(8)}
    assert len(days) > 3
