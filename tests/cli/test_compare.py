"""Figures side by side, in every format."""

import json
from pathlib import Path

import pytest

from ketacli.formats import comparison, for_people, showing
from ketacli.paths import schema_file
from tests.conftest import DATA, claim, store
from tests.stores import figures

COMPARISONS = showing("comparison")
PAGES = [name for name in COMPARISONS if for_people(name)]

WIDTHS = (40, 80, 120)


@pytest.fixture
def ask(keta, kept):
    """Run keta on the store of figures."""
    path = kept("figures", figures)
    return lambda *arguments, code=0: keta("compare", *arguments, "--store", path, code=code)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_comparison_fits_its_width(ask, golden, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    ran = ask()
    golden(f"compare-table-{width}", ran.out)
    assert [line for line in ran.out.splitlines() if len(line) > width or line != line.rstrip()] == []
    assert ran.err == ""


def test_columns_are_as_wide_as_what_stands_in_them(ask, monkeypatch, golden):
    monkeypatch.setenv("COLUMNS", "200")
    golden("compare-table-200", ask("--measure", "time-to-relapse").out)


@pytest.mark.parametrize("name", [name for name in COMPARISONS if name != "table"])
def test_a_comparison_in_every_format(ask, golden, name):
    ran = ask("--format", name)
    golden(f"compare-{name}", ran.out)
    assert ran.err == ""


def test_the_table_of_pages_is_the_folder():
    files = {path.stem for path in Path(comparison.__file__).parent.glob("*.py") if not path.stem.startswith("_")}
    assert files == set(PAGES)


@pytest.mark.parametrize("arguments", [(), ("--measure", "dose"), ("--limit", 0), ("--type", "definition")])
def test_the_json_fits_its_schema(ask, arguments):
    code = int("definition" in arguments)
    import jsonschema

    found = json.loads(ask("--json", *arguments, code=code).out)
    jsonschema.Draft202012Validator(json.loads(schema_file("output").read_text())).validate(found)
    assert found["count"] == len(found["figures"])


@pytest.mark.parametrize(
    ("name", "row"),
    [
        (
            "plain",
            (
                "time-to-relapse\tseries-2010\t\t19 days (mean)\tno-relapse-over-3-months=partly\tn = 8\topen-label\t"
                "limitations\tcontradictions=0\tketamine-iv\ttrd"
            ),
        ),
        (
            "markdown",
            (
                "| Repeated infusions 2010a, open-label series, abstract only | 19 days (mean) | ketamine by infusion, people with resistant depression "
                "| n = 8 | bears in part on `no-relapse-over-3-months` |"
            ),
        ),
    ],
)
def test_a_study_names_the_claims_its_verdicts_are_on_and_has_no_caveats(ask, name, row):
    lines = ask("--measure", "time-to-relapse", "--format", name).out.splitlines()
    assert [line for line in lines if "19 days" in line] == [row]


def test_in_json_a_study_has_verdicts_by_claim_and_limitations_but_no_caveats(ask):
    chosen = "source,verdict,verdicts,caveats,limitations"
    found = json.loads(ask("--measure", "time-to-relapse", "--json", "--fields", chosen).out)["figures"]
    assert found[:2] == [
        {"source": "overview", "verdict": None, "verdicts": {}, "caveats": 1, "limitations": None},
        {
            "source": "series-2010",
            "verdict": "partly",
            "verdicts": {"no-relapse-over-3-months": "partly"},
            "caveats": None,
            "limitations": "No control group.",
        },
    ]


def test_several_verdicts_of_a_figure_stand_worst_first_each_with_its_claims(keta, folder, monkeypatch):
    content = store(
        claims=[
            claim(id=name, evidence=[{"source": "series-2010", "verdict": verdict, "note": "So."}])
            for name, verdict in (("one-mean", "supports"), ("two-mean", "misreported"), ("three-mean", "supports"))
        ],
        contradictions=[],
    )
    monkeypatch.setenv("COLUMNS", "100")
    ran = keta("compare", "--store", folder(content), "--format", "table")
    column = next(line for line in ran.out.splitlines() if line.endswith("standing")).index("standing")
    shown = [row[column:] for row in ran.out.partition("\n\n")[2].splitlines()]
    assert shown[shown.index("told wrongly by") :][:5] == [
        "told wrongly by",
        "two-mean;",
        "supports",
        "one-mean,",
        "three-mean",
    ]


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
    ran = ask("--measure", "dose", "--fields", "source,figure", "--format", "table")
    assert ran.out == "source    figure\noverview  about 0.5 mg/kg\n"


def test_what_limit_cut_is_said_on_the_page(ask):
    ran = ask("--limit", 1)
    assert ran.out.endswith("\n\nShown 1 of 18: `--limit` left out 17.\n")
    assert ran.err == ""


def test_what_limit_cut_is_said_on_the_web_page(ask):
    ran = ask("--limit", 1, "--format", "html")
    assert "<p><b>Shown 1 of 18: <code>--limit</code> left out 17.</b></p>\n" in ran.out
    assert ran.out.count("<tr ") == 1
    assert ran.err == ""


def test_a_web_page_of_chosen_fields_is_one_table_of_them(ask):
    ran = ask("--measure", "remission-rate", "--fields", "source,events", "--format", "html", "--limit", 2)
    table = ran.out[ran.out.index("<table>") : ran.out.index("</table>")]
    assert table == (
        "<table>\n"
        "<caption>2 figures, the fields that were chosen</caption>\n"
        "<thead>\n"
        '<tr><th scope="col">source</th><th scope="col">events</th></tr>\n'
        "</thead>\n"
        "<tbody>\n"
        '<tr><td data-label="source">overview</td><td data-label="events">–</td></tr>\n'
        '<tr><td data-label="source">trial-1</td><td data-label="events">9</td></tr>\n'
        "</tbody>\n"
    )
    assert ran.err == ""


def test_a_format_that_no_comparison_has_names_those_there_are(ask):
    hint = f"did you mean `html`? formats are {', '.join(COMPARISONS)}"
    assert ask("--format", "htm", code=2) == (2, "", f"error: No format `htm`\n\nhint: {hint}\n")


def test_help_names_every_format(keta):
    told = " ".join(keta("compare", "-h").out.split())
    assert f"--format FORMAT {', '.join(COMPARISONS)}. [default: table on a terminal]" in told


def test_what_limit_cut_is_said_beside_data(ask):
    ran = ask("--limit", 1, "--format", "plain")
    assert ran == (
        0,
        "dose\toverview\tremission-85-percent\tabout 0.5 mg/kg\tvery-low\t\t\tcaveats=0\tcontradictions=1\tketamine-iv\tday 7\n",
        "note: shown 1 of 18: `--limit` left out 17\n",
    )


def test_claims_without_figures_are_no_comparison(ask):
    for page in PAGES:
        ran = ask("--source", "trial-3", "--type", "mechanism", "--format", page, code=1)
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


@pytest.mark.parametrize("name", PAGES)
def test_without_unicode_the_marks_are_ascii(ask, monkeypatch, name):
    monkeypatch.setattr("ketacli.cli._output._is_unicode", lambda: False)
    assert ask("--measure", "time-to-full-effect", "--format", name).out.isascii()


HOSTILE = "=a|b`c<i>*d*$x$&amp;_#"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("markdown", r"ketamine by infusion, =a\|b\`c\<i\>\*d\*\$x\$\&amp;\_\#"),
        ("csv", ",'=a|b`c<i>*d*$x$&amp;_#,"),
        ("plain", "=a|b`c<i>*d*$x$&amp;_#"),
        ("html", '<td data-label="Of whom, when">ketamine by infusion, =a|b`c&lt;i&gt;*d*$x$&amp;amp;_#</td>'),
        ("json", '"outcome": "=a|b`c<i>*d*$x$&amp;_#"'),
    ],
)
def test_text_of_the_store_never_acts(keta, folder, name, cell):
    content = store(claims=[claim(scope={"intervention": "ketamine-iv", "outcome": HOSTILE})], contradictions=[])
    out = keta("compare", "--store", folder(content), "--format", name).out
    assert [line for line in out.splitlines() if cell in line], out


def test_a_treatment_that_is_asked_for_chooses_the_figures_of_studies_too(keta):
    ran = keta("compare", "--topic", "onset", "--intervention", "ketamine-iv", "--json")
    rows = json.loads(ran.out)["figures"]
    assert {one["arm"] for one in rows if not one.get("claim")} <= {
        "ketamine-iv",
        "placebo",
        "saline",
        "midazolam",
        None,
    }


def test_for_programs_arms_are_paired_with_ketas_own_intervals_and_difference(keta):
    found = json.loads(keta("compare", "--topic", "response", "--store", DATA, "--json").out)["figures"]
    names = ("arm", "role", "pairs", "worked_ci", "difference", "difference_ci", "difference_how")
    shown = [one for one in found if (one["source"], one["measure"]) == ("jelovac-2025-karma-dep2", "response-rate")]
    pair = ["jelovac-2025-karma-dep2/1"]
    assert [tuple(one[name] for name in names) for one in shown] == [
        ("ketamine-iv", "treated", pair, [30.9, 63.6], 13.5, [-10.5, 35.4], "counts"),
        ("midazolam", "compared", pair, [19.2, 51.2], None, None, None),
    ]
    assert {one["role"] for one in found if one["claim"]} == {None}


def test_arms_that_one_was_compared_with_each_share_a_pair_with_it(keta):
    found = json.loads(keta("compare", "--topic", "response", "--store", DATA, "--json").out)["figures"]
    rows = [one for one in found if (one["source"], one["measure"]) == ("transform-1-2019", "response-rate")]
    assert [one["pairs"] for one in rows] == [
        ["transform-1-2019/1"],
        ["transform-1-2019/2"],
        ["transform-1-2019/1", "transform-1-2019/2"],
    ]


def test_a_measure_that_only_a_study_gives_is_named_with_its_figures(keta, folder):
    made = store(contradictions=[])
    made["measures"].append({"id": "sleep-share", "name": "share who sleep", "dimension": "proportion"})
    given = {"measure": "sleep-share", "statistic": "proportion", "unit": "%"}
    made["sources"][1]["results"] = [{**given, "value": 5.9, "arm": "ketamine-iv"}, {**given, "value": 6}]
    ran = keta("compare", "--measure", "sleep-share", "--store", folder(made), code=1)
    assert ran.err == (
        "No claim found for measure `sleep-share`: searched 2 claims of `A small store`\n"
        "\n"
        "hint: no claim gives it, but Repeated infusions 2010 gives 5.9% and 6%: keta show series-2010\n"
    )
