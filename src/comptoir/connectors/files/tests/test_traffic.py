import ibis
import pytest

from comptoir.connectors.files.traffic import channel


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("seo", "organic_search"),
        ("Référencement  naturel", "organic_search"),
        ("SEA marque", "paid_search_brand"),
        ("paid_shopping", "paid_shopping"),
        (" Newsletter ", "email"),
        ("Salon de Lyon", "Salon de Lyon"),
        (None, None),
    ],
)
def test_words_of_shops_are_channels_that_all_sources_share(told: str | None, read: str | None) -> None:
    table = ibis.memtable({"told": [told]}, schema={"told": "string"})
    assert table.select(it=channel(table.told)).to_pyarrow()["it"].to_pylist() == [read]
