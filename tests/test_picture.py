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


@pytest.fixture(scope="module")
def drawn(script):
    return script["picture"]()


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


@pytest.mark.slow
def test_the_picture_is_the_same_twice_and_loads_nothing(script, drawn):
    assert drawn == script["picture"]()
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)|<(?:script|image|a)\b|@import|@font-face", drawn) == []


def test_the_picture_ends_with_a_whole_claim(script):
    one = "A claim.\n  low\n  ! a caveat"
    cut = script["screenful"]("Head\n\nBottom line.\n\n" + "\n\n".join([one] * 20) + "\n\nThe end.\n")
    assert cut == ("Head\n\nBottom line.\n\n" + "\n\n".join([one] * 9), 9, 20)


@pytest.mark.slow
def test_what_the_picture_says_about_itself_is_what_it_shows(script):
    _, shown, total = script["screenful"](script["printed"]())
    title = ET.fromstring(PICTURE.read_text(encoding="utf-8")).findtext(f"{SPACE}title")
    assert title == (
        "What `keta claims --topic relapse` prints in a terminal: what is known, and the first "
        f"{shown} of {total} claims"
    )


@pytest.mark.slow
def test_the_words_for_the_picture_in_the_readme_are_made_from_what_it_shows(script):
    assert script["told"]() in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_words_for_a_picture_name_each_claim_with_its_rating(script):
    claims = [
        {"statement": "It lasts.", "rating": "partly-true"},
        {"statement": "It helps", "rating": "not-checkable"},
    ]
    assert script["described"]("keta claims", "How long it lasts", claims, 11) == (
        "![What `keta claims` prints in a terminal: the bottom line on how long it lasts, then the first two of its 11 "
        'claims,\n"It lasts" (partly true) and "It helps" (not checkable), each under its verdict, with what is so, its caveats '
        "and\ncontradictions.](docs/keta.svg)"
    )


@pytest.mark.slow
@pytest.mark.parametrize("stale", ["keta.svg", "README.md"])
def test_the_check_names_what_is_not_current_and_changes_nothing(script, drawn, tmp_path, monkeypatch, capsys, stale):
    names = script["main"].__globals__
    monkeypatch.setattr("sys.argv", ["picture.py", "--check"])
    for place in ("PICTURE", "README"):
        copy = tmp_path / names[place].name
        copy.write_text(names[place].read_text(encoding="utf-8"), encoding="utf-8")
        monkeypatch.setitem(names, place, copy)
    path = tmp_path / "keta.svg"
    path.write_text(drawn, encoding="utf-8")  # Rich's next version may draw in other ways
    assert script["main"]() == 0
    path = tmp_path / stale
    changed = path.read_text(encoding="utf-8").replace("(supported)", "(wrong)").replace("</svg>", "<!-- old --></svg>")
    path.write_text(changed, encoding="utf-8")
    assert script["main"]() == 1
    assert capsys.readouterr().err == f"error: {path} is not current\n\nhint: run `python docs/picture.py`\n"
    assert path.read_text(encoding="utf-8") == changed
    monkeypatch.setattr("sys.argv", ["picture.py"])
    assert script["main"]() == 0
    assert path.read_text(encoding="utf-8") != changed
