"""Figures side by side, in every format."""

import json

import pytest

from ketacli.formats import FORMATS
from ketacli.paths import schema_file
from tests.conftest import claim, store
from tests.figures import figures

WIDTHS = (40, 80, 120)


@pytest.fixture
def ask(keta, folder):
    """Run keta on the store of figures."""
    path = folder(figures())
    return lambda *arguments, code=0: keta("compare", *arguments, "--store", path, code=code)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_comparison_fits_its_width(ask, golden, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    ran = ask()
    golden(f"compare-table-{width}", ran.out)
    assert [line for line in ran.out.splitlines() if len(line) > width or line != line.rstrip()] == []
    assert ran.err == ""


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "table"])
def test_a_comparison_in_every_format(ask, golden, name):
    ran = ask("--format", name)
    golden(f"compare-{name}", ran.out)
    assert ran.err == ""


@pytest.mark.parametrize("arguments", [(), ("--measure", "dose"), ("--limit", 0), ("--type", "definition")])
def test_the_json_fits_its_schema(ask, arguments):
    code = int("definition" in arguments)
    import jsonschema

    found = json.loads(ask("--json", *arguments, code=code).out)
    jsonschema.Draft202012Validator(json.loads(schema_file("output").read_text())).validate(found)
    assert found["count"] == len(found["figures"])


def test_fields_are_chosen(ask):
    ran = ask("--measure", "remission-rate", "--fields", "source,events,n,n_of", "--format", "csv")
    assert ran.out == (
        "source,events,n,n_of\n"
        "overview,,,\n"
        "trial-1,9,20,figure\n"
        "trial-1,2,20,figure\n"
        "trial-1,,40,study\n"
        "trial-2,,30,study\n"
        "trial-2,,30,study\n"
    )


def test_chosen_fields_stand_in_columns(ask):
    ran = ask("--measure", "dose", "--fields", "source,figure")
    assert ran.out == "source    figure\noverview  about 0.5 mg/kg\n"


def test_what_limit_cut_is_said_on_the_page(ask):
    ran = ask("--limit", 1)
    assert ran.out.endswith("\n\nShown 1 of 18: `--limit` left out 17.\n")
    assert ran.err == ""


def test_what_limit_cut_is_said_beside_data(ask):
    ran = ask("--limit", 1, "--format", "plain")
    assert ran == (
        0,
        "dose\toverview\tremission-85-percent\tabout 0.5 mg/kg\tvery-low\t\t\tcaveats=0\tcontradictions=1\tketamine-iv\tday 7\n",
        "note: shown 1 of 18: `--limit` left out 17\n",
    )


def test_claims_without_figures_are_no_comparison(ask):
    ran = ask("--source", "trial-3", "--type", "mechanism", code=1)
    assert ran == (
        1,
        "",
        "No claim found for source `trial-3`, type `mechanism`: searched 5 claims of `A store of figures`\n",
    )
    ran = ask("helps", code=1)
    assert ran == (
        1,
        "",
        "No figure for text `helps`: 1 claim found, none gives one; searched 5 claims of `A store of figures`\n",
    )


def test_an_unknown_field_names_the_nearest(ask):
    assert ask("--fields", "figur", code=2).err == "error: No field `figur`\n\nhint: did you mean `figure`?\n"


def test_without_unicode_the_marks_are_ascii(keta, folder, monkeypatch):
    monkeypatch.setattr("ketacli.cli._output._is_unicode", lambda: False)
    ran = keta("compare", "--store", folder(figures()), "--measure", "time-to-full-effect")
    assert ran.out.isascii()


HOSTILE = "=a|b`c<i>*d*$x$&amp;_#"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("markdown", r"ketamine by infusion, =a\|b\`c\<i\>\*d\*\$x\$\&amp;\_\#"),
        ("csv", ",'=a|b`c<i>*d*$x$&amp;_#,"),
        ("plain", "=a|b`c<i>*d*$x$&amp;_#"),
        ("json", '"outcome": "=a|b`c<i>*d*$x$&amp;_#"'),
    ],
)
def test_text_of_the_store_never_acts(keta, folder, name, cell):
    content = store(claims=[claim(scope={"intervention": "ketamine-iv", "outcome": HOSTILE})], contradictions=[])
    out = keta("compare", "--store", folder(content), "--format", name).out
    assert [line for line in out.splitlines() if cell in line], out
