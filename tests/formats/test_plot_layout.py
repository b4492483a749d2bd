"""No text of a figure overlaps another or leaves the page, for every topic and measure of the shipped store."""

from itertools import combinations

import pytest

from ketacli.cli._figures import drawn, subject
from ketacli.formats.plot import _page as page
from ketacli.formats.plot._loading import settings
from ketacli.formats.plot._saving import drawn as draw
from ketacli.report.figure import KINDS, choose
from ketacli.store import open_store
from tests.stores import figures

SIZES = {"slide": page.SLIDE, "page": page.PORTRAIT}
ODD = {"13x9": page.sized(13, 9), "7x11": page.sized(7, 11)}


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
    told = {}
    for topic in topics:
        query = store.query(topic=topic)
        of = subject(store, query, store.find(query).claims)
        for kind in KINDS:
            measures = choose(kind, of) if kind != "overview" else []
            for name, size in sizes.items():
                shown = drawn(kind, of, measures, size.most)[0]
                if kind == "timing" and len(measures) > 1:  # several measures of a topic in one figure
                    shown += drawn(kind, of, (), size.most)[0]
                for figure in shown:
                    with settings(has_text=False):
                        bad = faults(draw(figure, size))
                    if bad:
                        told[topic, kind, getattr(figure, "measure", ""), name] = bad
    return told


@pytest.mark.slow
def test_no_text_overlaps_another_or_leaves_the_page_for_any_topic_and_measure():
    store = open_store()
    assert all_faults(store, store.ids("topic"), SIZES) == {}
    assert all_faults(store, [None], {**SIZES, **ODD}) == {}


@pytest.mark.slow
def test_long_words_are_cut_and_never_run_into_one_another(folder):
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
    assert all_faults(open_store(folder(whole)), [None], {**SIZES, **ODD}) == {}
