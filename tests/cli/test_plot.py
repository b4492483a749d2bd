"""Charts in the terminal and as files."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from tests.conftest import claim
from tests.stores import figures


@pytest.fixture
def ask(keta, kept):
    """Run keta on the store of figures."""
    path = kept("figures", figures())
    return lambda *arguments, code=0: keta("plot", *arguments, "--store", path, code=code)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("kind", ["timing", "rates"])
def test_a_chart_fits_its_width(ask, golden, monkeypatch, kind, width):
    monkeypatch.setenv("COLUMNS", str(width))
    ran = ask(kind)
    golden(f"plot-{kind}-{width}", ran.out)
    assert [line for line in ran.out.splitlines() if len(line) > width or line != line.rstrip()] == []
    assert ran.err == ""


def test_a_chart_in_ascii_has_the_same_columns(ask, golden, monkeypatch):
    unicode = ask("timing").out
    monkeypatch.setattr("ketacli.cli._output._is_unicode", lambda: False)
    ran = ask("timing")
    golden("plot-timing-ascii", ran.out)
    assert ran.out.isascii()
    assert len(ran.out.splitlines()) == len(unicode.splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["svg", "png"])
@pytest.mark.parametrize("kind", ["timing", "rates"])
def test_the_same_chart_is_the_same_bytes(ask, tmp_path, kind, ending):
    first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    assert ask(kind, "-o", first) == (0, "", "")
    ask(kind, "-o", second)
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.glob(f"*.{ending}*")) == [first.name, second.name]


def test_a_png_begins_as_one_and_names_no_program(ask, tmp_path):
    ask("rates", "-o", tmp_path / "a.png")
    content = (tmp_path / "a.png").read_bytes()
    assert content.startswith(b"\x89PNG\r\n")
    assert b"atplotlib" not in content


def test_an_svg_says_in_words_what_it_shows(ask, tmp_path):
    ask("timing", "-o", tmp_path / "a.svg", "--measure", "time-to-full-effect")
    root = ET.fromstring((tmp_path / "a.svg").read_text())
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == "How soon, how long"
    assert root.findtext(f"{space}desc") == (
        "Time to the full effect. overview: 4 to 6 weeks (ketamine in any form, contradictions: 1, caveats: 1); "
        "trial-1: 24 hours (ketamine by infusion, contradictions: 1); "
        "trial-2: 24 hours (ketamine by infusion)."
    )


def test_two_drawings_stand_in_one_page_without_sharing_ids_or_styles(ask, tmp_path):
    ids = []
    for kind in ("timing", "rates"):
        ask(kind, "-o", tmp_path / f"{kind}.svg")
        text = (tmp_path / f"{kind}.svg").read_text()
        found = re.findall(r'\bid="([^"]+)"', text)
        wanted = set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', text))
        assert {one or other for one, other in wanted} <= set(found)
        assert not re.search(r"<style|<script|<metadata|<!--|<!DOCTYPE|20\d\d-\d\d-\d\dT", text)
        ids += found
    assert len(ids) == len(set(ids))


def test_a_file_is_replaced_only_by_force(ask, tmp_path):
    path = tmp_path / "a.svg"
    path.write_text("mine")
    ran = ask("rates", "-o", path, code=2)
    assert ran.err == f"error: `{path}` exists already\n\nhint: add `--force` to replace it\n"
    assert path.read_text() == "mine"
    ask("rates", "-o", path, "--force")
    assert path.read_text().startswith("<?xml")


def test_a_failure_leaves_nothing_behind(ask, tmp_path, monkeypatch):
    def full(*_, force):  # noqa: ARG001
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ketacli.cli._file._put", full)
    ran = ask("rates", "-o", tmp_path / "a.svg", code=2)
    assert ran.err == f"error: Cannot write `{tmp_path / 'a.svg'}`: No space left on device\n"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_without_matplotlib_the_error_says_what_to_install(ask, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    ran = ask("rates", "-o", tmp_path / "a.svg", code=2)
    assert ran.err == (
        "error: Pictures need matplotlib, which is not installed\n\nhint: install it beside keta: `pip install matplotlib`\n"
    )
    assert ask("rates").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("onset",), "No plot `onset`\n\nhint: plots are timing and rates"),
        (("rates", "-o", "a.pdf"), "Cannot draw `a.pdf`\n\nhint: end its name with .svg or .png"),
        (("rates", "--force"), "`--force` replaces a file: it goes with `-o`"),
        (("rates", "--color", "blue"), "No colour setting `blue`\n\nhint: write auto, always or never"),
        (("rates", "-o", "none/a.svg"), "No folder `none` to write `a.svg` in\n\nhint: make it first: mkdir -p none"),
    ],
)
def test_wrong_usage_is_explained(ask, arguments, message):
    assert ask(*arguments, code=2) == (2, "", f"error: {message}\n")


def test_nothing_to_draw_is_said(ask):
    assert ask("rates", "--type", "timing", "--topic", "relapse", code=1) == (
        1,
        "",
        (
            "No figure for `rates` for topic `relapse`, type `timing`: 3 claims found, none gives one; "
            "searched 5 claims of `A store of figures`\n"
        ),
    )


def test_text_of_the_store_never_acts_in_a_picture(keta, folder, tmp_path):
    content = figures()
    content["measures"][3]["name"] = 'x$^2$ </desc><script>alert("&")</script> 漢字 --> _y_'
    content["claims"] = [claim(**{**content["claims"][0], "evidence": [], "no_evidence": "None."})]
    content["contradictions"] = []
    path = folder(content)
    out = tmp_path / "a.svg"
    assert keta("plot", "timing", "-o", out, "--store", path) == (0, "", "")
    text = out.read_text()
    ET.fromstring(text)
    assert "<script" not in text


def test_the_terminal_chart_does_not_import_matplotlib(kept):
    path = kept("figures", figures())
    code = (
        "import sys; from ketacli.cli._app import run; "
        f"run(['plot', 'rates', '--store', {str(path)!r}]); "
        "print([name for name in ('matplotlib', 'rich', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"
