"""The picture of the README is what keta prints, whatever Rich's next version makes of its drawing."""

import re
import runpy
import xml.etree.ElementTree as ET

import pytest

from tests.conftest import ROOT

PICTURE = ROOT / "docs" / "keta.svg"
SPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def script():
    return runpy.run_path(str(ROOT / "docs" / "picture.py"))


def lines(svg):
    """Return the lines of a drawing as text."""
    found: dict[str, str] = {}
    for one in ET.fromstring(svg).iter(f"{SPACE}text"):
        row = one.attrib["clip-path"]
        found[row] = found.get(row, "") + (one.text or "")
    return [re.sub(r"\s+", " ", line).strip() for line in found.values() if line.strip()]


def test_the_picture_shows_what_keta_prints_now(script):
    text, _, _ = script["screenful"](script["printed"]())
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    expected = [re.sub(r"\s+", " ", line).strip() for line in plain.splitlines() if line.strip()]
    assert lines(PICTURE.read_text(encoding="utf-8")) == ["$ keta claims --topic relapse", *expected]


def test_the_picture_is_the_same_twice_and_loads_nothing(script):
    first = script["picture"]()
    assert first == script["picture"]()
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)|<(?:script|image|a)\b|@import|@font-face", first) == []


def test_the_picture_ends_with_a_whole_claim(script):
    one = "A claim.\n  low\n  ! a caveat"
    cut = script["screenful"]("Head\nBottom line.\n\n" + "\n\n".join([one] * 20) + "\n")
    assert cut == ("Head\nBottom line.\n\n" + "\n\n".join([one] * 9), 9, 20)


def test_what_the_picture_says_about_itself_is_what_the_readme_says():
    title = ET.fromstring(PICTURE.read_text(encoding="utf-8")).findtext(f"{SPACE}title")
    assert title == (
        "What `keta claims --topic relapse` prints in a terminal: what is known, and the first 2 of 5 claims"
    )
    told = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert "![What `keta claims --topic relapse` prints in a terminal:" in told
    assert "then the first two of its five claims" in told
