import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketacli.report.intervals import wilson


@pytest.mark.parametrize(
    ("events", "n", "low", "high"),
    [
        # Newcombe RG. Stat Med 1998;17:857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        # R's prop.test(correct = FALSE).
        (9, 10, 0.5958, 0.9821),
        (10, 10, 0.7225, 1.0000),
    ],
)
def test_published_values_come_out(events, n, low, high):
    found = wilson(events / n, n)
    assert tuple(round(end, 4) for end in found) == (low, high)


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_both_ends_are_just_not_rejected_by_the_score_test(pair):
    events, n = pair
    share = events / n
    low, high = wilson(share, n)
    assert 0 <= low <= share <= high <= 1
    for end in {low, high} - {0.0, 1.0}:
        assert (share - end) ** 2 * n == pytest.approx(1.959963984540054**2 * end * (1 - end), rel=1e-6)


@pytest.mark.parametrize(("share", "n"), [(0.5, 0), (-0.1, 10), (1.1, 10)])
def test_what_is_no_share_of_people_has_no_interval(share, n):
    with pytest.raises(ValueError, match=f"^no proportion: {share} of {n}$"):
        wilson(share, n)
