"""`keta summary`: the report on standard output."""

import json
import re

import pytest
from jsonschema_rs import validator_for

from tests.cli.conftest import WORDS_HINT
from tests.conftest import DATA
from tests.stores import full


def test_piped_it_is_the_text_of_the_terminal_without_colour(ask, monkeypatch):
    piped = ask("summary").out
    monkeypatch.setattr("ketacli.cli._output._is_terminal", lambda: True)
    coloured = ask("summary").out
    assert coloured != piped
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == piped


@pytest.mark.parametrize("filters", [(), ("--topic", "relapse"), ("--contested",), ("zzzz",)])
@pytest.mark.parametrize("shipped", [pytest.param(True, marks=pytest.mark.slow), False])
def test_json_fits_the_schema(ask, keta, filters, shipped):
    from ketacli.paths import schema_file

    schema = json.loads(schema_file("output").read_text(encoding="utf-8"))
    code = int("zzzz" in filters)
    run = (lambda *given, code: keta(*given, "--store", DATA, code=code)) if shipped else ask
    told = json.loads(run("summary", *filters, "--json", code=code).out)
    summary = validator_for({**schema, "oneOf": [{"$ref": "#/$defs/summary-output"}]})
    assert [f"{error.instance_path}: {error.message}" for error in summary.iter_errors(told)] == []
    assert validator_for(schema).is_valid(told)


@pytest.mark.parametrize("name", ["table", "markdown", "html"])
def test_nothing_found_says_where_was_searched(ask, name):
    message = f"No claim found for text `zzzz`: searched 5 claims of `A full store`\n{WORDS_HINT}"
    assert ask("summary", "zzzz", "--format", name, code=1) == (1, "", message)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "csv"), "error: No format `csv`\n\nhint: formats are table, json, markdown, html\n"),
        (
            ("--format", "htm"),
            "error: No format `htm`\n\nhint: did you mean `html`? formats are table, json, markdown, html\n",
        ),
        (("--format", "html", "--json"), "error: `--json` and `--format html` exclude each other\n"),
        (("--color", "red"), "error: No colour setting `red`\n\nhint: write auto, always or never\n"),
    ],
)
def test_wrong_usage_is_said(ask, arguments, message):
    assert ask("summary", *arguments, code=2) == (2, "", message)


@pytest.fixture
def many_topics(kept):
    whole = full()
    topic = {
        "question": "Does it last?",
        "answer": "Nobody knows.",
        "bottom_line": {"text": "Not told here.", "rests_on": ["trial-2024"]},
    }
    names = ("how-long", "how-often", "for-whom", "since-when")
    whole["topics"] = [*whole["topics"], *({"id": one, "name": one.capitalize(), **topic} for one in names)]
    whole["claims"][0]["topics"] = [*whole["claims"][0]["topics"], *names]
    return kept("many-topics", lambda: whole)


def test_on_a_page_of_many_topics_each_is_told_by_its_answer(keta, many_topics):
    shown = keta("summary", "--store", many_topics, "--format", "html").out
    words = " ".join(re.sub(r"<[^>]*>", " ", shown).split())
    assert words.count("Does it last? Nobody knows.") == 4
    assert "Not told here." not in words


@pytest.mark.parametrize("name", ["table", "markdown"])
def test_of_a_store_of_many_topics_each_is_told_by_its_answer(keta, many_topics, golden, name):
    ran = keta("summary", "--store", many_topics, "--format", name)
    golden(f"summary-many-topics-{name}", ran.out)
    assert ran.err == ""


def test_two_pages_are_not_called_both_since_a_store_may_have_more(keta, kept):
    said = keta("summary", "--topic", "relapse", "--store", kept("full", full), "--format", "markdown").out
    assert ("Claims of two pages" in said, "both pages" in said) == (True, False)


@pytest.mark.parametrize("options", [(), ("--full",)], ids=["one page", "full"])
def test_a_file_of_text_holds_what_is_printed(keta, tmp_path, options):
    file = tmp_path / "relapse.txt"
    assert keta("summary", "--topic", "relapse", *options, "-o", file).out == ""
    assert file.read_text() == keta("summary", "--topic", "relapse", *options).out


@pytest.mark.parametrize(("options", "what"), [((), "5 claims on one page"), (("--full",), "5 claims")])
def test_a_terminal_is_told_which_file_was_written(keta, tmp_path, monkeypatch, options, what):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    file = tmp_path / "relapse.md"
    assert keta("summary", "--topic", "relapse", *options, "-o", file) == (0, "", f"Wrote {file}: {what}\n")


@pytest.mark.parametrize("wanted", [("--json",), ("--format", "json")])
def test_the_format_that_is_asked_for_goes_before_the_suffix(keta, tmp_path, wanted):
    file = tmp_path / "relapse.md"
    keta("summary", "--topic", "relapse", *wanted, "-o", file)
    assert file.read_text() == keta("summary", "--topic", "relapse", "--json").out


def test_what_a_page_leads_on_to_keeps_what_was_asked_for(keta):
    out = keta("summary", "--rating", "wrong,goes-too-far", "--contested", "--format", "table").out
    asked = "--rating wrong,goes-too-far --contested"
    assert f"keta summary {asked} --full" in " ".join(out.split())
    assert f"keta claims {asked}" in " ".join(out.split())


def test_one_page_carries_the_risk_of_harm_under_its_claim(keta):
    page = keta("summary", "--topic", "relapse", "--store", DATA).out
    assert "Risk: This is no reason to stop an antidepressant: after\n" in page
    safety = keta("summary", "--topic", "safety", "--store", DATA).out
    assert re.search(r"\nRisk: \d+ claims above come with a warning of harm: keta claims --topic safety\n", safety)


def test_one_page_tells_a_point_left_out_in_words_where_it_has_room(keta):
    for topic, point in (
        (
            "relapse",
            "In US clinics: Of 100 responders about 20 relapsed by week 4, 40 by week 8.\nAlso: Rebound; ",
        ),
        ("response", "Getting worse: Some people"),
    ):
        assert f"\nTHE PAGES LEAVE OUT\n{point}" in keta("summary", "--topic", topic, "--store", DATA).out


def test_points_left_out_whose_names_find_no_room_on_a_line_are_counted(keta, folder):
    whole = full()
    topic = {"id": "how-long-the-benefit-of-one-course-of-treatment-lasts", "name": "How long it lasts"}
    whole["topics"].append(topic)
    whole["claims"][0]["topics"] = [topic["id"]]
    point = whole["omissions"][0] | {"topics": [topic["id"]], "importance": "useful"}
    label = "Whoever stops after a long time, no"
    whole["omissions"] = [
        point | {"id": f"point-{number}", "label": f"{label} {number}", "text": f"{'Nobody knows. ' * 30}"}
        for number in range(12)
    ]
    out = keta("summary", "--topic", topic["id"], "--store", folder(whole)).out
    told = out.partition("THE PAGES LEAVE OUT\n")[2].partition("\n\n")[0]
    assert " ".join(told.split()).endswith(f" Also: {12 - out.count(label)} points: keta topics {topic['id']}")


def test_a_page_of_some_claims_of_a_topic_says_that_its_bottom_line_is_of_all_of_it(ask):
    whole = ask("summary", "--topic", "relapse", "--format", "markdown").out
    some = ask("summary", "--topic", "relapse", "--confidence", "moderate", "--format", "markdown").out
    (line,) = [line for line in whole.splitlines() if line.startswith("**Bottom line.**")]
    assert line.replace("**Bottom line.**", "**Bottom line of the whole topic.**") in some.splitlines()


def test_the_page_on_relapse_has_both_groups_of_the_trial_of_the_spray_hazard_ratios_and_the_trial_of_tablets(keta):
    page = keta("summary", "--topic", "relapse", "--store", DATA).out
    assert page.partition("RELAPSED, OF 100")[2].partition("\nIn remission")[0].splitlines()[1:] == [
        "Stable remission: spray v placebo, both with an antidepressant, randomised",
        " Daly 2019* [90 v 86]                 27       45 19 fewer (5 to 32 fewer)",
        "                                                  HR 0.49 (0.29 to 0.84)",
        "Stable response: spray v placebo, both with an antidepressant, randomised",
        " Daly 2019* [62 v 59]                 26       58 32 fewer (14 to 47 fewer)",
        "                                                  HR 0.30 (0.16 to 0.55)",
        "Had responded: by mouth v placebo tablets, randomised",
        " Glue 2024* (of 168), 180 mg          43       71 28 fewer (group sizes unknown)",
    ]


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_every_format_of_the_page_on_the_spray_has_trials_that_met_their_target_beside_one_that_missed_it(keta, form):
    page = keta("summary", "--topic", "esketamine", "--store", DATA, "--format", form).out
    part = page.upper().partition("REMISSION (NEARLY WELL), OF 100")[2].partition("RESPONDED (SCORE HALVED)")[0]
    assert re.findall(r"FEDGCHIN 2019|POPOVA 2019|JANIK 2025", part) == [
        "JANIK 2025",
        "FEDGCHIN 2019",
        "POPOVA 2019",
    ]


def test_one_page_marks_each_study_that_was_not_read_itself(keta):
    lines = keta("summary", "--topic", "relapse", "--store", DATA).out.splitlines()
    assert [line.rstrip() for line in lines if re.search(r"^(Daly| ?Ekstrand| ?aan het Rot) \d|^REFERENCES", line)] == [
        " Ekstrand 2022* (of 186), year 1      70       63 7 more (group sizes unknown)",
        " aan het Rot 2010† (9)                89     none",
        "aan het Rot 2010† (8): 19 days, mean (6 to 45), infusion",
        "Ekstrand 2022* (remitters of 186): 57 days, median, infusion; ECT 61 days",
        "REFERENCES · * only abstract or part was read; † read only as others report it",
        "aan het Rot 2010† doi:10.1016/j.biopsych.2009.08.038",
        "Daly 2019* doi:10.1001/jamapsychiatry.2019.1189",
        "Ekstrand 2022* doi:10.1093/ijnp/pyab088  Lewis 2021* doi:10.1056/NEJMoa2106356",
    ]


def test_one_page_marks_a_page_of_which_only_a_part_was_read(keta):
    lines = keta("summary", "--topic", "addiction", "--store", DATA).out.splitlines()
    assert [line.rstrip() for line in lines if re.search(r"^REFERENCES|^Pfizer", line)] == [
        "REFERENCES · * only abstract or part was read; † read only as others report it",
        "Pfizer, undated* keta show pfizer-ketamine-dependence",
    ]


def test_of_points_as_important_those_with_a_place_of_their_own_are_told_first_in_its_order(keta):
    page = keta("summary", "--topic", "safety", "--store", DATA).out.partition("THE PAGES LEAVE OUT\n")[2]
    assert re.findall(r"^(?:Also: )?([A-Z][a-z ]+)[:;]", page.partition("\n\n")[0], re.MULTILINE) == [
        "Boxed warning",
        "Breathing",
        "Blood pressure",
    ]


def test_what_a_bottom_line_sums_up_can_be_checked_on_its_page(keta):
    page = keta("summary", "--topic", "relapse", "--store", DATA).out
    assert "a median of 18 to 70 days." in page
    assert page.partition("DAYS TO RELAPSE AFTER A COURSE\n")[2].partition("\nAll rows")[0].splitlines() == [
        "Overview page: ◐ about 19 days, mean; ✓ more than 3 months (some people)",
        "aan het Rot 2010† (8): 19 days, mean (6 to 45), infusion",
        "Diamond 2014* (8): 70 days, median (25 to 168), infusion, length of response",
        "Murrough 2013 series* (17): 18 days, median, infusion, had responded",
        "Ekstrand 2022* (remitters of 186): 57 days, median, infusion; ECT 61 days",
        "Intervals: keta's own (Newcombe). [ ]: worked out. Differences: before rounding.",
        "Company trials: Daly 2019, Glue 2024. Do not compare rows.",
    ]
    assert page.count("\n") <= 57


def test_a_file_says_which_studies_of_a_measure_share_people(keta):
    page = keta("summary", "--topic", "relapse", "--store", DATA, "--format", "markdown").out
    assert re.findall(r"^.* shares people .*$", page, re.MULTILINE) == [
        "Murrough 2013 series shares people with aan het Rot 2010."
    ]
    page = keta("summary", "--topic", "response", "--store", DATA, "--format", "markdown").out
    assert "shares people" not in page


def test_a_trial_is_told_by_its_main_outcome_and_read_so(keta):
    page = keta("summary", "--topic", "suicidality", "--store", DATA).out
    assert re.findall(r"^ Abbar.*", page, re.MULTILINE) == [
        " Abbar 2022* [73 v 79], day 3         63       32 31 more (16 to 45 more)"
    ]


@pytest.mark.parametrize("form", ["table", "markdown", "json"])
def test_figures_come_as_lines_to_cite_with_all_that_they_must_not_be_quoted_without(keta, form):
    ran = keta("summary", "--topic", "response", "--store", DATA, "--format", form, *(["--full"] * (form != "json")))
    if form == "json":
        lines = json.loads(ran.out)["page"]["citable"]
    else:
        part = re.split(r"^(?:## )?Lines to cite\n+", ran.out, flags=re.MULTILINE)[1].partition("\n\n")[0]
        lines = re.sub(r"\n  ", " ", part).replace("\\", "").splitlines()
        lines = [line.removeprefix("- ") for line in lines]
    assert lines[0].replace("doi&#8203;", "doi") == (
        "Responded (score halved): 64 v 28 of 100, 36 more (keta's 95% interval: 12 to 54 more); infusion v midazolam, "
        "randomised; 24 h; "
        "n 72, worked out (Murrough 2013 trial, doi:10.1176/appi.ajp.2013.13030392, read only as others report it)."
    )
    assert [line[:5] for line in lines[12:]] == ["Wrong"] * 3
    assert lines[12].startswith("Wrong: the Overview page claims: In one study 85% of patients reached remission of ")
    assert not any("Wrong" in line for line in lines[:12])


def test_lines_to_cite_have_the_trial_that_points_the_other_way(keta):
    lines = json.loads(keta("summary", "--topic", "response", "--store", DATA, "--json").out)["page"]["citable"]
    against = [line for line in lines if "infusion v ECT" in line]
    assert [("more" in line, "Ekstrand 2022" in line) for line in against] == [
        (True, False),
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_a_row_of_figures_names_people_who_have_something_else_than_depression(keta, form):
    ran = keta("summary", "--measure", "response-rate", "--store", DATA, "--format", form)
    assert re.search(r"Post-traumatic stress: infusion v midazolam, randomised(\n |: \[)Feder 2021", ran.out)


@pytest.mark.parametrize("topic", ["relapse", "response", "safety", "onset"])
def test_one_page_gives_a_reference_for_all_that_its_bottom_line_rests_on(keta, topic):
    report = json.loads(keta("topics", "--json", "--store", DATA).out)["topics"]
    rests_on = next(one["bottom_line"]["rests_on"] for one in report if one["id"] == topic)
    sources = {
        one["id"]: one["label"]
        for one in json.loads(keta("sources", "--json", "--store", DATA).out)["sources"]
        if one["id"] in rests_on and one["kind"] != "document"
    }
    references = " ".join(keta("summary", "--topic", topic, "--store", DATA).out.partition("\nREFERENCES ")[2].split())
    assert sources
    assert [label for label in sources.values() if label not in references] == []


def test_where_no_bottom_line_sums_a_topic_up_each_claim_has_what_is_so_its_caveats_and_its_studies(keta, folder):
    whole = full()
    for topic in whole["topics"]:
        topic.pop("bottom_line", None)
        topic.pop("answer", None)
    out = keta("summary", "--topic", "relapse", "--store", folder(whole)).out
    assert out[out.index("CLAIMS") : out.index("Cite:")] == (
        "CLAIMS OF TWO PAGES\n"
        "✗ WRONG           In one study 85% of patients reached remission.\n"
        "                  Risk: Blood pressure rises for an hour.\n"
        "                  In fact: 26% were in remission after infusions and 8% after\n"
        "                  saline.\n"
        "                  Caveat: A fall by half is what trials call response; remission\n"
        "                  is being nearly free of symptoms, which fewer people reach.\n"
        "                  Caveat: Ten people.\n"
        "                  Study: Rot 2010 is misreported.\n"
        "                  Study: Repeated… 2010 supports it.\n"
        "                  Study: Trial Group 2024 disputes it.\n"
        "? NO EVIDENCE     The benefit lasts.\n"
        "                  In fact: Nobody has followed people for more than a year.\n"
        "◐ PARTLY TRUE     People relapsed about 19 days later (two pages).\n"
        "                  In fact: That is the average of eight people.\n"
        "                  Caveat: The figure is of eight people.\n"
        "                  Study: Rot 2010 bears it out in part.\n"
        "\n"
        "THE PAGES LEAVE OUT\n"
        "Driving: After an infusion people must not drive until the next day. (Trial\n"
        "  Group 2024; Rot 2010)\n"
        "\n"
        "DISAGREEMENTS\n"
        "Lasting or not: expect relapse.\n"
        "85% or a quarter: remission has two meanings.\n"
        "\n"
        "REFERENCES · * only the abstract was read; † read only as others report it\n"
        "Repeated… 2010† Repeated infusions, continued\n"
        "Rot 2010 doi:10.1000/series\n"
        "Trial Group 2024* https://example.org/trial\n"
    )


def test_so_it_is_in_markdown(keta, folder):
    whole = full()
    for topic in whole["topics"]:
        topic.pop("bottom_line", None)
        topic.pop("answer", None)
    out = keta("summary", "--topic", "relapse", "--format", "markdown", "--store", folder(whole)).out
    assert out[out.index("## Claims") : out.index("## Left out")] == (
        "## Claims of two pages\n"
        "\n"
        "- **Wrong.** Claim: In one study 85% of patients reached remission. Risk: Blood pressure rises "
        "for an hour. In fact: 26% were in remission after infusions and 8% after saline. Caveat: A fall"
        " by half is what trials call response; remission is being nearly free of symptoms, which fewer "
        "people reach. Caveat: Ten people. Study: Rot 2010 is misreported. Study: Repeated… 2010 "
        "supports it. Study: Trial Group 2024 disputes it.\n"
        "- **No evidence found.** Claim: The benefit lasts. In fact: Nobody has followed people for more"
        " than a year.\n"
        "- **Partly true.** Claim: People relapsed about 19 days later (two pages). In fact: That is the"
        " average of eight people. Caveat: The figure is of eight people. Study: Rot 2010 bears it out "
        "in part.\n"
        "\n"
    )


@pytest.mark.parametrize(
    ("version", "table", "markdown"),
    [
        ("2026-11-22", "evidence summary, 2026-11-22", "*Evidence summary of 2026-11-22. It"),
        ("1", "evidence summary, store version 1", "*Evidence summary, store version 1. It"),
    ],
)
def test_a_version_that_is_no_date_is_called_one(keta, folder, version, table, markdown):
    whole = full()
    whole["store"] |= {"version": version}
    place = folder(whole)
    first = keta("summary", "--topic", "relapse", "--store", place).out.splitlines()[0]
    assert first == f"How long the benefit lasts · {table}"
    third = keta("summary", "--topic", "relapse", "--format", "markdown", "--store", place).out.splitlines()[2]
    assert third.partition(" reports")[0] == markdown


def test_a_citation_has_the_year_of_a_date(keta, folder):
    whole = full()
    whole["sources"] = [
        one | ({"cite": one["cite"] | {"issued": "2010-07-28"}} if one["id"] == "series-2010" else {})
        for one in whole["sources"]
    ]
    out = keta("summary", "--topic", "relapse", "--full", "--store", folder(whole)).out
    assert "2010-07-28" not in out


@pytest.mark.parametrize("words", ["relapse", "Relapse", "come back", "relapse,cost"])
def test_words_that_are_a_topic_and_nothing_else_are_the_topic_and_that_is_said(keta, words):
    topics = {"relapse,cost": "relapse,cost"}.get(words, "relapse")
    ran = keta("summary", words, "--store", DATA)
    assert ran.out == keta("summary", "--topic", topics, "--store", DATA).out
    quoted = f"'{words}'" if " " in words else words
    assert ran.err == f"note: read as `--topic {topics}`; for the words: `keta claims {quoted}`\n"


@pytest.mark.parametrize("asked", [["relapse", "--topic", "onset"], ["infusions relapse"]])
def test_words_beside_a_topic_or_that_are_none_are_looked_for(keta, asked):
    ran = keta("summary", *asked, "--store", DATA)
    assert f"\nOnly claims with text `{asked[0]}`" in ran.out
    assert ran.err == ""
