"""Of several figures in the words of a quote, a fault is told of the one that comes nearest to the quantity."""

import pytest

from tests.conftest import claim, store


@pytest.fixture
def told(keta, folder, tmp_path, monkeypatch):
    """Check a store whose first claim has one quantity; return its messages, without place."""

    def check(words, **quantity):
        monkeypatch.chdir(tmp_path)
        one = {"measure": "time-to-relapse", "statistic": "mean", **quantity, "as": words}
        whole = store(claims=[claim(quote=words, quantities=[one])], contradictions=[])
        whole["measures"].append({"id": "score", "name": "score", "dimension": "score"})
        folder(whole)
        lines = keta("check", "store", code=1).out.splitlines()
        return [line.partition("error: relapse-mean-19-days: ")[2] for line in lines if "(figure-in-quote)" in line]

    return check


@pytest.mark.parametrize("words", ["on 19 days after 3 mg", "after 3 mg on 19 days"])
def test_a_figure_of_the_same_dimension_is_nearer_than_one_of_another(told, words):
    assert told(words, value=18, unit="d") == [
        f"quantities[0].value: `{words}` gives `19 d`, not `18 d` (figure-in-quote)"
    ]


def test_an_ordinal_counts_no_points(told):
    assert told("after the second infusion", measure="score", value=2, unit="{points}") == [
        "quantities[0].unit: `after the second infusion` names no unit such as `{points}` (figure-in-quote)"
    ]
