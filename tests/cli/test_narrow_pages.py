"""Pages with little room, and with text that takes more or less of it than one would think."""

import pytest

from tests.conftest import store, study
from tests.stores import figures

SERIES = {"measure": "time-to-relapse", "unit": "d", "arm": "ketamine-iv", "n": 8}


def told(*results):
    """Return a store whose study reports these results."""
    return store(sources=[store()["sources"][0], study(results=[{**SERIES, **one} for one in results])])


def lines(out, first):
    """Return the lines from the one that begins with `first` to the next empty one."""
    after = out[out.index(f"\n{first}") + 1 :]
    return [line.rstrip() for line in after.partition("\n\n")[0].splitlines()]


def test_the_one_end_that_a_study_gives_is_drawn_beside_its_mean(keta, folder, golden):
    path = folder(told({"statistic": "mean", "value": 19}, {"statistic": "minimum", "value": 6}))
    golden("timing-one-end", keta("plot", "timing", "--store", path).out)


def test_blanks_at_the_end_of_a_name_add_no_line_to_a_picture(keta, folder, tmp_path):
    heights = []
    for number, blanks in enumerate((0, 600)):
        whole = store()
        whole["measures"][0]["name"] += " " * blanks
        target = tmp_path / f"{number}.svg"
        keta("plot", "timing", "-o", target, "--store", folder(whole, f"store-{number}"))
        heights.append(target.read_text(encoding="utf-8").partition('viewBox="')[2].partition('"')[0])
    assert heights[0] == heights[1]


def test_text_of_which_ascii_has_nothing_leaves_no_blanks_behind(keta, folder, monkeypatch):
    monkeypatch.setattr("ketacli.cli._output._is_unicode", lambda: False)
    whole = told({"statistic": "mean", "value": 19}, {"statistic": "median", "value": 20, "arm": "ketamine"})
    whole["interventions"][0]["name"] = "¨"
    out = keta("compare", "--store", folder(whole)).out
    assert out.isascii()
    assert [line for line in out.splitlines() if line != line.rstrip()] == []


def test_chosen_figures_stand_in_a_table_of_markdown(keta, kept):
    arguments = ("--measure", "dose", "--fields", "source,figure", "--format", "markdown")
    assert keta("compare", *arguments, "--store", kept("figures", figures)).out == (
        "| source | figure |\n| --- | --- |\n| overview | about 0.5 mg/kg |\n"
    )


@pytest.mark.parametrize(("limit", "left_out"), [(1, 17), (17, 1)])
def test_a_comparison_in_markdown_says_what_a_limit_left_out(keta, kept, limit, left_out):
    out = keta("compare", "--limit", limit, "--format", "markdown", "--store", kept("figures", figures)).out
    assert out.splitlines()[-1] == f"Shown {limit} of 18: `--limit` left out {left_out}."
