"""Wilson's interval for a proportion."""

from __future__ import annotations

from math import sqrt

_Z = 1.959963984540054
"""The standard normal deviate that leaves 2.5 % above it."""


def interval(share: float, n: int) -> tuple[float, float]:
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
