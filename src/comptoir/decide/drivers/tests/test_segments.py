"""Rate and mix: exact parts, a Simpson case, segments that come and go."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.decide.drivers.segments import Pair, of_amount, of_rate, surprise, telling, whole

NUMBERS = st.integers(0, 1000).map(Fraction)
PAIRS = st.builds(Pair, NUMBERS, NUMBERS)
SEGMENTS = st.dictionaries(st.sampled_from("abcdef"), st.tuples(PAIRS, PAIRS), min_size=1)


def pair(before: int, after: int) -> Pair:
    return Pair(Fraction(before), Fraction(after))


@settings(max_examples=50, deadline=None)
@given(SEGMENTS)
def test_parts_of_an_amount_add_up(drawn):
    values = {name: one for name, (one, _volume) in drawn.items()}
    parts = of_amount(values, {name: volume for name, (_one, volume) in drawn.items()})
    assert all(part.effect == values[part.name].change for part in parts)
    assert sum(part.effect for part in parts) == whole(values.values()).change


@settings(max_examples=50, deadline=None)
@given(SEGMENTS)
def test_parts_of_a_rate_add_up(drawn):
    values = {name: one for name, (one, _volume) in drawn.items()}
    volumes = {name: volume for name, (_one, volume) in drawn.items()}
    total = whole(volumes.values())
    if not (total.before and total.after):
        return
    parts = of_rate(values, volumes)
    assert sum(part.effect for part in parts) == whole(values.values()).over(total).change


def test_both_devices_improve_and_the_total_falls():
    """Simpson: computers 4 % -> 4.4 %, phones 1 % -> 1.2 %, but visits move to phones."""
    volumes = {"desktop": pair(6000, 3000), "phone": pair(4000, 7000)}
    values = {"desktop": pair(240, 132), "phone": pair(40, 84)}
    desktop, phone = of_rate(values, volumes)
    assert (desktop.value, phone.value) == (
        Pair(Fraction(4, 100), Fraction(44, 1000)),
        Pair(Fraction(1, 100), Fraction(12, 1000)),
    )
    assert desktop.rate == Fraction(4, 1000) * Fraction(45, 100)
    assert phone.rate == Fraction(2, 1000) * Fraction(55, 100)
    # 0.0248 is the middle of 2.8 % and 2.16 %.
    assert desktop.mix == Fraction(-30, 100) * (Fraction(42, 1000) - Fraction(248, 10_000))
    assert phone.mix == Fraction(30, 100) * (Fraction(11, 1000) - Fraction(248, 10_000))
    assert sum(part.effect for part in (desktop, phone)) == Fraction(216, 10_000) - Fraction(28, 1000)
    assert [part.name for part in telling([desktop, phone], Fraction(-64, 10_000))] == ["desktop", "phone"]


def test_what_comes_and_goes_is_mix():
    new, gone = of_rate({"new": pair(0, 5), "gone": pair(10, 0)}, {"new": pair(0, 100), "gone": pair(100, 0)})
    assert (new.rate, gone.rate) == (0, 0)
    assert new.effect + gone.effect == Fraction(5, 100) - Fraction(10, 100)


def test_money_without_volume_is_told_by_itself():
    (one,) = of_amount({"a": pair(0, -50)}, {"a": pair(0, 0), "b": pair(3, 4)})
    assert (one.volume, one.mix, one.rate) == (0, 0, -50)


def test_the_few_that_explain_most():
    values = {"a": pair(100, 40), "b": pair(100, 90), "c": pair(100, 130), "d": pair(100, 95)}
    parts = of_amount(values, values)
    assert [part.name for part in telling(parts, Fraction(-45))] == ["a"]  # 60 of 45 lost
    assert surprise(of_amount({"a": pair(10, 5), "b": pair(30, 15)}, {})) == 0
    assert surprise(parts) > Fraction(1, 3)
