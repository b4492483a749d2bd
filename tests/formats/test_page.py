"""Pages: nothing wider than they are, nothing lost, nothing that acts on a terminal."""

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ketacli.formats._page import Column, Page, Span
from ketacli.formats._text import Layout, cells, harmless, in_ascii

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
WIDTHS = st.integers(20, 120)


def page(text: str, width: int = 20, **changes: Any) -> str:
    found = Page(Layout(width=width))
    found.add(text, **changes)
    return found.text()


def test_text_is_wrapped_between_words():
    assert page("People relapsed about 19 days later.") == "People relapsed\nabout 19 days later.\n"


def test_the_first_line_is_indented_and_the_others_hang():
    assert page("one two three four five six", indent=2, hang=4) == "  one two three four\n    five six\n"
    assert page("one two three four five six", indent=4) == "    one two three\n    four five six\n"


def test_a_word_that_just_fits_stays_on_its_line():
    assert page("a " + "b" * 18) == "a " + "b" * 18 + "\n"
    assert page("a " + "b" * 19) == "a\n" + "b" * 19 + "\n"


def test_a_word_that_is_wider_than_a_line_is_broken_and_not_cut():
    assert page("x" * 45) == "x" * 20 + "\n" + "x" * 20 + "\n" + "x" * 5 + "\n"
    assert page("日本" * 12) == "日本日本日本日本日本\n日本日本日本日本日本\n日本日本\n"


def test_an_id_that_is_wider_than_a_line_is_broken_after_a_hyphen_if_one_is_near():
    assert page("works-only-while-in-system") == "works-only-while-in-\nsystem\n"
    assert page("works-only-while-insystem") == "works-only-while-\ninsystem\n"
    assert page("a-" + "b" * 20) == "a-" + "b" * 18 + "\nbb\n"
    assert page("https://example.org/overview") == "https://example.org/\noverview\n"


def test_a_paragraph_of_nothing_is_an_empty_line():
    assert page("") == "\n"
    assert page("  \t ", indent=2) == "\n"


def test_two_blanks_make_one_and_a_page_does_not_begin_with_one():
    found = Page(Layout())
    found.blank()
    found.add("a")
    found.blank()
    found.blank()
    found.add("b")
    assert found.text() == "a\n\nb\n"


def test_spans_keep_their_roles_over_breaks():
    found = Page(Layout(width=20))
    found.add(Span("bold words", "statement"), Span(" and then"), Span(" dim ones", "muted"), hang=2)
    assert found.text(colour=True) == "\x1b[1mbold words\x1b[0m and then\n  \x1b[2mdim ones\x1b[0m\n"
    assert found.text() == "bold words and then\n  dim ones\n"


@given(st.lists(TEXT, max_size=5), WIDTHS, st.integers(0, 8), st.integers(0, 8) | st.none())
def test_no_line_is_wider_than_the_page_or_ends_in_a_blank(parts, width, indent, hang):
    found = Page(Layout(width=width))
    found.add(*[Span(part, str(number)) for number, part in enumerate(parts)], indent=indent, hang=hang)
    lines = found.text()[:-1].split("\n")
    assert [line for line in lines if cell_len(line) > width or line.endswith(" ")] == []


@given(TEXT, WIDTHS)
def test_no_letter_is_lost(text, width):
    assert "".join(page(text, width).split()) == "".join(harmless(text).split())


@given(st.text(st.sampled_from("ab- \u00a0\u2003\u2007\u202f\u3000"), max_size=60), WIDTHS)
def test_white_space_of_any_kind_is_the_same_with_and_without_colour(text, width):
    found = Page(Layout(width=width))
    found.add(text)
    assert found.text() == found.text(colour=True)


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f"])
def test_a_no_break_space_within_a_line_stays(space):
    assert page(f"5{space}mg") == f"5{space}mg\n"
    assert page(space) == f"{space}\n"


@given(TEXT)
def test_harmless_text_acts_on_nothing(text):
    shown = harmless(text)
    assert not any(
        unicodedata.category(char) in {"Cc", "Zl", "Zp"}
        or unicodedata.bidirectional(char) in {"LRO", "RLO", "LRE", "RLE", "PDF", "LRI", "RLI", "FSI", "PDI"}
        for char in shown
    )
    assert harmless(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “text”", "plain – “text”"),
        ("a\tb\nc\r\x0b\x0c\x85\u2028\u2029d", "a b c      d"),
        ("\x1b[31mred\x1b[0m", "<U+001B>[31mred<U+001B>[0m"),
        ("\x9b31m \x7f \x00 \x08", "<U+009B>31m <U+007F> <U+0000> <U+0008>"),
        ("abc\u202eфбц\u2066\u200f", "abc<U+202E>фбц<U+2066><U+200F>"),
    ],
)
def test_what_acts_on_a_terminal_is_shown_instead(text, shown):
    assert harmless(text) == shown


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("plain", 5),
        ("⊕⊕◯◯ ◌ ⇄ · – “x” … ─ − ≥", 24),
        ("naïve", 5),
        ("nai\u0308ve", 5),
        ("日本語", 6),
        ("ｆｕｌｌ", 8),
        ("한국", 4),
        ("\u1112\u1161\u11ab", 2),
        ("a\u200bb\u200d\ufeff", 2),
        ("⌚✅🙂", 6),
        ("नी", 2),
        ("ที่", 1),
        ("soft\u00adhyphen", 11),
        ("αβγ жз", 6),
    ],
)
def test_the_width_of_text_is_counted_in_columns(text, width):
    assert cells(text) == width


@given(TEXT, TEXT)
def test_widths_add_up(one, other):
    assert cells(one + other) == cells(one) + cells(other)


@pytest.mark.parametrize(
    ("text", "ascii"),
    [
        ("⊕⊕◯◯ ◌◌◌◌", "++-- ...."),
        ("⇄ · – — … ‘a’ “b” × ≥ ≤ → − │ ─", ">< - - -- ... 'a' \"b\" x >= <= -> - | -"),
        ("naïve café Ångström ½", "naive cafe Angstrom 12"),
        ("日本 β", "?? ?"),
        ("plain", "plain"),
    ],
)
def test_without_unicode_marks_have_stand_ins_and_letters_lose_accents(text, ascii):  # noqa: A002 - the layout's word
    assert in_ascii(text) == ascii
    found = Page(Layout(ascii=True))
    found.add(text)
    assert found.text() == f"{ascii}\n"


@given(TEXT)
def test_ascii_is_ascii(text):
    assert in_ascii(text).isascii()


WORDS = st.text(st.characters(exclude_categories=["C"]), max_size=60)
CELLS = st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4)


@given(CELLS, st.integers(3, 30), st.integers(3, 12), st.integers(0, 4), st.integers(1, 3), st.integers(50, 100))
def test_a_table_without_colours_is_the_one_with_them(rows, first, second, indent, gap, width):
    """The plain one is not drawn by Rich."""
    found = Page(Layout(width=width))
    columns = (Column(first), Column(second, is_right=True), Column())
    found.table([[[one] for one in row] for row in rows], columns, indent, gap)
    assert re.sub(r"\x1b\[[0-9;]*m", "", found.text(colour=True)) == found.text()
