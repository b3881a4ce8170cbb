"""The laws against the large library that knows them all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from comptoir.core.laws import Counts, binomial_sf, gamma_ppf, student_cdf, student_ppf, student_sf

CALM = settings(max_examples=40, deadline=None)
SHARES = st.floats(0.01, 0.99)


@CALM
@given(st.floats(-8, 8), st.floats(1, 200), SHARES)
def test_student(value, freedom, share):
    assert student_cdf(value, freedom) == pytest.approx(stats.t.cdf(value, freedom), rel=1e-9)
    assert student_sf(value, freedom) == pytest.approx(stats.t.sf(value, freedom), rel=1e-9)
    assert student_ppf(share, freedom) == pytest.approx(stats.t.ppf(share, freedom), rel=1e-7, abs=1e-9)


@CALM
@given(SHARES, st.floats(0.3, 500), st.floats(0.01, 50))
def test_gamma(share, shape, rate):
    assert gamma_ppf(share, shape, rate) == pytest.approx(
        stats.gamma.ppf(share, shape, scale=1 / rate), rel=1e-8
    )


@CALM
@given(st.integers(-1, 60), st.integers(1, 60), SHARES)
def test_binomial(count, tried, share):
    assert binomial_sf(count, tried, share) == pytest.approx(
        stats.binom.sf(count, tried, share), rel=1e-8, abs=1e-300
    )


@CALM
@given(st.floats(0.05, 900), st.floats(1, 6), st.floats(0, 1200), SHARES)
def test_counts(mean, ratio, count, share):
    law = stats.poisson(mean) if ratio <= 1 + 1e-9 else stats.nbinom(mean / (ratio - 1), 1 / ratio)
    ours = Counts(mean, ratio)
    assert ours.cdf(count) == pytest.approx(float(law.cdf(count)), rel=1e-7, abs=1e-200)
    # At a jump of the law both answers are right to the last digit of a float.
    assert abs(ours.ppf(share) - float(law.ppf(share))) <= 1
    assert ours.cdf(ours.ppf(share)) >= share > ours.cdf(ours.ppf(share) - 1)


def test_counts_of_nothing():
    assert (Counts(0.0).cdf(0), Counts(0.0).ppf(0.9), Counts(3.0).cdf(-1)) == (1.0, 0.0, 0.0)
