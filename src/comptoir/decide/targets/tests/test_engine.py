from comptoir.decide.targets.engine import reached


def test_progress_is_told_against_the_days_that_are_over() -> None:
    found = reached(480.0, 1000.0, 0.5)
    assert (found.of_whole, found.to_date) == (0.48, 0.96)
    assert reached(0.0, 1000.0, 0.0).to_date is None
