"""Where the marks of a page's figures are."""

from __future__ import annotations

import pytest

from ketacli.formats.summary import _panels
from ketacli.model import Quantity
from ketacli.report.saying import Figures, Value


def block(*amounts: tuple[float, str | None]) -> Figures:
    """Return figures that are no shares, of a study each."""
    rows = [
        Value("Study", "", "", "study", amount=Quantity("time-to-onset", "mean", value=value, unit=unit))
        for value, unit in amounts
    ]
    return Figures("time-to-onset", "", values=tuple(rows))


def shown(*amounts: tuple[float, str | None]) -> dict[int, list[str]]:
    """Return the words of the marks of each row that has a panel."""
    return {place: [mark.figure for mark in panel.marks] for place, panel in _panels.values(block(*amounts)).items()}


@pytest.mark.parametrize(
    ("amounts", "marks"),
    [
        ([(2, "h"), (120, "h")], {0: ["2"], 1: ["120"]}),
        ([(2, "h"), (121, "h")], {}),
        ([(1, "d"), (2, "d"), (36, "h")], {0: ["1"], 1: ["2"], 2: ["36 hours"]}),
        ([(1, "d"), (2, None)], {0: ["1"]}),
        ([(1, "d"), (2, "mg")], {}),
        ([(2, None)], {}),
    ],
)
def test_figures_are_drawn_where_one_axis_in_equal_steps_shows_them_all(amounts, marks):
    assert shown(*amounts) == marks
