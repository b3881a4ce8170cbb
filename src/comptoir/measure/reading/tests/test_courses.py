"""Prices of all items in columns: the middle of each day's public prices, to four places."""

from datetime import date

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from comptoir.core.groups import middles
from comptoir.measure.reading.courses import courses_of

DAY = date(2026, 3, 15)
NEXT = date(2026, 3, 16)


def test_the_price_of_a_day_is_the_middle_of_those_offered_to_all():
    lines = pa.table(
        {
            "sku": ["B", "A", "A", "A", "A", "A", "B"],
            "day": [NEXT, DAY, DAY, DAY, DAY, NEXT, DAY],
            "price": [7.0, 10.0, 9.0, 4.0, 1.0, 8.0, 2.00005],
            "units": [1.0, 1.0, 2.0, 1.0, 3.0, 1.0, 2.0],
            "is_public": [True, True, True, True, False, False, True],
        }
    )
    found = courses_of(lines)
    told = [
        (found.skus[item], date.fromordinal(day), price, units)
        for item, day, price, units in zip(
            *(column.tolist() for column in (found.items, found.days, found.prices, found.units)), strict=True
        )
    ]
    # A code's price does not move the middle, its units count; a day of codes alone tells no price.
    assert sorted(told) == [("A", DAY, 9.0, 7.0), ("B", DAY, 2.0001, 2.0), ("B", NEXT, 7.0, 1.0)]
    assert courses_of(None).skus == ()


@given(st.lists(st.tuples(st.integers(0, 4), st.floats(-1e6, 1e6)), max_size=40))
def test_middles_are_the_medians_of_their_groups(told):
    groups = np.array([group for group, _value in told], np.int64)
    values = np.array([value for _group, value in told], float)
    found = middles(groups, values, 5)
    for group in range(5):
        own = values[groups == group]
        assert np.isnan(found[group]) if not len(own) else found[group] == np.median(own)
