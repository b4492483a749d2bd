"""The rule of quotes: what is folded, what never is, where tokens end."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ketacli import quotes

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


@given(runs(), st.data())
def test_no_part_of_a_figure_is_found_in_it(run, data):
    text, first, last = run
    assume(first == last)
    token = text[first[0] : first[1]]
    assume(re.fullmatch(r"[-−+±<>≤≥=]*[\d.,]*\d%?", token))
    start = data.draw(st.integers(0, len(token) - 1))
    end = data.draw(st.integers(start + 1, len(token)))
    assume((start, end) != (0, len(token)))
    assert (first[0] + start, first[0] + end) not in [match[:2] for match in quotes.find(text, token[start:end])]


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
        ("(S)-ketamine", "ketamine"),
        ("(S)-ketamine", "(S)"),
        ("open-label", "label"),
        ("open-label", "open"),
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
        ("one—two", "two"),
        ("-anxiety\n-pain", "anxiety"),
        ("“fast-acting”", "fast-acting"),
        ("the '90s", "90s"),
        ("mid- and late", "and late"),
        ("treatment(s)", "treatment"),
        ("symptoms[10] went", "symptoms"),
        ("1) 88%, 2) 5%", "88%"),
        ("a|88|b", "88"),
        ("\ufeffKetamine is", "Ketamine"),
        ("in 88 of 100", "88"),
        ("88 people", "88"),
        ("well, not", "not"),
    ],
)
def test_a_token_ends_at_punctuation_that_holds_nothing_together(text, fragment):
    at = text.index(fragment)
    assert [match[:2] for match in quotes.find(text, fragment)] == [(at, at + len(fragment))]


def test_every_place_is_found_overlapping_ones_too():
    assert [match.start for match in quotes.find("so so so good", "so so")] == [0, 3]


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
    assert isinstance(quotes.cut_words(text, 0, len(text)), str)


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
    assert quotes.cut_words(text, match.start, match.end) == words


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
    assert quotes.cut_words(text, match.start, match.end) == ""


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


def test_a_long_sentence_is_cut_to_the_words_around_its_fragment():
    text = " ".join(f"w{number}" for number in range(100))
    start, end = quotes.sentence(text, text.index("w50"), text.index("w50") + 3)
    assert text[start:end].split() == [f"w{number}" for number in range(28, 73)]
