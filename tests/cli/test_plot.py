"""Charts in the terminal and as files."""

import re
import subprocess
import sys
import types
import xml.etree.ElementTree as ET

import pytest

from tests.conftest import ROOT, claim, store
from tests.stores import figures

CAPTION = "note: `--caption` prints a caption with references and DOIs\n"


@pytest.fixture
def ask(keta, kept):
    """Run keta on the store of figures."""
    path = kept("figures", figures)
    return lambda *arguments, code=0: keta("plot", *arguments, "--store", path, code=code)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("kind", ["timing", "rates", "overview"])
def test_a_chart_fits_its_width(ask, golden, monkeypatch, kind, width):
    monkeypatch.setenv("COLUMNS", str(width))
    ran = ask(kind)
    golden(f"plot-{kind}-{width}", ran.out)
    assert [line for line in ran.out.splitlines() if len(line) > width or line != line.rstrip()] == []
    assert ran.err == ""


def test_a_chart_of_a_store_without_title_and_version_names_its_folder(keta, folder):
    whole = figures()
    del whole["store"]
    line = keta("plot", "timing", "--store", folder(whole)).out.splitlines()[-1]
    assert line == "keta 0.1.0 · store · no advice on treatment"


def test_a_chart_in_ascii_has_the_same_columns(ask, golden, monkeypatch):
    unicode = ask("timing").out
    monkeypatch.setattr("ketacli.cli._output._is_unicode", lambda: False)
    ran = ask("timing")
    golden("plot-timing-ascii", ran.out)
    assert ran.out.isascii()
    assert len(ran.out.splitlines()) == len(unicode.splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
@pytest.mark.parametrize("kind", ["rates", "overview"])
def test_the_same_chart_is_the_same_bytes(ask, tmp_path, kind, ending):
    first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    assert ask(kind, "-o", first) == (0, "", f"Wrote {first}\n{CAPTION}")
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
    assert root.findtext(f"{space}title") == "Time to the full effect"
    assert root.findtext(f"{space}desc") == (
        "Time to the full effect Time, in days, in equal steps "
        "What the pages say. – not rated: An overview, The full effect takes 4 to 6 weeks, 4 to 6 weeks, "
        "contradictions: 1, caveats: 1. Randomised. Repeated infusions 2010c*, ketamine by infusion, n = (40), 24 hours; "
        "Repeated infusions 2010d*, ketamine by infusion, n = (30), 24 hours; "
        "Repeated infusions 2010f*, ketamine by infusion, n = (12), 24 hours; "
        "Repeated infusions 2010e*, ketamine by infusion, n = ?, 24 hours."
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
        "error: Pictures need matplotlib, which is not installed\n\n"
        f"hint: install it beside keta: `{sys.executable} -m pip install matplotlib`\n"
    )
    assert ask("rates").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("onset",), "No plot `onset`\n\nhint: plots are rates, timing and overview"),
        (("rates", "-o", "a.gif"), "Cannot draw `a.gif`\n\nhint: end its name with .svg, .png or .pdf"),
        (("rates", "--force"), "`--force` replaces a file: it goes with `-o`"),
        (("rates", "--size", "page"), "`--size` is that of a picture: it goes with `-o`"),
        (
            ("rates", "-o", "a.svg", "--size", "big"),
            "No size `big`\n\nhint: sizes are slide, page, or inches across and down as in 10x6",
        ),
        (("rates", "-o", "a.svg", "--size", "99x9"), "No size `99x9`\n\nhint: each side has 6 to 50 inches"),
        (("rates", "--color", "blue"), "No colour setting `blue`\n\nhint: write auto, always or never"),
        (("rates", "-o", "none/a.svg"), "No folder `none` to write `a.svg` in\n\nhint: make it first: mkdir -p none"),
    ],
)
def test_wrong_usage_is_explained(ask, arguments, message):
    assert ask(*arguments, code=2) == (2, "", f"error: {message}\n")


def test_the_kind_that_draws_what_claims_give_is_named_where_another_draws_nothing(keta):
    ran = keta("plot", "rates", "--topic", "administration", "--uncontested", code=1)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.split("\n\n")[1] == (
        "hint: `keta plot timing --topic administration --uncontested` draws what they give\n"
    )


def test_nothing_to_draw_is_said(ask):
    assert ask("timing", "--type", "rate", "--measure", "dose", code=1) == (
        1,
        "",
        (
            "No figure for `timing` for type `rate`, measure `dose`: 2 claims found, none gives one; "
            "searched 5 claims of `A store of figures`\n"
        ),
    )


@pytest.mark.slow
def test_several_measures_are_written_to_numbered_files(ask, tmp_path):
    measures = "time-to-full-effect,time-to-onset"
    assert ask("timing", "--measure", measures, "-o", tmp_path / "a.svg") == (
        0,
        "",
        f"Wrote {tmp_path / 'a-1.svg'}\nWrote {tmp_path / 'a-2.svg'}\n{CAPTION}",
    )
    assert sorted(path.name for path in tmp_path.glob("*.svg")) == ["a-1.svg", "a-2.svg"]
    ran = ask("timing", "--measure", measures, "-o", tmp_path / "a.svg", code=2)
    assert ran.err == f"error: `{tmp_path / 'a-1.svg'}` exists already\n\nhint: add `--force` to replace it\n"


def test_one_measure_is_drawn_and_the_others_are_named(ask, tmp_path):
    ran = ask("timing", "-o", tmp_path / "a.svg")
    assert ran.err == (
        f"Wrote {tmp_path / 'a.svg'}\n"
        f"{CAPTION}"
        "note: drew time-to-full-effect, which has most randomised trials; others: --measure time-to-relapse\n"
    )


def test_a_title_replaces_the_question(ask, tmp_path):
    rest = ask("rates").out.partition("\n")[2]
    assert ask("rates", "--title", "Our own words").out == f"Our own words\n{rest}"
    ask("rates", "-o", tmp_path / "a.svg", "--title", "Our own words")
    assert re.findall(r"<title[^>]*>([^<]*)<", (tmp_path / "a.svg").read_text()) == ["Our own words"]


def test_a_caption_names_methods_and_references(ask, golden):
    golden("plot-caption", ask("rates", "--caption").out)
    golden("plot-caption-overview", ask("overview", "--caption").out)


def test_the_caption_of_a_picture_that_is_written_is_printed_and_no_longer_offered(ask, tmp_path):
    caption = ask("rates", "--caption").out.removeprefix(ask("rates").out).lstrip("\n")
    ran = ask("rates", "-o", tmp_path / "a.svg", "--caption")
    assert (ran.out, ran.err) == (caption, f"Wrote {tmp_path / 'a.svg'}\n")


@pytest.mark.parametrize(("size", "inches"), [("slide", (1920, 1080)), ("page", (1191, None)), ("13x8", (1872, 1152))])
@pytest.mark.slow
def test_sizes_are_those_of_slides_and_pages(ask, tmp_path, size, inches):
    from PIL import Image

    ask("rates", "-o", tmp_path / "a.png", "--size", size)
    with Image.open(tmp_path / "a.png") as found:
        wide, high = found.size
    assert abs(wide - inches[0]) <= 1
    assert inches[1] is None or abs(high - inches[1]) <= 1


@pytest.mark.slow
def test_the_environment_changes_nothing(ask, process, kept, tmp_path):
    ask("rates", "-o", tmp_path / "a.png")
    env = {"MPLBACKEND": "Qt4Agg", "MATPLOTLIBRC": "/nowhere"}
    ran = process("plot", "rates", "-o", tmp_path / "b.png", "--store", kept("figures", figures), env=env)
    assert ran == (0, "", f"Wrote {tmp_path / 'b.png'}\n{CAPTION}")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


@pytest.mark.slow
def test_settings_that_are_no_file_are_refused_and_never_waited_for(process, folder, tmp_path):
    import os

    path = folder(figures())
    os.mkfifo(tmp_path / "matplotlibrc")
    ran = process("plot", "rates", "-o", tmp_path / "a.png", "--store", path)
    message = "`matplotlibrc` in this folder is not a file, and matplotlib would read it"
    assert ran == (2, "", f"error: {message}\n\nhint: move it away\n")
    page = process("summary", "--format", "html", "--store", path)
    assert (page.code, page.err) == (0, "")  # a page's figures need no matplotlib


def test_settings_in_the_folder_are_no_hindrance_and_not_obeyed(ask, tmp_path, monkeypatch):
    ask("rates", "-o", tmp_path / "a.svg")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "matplotlibrc").write_text("figure.facecolor: red\n")
    ask("rates", "-o", "b.svg")
    assert (tmp_path / "b.svg").read_bytes() == (tmp_path / "a.svg").read_bytes()


def test_a_module_that_only_has_the_name_of_matplotlib_is_none(ask, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", types.ModuleType("matplotlib"))
    ran = ask("rates", "-o", tmp_path / "a.png", code=2)
    assert ran.err.startswith("error: Pictures need matplotlib, which is not installed\n\nhint: ")


@pytest.mark.slow
def test_a_numpy_that_fails_is_told_in_a_sentence(process, folder, tmp_path):
    path = folder(figures())
    broken = tmp_path / "broken" / "numpy"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ImportError('built for another processor')")
    env = {"PYTHONPATH": f"{tmp_path / 'broken'}:{ROOT}"}
    ran = process("plot", "rates", "-o", tmp_path / "a.png", "--store", path, env=env)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: Pictures need matplotlib, which cannot be loaded: ")


def test_text_of_the_store_never_acts_in_a_picture(keta, folder, tmp_path):
    content = figures()
    content["measures"][3]["name"] = 'x$^2$ </desc><script>alert("&")</script> 漢字 --> _y_'
    content["claims"] = [claim(**{**content["claims"][0], "evidence": [], "no_evidence": "None."})]
    content["contradictions"] = []
    path = folder(content)
    out = tmp_path / "a.svg"
    assert keta("plot", "timing", "-o", out, "--store", path) == (0, "", f"Wrote {out}\n{CAPTION}")
    text = out.read_text()
    ET.fromstring(text)
    assert "<script" not in text


def test_the_terminal_chart_does_not_import_matplotlib(kept):
    path = kept("figures", figures)
    code = (
        "import sys; from ketacli.cli._app import run; "
        f"run(['plot', 'rates', '--store', {str(path)!r}]); "
        "print([name for name in ('matplotlib', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]"


def test_of_a_claim_that_gives_a_difference_it_is_said_that_this_is_no_share(keta, folder):
    made = store(contradictions=[])
    made["measures"].append({"id": "fall-in-sleep", "name": "fall in sleep", "dimension": "proportion"})
    made["claims"][0]["quantities"] = [
        {"measure": "fall-in-sleep", "statistic": "difference", "value": 49, "unit": "%", "as": "49%"}
    ]
    assert keta("plot", "rates", "--store", folder(made), code=1).err == (
        "No figure for `rates`: 2 claims found, one gives a difference, not a share; "
        "searched 2 claims of `A small store`\n"
    )


@pytest.mark.parametrize("kind", ["timing", "rates"])
@pytest.mark.parametrize("topic", ["suicidality", "relapse", "onset", "safety"])
def test_brackets_around_numbers_of_people_are_explained_where_a_row_has_them_and_only_there(keta, kind, topic):
    out = " ".join(keta("plot", kind, "--topic", topic, "--store", ROOT / "data").out.replace("┊", " ").split())
    assert ("n in brackets: whole study" in out) == bool(re.search(r"= \(", out))
