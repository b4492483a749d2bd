"""From the bytes of a file to its text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketacli.store import chunks
from ketacli.store.strict_yaml import Fault


def test_a_byte_order_mark_and_windows_line_ends_are_taken_off():
    assert chunks.decode(b"\xef\xbb\xbfa: 1\r\nb: \xc3\xa9\r\n") == ("a: 1\nb: é\n", [])


def test_bytes_that_are_no_utf_8_are_refused_at_their_character():
    assert chunks.decode("a: 1\nb: é".encode() + b"\xe9x") == (
        "",
        [Fault(1, 4, "byte 0xe9 is not valid UTF-8", "encoding", "save the file as UTF-8")],
    )


def test_utf_16_is_refused():
    assert chunks.decode("a: 1\n".encode("utf-16")) == (
        "",
        [Fault(0, 0, "byte 0xff is not valid UTF-8", "encoding", "save the file as UTF-8")],
    )


@pytest.mark.parametrize(
    "code", [0x00, 0x08, 0x0B, 0x0C, 0x0D, 0x1B, 0x7F, 0x85, 0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF]
)
def test_a_control_character_is_refused_at_its_place(code):
    assert chunks.decode(f"a: 1\nb: é{chr(code)}x\n".encode())[1] == [
        Fault(1, 4, f"character U+{code:04X} has no place in a store", "encoding", "take it out")
    ]


def test_every_run_of_tabs_is_refused_with_everything_else_in_the_order_of_the_file():
    hint = r"indent with spaces; inside quotes write `\t`"
    assert chunks.decode(b"a:\n\t\tb: 1\t# x\nc: \x00\n")[1] == [
        Fault(1, 0, "a tab", "tab", hint),
        Fault(1, 6, "a tab", "tab", hint),
        Fault(2, 3, "character U+0000 has no place in a store", "encoding", "take it out"),
    ]


@pytest.mark.parametrize(
    ("text", "line"), [("<<<<<<< ours\na: 1\n", 0), ("a: 1\r\n<<<<<<< ours\r\n", 1), ("a: é\n\n<<<<<<< ours\n", 2)]
)
def test_a_conflict_of_a_merge_is_told_at_its_line(text, line):
    message = "not YAML: a merge has left two versions of the same lines"
    hint = "choose one side of each, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`"
    assert chunks.decode(text.encode())[1] == [Fault(line, 0, message, "yaml-syntax", hint)]


@pytest.mark.parametrize("text", ["a: p < b < c < d < e < f < g < h\n", "a: see <<<<<<< ours\n", "<<<<<<<\n"])
def test_other_angle_brackets_are_text(text):
    assert chunks.decode(text.encode()) == (text, [])


def test_a_mark_of_byte_order_is_welcome_only_at_the_beginning():
    assert [fault.column for fault in chunks.decode(b"\xef\xbb\xbf\xef\xbb\xbfa: 1\n")[1]] == [0]


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], include_characters="\n")))
def test_ordinary_text_comes_through_as_it_is(text):
    assert chunks.decode(text.encode()) == (text, [])


@given(st.binary())
def test_any_bytes_give_text_or_faults_and_never_an_accident(data):
    text, faults = chunks.decode(data)
    assert faults or text.encode() == data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
