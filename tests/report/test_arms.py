"""Arms in pairs: shares, differences, their intervals, and how they read."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketacli.model import Result, Study
from ketacli.report import arms, pair_words
from ketacli.report.intervals import newcombe, wilson


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        # Newcombe RG. Stat Med 1998;17:873-890, table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_published_intervals_of_differences_come_out(one, other, low, high):
    assert tuple(round(end, 4) for end in newcombe(*one, *other)) == (low, high)


COUNTS = st.integers(1, 2_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS, COUNTS)
def test_the_interval_holds_the_difference_stays_in_range_and_turns_with_its_sign(one, other):
    low, high = newcombe(*one, *other)
    assert -1 <= low <= one[0] / one[1] - other[0] / other[1] <= high <= 1
    back_low, back_high = newcombe(*other, *one)
    assert (back_low, back_high) == pytest.approx((-high, -low), abs=1e-12)


@given(COUNTS, COUNTS)
def test_the_interval_is_that_of_the_two_shares_squared_and_added(one, other):
    """Worked out the other way: from the lengths of Wilson's intervals to either side."""
    share, other_share = one[0] / one[1], other[0] / other[1]
    (low, high), (other_low, other_high) = wilson(share, one[1]), wilson(other_share, other[1])
    below = complex(share - low, other_high - other_share)
    above = complex(high - share, other_share - other_low)
    expected = (max(share - other_share - abs(below), -1), min(share - other_share + abs(above), 1))
    assert newcombe(*one, *other) == pytest.approx(expected, abs=1e-12)


def test_no_people_have_no_interval():
    with pytest.raises(ValueError, match=r"^no proportion: -1\.0 of 0$"):
        newcombe(0, 0, 1, 2)


@pytest.mark.parametrize(("value", "rounded"), [(12.5, 13), (-12.5, -13), (0.4, 0), (-0.4, 0), (18.68, 19)])
def test_halves_are_rounded_away_from_zero(value, rounded):
    assert arms.whole(value) == rounded


def share(value=None, **changes):
    return Result(**{"measure": "relapse-rate", "statistic": "proportion", "unit": "%", "value": value, **changes})


def treated(events, n, **changes):
    return share(round(100 * events / n, 1), role="treated", events=events, n=n, **{"arm": "spray", **changes})


def compared(events, n, **changes):
    return share(round(100 * events / n, 1), role="compared", events=events, n=n, **{"arm": "placebo", **changes})


def trial(*results, design="rct", **changes):
    whole = {"id": "daly-2019", "kind": "study", "title": "", "design": design, "result": "", "cite": {}, "read": ""}
    return Study(**{**whole, **changes}, results=results)


def words(*results, **changes):
    return [pair_words.in_words(pair) for pair in arms.pairs(trial(*results, **changes))]


@pytest.mark.parametrize(
    ("results", "told"),
    [
        ((treated(24, 90), compared(39, 86)), "19 fewer (5 to 32 fewer)"),
        ((treated(15, 32), compared(10, 30)), "14 more (10 fewer to 35 more)"),
        ((treated(108, 195), compared(70, 170)), "14 more (4 to 24 more)"),
        ((treated(17, 63), compared(8, 60)), "14 more (1 fewer to 27 more)"),
        ((treated(5, 10), compared(5, 10)), "as many (37 fewer to 37 more)"),
        ((share(64, role="treated"), share(28, role="compared")), "36 more (group sizes unknown)"),
        ((share(64, role="treated", n=47), share(28, role="compared", n=25)), "about 36 more (12 to 54 more)"),
        ((share(64, role="treated", n=47), share(28, role="compared")), "36 more (group sizes unknown)"),
    ],
)
def test_a_difference_reads_as_people_of_a_hundred(results, told):
    assert words(*results) == [told]


@pytest.mark.parametrize(
    ("design", "told"),
    [
        ("rct-crossover", "not computed: crossover"),
        ("observational-cohort", "not randomised"),
        ("case-series", "not randomised"),
        ("randomised-open", "20 more (20 fewer to 53 more)"),
        ("non-randomised", "not randomised"),
    ],
)
def test_no_difference_is_worked_out_where_people_were_not_compared_by_chance(design, told):
    assert words(treated(7, 10), compared(5, 10), design=design) == [told]


@pytest.mark.parametrize(("design", "told"), [("open-label", "no comparison"), ("rct", "other group not seen")])
def test_an_arm_alone_says_why(design, told):
    assert words(treated(7, 10), design=design) == [told]
    assert words(compared(7, 10), design=design) == [told]
    assert words(share(70), design=design) == [told]


def test_a_printed_difference_is_shown_where_counts_are_not():
    printed = share(-17, statistic="difference", arm="spray", comparator="placebo", printed=True, ci=(-30, -2))
    bare = replace(printed, ci=None)
    arms_ = (share(46, role="treated", arm="spray"), share(63, role="compared", arm="placebo"))
    assert words(*arms_, printed) == ["17 fewer (2 to 30 fewer)"]
    assert words(*arms_, bare) == ["17 fewer"]
    assert words(treated(24, 90), compared(39, 86), bare) == ["19 fewer (5 to 32 fewer)"]
    assert words(*arms_, printed, design="rct-crossover") == ["17 fewer (2 to 30 fewer)"]


def test_several_doses_share_one_comparison():
    found = arms.pairs(trial(treated(4, 11, given="28 mg"), treated(5, 12, given="84 mg"), compared(1, 33)))
    assert [(pair_words.given(pair, {"placebo": "placebo"}), pair.is_shared) for pair in found] == [
        ("28 mg v placebo", False),
        ("84 mg v placebo", True),
    ]


def test_an_arm_that_names_its_comparator_is_paired_with_that_alone():
    found = arms.pairs(trial(treated(4, 11, comparator="ect"), compared(1, 33), compared(2, 33, arm="ect")))
    assert [pair_words.given(pair, {}) for pair in found] == ["spray v ect", "placebo"]


def test_only_arms_alike_in_all_else_are_paired():
    for field in ("timepoint", "outcome", "population", "scale"):
        found = arms.pairs(trial(treated(4, 11, **{field: "a"}), compared(1, 33, **{field: "b"})))
        assert [(pair.treated is None, pair.compared is None) for pair in found] == [(False, True), (True, False)]


def test_only_the_measures_asked_for_are_paired():
    other = share(5, measure="response-rate")
    assert [pair.first.result for pair in arms.pairs(trial(other, share(6)), ["response-rate"])] == [other]


def test_times_are_paired_without_a_difference():
    day = {"measure": "time-to-relapse", "statistic": "median", "unit": "d"}
    found = arms.pairs(trial(share(57, role="treated", **day), share(61, role="compared", **day)))
    assert [(pair.why, pair.difference, pair_words.in_words(pair)) for pair in found] == [("no-share", None, "")]
    assert arms.difference(arms.arm(share(57, **day)), arms.arm(share(61, **day))) is None


def test_a_share_comes_from_the_counts_and_keeps_a_reported_interval():
    assert arms.arm(share(27, events=24, n=90)).share == pytest.approx(26.6667, abs=1e-4)
    found = arms.arm(share(27, ci=(20, 35)))
    assert (found.low, found.high, found.is_reported) == (20, 35, True)


@pytest.mark.parametrize("odd", [share(120, n=10), share(30, n=10, qualifier="about"), share(30, events=12, n=10)])
def test_what_cannot_be_counted_has_no_interval(odd):
    found = arms.arm(odd)
    assert (found.low, found.high) == (None, None)


def test_what_was_compared_with_what_is_short():
    names = {"spray": "spray", "placebo": "placebo"}
    long = arms.pairs(trial(treated(1, 2, given="84 mg of the nasal spray"), compared(1, 2, given="a placebo spray")))
    assert [pair_words.given(pair, names) for pair in long] == ["84 mg of the nasal spray v placebo"]
    long = arms.pairs(trial(treated(1, 2, given="84 mg of the nasal spray, twice a week"), compared(1, 2)))
    assert [pair_words.given(pair, names) for pair in long] == ["84 mg of the nasal spray, twice a…"]


def test_groups_go_by_design_then_by_number_of_people_never_by_effect():
    studies = [
        trial(treated(9, 10), compared(1, 10), id="small"),
        trial(treated(50, 100), compared(49, 100), id="large"),
        trial(share(99, role="treated"), share(1, role="compared"), id="unknown"),
        trial(treated(9, 10), id="series", design="open-label"),
        trial(treated(9, 10, arm="ssri"), compared(1, 10), id="other"),
        trial(treated(9, 10), compared(1, 10), id="b-early", cite={"issued": "2001"}),
    ]
    found = arms.grouped([pair for one in studies for pair in arms.pairs(one)], {"ssri": False})
    assert [(name, [pair.study.id for pair in members]) for name, members in found] == [
        ("randomised", ["large", "b-early", "small", "unknown"]),
        ("alone", ["series"]),
        ("scale", ["other"]),
    ]


def test_every_group_has_a_word_for_its_design_in_figures_of_times():
    from ketacli.report import timing

    assert list(timing._DESIGNS) == [name for name in arms.GROUPS if name in timing._DESIGNS]  # noqa: SLF001
    assert {*arms.GROUPS} - {*timing._DESIGNS} <= {"scale"}  # noqa: SLF001 - other treatments keep the word of their design


def test_the_people_of_a_review_never_stand_for_those_of_one_of_its_figures():
    odds = Result(
        "odds-ratio", value=3.94, arm="spray", comparator="placebo", n=185, ci=(1.54, 10.1), outcome="relapse"
    )
    shares = (share(27.4, role="treated", arm="spray"), share(8.8, role="compared", arm="placebo"))
    (told,) = arms.pairs(trial(*shares, odds, design="meta-analysis", n=5299))
    (bare,) = arms.pairs(trial(*shares, design="meta-analysis", n=5299))
    assert (told.people, bare.people) == (185, None)
    assert (pair_words.in_words(told), pair_words.in_words(bare)) == (
        "19 more, OR 3.9 (1.5 to 10.1)",
        "19 more (group sizes unknown)",
    )
    assert pair_words.ratio_in_words(odds) == "OR 3.94 (1.54 to 10.1)"


def test_a_ratio_of_another_time_treatment_or_outcome_is_not_told_of_a_pair():
    shares = (share(27.4, role="treated", arm="spray"), share(8.8, role="compared", arm="placebo"))
    odds = Result("odds-ratio", value=3.94, arm="spray", comparator="placebo", ci=(1.54, 10.1), outcome="relapse")
    others = ({"timepoint": "24 h"}, {"arm": "infusion"}, {"comparator": "ect"}, {"outcome": "response"}, {"ci": None})
    for other in others:
        (pair,) = arms.pairs(trial(*shares, replace(odds, **other), design="meta-analysis"))
        assert pair.ratio is None, other


@pytest.mark.parametrize(
    ("one", "other", "read"),
    [
        ({}, {}, "abstract"),
        ({"read": "secondary"}, {}, "secondary"),
        ({}, {"counts": "secondary"}, "secondary"),
        ({"read": "full-text"}, {"read": "full-text"}, "full-text"),
    ],
)
def test_a_pair_was_read_as_its_figures_were_not_as_its_study(one, other, read):
    (pair,) = arms.pairs(trial(treated(3, 10, **one), compared(5, 10, **other), read="abstract"))
    assert pair.read == read


@pytest.mark.parametrize(
    ("measure", "ci", "changes", "missed"),
    [
        ("score-difference", (-6.88, 0.45), {}, True),
        ("score-difference", (-7.31, -0.64), {}, False),
        ("score-difference", (0, 3), {}, True),
        ("score-difference", (0.2, 1.4), {}, False),
        ("odds-ratio", (0.9, 17.3), {}, True),
        ("odds-ratio", (1.9, 7.3), {}, False),
        ("hazard-ratio", (0.29, 0.84), {}, False),
        ("score-difference", (-6.88, 0.45), {"main": False}, False),
        ("score-difference", (-6.88, 0.45), {"comparator": None}, False),
        ("score-difference", None, {}, False),
    ],
)
def test_a_trial_missed_its_target_where_the_interval_of_its_main_figure_includes_none(measure, ci, changes, missed):
    main = Result(**{"measure": measure, "value": 1, "arm": "spray", "comparator": "placebo", "ci": ci, "main": True, **changes})  # fmt: skip
    assert arms.has_missed(trial(treated(52, 98), compared(42, 108), main)) is missed


@pytest.mark.parametrize(
    ("measure", "outcome", "part"),
    [
        ("time-to-relapse", "in remission", "remitters"),
        ("relapse-rate", "had responded", "responders"),
        ("time-to-relapse", "length of response", "responders"),
        ("still-well-rate", "had responded, no further infusions", "responders"),
        ("infusion-count", "to remission", "remitters"),
        ("relapse-rate", None, ""),
        ("time-to-remission", "remission at one visit", ""),
        ("time-to-onset", "response", ""),
        ("response-rate", "of those without response at day 2", "some"),
        ("remission-rate", "treated as the US label has it, self-rated", "some"),
        ("adverse-event-rate", "serious or severe common reaction, under 65", "some"),
        ("score-difference", "aged 65 or over", ""),
        ("adverse-event-rate", "raised blood pressure", ""),
    ],
)
def test_a_figure_of_those_who_got_well_or_of_a_group_is_of_some_of_a_study_s_people(measure, outcome, part):
    assert arms.part(Result(measure, outcome=outcome)) == part


@pytest.mark.parametrize(
    ("ci", "missed"), [((-30, -2), True), ((-5, 8), False), ((3.9, 24.2), False)], ids=["worse", "open", "better"]
)
def test_a_trial_of_non_inferiority_missed_its_target_where_the_treatment_is_worse_for_certain(ci, missed):
    main = Result(measure="remission-rate", value=1, arm="spray", comparator="placebo", ci=ci, main=True)
    study = trial(treated(52, 98), compared(42, 108), main)
    assert arms.has_missed(replace(study, design="rct-noninferiority-open-label")) is missed
