"""Text that was written as UTF-8 and read as Windows-1252."""

import pytest

from ketacli.checks.text_hygiene import mojibake


@pytest.mark.parametrize("meant", ["ï¼š", "ï¬©"])
def test_three_characters_that_would_make_no_sign_are_taken_as_meant(meant):
    assert mojibake(f"a {meant} b") == ""


@pytest.mark.parametrize("misread", ["â€œ", "Ã©", "â€"])
def test_characters_that_may_be_meant_do_not_hide_misread_ones_behind_them(misread):
    assert mojibake(f"a ï¼š b {misread}") == misread
