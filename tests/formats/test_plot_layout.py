"""No text of a figure overlaps another or leaves the page, for every topic and measure of the shipped store."""

from itertools import combinations

import pytest

from ketacli.figures import drawn, subject
from ketacli.formats.plot import _page as page
from ketacli.formats.plot._columns import columns
from ketacli.formats.plot._loading import settings
from ketacli.formats.plot._saving import drawn as draw
from ketacli.formats.plot._ticks import shown as ticks
from ketacli.report import axis, choice, overview, rates, room, timing
from ketacli.report.figure import KINDS
from ketacli.report.subject import choose
from ketacli.store import open_store
from tests.report import test_figure as builders
from tests.stores import figures

SIZES = {"slide": page.SLIDE, "page": page.PORTRAIT, "13x9": page.sized(13, 9), "7x11": page.sized(7, 11)}


def boxes(figure):
    """Return the words and the box, in dots, of every text of a drawing."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    renderer = FigureCanvasAgg(figure).get_renderer()
    texts = [text for axes in figure.axes for text in axes.texts if text.get_text()]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in texts]


def faults(figure):
    """Return the texts that overlap, and those that leave the page."""
    found = boxes(figure)
    across, down = figure.get_size_inches() * figure.dpi
    outside = [text for text, box in found if box.x0 < 0 or box.y0 < 0 or box.x1 > across or box.y1 > down]
    over = [
        (one, other)
        for (one, box), (other, second) in combinations(found, 2)
        if min(box.x1, second.x1) - max(box.x0, second.x0) > 1 and min(box.y1, second.y1) - max(box.y0, second.y0) > 3
    ]
    return [*map(repr, outside), *map(repr, over)]


def all_faults(store, topics, sizes):
    told, seen = {}, set()
    for topic in topics:
        query = store.query(topic=topic)
        of = subject(store, query, store.find(query).claims)
        for kind in KINDS:
            measures = choose(kind, of) if kind != "overview" else []
            for name, size in sizes.items():
                shown = drawn(kind, of, measures, size)[0]
                if kind == "timing" and len(measures) > 1:  # several measures of a topic in one figure
                    shown += drawn(kind, of, (), size)[0]
                for figure in shown:
                    if (repr(figure), name) in seen:  # two topics may have the same figure
                        continue
                    seen.add((repr(figure), name))
                    with settings(has_text=False):
                        bad = faults(draw(figure, size))
                    if bad:
                        told[topic, kind, getattr(figure, "measure", ""), name] = bad
    return told


@pytest.mark.slow
def test_no_text_overlaps_another_or_leaves_the_page_for_any_topic_and_measure():
    store = open_store()
    assert all_faults(store, store.ids("topic"), {"slide": page.SLIDE}) == {}


def test_a_picture_with_room_has_a_panel_of_differences_in_the_place_of_their_words():
    figure = builders.every_mark()[0]
    assert figure.differences is not None
    with settings(has_text=False):
        wide, usual = (draw(figure, size) for size in (page.sized(22, 12), page.PORTRAIT))
    assert faults(wide) == []
    scale = figure.differences
    marks = [line for axes in wide.axes for line in axes.lines if line.get_marker() == "d"]
    found = [row.difference for row in figure.rows if row.difference]
    assert [list(mark.get_xdata()) for mark in marks] == [[scale.place(one.value)] for one in found]
    assert [mark.get_markerfacecolor() == "white" for mark in marks] == [one.low is None for one in found]
    intervals = [list(line.get_xdata()) for axes in wide.axes for line in axes.lines if line.get_linewidth() == 1.6]
    assert intervals == [[scale.place(one.low), scale.place(one.high)] for one in found if one.low is not None]
    texts = [text for text, _ in boxes(wide)]
    assert [texts.count(tick.label) for tick in scale.ticks] == [1, 1, 1]
    for word in ("fewer", "more if treated"):
        assert (texts.count(word), [text for text, _ in boxes(usual)].count(word)) == (1, 0)


def test_an_axis_with_room_for_hardly_a_label_has_the_important_one():
    with settings(has_text=False):
        found = [[tick.label for tick in ticks(axis.shares(), room, 10)] for room in (3, 0.5, 0.2)]
    assert found == [["0%", "25%", "50%", "75%", "100%"], ["0%", "75%"], ["0"]]


@pytest.mark.parametrize(("letters", "is_inline"), [(30, True), (50, False)])
def test_times_stand_beside_their_marks_where_they_are_short_and_else_in_a_column(letters, is_inline):
    figure = builders.every_mark()[1]
    told = ("days " * letters)[:letters].strip()
    bands = [band._replace(rows=tuple(row._replace(figure=told) for row in band.rows)) for band in figure.bands]
    figure = figure._replace(bands=tuple(bands))
    with settings(has_text=False):
        where = columns(figure, page.SLIDE)
        drawing = draw(figure, page.SLIDE)
        assert faults(drawing) == []
        starts = {round(box.x0 / page.SLIDE.dots, 1) for text, box in boxes(drawing) if text.startswith("days days")}
    assert where.is_inline == is_inline
    assert (starts == {round(where.figures, 1)}) != is_inline


@pytest.mark.parametrize("others", [(), builders.pair(5, 10, 1, 10)], ids=["alone", "beside arms of a trial"])
def test_a_study_that_is_off_the_scale_is_an_arrow_in_an_overview_too(others):
    beyond = builders.study("s", builders.arm(120, arm="ketamine-iv"), design="open-label")
    within = builders.study("t", *(others or [builders.arm(50, arm="ketamine-iv")]), design="open-label")
    found = overview.overview(builders.subject([builders.claim("a", builders.share(85))], [beyond, within]))
    with settings(has_text=False):
        drawing = draw(found, page.SLIDE)
    (strip,) = found.strips
    arrows = [mark.middle for mark in strip.marks if mark.kind == "right"]
    drawn_ = [line.get_xdata()[0] for axes in drawing.axes for line in axes.lines if line.get_marker() == ">"]
    assert drawn_ == arrows == [1.0]


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_no_text_overlaps_another_or_leaves_the_page_for_any_measure_of_the_whole_store(size):
    assert all_faults(open_store(), [None], {size: SIZES[size]}) == {}


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
def test_long_words_are_cut_and_never_run_into_one_another(folder, size):
    whole = figures()
    for measure in whole["measures"]:
        measure["question"] = f"How {'very ' * 40}often?"
        measure["definition"] = "W" * 400
    for study in whole["sources"][1:]:
        study["label"] = "Wwwwwwww Wwwwww, undated"
        for result in study["results"]:
            result["outcome"] = "wide words that say of whom and of what, " * 4
            result["timepoint"] = "at the end of the acute course of treatment"
    for claim in whole["claims"]:
        claim["short"] = "A claim in words that nobody would call short in any way, but that somebody wrote"
    assert all_faults(open_store(folder(whole)), [None], {size: SIZES[size]}) == {}


def unnamed(kind, measures, of, most, monkeypatch):
    """Return the pairs of arms that are found for a figure, and neither drawn nor named among what is left out."""
    found, kept = [], []
    choose_, narrow_, axis_ = choice.choose, room.narrow, timing._axis  # noqa: SLF001 - it is given every part that is drawn
    with_all_ = choice.Choice.with_all

    def choosing(pairs, *rest, **options):
        found.extend(pairs)
        chosen = choose_(pairs, *rest, **options)
        kept.extend(chosen.pairs)
        return chosen

    def adding(chosen, pairs, keys):
        whole = with_all_(chosen, pairs, keys)
        kept[:] = whole.pairs
        return whole

    def narrowing(*args, **options):
        chosen = narrow_(*args, **options)
        kept[:] = chosen.pairs
        return chosen

    def placing(parts):
        kept[:] = [pair for part in parts for pair in part.pairs]
        return axis_(parts)

    of.summarised(measures[0])  # chooses among the same figures, once
    with monkeypatch.context() as patch:
        patch.setattr(timing, "_axis", placing)
        patch.setattr(choice, "choose", choosing)
        patch.setattr(room, "narrow", narrowing)
        patch.setattr(choice.Choice, "with_all", adding)
        figure = timing.figure(measures, of, most) if kind == "timing" else rates.figure(measures[0], of, most)
    names = {name for _, left in figure.left for name in left}
    rows = [row.source for row in figure.rows if not row.is_claim]
    together = " ".join(note for note in figure.notes if note.startswith("Crossovers: "))
    ids = {id(pair) for pair in kept}
    lost = [
        choice.named(pair, "part")
        for pair in found
        if id(pair) not in ids
        and not names & {choice.named(pair, reason) for reason in ("", "reviews that overlap", "other times")}
    ]
    lost += [
        study.label
        for study in {pair.study.id: pair.study for pair in kept}.values()
        if rows.count(study.id) != sum(pair.study is study for pair in kept) and study.label not in together
    ]
    return lost


@pytest.mark.slow
def test_what_is_found_is_drawn_or_named_for_any_topic_kind_and_size(monkeypatch):
    store = open_store()
    told = {}
    for topic in [None, *store.ids("topic")]:
        query = store.query(topic=topic)
        of = subject(store, query, store.find(query).claims)
        for kind in ("rates", "timing"):
            measures = choose(kind, of)
            groups = [[one] for one in measures] + [measures] * (kind == "timing" and len(measures) > 1)
            for group in groups:
                for most in (None, page.SLIDE.most, page.PORTRAIT.most):
                    if lost := unnamed(kind, group, of, most, monkeypatch):
                        told[topic, kind, *group, most] = lost
    assert told == {}
