"""Which figures are drawn, in which order, where on the axis, with which words."""

import re
from dataclasses import replace
from typing import Any

import pytest

from ketacli.errors import UsageError
from ketacli.formats._sheet import Layout as TextLayout
from ketacli.formats.plot import _page as page
from ketacli.formats.plot._figure import draw
from ketacli.formats.plot._layout import Layout, fitting
from ketacli.formats.plot._loading import settings
from ketacli.formats.plot._words import caption, said
from ketacli.formats.plot.text import render
from ketacli.model import Claim, Confidence, Evidence, Quantity, Result, Scope, Span, Study
from ketacli.report import arms, axis, choice, overview, rates, rows, timing
from ketacli.report.moments import moment, when
from ketacli.report.subject import Subject, choose
from ketacli.store.entities import printed

MEASURES: dict[str, dict[str, str]] = {
    "relapse-rate": {"name": "share who relapse", "dimension": "proportion", "question": "How many relapse?"},
    "response-rate": {"name": "share who respond", "dimension": "proportion"},
    "remission-rate": {"name": "share in remission", "dimension": "proportion"},
    "time-to-relapse": {"name": "time to relapse", "dimension": "time"},
    "time-to-onset": {"name": "time to the first effect", "dimension": "time"},
}
TREATMENTS: dict[str, dict[str, str | None]] = {
    "ketamine": {"name": "ketamine in any form", "short": "ketamine", "broader": None},
    "ketamine-iv": {"name": "ketamine by infusion", "short": "infusion", "broader": "ketamine"},
    "placebo": {"name": "placebo", "broader": None},
    "saline": {"name": "saline", "broader": "placebo"},
    "ssri": {"name": "SSRI", "broader": None},
}
WIDER = {"people": None, "depression": "people", "trd": "depression", "bipolar": "depression", "ptsd": "people"}


def subject(claims=(), studies=(), **changes):
    whole = {
        "measures": {name: {"id": name, **one} for name, one in MEASURES.items()},
        "treatments": {name: {"id": name, **one} for name, one in TREATMENTS.items()},
        "broader": {name: one["broader"] for name, one in TREATMENTS.items()},
        "wider": WIDER,
        "labels": {"overview": "Overview page", "guide": "Guide"},
        "documents": ("Overview page", "Guide"),
        "origin": "A store",
    }
    return Subject(claims=claims, studies=studies, **{**whole, **changes})


def claim(name="a", *quantities, population=None, treatment="ketamine", **changes):
    whole = {
        "type": "rate",
        "topics": ("relapse",),
        "importance": "core",
        "statement": f"Claim {name}.",
        "source": "overview",
        "quote": ("q",),
        "passage": (0, 1),
        "attribution": "assertion",
        "hedging": "asserted",
        "confidence": Confidence("effect", "low", "Why."),
        "rating": "wrong",
        "scope": Scope(population=population, intervention=treatment),
    }
    made = Claim(name, quantities=quantities, **{**whole, **changes})
    return replace(made, printed=printed(made, ()))


def share(value, measure="response-rate", **changes):
    return Quantity(measure, "proportion", value, unit="%", **changes)


def arm(value, role="treated", measure="response-rate", **changes):
    return Result(measure, "proportion", value, unit="%", role=role, **changes)


def pair(events, n, other, m, treatment="ketamine-iv", **changes):
    return (
        arm(100 * events / n, arm=treatment, events=events, n=n, **changes),
        arm(100 * other / m, "compared", arm="placebo", events=other, n=m, **changes),
    )


def study(name, *results, design="rct", year="2020", **changes):
    return Study(name, "study", "", design, "", {"issued": year}, "full-text", name.title(), results=results, **changes)


def shown(figure):
    return [(band.heading, [row.label for row in band.rows]) for band in figure.bands]


def test_claims_come_first_then_designs_and_within_them_the_largest_study():
    studies = [
        study("small", *pair(9, 10, 1, 10)),
        study("large", *pair(50, 100, 40, 100)),
        study("open", *pair(50, 100, 40, 100), design="rct-open-label"),
        study("series", arm(90, arm="ketamine-iv", events=9, n=10), design="open-label"),
        study("other", *pair(50, 100, 40, 100, treatment="ssri")),
    ]
    figure = rates.figure("response-rate", subject([claim("a", share(85))], studies))
    assert shown(figure) == [
        ("What the pages say", ["Overview page"]),
        ("Randomised", ["Large", "Small"]),
        ("Randomised, open-label", ["Open"]),
        ("No comparison group", ["Series"]),
        ("For scale: other treatments", ["Other"]),
    ]
    assert [band.guides for band in figure.bands] == [(), *[((0.85, 0.85),)] * 3, ()]
    assert {mark.who for row in figure.bands[-1].rows for mark in row.marks} == {"other", "compared"}


def test_the_arms_of_a_study_share_a_row_with_their_difference():
    figure = rates.figure("response-rate", subject([], [study("daly", *pair(24, 90, 39, 86))]))
    row = figure.bands[-1].rows[0]
    assert (row.what, row.people, row.figure, row.counts) == (
        "infusion v placebo",
        "176",
        "−19 (−32 to −5)",
        "24/90 v 39/86",
    )
    assert [(mark.who, mark.kind, mark.lane) for mark in row.marks] == [
        ("treated", "interval", -1),
        ("compared", "interval", 1),
    ]
    assert figure.differences
    assert (figure.differences.low, figure.differences.high) == (-50, 25)


@pytest.mark.parametrize(
    ("documents", "is_given", "told"),
    [
        (
            ("A", "B"),
            False,
            "Neither page gives this figure; the Overview page gives only the time to relapse, 19 days",
        ),
        (
            ("A",),
            False,
            "The page does not give this figure; the Overview page gives only the time to relapse, 19 days",
        ),
        ((), False, "No page gives this figure; the Overview page gives only the time to relapse, 19 days"),
        (
            ("A",),
            True,
            "No claim asked for gives this figure; the Overview page gives only the time to relapse, 19 days",
        ),
    ],
)
def test_a_figure_that_no_page_gives_is_said_to_be_left_out(documents, is_given, told):
    when_ = claim("a", Quantity("time-to-relapse", "typical", 19, unit="d"))
    studies = [study("daly", *pair(24, 90, 39, 86, measure="relapse-rate"))]
    of = subject([when_], studies, documents=documents, is_given=lambda _: is_given)
    row = rates.figure("relapse-rate", of).bands[0].rows[0]
    assert (row.verdict, row.what) == ("left-out", told)
    assert rates.figure("response-rate", of).bands[0].rows[0].what == told.split(";", maxsplit=1)[0]


def test_a_claim_is_drawn_with_the_measure_that_it_defines():
    of = subject([claim("a", share(85, "remission-rate", defined_as="response-rate"))], [study("s", *pair(1, 9, 1, 9))])
    assert choose("rates", of) == ["response-rate"]
    assert rates.figure("response-rate", of).bands[0].rows[0].what == "Claim a, meaning “respond”"


def test_claims_without_a_figure_follow_and_repeats_are_one_row():
    claims = [
        claim("bare", measures=("response-rate",)),
        claim("a", share(85)),
        claim("twin", share(85), repeats="a", source="guide"),
    ]
    rows = rates.figure("response-rate", subject(claims, [study("s", *pair(1, 9, 1, 9))])).bands[0].rows
    assert [(row.label, row.figure, row.told) for row in rows] == [
        ("Overview page, Guide", "85%", ""),
        ("Overview page", "", "no figure given"),
    ]


def test_people_with_another_condition_are_not_drawn_but_named():
    studies = [
        study("trd", *pair(1, 9, 1, 9, population="trd")),
        study("bipolar", *pair(1, 9, 1, 9, population="bipolar")),
        study("ptsd", *pair(1, 9, 1, 9, population="ptsd")),
    ]
    figure = rates.figure("response-rate", subject([claim("a", share(85), population="trd")], studies))
    assert figure.left == (("other conditions", ("Ptsd",)),)
    assert rates.figure("response-rate", subject([], studies)).left == figure.left


def test_nobody_is_counted_twice_but_a_study_that_the_page_cites_stays():
    studies = [
        study("report", *pair(1, 9, 1, 9), cohort="c"),
        study("whole", *pair(10, 90, 10, 90), cohort="c"),
        study("later", *pair(10, 90, 10, 90), design="rct-secondary"),
    ]
    held = Evidence("report", "misreported", "Note.", "certain")
    assert rates.figure("response-rate", subject([claim("a", share(85))], studies)).left == (
        ("the same people", ("Report",)),
        ("later analyses", ("Later",)),
    )
    cited = claim("a", share(85), evidence=(held,))
    assert rates.figure("response-rate", subject([cited], studies)).left == (("later analyses", ("Later",)),)


def test_all_who_were_rated_are_the_whole_study_beside_its_groups():
    rated = pair(70, 101, 52, 100, outcome="of those rated on the day")
    figure = rates.figure("response-rate", subject([], [study("a", *rated, *pair(9, 20, 5, 20, outcome="women"))]))
    assert [row.what for row in figure.rows[1:]] == ["infusion v placebo: of those rated on the day"]
    assert figure.left == (("subgroups", ("A: women",)),)
    assert choice.effects_of(arms.pairs(study("a", *rated))) == set()


def times(*series, **changes):
    return [
        one
        for events, other, day in series
        for one in pair(events, 20, other, 20, at=Span(day, "d"), timepoint=f"day {day}", **changes)
    ]


def drawn(figure):
    return [(row.label, row.what, row.when, row.figure) for band in figure.bands[1:] for row in band.rows]


def test_one_time_is_drawn_the_nearest_to_the_claim_or_the_first_after_a_day():
    studies = [study("s", *times((12, 8, 0.1), (12, 8, 1), (12, 8, 7)))]
    assert [row[2] for row in drawn(rates.figure("response-rate", subject([], studies)))] == ["day 1"]
    late = replace(claim("a", share(85)), scope=Scope(timepoint="day 6"))
    assert [row[2] for row in drawn(rates.figure("response-rate", subject([late], studies)))] == ["day 7"]
    early = [study("s", *times((12, 8, 0.1), (12, 8, 0.2)))]
    assert [row[2] for row in drawn(rates.figure("response-rate", subject([], early)))] == ["day 0.2"]


def test_where_the_direction_turns_the_last_time_is_drawn_too():
    studies = [study("lii", *times((12, 10, 1), (12, 12, 7), (8, 11, 14)))]
    assert drawn(rates.figure("response-rate", subject([], studies))) == [
        ("Lii", "infusion v placebo", "day 1", "+10 (−19 to 37)"),
        ("Lii", "the same", "day 14", "−15 (−41 to 15)"),
    ]


def test_a_shared_comparison_is_drawn_once_and_the_highest_dose_stays_where_room_is_short():
    one, other = pair(1, 11, 1, 33)
    doses = study("daly", replace(one, given="28 mg"), replace(one, given="84 mg"), other)
    figure = rates.figure("response-rate", subject([], [doses]))
    assert [len(row.marks) for row in figure.bands[-1].rows] == [2, 1]
    assert "Doses of one trial share one comparison, drawn once." in figure.notes
    short = rates.figure("response-rate", subject([], [doses]), 4)
    assert [(row.what, len(row.marks)) for row in short.bands[-1].rows] == [("84 mg v placebo", 2)]


def test_where_room_is_short_rows_go_in_order_and_no_group_without_a_word():
    studies = [
        *(study(f"trial-{n}", *pair(n, n * 10, 1, 20)) for n in range(1, 7)),
        *(study(f"cross-{n}", *pair(5, 10, 1, 10), design="rct-crossover", n=10) for n in range(4)),
        *(study(f"tiny-{n}", arm(90, events=9, n=10), design="open-label") for n in range(3)),
        study("big", arm(50, events=500, n=1000), design="open-label"),
        study("review", *pair(5, 10, 1, 10), design="meta-analysis", n=100),
        study("overlap", *pair(5, 10, 1, 10), design="meta-analysis", n=50),
        study("ssri", *pair(5, 10, 1, 10, treatment="ssri")),
    ]
    bare = [claim(f"c{n}", measures=("response-rate",)) for n in range(4)]
    of = subject([claim("a", share(85)), *bare], studies)
    figure = rates.figure("response-rate", of, 14)
    assert shown(figure)[1:] == [
        ("Randomised", ["Trial-6", "Trial-5", "Trial-4", "Trial-3", "Trial-2", "4 crossovers"]),
        ("Reviews of trials", ["Review"]),
        ("No comparison group", ["Big"]),
    ]
    assert figure.left == (
        ("other studies", ("Trial-1",)),
        ("series under 50, 90 to 90%", ("Tiny-0", "Tiny-1", "Tiny-2")),
        ("reviews that overlap", ("Overlap",)),
        ("other treatments", ("Ssri",)),
    )
    assert "3 more claims." in figure.notes
    quoted = rates.figure("response-rate", of._replace(resting=frozenset({"trial-1"})), 14)
    assert shown(quoted)[1] == ("Randomised", ["Trial-6", "Trial-5", "Trial-4", "Trial-3", "Trial-1", "4 crossovers"])
    collapsed = figure.bands[1].rows[-1]
    assert (collapsed.what, collapsed.people, {mark.kind for mark in collapsed.marks}) == (
        "infusion v placebo",
        "10–10",
        {"point"},
    )


def test_the_footer_counts_what_it_has_no_room_to_name():
    figure = rates.figure("response-rate", subject([], [study("s", *pair(1, 9, 1, 9))]))
    figure = figure._replace(notes=(), left=(("small", ("A", "B")), ("other", ("C",))))
    assert figure.footer(lambda _: True) == "Not drawn: small (A, B), other (C). A store"
    assert figure.footer(lambda text: "C" not in text) == (
        "Not drawn: small (A, B), other (1): keta plot rates. A store"
    )
    assert figure.footer(lambda _: False) == "Not drawn: small (2), other (1): keta plot rates. A store"


def test_a_share_off_the_scale_is_an_arrow_with_its_figure():
    figure = rates.figure("response-rate", subject([], [study("s", arm(120), design="open-label")]))
    row = figure.bands[-1].rows[0]
    assert [mark.kind for mark in row.marks] == ["right"]
    assert row.figure == "120%, off the scale; no comparison"


@pytest.mark.parametrize(
    ("low", "high", "kind"),
    [(95, 140, "right"), (-5, 20, "left"), (0, 100, "range"), (101, 101, "right"), (-5, 140, "right")],
)
def test_a_range_that_ends_off_the_scale_is_an_arrow_at_that_end(low, high, kind):
    assert rows.mark("page", axis.shares(), low, high).kind == kind


def lasting(value, statistic="median", unit="d", **changes):
    return Result("time-to-relapse", statistic, value, unit=unit, role="treated", arm="ketamine-iv", **changes)


def test_days_that_differ_less_than_fiftyfold_have_equal_steps_from_zero():
    studies = [study("a", lasting(6)), study("b", lasting(273))]
    figure = timing.figure(["time-to-relapse"], subject([], studies))
    assert (figure.axis.is_log, figure.axis.low, figure.axis.high / axis.DAY, figure.axis.unit) == (
        False,
        0,
        300,
        "days",
    )
    assert figure.subtitle == "Time, in days, in equal steps"


def test_minutes_to_weeks_have_a_scale_of_round_times():
    figure = timing.figure(
        ["time-to-relapse"], subject([], [study("a", lasting(40, unit="min")), study("b", lasting(9))])
    )
    assert figure.axis.is_log
    assert [tick.label for tick in figure.axis.ticks] == ["30 min", "1 h", "2 h", "6 h", "1 day", "1 week"]


def test_zero_has_a_place_left_of_a_break_and_other_values_can_be_beyond():
    found = axis.times([0, 30, 40_000])
    assert (found.has_zero, found.place(0), found.beyond(0), found.beyond(20), found.beyond(1e9)) == (
        True,
        0.0,
        "",
        "left",
        "right",
    )
    assert found.place(30) == pytest.approx(0.07)


def test_bounds_spreads_and_medians_not_reached_have_marks_of_their_own():
    studies = [
        study("bound", lasting(40, qualifier="at-least")),
        study("look", lasting(30, first_look=True)),
        study("spread", lasting(19, "mean"), lasting(6, "minimum"), lasting(45, "maximum")),
        study("unreached", lasting(None, reached=False), replace(lasting(273), role="compared", arm="placebo")),
        study("range", lasting(None, low=20, high=30)),
    ]
    figure = timing.figure(["time-to-relapse"], subject([], studies))
    rows = {row.label: ([mark.kind for mark in row.marks], row.figure) for row in figure.bands[1].rows}
    assert rows == {
        "Bound": (["from"], "at least 40 days"),
        "Look": (["upto"], "30 days"),
        "Spread": (["spread"], "19 days (6 to 45)"),
        "Unreached": (["unreached", "point"], "not reached v 273 days"),
        "Range": (["range"], "20 to 30 days"),
    }
    assert "Medians, but for Spread, which are means." in figure.notes


def test_several_measures_of_time_are_groups_with_their_own_claims_and_clocks():
    onset = Result("time-to-onset", "typical", 1, unit="d", role="treated", arm="ketamine-iv", clock="first dose")
    other = replace(onset, arm="ssri", value=7)
    claims = [
        claim("soon", Quantity("time-to-onset", "typical", 2, unit="d")),
        claim("slow", Quantity("time-to-onset", "typical", 3, unit="wk"), treatment="ssri"),
    ]
    studies = [study("a", onset), study("b", lasting(9, clock="last dose")), study("c", other)]
    figure = timing.figure(["time-to-onset", "time-to-relapse"], subject(claims, studies, question="How soon?"))
    assert shown(figure) == [
        ("Time to the first effect", ["Overview page", "A"]),
        ("Time to relapse", ["B"]),
        ("For scale: other treatments", ["Overview page", "C"]),
    ]
    assert figure.title == "How soon?"
    assert figure.notes == (
        "Median: B.",
        "The clock starts at: first dose (A, C); last dose (B). Compare with care.",
    )


def test_an_overview_has_each_verdict_once_before_any_twice_and_one_that_holds():
    names = ("response-rate", "remission-rate", "relapse-rate")
    claims = [
        claim("w1", share(85, names[0])),
        claim("w2", share(85, names[1])),
        claim("ok", share(50, names[2]), rating="supported", importance="minor", in_fact="One. Two."),
    ]
    studies = [study("s", *(one for name in names for one in pair(5, 10, 1, 10, measure=name)))]
    found = overview.overview(subject(claims, studies))
    assert [(strip.verdict, strip.sources()) for strip in found.strips] == [
        ("wrong", "S"),
        ("wrong", "S"),
        ("supported", "S"),
    ]
    assert found.strips[-1].in_fact == "One. Two."


@pytest.mark.parametrize("most", range(3, 12))
def test_a_trial_that_missed_its_target_and_the_largest_that_met_it_are_drawn_both_or_not_at_all(most):
    def main(low, high):
        return Result("score-difference", "mean", -3, unit="1", arm="ketamine-iv", comparator="placebo", ci=(low, high), main=True)  # fmt: skip

    studies = [
        study("missed", *pair(60, 110, 40, 110), main(-6.9, 0.4)),
        study("met", *pair(60, 100, 40, 100), main(-7.3, -0.6)),
        *(study(f"other-{n}", *pair(60 + n, 105, 40, 105)) for n in range(4)),
        *(study(f"open-{n}", *pair(60, 300 + n, 40, 300), design="rct-open-label") for n in range(3)),
    ]
    drawn = {row.label for row in rates.figure("response-rate", subject([], studies), most).rows}
    assert {"Missed", "Other-0"} <= drawn


def test_in_an_overview_a_claim_has_beside_it_only_studies_of_its_treatment_and_time_the_arms_of_each_together():
    day, week = {"timepoint": "24 h", "at": Span(24, "h")}, {"timepoint": "day 7", "at": Span(7, "d")}
    one = claim("w", share(85), treatment="ketamine-iv")
    one = replace(one, scope=replace(one.scope, timepoint="day 1"))
    studies = [
        study("here", *pair(5, 10, 1, 10, **day)),
        study("later", *pair(6, 10, 2, 10, **week)),
        study("spray", *pair(7, 10, 3, 10, treatment="esketamine-nasal", **day)),
        study("untold", *pair(8, 10, 4, 10)),
        study("pooled", *pair(4, 10, 1, 10, **day), design="meta-analysis"),
        study("again", *pair(9, 20, 2, 20, **day)),
        study("alone", arm(90, arm="ketamine-iv", events=9, n=10, **day), design="open-label"),
    ]
    (strip,) = overview.overview(subject([one], studies)).strips
    assert (strip.sources(), strip.about) == ("Again, Here", "Share who respond, infusion, 24 h")
    assert [[(mark.who, mark.middle) for mark in pair_] for pair_ in strip.pairs] == [
        [("treated", 0.45), ("compared", 0.1)],
        [("treated", 0.5), ("compared", 0.1)],
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [("90 minutes", 90), ("day 7", 10080), ("after 24 h", 1440), ("at any time", None), (None, None)],
)
def test_times_are_read_from_words(words, found):
    assert moment(words) == found


@pytest.mark.parametrize(
    ("result", "told"),
    [
        (arm(1), "varied"),
        (arm(1, timepoint="after the sixth infusion"), "sixth infusion"),
        (arm(1, timepoint="at the end of the acute course of treatment"), "end"),
        (arm(1, timepoint="at the end of a rather long course", at=Span(4, "wk")), "4 weeks"),
        (arm(1, timepoint="maintenance phase"), "maintenance"),
    ],
)
def test_when_is_told_in_few_words(result, told):
    assert when(result) == told


def test_a_caption_without_studies_has_no_references():
    figure = rates.figure("response-rate", subject([claim("a", share(85))]))
    assert caption(figure) == (
        "Share who respond\n"
        "Intervals are 95%: Wilson 1927, doi:10.1080/01621459.1927.10502953, for shares; Newcombe 1998, "
        "doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I (method 10), for differences per 100 people.\n"
        "A store.\n"
    )


def test_claims_without_a_figure_alone_have_no_legend_and_one_empty_line_above_them():
    figure = rates.figure("response-rate", subject([claim("a", measures=("response-rate",))]))
    assert render(figure, TextLayout(60)).text() == (
        "Share who respond\n\n"
        "What the pages say\n"
        "  0%           25%           50%          75%         100%\n"
        "✗ wrong Overview page: Claim a (no figure given)\n"
        "– left out No claim asked for gives this figure\n\n"
        "A store\n"
    )


@pytest.mark.parametrize(
    ("width", "scale"),
    [
        (100, "What the pages say 0 1h 6h 1d 1wk 4wk 3mo 1y"),
        (30, "0     1h 6h 1d 1wk      1y"),
        (20, "0  1h  1d  4wk"),
    ],
)
def test_labels_of_an_axis_are_short_where_room_is_and_left_out_where_there_is_none(width, scale):
    lines = render(every_mark()[2], TextLayout(width)).text().splitlines()
    assert " ".join(next(line for line in lines if re.search(r"\b1 ?h\b", line)).split()) == " ".join(scale.split())


def test_a_figure_that_is_never_small_enough_is_the_one_with_the_fewest_lines():
    large = rates.figure("response-rate", subject([], [study(f"s-{n}", *pair(5, 10, 1, 10)) for n in range(40)]))
    assert fitting(lambda most: large._replace(title=f"At most {most}"), page.SLIDE).title == "At most 6"


def test_type_never_shrinks_so_too_small_a_page_is_refused():
    studies = [study(f"s-{n}", *pair(5, 10, 1, 10)) for n in range(40)]
    figure = rates.figure("response-rate", subject([], studies))
    message = r"^The figure has 43 lines, too many for 13\.333 by 7\.5 inches$"
    with settings(has_text=False), pytest.raises(UsageError, match=message):
        draw(figure, page.SLIDE)


def every_mark():
    """Return figures in which every kind of mark occurs: rates, times in equal steps, times with a zero."""
    claims = [
        claim("point", share(85)),
        claim("range", Quantity("response-rate", "proportion", low=20, high=40, unit="%")),
        claim("more", share(50, qualifier="more-than")),
        claim("less", share(10, qualifier="at-most")),
    ]
    studies = [
        study("both", *pair(5, 10, 1, 10)),
        study("bare", arm(64, arm="ketamine-iv"), arm(28, "compared", arm="placebo"), n=73),
        study("near", *(replace(one, events=None) for one in pair(5, 10, 1, 10))),
        study("beyond", arm(120), design="open-label"),
        study("range", arm(None, low=0, high=24), design="open-label"),
        study("ssri", *pair(5, 10, 1, 10, treatment="ssri")),
        study(
            "printed",
            arm(46, arm="ketamine-iv"),
            arm(63, "compared", arm="placebo"),
            Result("response-rate", "difference", -17, unit="%", arm="ketamine-iv", printed=True, ci=(-30, -2)),
        ),
    ]
    claims_of_times = [
        claim("t", Quantity("time-to-relapse", "mean", 19, unit="d")),
        claim("bare", measures=("time-to-relapse",)),
    ]
    spans = [
        study("bound", lasting(40, qualifier="at-least")),
        study("look", lasting(30, first_look=True)),
        study("spread", lasting(19, "mean"), lasting(6, "minimum"), lasting(45, "maximum")),
        study("unreached", lasting(None, reached=False), replace(lasting(273), role="compared", arm="placebo")),
        study("range", lasting(None, low=20, high=30)),
        study("ssri", replace(lasting(30), arm="ssri")),
    ]
    zero = [*spans, study("zero", lasting(0)), study("soon", lasting(10, unit="min"))]
    return [
        rates.figure("response-rate", subject(claims, studies)),
        timing.figure(["time-to-relapse"], subject(claims_of_times, spans)),
        timing.figure(["time-to-relapse"], subject(claims_of_times, zero)),
        timing.figure(["time-to-onset", "time-to-relapse"], subject(claims_of_times, zero)),
    ]


@pytest.mark.slow
def test_every_kind_of_mark_is_drawn_explained_and_told_in_every_form(golden):
    told = []
    for figure in every_mark():
        with settings(has_text=False):
            for size in (page.SLIDE, page.PORTRAIT):
                draw(figure, size).draw_without_rendering()
        for width in (40, 100):
            text = render(figure, TextLayout(width)).text()
            assert [line for line in text.splitlines() if len(line) > width] == []
            told.append(text)
        told.append(f"{said(figure)}\n")
    golden("figures-every-mark", "\n".join(told))


def test_a_printed_difference_and_one_from_rounded_shares_say_so():
    rows = {row.label: row.figure for row in every_mark()[0].rows}
    assert (rows["Printed"], rows["Near"], rows["Bare"]) == (
        "−17 (−30 to −2, printed)",
        "≈ +40 (0 to 68)",
        "+36",
    )


def test_what_was_there_by_then_begins_at_zero_and_says_how_many_were_compared():
    given: dict[str, Any] = {"measure": "remission-rate", "statistic": "proportion", "unit": "%", "at": Span(90, "min")}
    found = study(
        "a",
        Result(
            "time-to-remission", "typical", value=90, unit="min", qualifier="at-most", arm="ketamine-iv", role="treated"
        ),
        Result(value=88, arm="ketamine-iv", role="treated", **given),
        Result(value=33, arm="saline", role="compared", n=9, events=3, **given),
        n=18,
    )
    later = study("b", Result("time-to-remission", "typical", value=8, unit="wk", arm="ketamine-iv", role="treated"))
    measures = {"time-to-remission": {"id": "time-to-remission", "name": "time to remission", "dimension": "time"}}
    of = subject([claim("a", population="depression")], [found, later], measures=measures)
    figure = timing.figure(["time-to-remission"], of)
    rows = {row.source: row for row in figure.rows}
    assert (rows["a"].what, rows["a"].figure) == ("infusion v saline, 90 minutes", "88 v 33 of 100")
    assert rows["a"].people == "9 v 9"
    assert (figure.axis.ticks[0].label, figure.axis.has_zero) == ("0", True)
    assert figure.subtitle == "Time, compressed"


def by(value, measure="time-to-onset", unit="h", **changes):
    return Result(
        measure, "typical", value, unit=unit, qualifier="at-most", role="treated", **{"arm": "ketamine-iv", **changes}
    )


def course():
    """Return what a figure of an onset is drawn from: times, the shares of two studies, another treatment."""
    measures = {
        name: {"id": name, "better": "fewer" if name[:4] == "time" else "more", **one} for name, one in MEASURES.items()
    }
    day = {"at": Span(2, "d"), "timepoint": "day 2"}
    month = {"at": Span(28, "d"), "timepoint": "day 28"}
    full = "time-to-relapse"  # any second time of which the shorter is the better
    studies = [
        study("first", by(4), n=400),
        *(study(f"more-{n}", by(2), n=n) for n in range(1, 6)),
        study("lone", by(1, full)),
        study("pooled", *pair(17, 100, 9, 100, **day), *pair(59, 100, 45, 100, **month), design="rct-secondary"),
        study("other", *pair(90, 100, 5, 100, **day)),
        study("ssri", by(1, unit="wk", arm="ssri"), n=500),
    ]
    claims = [
        claim("soon", measures=("time-to-onset",)),
        claim("slow", Quantity("time-to-onset", "typical", 4, unit="wk"), treatment="ssri"),
    ]
    of = subject(
        claims,
        studies,
        measures=measures,
        topics=("onset",),
        question="How soon?",
        answer="Within hours.",
        resting=frozenset({"pooled"}),
    )
    return timing.figure(["time-to-onset", full], of), lambda most: timing.figure(["time-to-onset", full], of, most)


def test_times_to_an_effect_are_followed_by_how_many_had_responded_by_when():
    figure, _ = course()
    band = figure.bands[2]
    assert (band.heading, [(row.label, row.what, row.people, row.figure) for row in band.rows]) == (
        "Share who respond",
        [
            ("Pooled", "infusion v placebo, day 2", "200, randomised", "17 v 9 of 100"),
            ("Pooled", "the same, day 28", "200, randomised", "59 v 45 of 100"),
        ],
    )
    assert [figure.axis.place(28 * axis.DAY)] == [row.marks[0].middle for row in band.rows[1:]]
    assert (figure.title, figure.answer) == ("How soon?", "Within hours.")


def test_where_room_is_short_times_of_one_study_go_before_a_yardstick_or_the_course_and_are_named():
    _, make = course()
    figure = make(11)
    assert shown(figure) == [
        ("Time to the first effect", ["Overview page", "First", "More-5"]),
        ("Share who respond", ["Pooled", "Pooled"]),
        ("For scale: other treatments", ["Overview page", "Ssri"]),
    ]
    assert figure.left == (
        ("time to relapse", ("Lone",)),
        ("other studies", ("More-1", "More-2", "More-3", "More-4")),
    )


@pytest.mark.parametrize(("topic", "answer"), [("relapse", "For weeks."), ("cost", "")])
def test_a_figure_of_one_measure_has_the_answer_of_the_topic_that_it_is_called_by(topic, answer):
    studies = [study("daly", *pair(24, 90, 39, 86, measure="relapse-rate"))]
    figure = rates.figure("relapse-rate", subject([], studies, topics=(topic,), answer="For weeks."))
    assert figure.answer == answer


def test_an_answer_on_how_long_is_no_title_of_how_many():
    record = {"name": "share who relapse", "dimension": "proportion", "heading": "relapsed, of 100"}
    asked = {**MEASURES["relapse-rate"], **record, "question": "How many people relapse?", "id": "relapse-rate"}
    last = {"id": "time-to-relapse", **MEASURES["time-to-relapse"], "question": "How long until it comes back?"}
    of = subject(
        [],
        [
            study("daly", *pair(24, 90, 39, 86, measure="relapse-rate"), lasting(9)),
            study("small", *pair(1, 9, 2, 9, measure="relapse-rate")),
            study("ect", *pair(7, 10, 6, 10, measure="relapse-rate", treatment="ssri")),
        ],
        topics=("relapse",),
        question="How long does it last?",
        answer="For weeks.",
        measures={"relapse-rate": asked, "time-to-relapse": last},
    )
    figure = rates.figure("relapse-rate", of)
    assert figure.answer == "Relapsed, of 100: infusion v placebo 27 v 45; SSRI v placebo 70 v 60."
    assert timing.figure(["time-to-relapse"], of).answer == "For weeks."


def test_where_room_is_short_the_rows_of_a_summary_are_drawn_first_and_the_rule_is_said():
    studies = [study(f"s{n}", *pair(n, 10, 1, 10)) for n in range(1, 9)]
    of = subject(
        [],
        studies,
        summarised=lambda _: [(f"s{n}", studies[n - 1].results[0]) for n in (2, 5, 1)],
        command="keta {} --topic response".format,
    )
    assert shown(rates.figure("response-rate", of, 6))[1:] == [("Randomised", ["S1", "S2", "S5"])]
    figure = rates.figure("response-rate", of, 5)
    assert shown(figure)[1:] == [("Randomised", ["S2", "S5"])]
    assert figure.summed() == (
        "Rows: first those of keta summary --topic response. "
        "Not drawn: 6 studies; all: keta plot rates --topic response. A store"
    )
    whole = rates.figure("response-rate", of)
    assert (len(whole.rows), whole.rule) == (9, "")


@pytest.mark.parametrize(
    ("cohort", "drawn", "left"),
    [(None, ["A", "B"], {}), ("same", ["B"], {choice.PEOPLE: ["A"]})],
    ids=["other people", "the same people"],
)
def test_a_row_that_is_drawn_after_all_is_no_longer_named_as_left_out(cohort, drawn, left):
    one, other = (arms.pairs(study(name, *pair(5, 10, 1, 10), cohort=cohort))[0] for name in "ab")
    found = choice.Choice([one], {choice.REVIEWS: ["B"]}).with_all([one, other], [other.key])
    assert ([row.study.label for row in found.pairs], found.left) == (drawn, left)


def test_times_of_a_summary_are_drawn_first_too():
    studies = [study(f"s{n}", lasting(n), n=10 * n) for n in range(1, 9)]
    of = subject([], studies, summarised=lambda _: [("s1", studies[0].results[0]), ("s3", studies[2].results[0])])
    assert shown(timing.figure(["time-to-relapse"], of, 3)) == [
        ("What the pages say", [""]),
        ("Randomised", ["S3", "S1"]),
    ]


def test_a_difference_that_rounded_figures_do_not_give_is_said_to_be_of_unrounded_ones():
    off = rates.figure("response-rate", subject([], [study("s", *pair(24, 90, 39, 86))]))
    alike = rates.figure("response-rate", subject([], [study("s", *pair(6, 10, 5, 10))]))
    told = "Differences are of unrounded figures."
    assert [(told in one.notes, told in one.brief) for one in (off, alike)] == [(True, True), (False, False)]


def test_a_trial_that_missed_its_main_target_has_a_sign():
    missed = Result(
        "score-difference",
        "mean",
        -3.2,
        comparator="placebo",
        ci=(-6.9, 0.5),
        main=True,
        scale="MADRS",
        timepoint="day 28",
    )
    bare = replace(missed, scale=None, timepoint=None)
    figure = rates.figure("response-rate", subject([], [study("s", *pair(52, 98, 42, 108), missed)]))
    assert figure.rows[-1].name == "S‡"
    assert figure.brief[-1] == "‡ main target missed."
    assert figure.notes[-1] == "‡ main target missed: MADRS, day 28 (S)."
    two = [study("s", *pair(52, 98, 42, 108), missed), study("t", *pair(5, 98, 4, 108), bare)]
    both = rates.figure("response-rate", subject([], two))
    assert both.notes[-1] == "‡ main target missed: MADRS, day 28 (S); score difference (T)."


def test_a_study_read_in_part_or_at_second_hand_has_a_sign_and_people_of_a_group_are_named():
    events = pair(5, 10, 1, 10, population="bipolar")
    studies = [
        replace(study("a", *events), read="secondary"),
        study("b", *(replace(one, counts="secondary") for one in events)),
        study("c", *events),
        replace(study("d", *events), read="abstract"),
    ]
    figure = rates.figure("response-rate", subject([], studies, people={"bipolar": "bipolar"}))
    assert [(row.name, row.what) for row in figure.rows[1:]] == [
        ("A†", "infusion v placebo, bipolar"),
        ("B†", "infusion v placebo, bipolar"),
        ("C", "infusion v placebo, bipolar"),
        ("D*", "infusion v placebo, bipolar"),
    ]
    assert figure.brief[-1] == "* abstract only; † second hand."
    assert figure.notes[-1] == "* only the abstract was read; † read only as others report it."


def test_whole_weak_groups_go_before_the_fifth_trial_and_are_named():
    studies = [
        *(study(f"trial-{n}", *pair(n, n * 10, 1, 20)) for n in range(1, 7)),
        study("open", *pair(5, 10, 1, 10), design="rct-open-label"),
        study("series", arm(50, events=500, n=1000), design="open-label"),
        study("cohorts", *pair(5, 10, 1, 10), design="observational-cohort"),
    ]
    figure = rates.figure("response-rate", subject([], studies), 10)
    assert shown(figure)[1:] == [
        ("Randomised", ["Trial-6", "Trial-5", "Trial-4", "Trial-3", "Trial-2"]),
        ("Randomised, open-label", ["Open"]),
    ]
    assert figure.left == (
        ("other studies", ("Trial-1",)),
        ("not randomised", ("Cohorts",)),
        ("no comparison group", ("Series",)),
    )


def harms(name, *effects, **changes):
    results = [one for effect in effects for one in pair(5, 10, 1, 10, outcome=effect)]
    return study(name, *results, cohort="one", **changes)


def test_a_smaller_report_of_the_same_people_keeps_the_effects_that_the_larger_one_does_not_give():
    studies = [harms("large", "nausea", n=100), harms("small", "nausea", "raised blood pressure", n=50)]
    figure = rates.figure("response-rate", subject([], studies))
    assert [(row.label, row.what) for row in figure.rows[1:]] == [
        ("Large", "infusion v placebo: nausea"),
        ("Small", "infusion v placebo: raised blood pressure"),
    ]
    assert figure.left == (("the same people", ("Small: nausea",)),)


def test_where_room_is_short_the_effects_that_the_bottom_line_names_stay():
    studies = [harms("a", "nausea", "headache", "dizziness", "raised blood pressure")]
    of = subject([], studies, quoted="Blood pressure rises.")
    figure = rates.figure("response-rate", of, 5)
    assert [row.what for row in figure.rows[1:]] == [
        "infusion v placebo: nausea",
        "the same: raised blood pressure",
    ]
    assert figure.left == (("further effects", ("A: dizziness", "A: headache")),)


def test_no_effect_counts_as_quoted_because_a_range_or_another_sentence_has_its_numbers():
    """Blood pressure that rose in 8 to 19, on placebo in 1 to 4, does not make a rare euphoria, 4 v 1, what a slide shows first."""
    line = (
        "On the spray 41 felt detached, 9 on placebo; pressure rose in 8 to 19, placebo 1 to 4. One of 29 in 8 was ill."
    )
    for (one, other), is_quoted in {
        (41, 9): True,
        (9, 41): False,
        (4, 1): False,
        (8, 1): False,
        (41, 8): False,
    }.items():
        (found,) = arms.pairs(study("a", *pair(one, 100, other, 100)))
        assert subject([], [], quoted=line, resting=frozenset(["a"])).quotes(found) is is_quoted, (one, other)
        assert subject([], [], quoted=line).quotes(found) is False


def test_rows_go_until_all_words_of_a_slide_find_room():
    studies = [
        study(f"s-{n}", *pair(5, 10, 1, 10, outcome="people who had been ill for many years before")) for n in range(16)
    ]
    of = subject([], studies)
    with settings(has_text=False):
        figure = fitting(lambda most: rates.figure("response-rate", of, most), page.SLIDE)
        assert (len(figure.rows), Layout(figure, page.SLIDE, None).is_whole) == (9, True)
        whole = Layout(rates.figure("response-rate", of, 17), page.SLIDE, None)
    assert (len(whole.figure.rows), whole.is_whole) == (15, False)


def test_an_overview_has_as_many_claims_as_there_is_room_for_and_no_rules_beside_them():
    names = ("response-rate", "remission-rate", "relapse-rate")
    claims = [claim(name, share(85, name)) for name in names]
    studies = [study("s", *(one for name in names for one in pair(5, 10, 1, 10, measure=name)))]
    rule = replace(study("rule", *pair(5, 10, 1, 10)), kind="regulator")
    assert len(overview.overview(subject(claims, studies)).strips) == 3
    assert len(overview.overview(subject(claims, studies), 2).strips) == 2
    assert overview.overview(subject(claims, [rule])).strips == ()


def test_trials_of_one_comparison_that_point_different_ways_are_drawn_together_or_not_at_all():
    ect = {"treatment": "ketamine-iv", "population": "depression"}
    more, fewer = pair(60, 100, 40, 100, **ect), pair(20, 50, 30, 50, **ect)
    others = [study(f"other-{n}", *pair(n, n * 100, 1, 200, treatment="ketamine")) for n in range(3, 7)]
    studies = [study("more", *more), study("fewer", *fewer), *others]
    for most in range(4, 10):
        figure = rates.figure("response-rate", subject([], studies), most)
        assert len({"More", "Fewer"} & {row.label for row in figure.rows}) in (0, 2), most


def test_what_was_told_to_the_press_goes_where_better_rows_are():
    told = study("told", *pair(9, 10, 1, 10, outcome="as told to the press"))
    figure = rates.figure("response-rate", subject([], [told, study("trial", *pair(5, 20, 1, 20))]), 3)
    assert [row.label for row in figure.rows if not row.is_claim] == ["Trial"]
    assert figure.left == (("told to the press", ("Told",)),)
    alone = rates.figure("response-rate", subject([], [told]), 2)
    assert [row.label for row in alone.rows if not row.is_claim] == ["Told"]


def test_a_treatment_that_is_asked_for_chooses_the_rows_of_studies_too():
    studies = [study("drip", *pair(5, 10, 1, 10)), study("pill", *pair(5, 10, 1, 10, treatment="ssri"))]
    figure = rates.figure("response-rate", subject([], studies, wanted=("ketamine-iv",)))
    assert [row.label for row in figure.rows if not row.is_claim] == ["Drip"]
    assert figure.title == "Share who respond Ketamine by infusion"
    figure = rates.figure("response-rate", subject([], studies, wanted=("ketamine",)))
    assert [row.label for row in figure.rows if not row.is_claim] == ["Drip"]


def test_other_forms_than_the_one_that_a_topic_is_called_by_go_first():
    studies = [study(f"iv-{n}", *pair(5, 10, 1, 10)) for n in range(2)]
    studies += [study("any", *pair(50, 100, 10, 100, treatment="ketamine"))]
    figure = rates.figure("response-rate", subject([], studies, topics=("iv",)), 5)
    assert [row.label for row in figure.rows if not row.is_claim] == ["Iv-0", "Iv-1"]
    assert figure.left == (("other forms of treatment", ("Any",)),)


def onset(value, comparator, **changes):
    whole = {"arm": "ketamine-iv", "role": "treated", "comparator": comparator, "qualifier": "at-most"}
    return Result("time-to-onset", "typical", value, unit="h", **{**whole, **changes})


def test_people_compared_with_others_come_before_people_compared_with_themselves():
    whole: dict[str, dict[str, str | None]] = {"before-treatment": {"name": "before", "short": "before"}, **TREATMENTS}
    treatments = {name: {"id": name, **one} for name, one in whole.items()}
    studies = [
        study("before", onset(4, "before-treatment", outcome="peak"), design="meta-analysis", n=900),
        study("against", onset(2, "placebo"), design="meta-analysis", n=100),
    ]
    asked = subject([], studies, treatments=treatments, topics=("onset",))
    figure = timing.figure(["time-to-onset", "time-to-relapse"], asked)
    assert [(row.label, row.what) for row in figure.rows] == [
        ("Against", "infusion v placebo"),
        ("Before", "infusion, before v after: peak"),
    ]


def test_what_both_arms_got_is_said_once():
    results = [*pair(5, 100, 3, 100, timepoint="day 2"), *pair(50, 100, 40, 100, timepoint="day 28")]
    own = study("pooled", *results, both="with a new tablet")
    rows_ = [rates._row(one, subject([], [own]), axis.shares(), what, is_scale=False) for one, what in two(own)]  # noqa: SLF001
    assert [row.what for row in rows_] == ["infusion v placebo, both with a new tablet", "the same"]


def two(own):
    return zip(arms.pairs(own), ("infusion v placebo", "the same"), strict=True)


def test_forms_of_a_treatment_have_signs_of_their_own():
    asked = subject()
    assert asked.forms(["ketamine", "ketamine-iv", "saline", "saline", "ssri"]) == (
        ("ketamine-iv", "first", "infusion"),
        ("saline", "second", "saline"),
        ("ketamine", "further", "other forms"),
        ("ssri", "further", "other forms"),
    )
    assert asked.forms(["ketamine"]) == (("ketamine", "further", "ketamine"),)


def test_below_a_slide_stands_how_much_is_not_drawn_and_where_it_is():
    figure = rates.figure("response-rate", subject([], [study(f"s{n}", *pair(n, 10, 1, 10)) for n in range(1, 9)]), 5)
    assert figure.summed() == (
        "Left out first: small or uncontrolled studies, lower doses, repeats. Not drawn: 6 studies; all: keta plot rates. "
        "A store"
    )


def test_rates_that_only_a_bottom_line_quotes_are_drawn_at_every_time_that_it_names():
    own = study(
        "pooled",
        *pair(17, 100, 9, 100, timepoint="day 2", at=Span(2, "d")),
        *pair(59, 100, 45, 100, timepoint="day 28", at=Span(28, "d")),
        *pair(50, 100, 40, 100, timepoint="day 14", at=Span(14, "d")),
    )
    other = study("other", *pair(5, 10, 1, 10))
    said_ = "On it 17 of 100 had responded (9 on placebo), 59 on day 28 (45)."
    asked = subject([], [own, other], topics=("onset",), quoted=said_, resting=frozenset({"pooled"}))
    assert choose("rates", asked) == ["response-rate"]
    figure = rates.figure("response-rate", asked)
    assert [(row.label, row.when) for row in figure.rows if not row.is_claim] == [
        ("Pooled", "day 2"),
        ("Pooled", "day 28"),
    ]


def test_of_times_without_a_difference_the_later_go_where_room_is_short():
    own = study(
        "pooled",
        *pair(17, 100, 9, 100, timepoint="day 2", at=Span(2, "d")),
        *pair(59, 100, 45, 100, timepoint="day 28", at=Span(28, "d")),
        design="rct-crossover",
    )
    said_ = "On it 17 of 100 had responded (9 on placebo), 59 on day 28 (45)."
    asked = subject([], [own], topics=("onset",), quoted=said_, resting=frozenset({"pooled"}))
    roomy, short = (rates.figure("response-rate", asked, most) for most in (None, 3))
    assert [row.when for row in roomy.rows if not row.is_claim] == ["day 2", "day 28"]
    assert [row.when for row in short.rows if not row.is_claim] == ["day 2"]
    assert short.left == (("later times", ("Pooled: day 28",)),)


def test_a_review_of_a_treatment_that_it_does_not_name_overlaps_a_larger_one():
    reviews = [
        study("review", *pair(5, 10, 1, 10), design="meta-analysis", n=100),
        study("overlap", *pair(5, 10, 1, 10, treatment=None), design="meta-analysis", n=50),
    ]
    figure = rates.figure("response-rate", subject([], reviews), 2)
    assert figure.left == (("reviews that overlap", ("Overlap",)),)


def test_crossovers_share_a_row_of_their_own_where_there_are_no_other_trials():
    trials = [study(f"cross-{n}", *pair(5, 10, 1, 10), design="rct-crossover", n=10) for n in range(4)]
    figure = rates.figure("response-rate", subject([], trials), 3)
    assert shown(figure)[1:] == [("Randomised, crossover", ["4 crossovers"])]
    assert "Crossovers: Cross-0, Cross-1, Cross-2, Cross-3." in figure.notes


def test_a_time_before_zero_is_an_arrow_and_no_line_through_the_studies():
    times = [
        Result("time-to-relapse", "median", value=57, unit="d", role="treated", arm="ketamine-iv"),
        Result("time-to-relapse", "median", value=61, role="compared", arm="placebo"),
    ]
    given = claim("a", Quantity("time-to-relapse", "typical", -3, unit="d"))
    figure = timing.figure(["time-to-relapse"], subject([given], [study("s", *times)]))
    assert [(row.figure, [mark.kind for mark in row.marks]) for row in figure.rows] == [
        ("-3 days", ["left"]),
        ("57 days v 61", ["point"]),  # what has no unit has no place
    ]
    assert [band.guides for band in figure.bands] == [(), ()]


def test_an_answer_is_the_title_of_a_slide_and_no_word_stands_alone_in_its_last_line():
    figure = rates.figure("relapse-rate", subject([], [study("a", *pair(5, 10, 1, 10, measure="relapse-rate"))]))
    answer = "For most people it is no lasting cure, and one infusion works for about one week."
    with settings(has_text=True):
        above = Layout(figure._replace(answer=answer), page.SLIDE, None).above
        replaced = Layout(figure._replace(answer=answer), page.SLIDE, "Mine").above
    assert [(line, name) for _, line, _, _, name in above[:3]] == [
        ("How many relapse?", "normal"),
        ("For most people it is no lasting cure, and", "bold"),
        ("one infusion works for about one week.", "bold"),
    ]
    assert [(line, name) for _, line, _, _, name in replaced[:2]] == [("Mine", "bold"), (answer, "normal")]


def test_how_many_had_got_there_is_told_of_a_trial_that_missed_its_target_and_of_one_that_met_it():
    def main(low, high):
        return Result("score-difference", "mean", -3, unit="1", arm="ketamine-iv", comparator="placebo", ci=(low, high), main=True)  # fmt: skip

    month = {"timepoint": "day 28", "at": Span(28, "d")}
    studies = [
        study("missed", *pair(60, 110, 40, 110, **month), main(-6.9, 0.4)),
        study("met", *pair(60, 100, 40, 100, **month), main(-7.3, -0.6)),
        study("small", *pair(6, 10, 4, 10, **month), main(-7.3, -0.6)),
        study("first", Result("time-to-onset", "typical", 1, unit="d", arm="ketamine-iv", role="treated")),
    ]
    measures = {name: {"id": name, "better": "fewer" if name == "time-to-onset" else "more", **one} for name, one in MEASURES.items()}  # fmt: skip
    about = subject([], studies, measures=measures, resting=frozenset({"missed"}))
    figure = timing.figure(["time-to-onset", "time-to-relapse"], about)
    assert [row.label for row in figure.rows if row.source in {"missed", "met", "small"}] == ["Missed", "Met"]
