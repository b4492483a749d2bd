"""Which figures a chart draws, where, and with which words."""

import math

import pytest

from ketacli import open_store
from ketacli.cli._figures import drawn
from ketacli.report.chart import Chart, Panel
from tests.conftest import claim
from tests.stores import figures


@pytest.fixture
def charted(folder):
    """Return a chart of the store of figures."""

    def run(kind, content=None, **filters):
        opened = open_store(folder(content or figures()))
        query = opened.query(**filters)
        return drawn(kind, opened.find(query).claims, opened, query)

    return run


def _panel(chart: Chart, measure: str) -> Panel:
    return next(panel for panel in chart.panels if panel.measure == measure)


def test_timing_runs_from_what_is_soon_to_what_is_late(charted):
    assert [panel.measure for panel in charted("timing").panels] == [
        "time-to-onset",
        "time-to-full-effect",
        "time-to-relapse",
    ]


def test_time_is_placed_on_a_logarithmic_axis(charted):
    places = {tick.label: tick.place for tick in charted("timing").ticks}
    ratio = (places["1 day"] - places["1 hour"]) / (places["1 hour"] - places["10 min"])
    assert ratio == pytest.approx(math.log(24) / math.log(6), rel=1e-4)
    assert list(places) == ["10 min", "30 min", "1 hour", "6 h", "1 day", "1 week", "1 month", "3 mo"]


def test_a_range_a_point_a_bound_and_a_spread_are_told_apart(charted):
    chart = charted("timing")
    found = {(bar.source, bar.figure, bar.kind, bar.opens, bar.interval) for bar in chart.bars}
    assert found == {
        ("trial-1", "at most 2 hours", "point", "left", ""),
        ("trial-2", "at most 2 hours", "point", "left", ""),
        ("overview", "4 to 6 weeks", "range", "", ""),
        ("trial-1", "24 hours", "point", "", ""),
        ("trial-2", "24 hours", "point", "", ""),
        ("overview", "more than 3 months (some people)", "point", "right", ""),
        ("series-2010", "19 days (mean)", "spread", "", "6 to 45 days"),
        ("series-2010", "27.5 days (median)", "point", "", ""),
    }


def test_a_spread_has_the_contradictions_of_its_ends(charted):
    whole = figures()
    whole["claims"] = [
        claim(
            id="longest-a-year",
            scope={"intervention": "ketamine-iv"},
            quantities=[
                {"measure": "time-to-relapse", "statistic": "maximum", "value": 1, "unit": "a", "derived": "The table"}
            ],
            evidence=[{"source": "series-2010", "verdict": "disputes", "note": "The longest was 45 days."}],
        )
    ]
    whole["contradictions"] = [
        {
            "id": "how-long",
            "type": "timing",
            "relation": "direct",
            "sides": [
                {"claims": ["longest-a-year"], "says": "A year."},
                {"sources": ["series-2010"], "says": "45 days."},
            ],
            "why": "They differ.",
        }
    ]
    bars = _panel(charted("timing", whole), "time-to-relapse").bars
    assert [(bar.source, bar.figure, bar.contradictions, bar.contested) for bar in bars] == [
        ("overview", "1 year (longest)", 1, True),
        ("series-2010", "19 days (mean)", 1, True),
        ("series-2010", "27.5 days (median)", 0, False),
    ]


def test_studies_that_say_the_same_share_a_line_and_are_all_named(charted):
    bars = _panel(charted("timing"), "time-to-onset").bars
    assert [(bar.source, bar.alike) for bar in bars] == [("trial-1", ()), ("trial-2", ("trial-3", "trial-4"))]
    assert "trial-2 and others, at most 2 hours: trial-3, trial-4." in charted("timing").notes


def test_a_study_that_is_contradicted_keeps_a_line_of_its_own(charted):
    bars = _panel(charted("timing"), "time-to-full-effect").bars
    assert [(bar.source, bar.contradictions, bar.alike) for bar in bars] == [
        ("overview", 1, ()),
        ("trial-1", 1, ()),
        ("trial-2", 0, ("trial-3", "trial-4")),
    ]


def test_shares_of_people_have_wilsons_interval_where_the_people_are_known(charted):
    bars = _panel(charted("rates"), "remission-rate").bars
    assert [(bar.who, bar.source, bar.figure, bar.people, bar.interval) for bar in bars] == [
        ("document", "overview", "85%", "", ""),
        ("study", "trial-1", "45%", "9 of 20", "26 to 66%"),
        ("study", "trial-1", "30%", "", "12 to 55% as reported"),
        ("other", "trial-1", "10%", "2 of 20", "3 to 30%"),
        ("study", "trial-2", "26.2%", "", ""),
        ("study", "trial-2", "20.6%", "", ""),
    ]
    assert [(bar.low, bar.middle, bar.high) for bar in bars[:2]] == [(0.85, 0.85, 0.85), (0.258198, 0.45, 0.657915)]


def test_the_whole_size_of_a_study_gives_its_arms_no_interval(charted):
    bar = _panel(charted("rates"), "remission-rate").bars[4]
    assert (bar.source, bar.kind) == ("trial-2", "point")


def test_figures_of_other_treatments_are_counted_where_they_are_left_out(charted):
    assert charted("rates").notes[-1] == (
        "Not drawn: 1 figure of studies of other treatments; `keta compare` shows them."
    )


def test_whom_a_figure_is_of_is_told_where_it_is_not_the_rule(charted):
    bars = _panel(charted("timing"), "time-to-relapse").bars
    assert [bar.detail for bar in bars] == [
        "ketamine by infusion",
        "ketamine by infusion, people with resistant depression",
        "ketamine by infusion, people with PTSD, in PTSD",
    ]


def test_whom_a_figure_is_of_is_not_told_where_it_is_the_rule(charted):
    bars = _panel(charted("timing"), "time-to-full-effect").bars
    assert [bar.detail for bar in bars] == ["ketamine in any form", "ketamine by infusion", "ketamine by infusion"]


def test_the_scale_is_told_where_nothing_else_tells_figures_apart(charted):
    bars = _panel(charted("rates"), "remission-rate").bars
    assert [bar.detail for bar in bars if bar.source == "trial-2"] == [
        "ketamine in any form, MADRS",
        "ketamine in any form, HAM-D",
    ]


def test_marks_travel_with_the_bars(charted):
    (bar, *_) = _panel(charted("timing"), "time-to-full-effect").bars
    assert (bar.level, bar.contradictions, bar.contested, bar.caveats) == ("very-low", 1, True, 1)


def test_a_measure_asked_for_is_drawn_alone(charted):
    assert [panel.measure for panel in charted("timing", measure="time-to-relapse").panels] == ["time-to-relapse"]


def test_what_a_definition_says_is_not_drawn_until_it_is_asked_for(charted):
    content = figures()
    content["claims"] = [
        claim(
            type="definition",
            quantities=[
                {
                    "measure": "time-to-relapse",
                    "statistic": "threshold",
                    "value": 2,
                    "unit": "wk",
                    "qualifier": "at-least",
                    "derived": "The table",
                }
            ],
        )
    ]
    content["contradictions"] = []
    assert charted("timing", content).panels == ()
    assert [bar.figure for bar in charted("timing", content, measure="time-to-relapse").bars[:1]] == [
        "at least 2 weeks (threshold)"
    ]


def test_every_place_lies_on_the_axis(charted):
    for kind in ("timing", "rates"):
        for bar in charted(kind).bars:
            assert 0 <= bar.low <= bar.high <= 1
