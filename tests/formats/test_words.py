"""Words that every view uses for the same thing."""

import pytest

from ketacli.formats._words import arm

TREATMENTS = {"esketamine-nasal": "esketamine nasal spray", "placebo": "placebo", "saline": "saline infusion"}


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("esketamine-nasal", "84 mg spray", "esketamine nasal spray (84 mg spray)"),
        ("placebo", "placebo spray", "placebo spray"),
        ("saline", "saline under anaesthesia", "saline infusion (saline under anaesthesia)"),
        ("esketamine-nasal", None, "esketamine nasal spray"),
        ("unlisted", None, "unlisted"),
        (None, "4 infusions", "4 infusions"),
        (None, None, ""),
    ],
)
def test_an_arm_is_named_with_what_tells_it_from_the_other_arms(name, given, words):
    assert arm(name, given, TREATMENTS) == words
