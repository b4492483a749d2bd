"""The rule of quotes: what is folded, what never is, where tokens end."""

from __future__ import annotations

import itertools
import os
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ketacli import cuts, quotes

DOCUMENTS = os.environ.get("KETA_DOCUMENTS")
TEXTS = sorted(Path(DOCUMENTS).glob("*.txt")) if DOCUMENTS else []

WORDS = (
    "ketamine", "infusions", "people", "relapsed", "open-label", "non-response", "(some", "signs)", "[10]", "naïve", "eﬃcacy",
    "cafe\u0301", "“fast”", "'slow'", "haven’t", "aren't", "not", "no", "never", "symptoms10", "ideation.7.", "(S)-ketamine", "think–",
    "receptors--", "im\u00adprovement", "im-\nprovement", "non-\nresponse", "effects,however", "and/or", "*", "氯胺酮", "кетамин", "R&D", "e.g.",
)  # fmt: skip
FIGURES = (
    "19", "88%", "0.5", ".5", "12,000", "4-6", "4–6", "4-\n6", "-19", "−19", "+3", "±2", "<5%", "≤0.05", ">50%", "≥3", "=1", "1975.", "mg/kg", "$500",
    "4:30", "1960s", "2nd", "50%-60%", "~40", "90-minute", "(85%)", "p=.05",
)  # fmt: skip
SPACES = (" ", "  ", "\n", "\n\n", "\u00a0", " \u2009", "\r\n", "\t")

tokens = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(FIGURES),
    st.text("abcdeé", min_size=1, max_size=4),
    st.from_regex(r"[-+<>]?[0-9]{1,3}([.,][0-9]{1,2})?%?", fullmatch=True),
)


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """No test is answered from what another one has asked."""
    for remembered in (quotes._found, quotes._folded, quotes._compiled):  # noqa: SLF001 - nothing else can empty them
        remembered.cache_clear()


SIGNS = "+-−±"
COMPARATORS = "<>≤≥="
NEGATIONS = ("not", "no", "never")


@st.composite
def runs(draw):
    """Return a text, and the start and end of a run of whole tokens in it, with the places of the first and last token."""
    parts = draw(st.lists(tokens, min_size=1, max_size=12))
    text, spans = draw(st.sampled_from(("", "\n", " "))), []
    for part in parts:
        spans.append((len(text), len(text) + len(part)))
        text += part + draw(st.sampled_from(SPACES))
    first = draw(st.integers(0, len(parts) - 1))
    last = draw(st.integers(first, len(parts) - 1))
    return text, spans[first], spans[last]


def spans_of_real_text(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"\S+", text)]


def stands(text: str, fragment: str, first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Whether a fragment is found in a text from somewhere in one token to somewhere in another."""
    return any(
        first[0] <= match.start < first[1] and last[0] < match.end <= last[1] for match in quotes.find(text, fragment)
    )


@st.composite
def changed(draw, fragment):
    """Return a fragment with one digit, sign, decimal mark, percent sign, comparator or negation changed, added or dropped."""
    kind = draw(st.sampled_from(("change", "drop", "add", "negate", "affirm")))
    kinds = ("0123456789", SIGNS, ".,", "%‰", COMPARATORS)
    if kind == "negate":
        gaps = [found.end() for found in re.finditer(r"(?<=\S)\s+(?=\S)", fragment)]
        assume(gaps)
        place = draw(st.sampled_from(gaps))
        return f"{fragment[:place]}{draw(st.sampled_from(NEGATIONS))} {fragment[place:]}"
    if kind == "affirm":
        found = [*re.finditer(r"(?<!\S)(?:not|no|never)(?!\S)\s*|n['’]t", fragment)]
        assume(found)
        one = draw(st.sampled_from(found))
        return fragment[: one.start()] + fragment[one.end() :]
    if kind == "add":
        place = draw(st.integers(1, len(fragment) - 1)) if len(fragment) > 1 else 0
        assume(place)
        return fragment[:place] + draw(st.sampled_from("".join(kinds))) + fragment[place:]
    places = [found.start() for found in re.finditer(r"[\d%‰<>≤≥=±]|[-+−](?=[\w.$])|[.,](?=\d)", fragment)]
    assume(places)
    place = draw(st.sampled_from(places))
    if kind == "drop":
        return fragment[:place] + fragment[place + 1 :]
    same = "-−" if fragment[place] in "-−" else fragment[place]
    others = next(one for one in kinds if fragment[place] in one).translate({ord(char): None for char in same})
    return fragment[:place] + draw(st.sampled_from(others)) + fragment[place + 1 :]


@given(runs())
def test_any_run_of_whole_tokens_is_found_at_its_place_with_nothing_folded(run):
    text, first, last = run
    assert quotes.Match(first[0], last[1], ()) in quotes.find(text, text[first[0] : last[1]])


@given(runs())
def test_a_run_with_its_white_space_folded_is_found_at_its_place(run):
    text, first, last = run
    fragment = " ".join(text[first[0] : last[1]].split())
    assert (first[0], last[1]) in [match[:2] for match in quotes.find(text, fragment)]


@given(runs(), st.sampled_from(("NFC", "NFD")))
def test_a_run_in_another_normal_form_is_found_at_its_place(run, form):
    text, first, last = run
    fragment = unicodedata.normalize(form, text[first[0] : last[1]])
    assert (first[0], last[1]) in [match[:2] for match in quotes.find(text, fragment)]


@given(runs(), st.data())
def test_a_run_with_one_figure_sign_comparator_or_negation_changed_is_not_found_at_its_place(run, data):
    text, first, last = run
    assert not stands(text, data.draw(changed(text[first[0] : last[1]])), first, last)


FIGURE = re.compile(r"[-−+±<>≤≥=]*[\d.,]*\d%?")
long_figures = st.one_of(
    st.sampled_from([figure for figure in FIGURES if len(figure) > 1 and FIGURE.fullmatch(figure)]),
    st.from_regex(r"[-+<>]?[0-9]{2,3}([.,][0-9]{1,2})?%?", fullmatch=True),
)


@st.composite
def parts_of_figures(draw):
    """Return a text, and the start and end of a part of a figure that is a whole token in it."""
    around = st.lists(st.tuples(tokens, st.sampled_from(SPACES)), max_size=6)
    before, after = ("".join(map("".join, draw(around))) for _ in range(2))
    figure = draw(long_figures)
    begin = len(before)
    start = draw(st.integers(0, len(figure) - 1))
    end = draw(st.integers(start + 1, len(figure) if start else len(figure) - 1))
    return before + figure + draw(st.sampled_from(SPACES)) + after, begin + start, begin + end


@given(parts_of_figures())
def test_no_part_of_a_figure_is_found_in_it(part):
    text, start, end = part
    assert (start, end) not in [match[:2] for match in quotes.find(text, text[start:end])]


@given(runs())
def test_places_come_in_order_each_once_and_none_inside_a_token(run):
    text, first, last = run
    found = quotes.find(text, text[first[0] : last[1]])
    assert found == sorted(set(found))
    assert not any(quotes.is_inside_token(text, place) for match in found for place in match[:2])


@pytest.mark.skipif(not TEXTS, reason="KETA_DOCUMENTS names no folder with documents")
@pytest.mark.parametrize("file", TEXTS, ids=lambda path: path.stem)
@given(data=st.data())
def test_in_a_real_document_a_run_is_found_and_a_changed_one_is_not(file, data):
    text = file.read_text(encoding="utf-8")
    spans = spans_of_real_text(text)
    begin = data.draw(st.integers(0, len(spans) - 1))
    end = data.draw(st.integers(begin, min(len(spans), begin + quotes.MAX_WORDS) - 1))
    fragment = text[spans[begin][0] : spans[end][1]]
    assert quotes.Match(spans[begin][0], spans[end][1], ()) in quotes.find(text, fragment)
    assert not stands(text, data.draw(changed(fragment)), spans[begin], spans[end])


@pytest.mark.parametrize(
    ("text", "fragment", "folded"),
    [
        ("after  19\n\ndays", "after 19 days", ["white space"]),
        ("after\u00a019\u2009days", "after 19 days", ["white space"]),
        ("after 19 days", "  after\n  19 days ", ["white space"]),
        ("“so-called” ‘cure’", "\"so-called\" 'cure'", ["quotation marks"]),
        ("haven’t", "haven't", ["quotation marks"]),
        ("«fast»", '"fast"', ["quotation marks"]),
        ("4–6 weeks", "4-6 weeks", ["dashes"]),
        ("by −19", "by -19", ["dashes"]),
        ("by -19", "by –19", ["dashes"]),
        ("non‑response", "non-response", ["dashes"]),
        ("one—two", "one–two", ["dashes"]),
        ("eﬃcacy", "efficacy", ["ligatures"]),
        ("efficacy", "efﬁcacy", ["ligatures"]),
        ("naïve cafe\u0301", "naïve café", ["accents"]),
        ("naïve", unicodedata.normalize("NFD", "naïve"), ["accents"]),
        (unicodedata.normalize("NFD", "한국어"), "한국어", ["accents"]),
        ("an im-\nprovement of", "an improvement of", ["hyphenation"]),
        ("an im-\r\n  provement of", "an improvement of", ["hyphenation"]),
        ("an im\u00adprovement of", "an improvement of", ["hyphenation"]),
        ("an im\u00ad\nprovement of", "an improvement of", ["hyphenation"]),
        ("an im-\nprovement of", "an im- provement of", ["white space"]),
        ("to non-\nresponse", "to non-response", ["hyphenation"]),
        ("to non-\nresponse", "to nonresponse", ["hyphenation"]),
        ("4-\n6 weeks", "4-6 weeks", ["hyphenation"]),
        ("4–\n6 weeks", "4–6 weeks", ["hyphenation"]),
        ("4-\n6 weeks", "4- 6 weeks", ["white space"]),
        ("an xray", "an x-\nray", ["hyphenation"]),
        ("an x\u00adray", "an xray", ["hyphenation"]),
        ("an ox\u00ada b", "an oxa b", ["hyphenation"]),
        ("4-6 weeks", "4-\n6 weeks", ["hyphenation"]),
        ("open-label im-\nprovement", "open-label improvement", ["hyphenation"]),
        ("an improvement", "an im-\nprovement", ["hyphenation"]),
        ("“eﬃcacy”\n−19", '"efficacy" -19', ["ligatures", "quotation marks", "dashes", "white space"]),
        ("“im-\nprovement”  of", '"improvement" of', ["hyphenation", "quotation marks", "white space"]),
        ("non-\nresponse of non-\nusers", "nonresponse of non-users", ["hyphenation"]),
    ],
)
def test_layout_is_folded_and_the_result_says_how(text, fragment, folded):
    found = quotes.find(text, fragment)
    assert [(match.start, match.end, list(match.folded)) for match in found] == [(0, len(text), folded)]


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("88% of people", "88"),
        ("88 % of people", "88"),
        ("88\n% of people", "88"),
        ("88 ‰ of people", "of 88"),
        ("88 % of people", "% of people"),
        ("(85)% of people", "(85)"),
        ("0.5 mg", "5 mg"),
        ("0·5 mg", "5 mg"),
        (".5 mg", "5 mg"),
        ("(.5 mg)", "5 mg"),
        ("12,000 people", "12"),
        ("12,000 people", "000 people"),
        ("0.5 mg/kg", "0.5 mg"),
        ("50%/60%", "50%"),
        ("50%/60%", "60%"),
        ("4:30 in", "30 in"),
        ("10^9 cells", "9 cells"),
        ("-19 points", "19 points"),
        ("−19 points", "19 points"),
        ("–19 points", "19 points"),
        ("(—19 points)", "19 points"),
        ("--19 points", "19 points"),
        ("±19 points", "19 points"),
        ("-.5 points", ".5 points"),
        ("-$5 a day", "$5 a day"),
        ("$5 a day", "5 a day"),
        (">19 days", "19 days"),
        ("≥19 days", "19 days"),
        (">=19 days", "=19 days"),
        ("!=19 days", "=19 days"),
        ("<.5 mg", ".5 mg"),
        ("p=-19", "-19"),
        ("+/-5 points", "5 points"),
        ("+/-5 points", "-5 points"),
        ("4-6 weeks", "6 weeks"),
        ("4-6 weeks", "4"),
        ("4–6 weeks", "6 weeks"),
        ("4—6 weeks", "6 weeks"),
        ("4--6 weeks", "6 weeks"),
        ("4--6 weeks", "4"),
        ("$500- $800", "$500"),
        ("50%-60%", "60%"),
        ("4-\n6 weeks", "46 weeks"),
        ("4-\n6 weeks", "4 6 weeks"),
        ("4-\n6 weeks", "6 weeks"),
        ("4-\n6 weeks", "4"),
        ("4\u00ad6 weeks", "46 weeks"),
        ("COVID-\n19", "COVID19"),
        ("non-\nresponse", "response"),
        ("non-\nresponse", "non-"),
        ("im-\nprovement", "im"),
        ("im-\nprovement", "im provement"),
        ("im\u00adprovement", "provement"),
        ("non-response", "response"),
        ("non-response", "nonresponse"),
        ("non-(toxic)", "(toxic)"),
        ("nonresponse", "non-response"),
        ("(un)likely", "likely"),
        ("un\u200blikely", "likely"),
        ("un" + "\u200b" * 90 + "likely", "likely"),
        ("9" + "\u200b" * 9 + "%", "9"),
        ("(S)-ketamine", "ketamine"),
        ("(S)-ketamine", "(S)"),
        ("open-label", "label"),
        ("open-label", "open"),
        ("X-ray", "X"),
        ("haven't gone", "haven"),
        ("can't go", "can"),
        ("symptoms10 (", "symptoms"),
        ("ideation.7.", "7"),
        ("of glutamate,9 a", "of glutamate,"),
        ("relapsed (some) after", "relapsed some after"),
        ("relapsed [some] after", "relapsed after"),
        ("relapsed after", "relapsed, after"),
        ("the Fda", "the FDA"),
        ("naïve", "naive"),
        ("naive", "naïve"),
        ("cafe\u0301", "cafe"),
        ("eﬃcacy", "cacy"),
        ("a ﬁx", "f"),
        ("a ﬁx", "ix"),
        ("46 weeks", "4-\n6 weeks"),
        ("in 5 % of", "in 5"),
        ("cafe\u0301s here", "café"),
        ("cafe\u0301s here", "s here"),
        ("a_b", "a"),
        ("COVID19", "COVID-\n19"),
        ("19days", "19-\ndays"),
        ("nonresponse", "non‑\nresponse"),
        ("im-\nprovement", "-provement"),
        ("im-\nprovement", "- provement"),
        ("it went oﬀ", "went of"),
        ("it went oﬀ today", "went of"),
        ("ﬀ today", "f today"),
        ("“fast”", "'fast'"),
        ("one--two", "one—two"),
        ("one two", "onetwo"),
        ("onetwo", "one two"),
        ("relapsed after some 19 days", "relapsed … 19 days"),
        ("relapsed after some 19 days", "relapsed ... 19 days"),
    ],
)
def test_what_changes_meaning_is_never_folded_and_no_token_is_cut(text, fragment):
    assert quotes.find(text, fragment) == []


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("as early as 1975. Early", "as 1975"),
        ("in 1975.Early", "in 1975"),
        ("phone call 911.", "911"),
        ("chronic suicidal ideation.7.", "suicidal ideation"),
        ("chronic suicidal ideation.7.", "ideation.7"),
        ("its effects,however they", "however they"),
        ("of glutamate,9 a", "of glutamate"),
        ("others (anhedonia)which various", "which various"),
        ("(defined as 50%)", "defined as 50%"),
        ("glutamate receptors-- assume", "receptors"),
        ("glutamate receptors--assume", "assume"),
        ("you would think– more than", "would think"),
        ("for years—19 people", "19 people"),
        ("for years—19 people", "for years"),
        ("for 19—people", "for 19"),
        ("one—two", "two"),
        ("-X5 is a gene", "X5"),
        ("they relapsed -, yes", ", yes"),
        ("-anxiety\n-pain", "anxiety"),
        ("“fast-acting”", "fast-acting"),
        ("the '90s", "90s"),
        ("mid- and late", "and late"),
        ("treatment(s)", "treatment"),
        ("symptoms[10] went", "symptoms"),
        ("1) 88%, 2) 5%", "88%"),
        ("a|88|b", "88"),
        ("in 88  ", "in 88"),
        ("\u200b" * 8 + "-anxiety", "anxiety"),
        ("the drug(s)which various", "which various"),
        ("(a) b)likely so", "likely so"),
        ("well-\n“soon” after", "“soon”"),
        ("relapsed –\n6 weeks", "6 weeks"),
        ("by 50%–\nrelapsed", "relapsed"),
        ("\ufeffKetamine is", "Ketamine"),
        ("in 88 of 100", "88"),
        ("88 people", "88"),
        ("well, not", "not"),
    ],
)
def test_a_token_ends_at_punctuation_that_holds_nothing_together(text, fragment):
    at = text.index(fragment)
    assert [match[:2] for match in quotes.find(text, fragment)] == [(at, at + len(fragment))]


def test_the_ends_of_a_text_lie_inside_no_token():
    assert [quotes.is_inside_token("\u0301x", place) for place in (-1, 0, 1, 2, 3)] == [
        False,
        False,
        True,
        False,
        False,
    ]


def test_every_place_is_found_overlapping_ones_too():
    assert [match.start for match in quotes.find("so so so good", "so so")] == [0, 3]
    assert [match.start for match in quotes.find("((a", "(")] == [0, 1]


@pytest.mark.parametrize("fragment", ["", " ", "\n\t", "\u00a0"])
def test_a_fragment_without_a_word_is_nowhere(fragment):
    assert quotes.find("some text  here", fragment) == []


@pytest.mark.parametrize("fragment", ["a.c", "a+", "(a", "[a]", "a\\d", "a{2}", "^a", "a$", "a|b", "(?P<x>a)", "a*"])
def test_characters_of_regular_expressions_are_text(fragment):
    assert quotes.find("abc aa a1 b", fragment) == []
    assert [match[:2] for match in quotes.find(f"x {fragment} y", fragment)] == [(2, 2 + len(fragment))]


@given(st.text(), st.text())
def test_any_text_and_fragment_give_an_answer(text, fragment):
    for match in quotes.find(text, fragment):
        assert 0 <= match.start < match.end <= len(text)
    for place in range(-1, len(text) + 2):
        assert quotes.is_inside_token(text, place) in (True, False)
    assert isinstance(cuts.cut_words(text, 0, len(text)), str)


@pytest.mark.parametrize(
    ("text", "fragment", "count"),
    [
        ("a" * 100_000, "a" * 300 + "b", 0),
        ("a " * 50_000, "a " * 150 + "b", 0),
        ("im-\n" * 25_000, "im-\n" * 75 + "z", 0),
        ("a-\n" * 33_000, "a" * 300, 0),
        ("a-" + "\n" * 100_000, "a-b", 0),
        ("a" + " " * 100_000 + "b", "a c", 0),
        ("88" + " " * 100_000 + "%", "88", 0),
        ("88 " * 33_000 + "%", "88", 32_999),
        ("e" + "\u0301" * 100_000, "e", 0),
        ("-" * 100_000, "-", 0),
    ],
    ids=["word", "words", "line ends", "hyphens", "newlines", "spaces", "percent", "figures", "accents", "dashes"],
)
def test_long_texts_of_near_misses_are_read_to_their_end(text, fragment, count):
    assert len(quotes.find(text, fragment)) == count


@pytest.mark.parametrize(
    ("text", "fragment", "words"),
    [
        ("more than 50% of people", "50% of people", "more than"),
        ("at the very least two drugs", "two drugs", "at the very least"),
        ("at most two drugs", "two drugs", "at most"),
        ("in over 50% of them", "50% of them", "over"),
        ("up to 6 weeks", "6 weeks", "up to"),
        ("nearly half of them", "half of them", "nearly"),
        ("p < 0.05 after", "0.05 after", "<"),
        ("faster than the spray", "the spray", "than"),
        ("it is not yet approved", "approved", "not yet"),
        ("they don’t relapse", "relapse", "don’t"),
        ("it cannot cure", "cure", "cannot"),
        ("it never works", "works", "never"),
        ("with no effect", "effect", "no"),
        ("it fails to help", "help", "fails to"),
        ("a lack of effect", "effect", "lack of"),
        ("non- response", "response", "non-"),
        ("2 or even more drugs", "2", "or even more"),
        ("three weeks or longer", "three weeks", "or longer"),
        ("two weeks at least.", "two weeks", "at least"),
        ("88 percent of them", "88", "percent"),
        ("the spray is not enough", "the spray is", "not"),
        ("4 to 6 weeks", "6 weeks", "4 to"),
        ("4 to 6 weeks", "4", "to 6"),
        ("4 – 6 weeks", "6 weeks", "4 –"),
        ("between 4 and 6 weeks", "6 weeks", "between 4 and"),
        ("40 mins to a hr", "40 mins", "to a hr"),
        ("40 mins to a hr", "a hr", "40 mins to"),
    ],
)
def test_a_fragment_cut_off_from_its_comparator_negation_or_range_is_noticed(text, fragment, words):
    match = quotes.find(text, fragment)[0]
    assert cuts.cut_words(text, match.start, match.end) == words


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("more than 50% of people", "more than 50%"),
        ("three infusions over one week, then", "one week,"),
        ("improved over the last days", "the last days"),
        ("they felt calm and more relaxed", "calm"),
        ("for pain at least 50%", "for pain"),
        ("approximately 19 days after", "19 days"),
        ("another option", "option"),
        ("a knot tied", "tied"),
        ("a cannon fired", "fired"),
        ("none of it, Noah relapsed", "relapsed"),
        ("well above the knee", "the knee"),
        ("in 2019 the FDA", "the FDA"),
    ],
)
def test_words_that_only_look_like_comparators_cut_nothing(text, fragment):
    match = quotes.find(text, fragment)[0]
    assert cuts.cut_words(text, match.start, match.end) == ""


@pytest.mark.parametrize(
    ("text", "fragment", "sentence"),
    [
        ("It works. People relapsed soon after. Then?", "relapsed", "People relapsed soon after."),
        ("A heading\n\nPeople relapsed\nsoon\n\nMore", "relapsed", "People relapsed\nsoon"),
        ("It took 0.5 mg, e.g. Two days. Next.", "0.5", "It took 0.5 mg, e.g. Two days."),
        ("Dr. Grant saw suicidal ideation.7 Then more.", "saw", "Dr. Grant saw suicidal ideation.7"),
        ("She said “it works.” People agreed!", "works", "She said “it works.”"),
        ("One. Two people. Three.", "One. Two people", "One. Two people."),
        ("people", "people", "people"),
        ("It works. People relapsed soon. Then?", "People relapsed", "People relapsed soon."),
        ("It works. People relapsed soon. Then?", "relapsed soon.", "People relapsed soon."),
        ("It works. People relapsed soon. Then?", "soon. Then?", "People relapsed soon. Then?"),
        ("She said “it works.” People agreed!", "it works.”", "She said “it works.”"),
        ("Suicidal ideation.7 Then more.", "ideation.7", "Suicidal ideation.7"),
        ("! People relapsed.", "relapsed", "People relapsed."),
    ],
)
def test_the_sentence_around_a_fragment(text, fragment, sentence):
    match = quotes.find(text, fragment)[0]
    start, end = quotes.sentence(text, match.start, match.end)
    assert text[start:end] == sentence


@given(runs())
def test_a_sentence_holds_its_fragment_and_is_a_passage(run):
    text, first, last = run
    start, end = quotes.sentence(text, first[0], last[1])
    assert start <= first[0] <= last[1] <= end
    assert len(text[start:end].split()) <= quotes.MAX_PASSAGE_WORDS
    assert text[start:end] == text[start:end].strip()


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        (50, 50, (28, 72)),
        (50, 51, (29, 73)),
        (0, 0, (0, 44)),
        (3, 3, (0, 44)),
        (99, 99, (55, 99)),
        (95, 95, (55, 99)),
        (27, 71, (27, 71)),
        (20, 69, (20, 69)),
        (20, 63, (20, 64)),
    ],
)
def test_a_long_sentence_gives_as_many_words_as_a_passage_may_have_from_both_sides_or_from_the_one_that_has_them(
    first, last, kept
):
    every = [f"w{number:02}" for number in range(100)]
    text = " ".join(every)
    start, end = quotes.sentence(text, text.index(every[first]), text.index(every[last]) + 3)
    assert text[start:end].split() == every[kept[0] : kept[1] + 1]


def test_the_sentence_around_nothing_is_nothing():
    assert quotes.sentence("   ", 1, 2) == (1, 2)


def test_a_sentence_without_an_end_in_reach_is_read_no_further_than_two_thousand_characters():
    text = "One. " + "A" * 3000 + " relapsed " + "b" * 3000 + ". Then"
    assert quotes.sentence(text, 3006, 3014) == (3006, 3014)
    text = "One. " + "a " * 1500 + "relapsed" + " b" * 1500 + ". Then"
    assert quotes.sentence(text, 3005, 3013) == (2961, 3057)


def cut(text: str, fragment: str) -> str:
    """Return the words that a fragment was cut off from where it stands last."""
    start = text.rindex(fragment)
    return cuts.cut_words(text, start, start + len(fragment))


NEGATIONS_BEFORE = (
    "not", "never", "no", "without", "neither", "nor", "cannot", "hardly", "barely", "scarcely", "unable to", "fail to", "fails to", "failed to",
    "lack", "lacks", "lacked", "lack of", "lacks of", "absence of", "non", "non-", "non‐", "non–", "isn't", "isn’t", "not yet", "not be", "not been",
    "not have", "not even", "not always", "not necessarily", "not really", "not fully", "never been", "hasn’t been",
)  # fmt: skip
COMPARATORS_BEFORE = (
    *(f"{word} than" for word in ("more", "greater", "less", "fewer", "higher", "lower", "longer", "shorter", "better", "worse", "larger", "smaller")),
    "than", "at least", "at most", "at the very least", "at the very most",
)  # fmt: skip
SIGNS_BEFORE_FIGURES = "<>≤≥=≈~±+−"
BEFORE_FIGURES = ("up to", "over", "under", "above", "below", "exceeding", "nearly", "almost", "minus", "plus")
NUMBER_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty", "thirty", "forty", "fifty",
    "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "half", "a dozen",
)  # fmt: skip
FIGURES_WRITTEN = (
    "5",
    "0.5",
    "1,000",
    "~5",
    "$5",
    "€5",
    "£5",
    "<5",
    ">5",
    "≤5",
    "≥5",
    "=5",
    ">=5",
    "-5",
    "−5",
    "–5",
    "+5",
)
JOINING = ("to", "through", "or", "-", "‐", "–", "—", "−")


@pytest.mark.parametrize("words", NEGATIONS_BEFORE + COMPARATORS_BEFORE)
def test_every_negation_and_comparator_before_a_fragment_is_noticed(words):
    for gap in (" ", "  ", "\n"):
        spaced = words.replace(" ", gap)
        assert cut(f"it {spaced}{gap}effective", "effective") == words
        assert cut(f"it {spaced.upper()}{gap}effective", "effective") == words.upper()


@pytest.mark.parametrize("sign", SIGNS_BEFORE_FIGURES)
def test_a_sign_before_a_fragment_is_noticed_where_that_begins_with_a_figure(sign):
    for gap in (" ", "  ", "\n"):
        assert cut(f"rose by{gap}{sign}{gap}5 points", "5 points") == sign
        assert cut(f"rose by{gap}{sign}{gap}many points", "many points") == ""


@pytest.mark.parametrize(
    "word",
    [
        "knot",
        "piano",
        "minor",
        "elan",
        "anon",
        "renon",
        "Nathan",
        "cat least",
        "xabsence of",
        "xnever",
        "bathe very most",
    ],
)
def test_a_word_that_only_ends_like_a_negation_or_a_comparator_is_none(word):
    assert cut(f"it {word} effective", "effective") == ""
    assert cut(f"it {word}more than effective", "effective") == "than"


@pytest.mark.parametrize("word", ["B12", "v.5", "v,5", "someone", "88 of the people"])
def test_behind_what_is_no_figure_nothing_is_cut(word):
    assert cut(f"they took {word} or more", word) == ""


@pytest.mark.parametrize("word", ["B12", "v.5", "v,5", "someone"])
def test_what_is_no_figure_begins_no_range(word):
    assert cut(f"they took {word} to 6 weeks", "6 weeks") == ""


@pytest.mark.parametrize("figure", [*NUMBER_WORDS, *FIGURES_WRITTEN])
def test_every_bound_before_a_figure_is_noticed_and_before_no_other_word(figure):
    for words in BEFORE_FIGURES:
        assert cut(f"it took {words} {figure} times", f"{figure} times") == words
        assert cut(f"it took {words.replace(' ', '  ')}\n{figure} times", f"{figure} times") == words
        assert cut(f"it took x{words} {figure} times", f"{figure} times") == ""
        assert cut(f"it took {words} their time", "their time") == ""


@pytest.mark.parametrize("fragment", ["someone", "tennis", "halfway", "x5", ".5", ",5"])
def test_what_only_begins_or_ends_like_a_figure_is_none(fragment):
    assert cut(f"rose above {fragment}", fragment[1:] if fragment[0] in "x.," else fragment) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4", "6"),
        ("4  weeks", "6  weeks"),
        ("4wk", "6wk"),
        ("1,000", "2,000"),
        ("0.5", "0.6"),
        ("40%", "60%"),
        ("40 %", "60 %"),
        ("40 percent", "60 percent"),
        ("40 per cent", "60 per cent"),
        ("40 per  cent", "60 per  cent"),
        ("0.5 mg/kg", "1 mg/kg"),
        ("four", "six"),
        ("a week", "a month"),
        ("$400", "$800"),
    ],
)
def test_half_a_range_is_noticed_whatever_joins_it(one, other):
    for word in JOINING:
        text = f"after {one}  {word}\n {other} or so"
        assert cut(text, other) == f"{' '.join(one.split())} {word}"
        assert cuts.cut_words(text, 6, 6 + len(one)).startswith(f"{word} {other.split()[0][:1]}")


@pytest.mark.parametrize("figure", ["4", "4 weeks", "40%", "40 percent", "four weeks", "a week"])
def test_the_second_half_of_a_range_that_between_opens_is_noticed(figure):
    assert cut(f"between {figure} and 6 weeks", "6 weeks") == f"between {figure} and"
    assert cut(f"between  {figure}  and  6 weeks", "6 weeks") == f"between {figure} and"
    assert cut(f"xbetween {figure} and 6 weeks", "6 weeks") == ""


@pytest.mark.parametrize("word", ["not", "never", "no longer"])
def test_a_negation_behind_a_fragment_is_noticed(word):
    assert cut(f"the spray is {word} enough", "the spray is") == word
    assert cut(f"the spray is  {word.replace(' ', '  ')} enough", "the spray is") == word
    assert cut(f"the spray is {word}x enough", "the spray is") == ("no" if word == "no longer" else "")


@pytest.mark.parametrize(
    "word", ["more", "less", "fewer", "longer", "higher", "lower", "above", "below", "over", "up", "under"]
)
def test_every_bound_behind_a_figure_is_noticed_and_behind_no_other_word(word):
    for before in (" or", " and", " or even", " and even", ", or", ",  or  even "):
        for figure in ("2", "2 weeks", "two weeks", "40%", "2wk"):
            assert cut(f"after {figure}{before} {word} of", figure) == " ".join(f"{before} {word}".split())
            assert cut(f"after {figure}{before} {word}x of", figure) == ""
        assert cut(f"they felt calm{before} {word} of", "calm") == ""


@pytest.mark.parametrize("words", ["at least", "at most", "at the very least", "at the very most"])
def test_a_bound_that_follows_its_figure_is_noticed_where_a_clause_ends(words):
    for end in ("", ".", ",", ";", ":", ")", "!", "?", " ."):
        assert cut(f"two weeks {words}{end}", "two weeks") == words
        assert cut(f"two weeks {words.replace(' ', '  ')}{end}", "two weeks") == words
    assert cut(f"two weeks {words} three", "two weeks") == ""


@pytest.mark.parametrize("words", ["percent", "per cent"])
def test_a_figure_that_is_cut_off_from_its_percent_is_noticed(words):
    assert cut(f"in 88 {words} of", "88") == words
    assert cut(f"in 88  {words.replace(' ', '  ')} of", "88") == words
    assert cut(f"in 88 {words}ile of", "88") == ""


@pytest.mark.parametrize(
    "time",
    [
        "6 min", "6 minutes", "6 hours", "6 hr", "6 h", "6h", "6 days", "6 d", "6 weeks", "6 wk", "6wk", "6 months", "6 mo", "6 years", "6 yrs",
        "6 decades", "six weeks", "an hour", "a hr", "a day", "a  week", "a month", "a year", "a decade", "6-week", "6 - week", "4 to 6 weeks", "4 or 6 weeks", "4-6 weeks", "4‐6 weeks", "4–6 weeks", "4 - 6 weeks",
        "6 WEEKS",
    ],
)  # fmt: skip
def test_over_a_time_is_during_it_and_no_bound(time):
    assert cut(f"improved over {time}", time) == ""
    assert cut(f"improved Over {time}", time) == ""
    assert cut(f"improved under {time}", time) == "under"


@pytest.mark.parametrize("figure", ["a dozen", "6 horses", "6 drugs", "6 models", "6", "4 to 6 drugs"])
def test_over_any_other_figure_is_a_bound(figure):
    assert cut(f"improved over {figure}", figure) == "over"


@pytest.mark.parametrize("word", ["Dr", "Mr", "Ms", "Mrs", "vs", "No", "e.g", "i.e"])
def test_an_abbreviation_ends_no_sentence_and_a_word_that_ends_like_it_does(word):
    text = f"One. It says {word}. Grant saw more. Two."
    start = text.index("saw")
    assert text[slice(*quotes.sentence(text, start, start + 3))] == f"It says {word}. Grant saw more."
    text = f"One. It says x{word}. Grant saw more. Two."
    assert text[slice(*quotes.sentence(text, start + 1, start + 4))] == "Grant saw more."


@pytest.mark.parametrize("closing", ["", '"', "”", "’", "'", ")", "]", "”)", "7", "12", "7.", "”7"])
def test_a_sentence_ends_behind_its_mark_what_closes_it_and_its_footnote(closing):
    for mark, gap in itertools.product(".!?", (" ", "\n", "  ")):
        text = f"People relapsed{mark}{closing}{gap}Then more"
        assert text[slice(*quotes.sentence(text, 0, 6))] == f"People relapsed{mark}{closing}"
        assert text[slice(*quotes.sentence(text, text.index("Then"), len(text)))] == "Then more"


@pytest.mark.parametrize(
    "text",
    [
        "People relapsed. then more",
        "People relapsed.Then more",
        "People relapsed.123 Then more",
        "People relapsed.  then more",
    ],
)
def test_a_mark_that_ends_no_sentence_is_passed(text):
    assert quotes.sentence(text, 0, 6) == (0, len(text))


@pytest.mark.parametrize("gap", ["\n\n", "\n \n", "\n\t \n", "\n\n\n"])
def test_a_blank_line_ends_a_sentence(gap):
    text = f"A heading{gap}People relapsed{gap}More"
    start = text.index("People")
    assert text[slice(*quotes.sentence(text, start, start + 6))] == "People relapsed"


@pytest.mark.parametrize("gap", ["\n", "\n- \n"])
def test_a_line_end_alone_ends_no_sentence(gap):
    text = f"A heading{gap}people relapsed"
    assert quotes.sentence(text, 0, 1) == (0, len(text))


@pytest.mark.parametrize("mark", "'‘’‚‛‹›ʼ`´′")
def test_every_single_quotation_mark_is_the_plain_one(mark):
    assert [one[:2] for one in quotes.find(f"a {mark}cure{mark} here", "'cure'")] == [(2, 8)]
    assert quotes.find(f"a {mark}cure{mark} here", '"cure"') == []
    assert quotes.find(f"haven{mark}t", "haven") == []


@pytest.mark.parametrize("mark", '"“”„‟«»″')
def test_every_double_quotation_mark_is_the_plain_one(mark):
    assert [one[:2] for one in quotes.find(f"a {mark}cure{mark} here", '"cure"')] == [(2, 8)]
    assert quotes.find(f"a {mark}cure{mark} here", "'cure'") == []


@pytest.mark.parametrize("dash", "-‐‑‒–−﹣－—―")
def test_every_dash_is_the_plain_one_and_holds_ranges_and_signs(dash):
    assert [one[:2] for one in quotes.find(f"a 4{dash}6 b", "4-6")] == [(2, 5)]
    assert quotes.find(f"a 4{dash}6 b", "6 b") == []
    assert quotes.find(f"a 4{dash}6 b", "a 4") == []
    assert quotes.find(f"by {dash}6 b", "6 b") == []


@pytest.mark.parametrize("dash", "-‐‑‒–−﹣－")
def test_a_dash_that_is_not_long_holds_words_together(dash):
    assert quotes.find(f"open{dash}label", "label") == []
    assert quotes.find(f"open{dash}label", "open") == []
    assert len(quotes.find(f"people {dash}{dash}\nrelapsed", "relapsed")) == 1


@pytest.mark.parametrize("dash", "—―")
def test_a_long_dash_holds_no_words_together(dash):
    assert len(quotes.find(f"one{dash}two", "two")) == 1
    assert len(quotes.find(f"one{dash}two", "one")) == 1


@pytest.mark.parametrize(
    ("ligature", "letters"),
    [("ﬃ", "ffi"), ("ﬄ", "ffl"), ("ﬀ", "ff"), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬅ", "st"), ("ﬆ", "st")],
)
def test_every_ligature_is_its_letters(ligature, letters):
    assert quotes.find(f"a{ligature}x", f"a{letters}x") == [quotes.Match(0, 3, ("ligatures",))]


@pytest.mark.parametrize("sign", "%‰‱％٪°℃℉~#&@^*_+<>=±≤≥€$£")
def test_every_sign_holds_on_to_the_figure_or_the_word_beside_it(sign):
    assert quotes.find(f"of 88{sign}b people", "of 88") == []
    assert quotes.find(f"of 88{sign}b people", "b people") == []


@pytest.mark.parametrize("percent", "%‰‱％٪")
def test_every_percent_sign_holds_on_to_its_figure_over_white_space(percent):
    assert quotes.find(f"in 88 {percent} of", "in 88") == []
    assert quotes.find(f"in 88\n{percent} of", "in 88") == []
    assert quotes.find(f"in (88) {percent} of", "in (88)") != []


@pytest.mark.parametrize("opening", "([{'\"")
def test_a_hyphen_holds_on_to_what_stands_in_brackets_or_quotation_marks(opening):
    assert quotes.find(f"non-{opening}toxic", f"{opening}toxic") == []


@pytest.mark.parametrize(
    ("before", "after", "fragment", "parts"),
    [
        ("im-", "provement", "improvement", ["im", "provement"]),
        ("im‐", "provement", "improvement", ["im", "provement"]),
        ("im\u00ad", "provement", "improvement", ["im", "provement"]),
        ("im‑", "provement", "im-provement", ["im", "provement"]),
        ("4-", "6 weeks", "4-6 weeks", ["4", "6 weeks"]),
        ("4‒", "6 weeks", "4-6 weeks", ["4", "6 weeks"]),
        ("4–", "6 weeks", "4-6 weeks", ["4", "6 weeks"]),
        ("4−", "6 weeks", "4-6 weeks", ["4", "6 weeks"]),
        ("40%–", "60%", "40%-60%", ["40%", "60%"]),
        ("4-", "$6", "4-$6", ["4", "$6"]),
        ("4-", "€6", "4-€6", ["4", "€6"]),
        ("4-", "£6", "4-£6", ["4", "£6"]),
    ],
)
def test_a_hyphen_at_a_line_end_holds_its_halves_together(before, after, fragment, parts):
    for gap in (" \n", "\t\n", "\r\n", " \t\r\n", "\n ", "\n\t", "\n", "\n\n"):
        text = f"{before}{gap}{after}"
        assert [one[:2] for one in quotes.find(text, fragment)] == [(0, len(text))]
        assert [quotes.find(text, part) for part in parts] == [[], []]


@pytest.mark.parametrize(
    "text", ["people -\nrelapsed", "people--\nrelapsed", "people –\nrelapsed", "people–\nrelapsed", "4 –\nrelapsed"]
)
def test_a_dash_that_cuts_no_word_at_a_line_end_holds_nothing(text):
    assert [one[:2] for one in quotes.find(text, "relapsed")] == [(text.index("relapsed"), len(text))]


@pytest.mark.parametrize(
    ("text", "fragment", "folded"),
    [
        ("“4–\n6”  weeks", '"4–6" weeks', ("hyphenation", "quotation marks", "white space")),
        ("“4-\n$6”  now", '"4-$6" now', ("hyphenation", "quotation marks", "white space")),
        ("“4-\n€6”  now", '"4-€6" now', ("hyphenation", "quotation marks", "white space")),
        ("“4-\n£6”  now", '"4-£6" now', ("hyphenation", "quotation marks", "white space")),
        ("“im‐\nprovement”  of", '"improvement" of', ("hyphenation", "quotation marks", "white space")),
        ("“im\u00adprovement”  of", '"improvement" of', ("hyphenation", "quotation marks", "white space")),
        ("“non‑\nresponse”  of", '"non‑response" of', ("hyphenation", "quotation marks", "white space")),
        ("“4‒\n6”  weeks", '"4‒6" weeks', ("hyphenation", "quotation marks", "white space")),
        ("“4−\n6”  weeks", '"4−6" weeks', ("hyphenation", "quotation marks", "white space")),
        ("“4‐\n6”  weeks", '"4‐6" weeks', ("hyphenation", "quotation marks", "white space")),
        ("4–\n6 weeks", "4-6 weeks", ("hyphenation", "dashes")),
    ],
)
def test_beside_hyphenation_the_result_names_what_else_was_folded(text, fragment, folded):
    assert quotes.find(text, fragment) == [quotes.Match(0, len(text), folded)]


def test_a_letter_and_the_accent_that_follows_it_are_one_token():
    assert [quotes.is_inside_token("e\u0301 x", place) for place in range(5)] == [False, True, False, False, False]
