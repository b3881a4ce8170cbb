"""The laws against the large library that knows them all."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from comptoir.core.laws import (
    beta_ppf,
    binomial_sf,
    counts_cdf,
    counts_ppf,
    false_discovery,
    gamma_ppf,
    hypergeometric_cdf,
    student_cdf,
    student_ppf,
    student_sf,
)

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
@given(SHARES, st.floats(0.5, 4000), st.floats(0.5, 4000))
def test_beta(share, a, b):
    assert float(beta_ppf(share, a, b)) == pytest.approx(stats.beta.ppf(share, a, b), rel=1e-8)


@CALM
@given(st.data(), st.integers(1, 200_000))
def test_hypergeometric(data, total):
    marked, drawn = (data.draw(st.integers(0, total)) for _which in range(2))
    usual = marked * drawn // total
    count = data.draw(st.integers(max(0, usual - 60), usual + 60))
    assert hypergeometric_cdf(count, total, marked, drawn) == pytest.approx(
        stats.hypergeom.cdf(count, total, marked, drawn), rel=1e-5, abs=1e-12
    )


@CALM
@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_false_discovery(p_values):
    assert false_discovery(p_values) == pytest.approx(stats.false_discovery_control(p_values))


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
    assert counts_cdf(count, mean, ratio) == pytest.approx(float(law.cdf(count)), rel=1e-7, abs=1e-200)
    reached = counts_ppf(share, mean, ratio)
    # At a jump of the law both answers are right to the last digit of a float.
    assert abs(reached - float(law.ppf(share))) <= 1
    assert counts_cdf(reached, mean, ratio) >= share > counts_cdf(reached - 1, mean, ratio)


def test_counts_of_many_at_once():
    means, ratios = np.array([0.0, 3.0, 40.0, 40.0]), np.array([1.0, 1.0, 1.0, 2.5])
    assert counts_ppf(0.9, means, ratios).tolist() == [
        0.0,
        stats.poisson.ppf(0.9, 3),
        stats.poisson.ppf(0.9, 40),
        stats.nbinom.ppf(0.9, 40 / 1.5, 1 / 2.5),
    ]


def test_counts_of_nothing():
    assert (counts_cdf(0, 0.0), counts_ppf(0.9, 0.0), counts_cdf(-1, 3.0)) == (1.0, 0.0, 0.0)
