"""What is out of place is as little as can be moved to put a list in order."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ketacli.checks.sorting import longest_run


def longest(keys: list[int]) -> int:
    """Return the length of the longest sequence that is in order, found the slow way."""
    return max(
        size for size in range(len(keys) + 1) if any(list(some) == sorted(some) for some in combinations(keys, size))
    )


@given(st.lists(st.integers(0, 9), max_size=9))
def test_what_is_kept_is_in_order_and_as_long_as_can_be(keys):
    kept = [keys[place] for place in sorted(longest_run(keys))]
    assert kept == sorted(kept)
    assert len(kept) == longest(keys)


@given(st.lists(st.integers(), min_size=3, unique=True), st.data())
def test_one_key_moved_far_is_the_one_out_of_place(keys, data):
    keys = sorted(keys)
    place = data.draw(st.integers(0, len(keys) - 3))
    moved = [*keys[:place], *keys[place + 1 :], keys[place]]
    assert [moved[one] for one in range(len(moved)) if one not in longest_run(moved)] == [keys[place]]
