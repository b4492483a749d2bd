"""Pages with little room, and with text that takes more or less of it than one would think."""

import pytest

from tests.conftest import claim, store, study
from tests.stores import figures

SERIES = {"measure": "time-to-relapse", "unit": "d", "arm": "ketamine-iv", "n": 8}


def told(*results):
    """Return a store whose study reports these results."""
    return store(sources=[store()["sources"][0], study(results=[{**SERIES, **one} for one in results])])


def lines(out, first):
    """Return the lines from the one that begins with `first` to the next empty one."""
    after = out[out.index(f"\n{first}") + 1 :]
    return [line.rstrip() for line in after.partition("\n\n")[0].splitlines()]


def test_where_not_even_the_short_labels_of_an_axis_find_room_those_that_do_stay_apart(keta, folder, monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    said = [
        {"measure": "time-to-relapse", "statistic": "mean", "value": value, "unit": unit, "derived": "A table"}
        for value, unit in ((1, "min"), (90, "a"))
    ]
    out = keta("plot", "timing", "--store", folder(store(claims=[claim(quantities=said)], contradictions=[]))).out
    assert lines(out, "Time to relapse")[:2] == ["Time to relapse", "   10m  1d    10y"]


def test_the_one_end_that_a_study_gives_is_told_beside_its_mean(keta, folder):
    path = folder(told({"statistic": "mean", "value": 19}, {"statistic": "minimum", "value": 6}))
    assert lines(keta("plot", "timing", "--store", path).out, "● series-2010") == [
        "● series-2010                ┊     ┊         ┊     ├──● ┊      19 days (mean)",
        "  ketamine by infusion       ┊     ┊         ┊     ┊    ┊      n = 8 · 6 days",
        "                             ┊     ┊         ┊     ┊    ┊        (shortest)",
    ]


def test_two_ends_in_two_units_are_told_one_by_one(keta, folder, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    path = folder(
        told(
            {"statistic": "mean", "value": 19},
            {"statistic": "minimum", "value": 6},
            {"statistic": "maximum", "value": 7, "unit": "wk"},
        )
    )
    shown = lines(keta("plot", "timing", "--store", path).out, "● series-2010")
    assert [line.split("  ")[-1].strip() for line in shown] == [
        "19 days (mean)",
        "n = 8 · 6 days",
        "(shortest); 7 weeks",
        "(longest)",
    ]


def test_a_measure_that_studies_report_of_other_treatments_only_is_not_drawn(keta, folder):
    whole = figures()
    for one in whole["sources"][1:]:
        for result in one["results"]:
            if result["measure"] == "time-to-onset":
                result["arm"] = "ssri"
    assert "Time to the first effect" in keta("plot", "timing", "--store", folder(figures(), "before")).out
    assert "Time to the first effect" not in keta("plot", "timing", "--store", folder(whole)).out


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
    assert lines(out, "  series-2010") == [
        "  series-2010           19 days (mean)        n = 8   partly supports",
        "  open-label series     ketamine by infusion          relapse-mean-19-days",
        "                        20 days (median)              no verdict",
    ]


def test_chosen_figures_that_find_no_room_side_by_side_stand_one_under_the_other(keta, folder, monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    arguments = ("--measure", "dose", "--fields", "source,figure,claim,design")
    assert keta("compare", *arguments, "--store", folder(figures())).out == (
        "source: overview\nfigure: about 0.5 mg/kg\nclaim: remission-85-percent\ndesign:\n"
    )


def test_chosen_figures_stand_in_a_table_of_markdown(keta, folder):
    arguments = ("--measure", "dose", "--fields", "source,figure", "--format", "markdown")
    assert keta("compare", *arguments, "--store", folder(figures())).out == (
        "| source | figure |\n| --- | --- |\n| overview | about 0.5 mg/kg |\n"
    )


@pytest.mark.parametrize(("limit", "left_out"), [(1, 17), (17, 1)])
def test_a_comparison_in_markdown_says_what_a_limit_left_out(keta, folder, limit, left_out):
    out = keta("compare", "--limit", limit, "--format", "markdown", "--store", folder(figures())).out
    assert out.splitlines()[-1] == f"Shown {limit} of 18: `--limit` left out {left_out}."
