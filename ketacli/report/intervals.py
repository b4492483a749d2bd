"""95 % intervals of a share, and of the difference between two."""

from __future__ import annotations

from math import sqrt

_Z = 1.959963984540054
"""The standard normal deviate that leaves 2.5 % above it."""


def wilson(share: float, n: int) -> tuple[float, float]:
    """Return the 95 % score interval of a share between 0 and 1 that was found in n people.

    Wilson EB. Probable inference, the law of succession, and statistical inference. J Am Stat Assoc 1927;22:209-212,
    doi:10.1080/01621459.1927.10502953. Unlike the usual approximation it holds for few people and for shares near 0
    and 1, and never leaves that range.

    Raises:
        ValueError: if there are no people, or the share is no share.
    """
    if n < 1 or not 0 <= share <= 1:
        raise ValueError(f"no proportion: {share} of {n}")
    square = _Z * _Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _Z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n))
    # At the ends the two terms are equal, and only rounding keeps them from cancelling.
    return (0.0 if share == 0 else max(middle - half, 0.0), 1.0 if share == 1 else min(middle + half, 1.0))


def newcombe(events: int, n: int, other_events: int, other_n: int) -> tuple[float, float]:
    """Return the 95 % hybrid score interval of a difference between two independent shares, as shares.

    Newcombe RG. Interval estimation for the difference between independent proportions: comparison of eleven methods.
    Stat Med 1998;17:873-890, method 10, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I. It takes
    Wilson's interval of each share, and so never leaves -1 to 1 and holds for few people.

    Raises:
        ValueError: if there are no people in an arm, or more events than people.
    """
    one, other = events / n if n else -1.0, other_events / other_n if other_n else -1.0
    (low, high), (other_low, other_high) = wilson(one, n), wilson(other, other_n)
    between = one - other
    below = sqrt((one - low) ** 2 + (other_high - other) ** 2)
    above = sqrt((high - one) ** 2 + (other - other_low) ** 2)
    return max(between - below, -1.0), min(between + above, 1.0)
