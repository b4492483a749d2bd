"""`keta scan`: a page in hand against the store, in every format, and what it refuses."""

import io
import json
import re
import sys
from hashlib import sha256

import pytest
import yaml
from jsonschema import Draft202012Validator

from ketacli import open_store
from ketacli.paths import schema_file
from ketacli.store.scanning import InPart
from tests.conftest import ROOT
from tests.stores import full

PAGE = """<!doctype html><title>Cedar Hill</title>
<nav><a href=/>Home</a></nav>
<h1>Ketamine by infusion for depression</h1>
<p>Welcome. In one study 85% of patients reached remission, by which the page means a fall of the score by at least 50%.
The benefit of ketamine infusions is not lasting at all. Call us.</p>
"""


@pytest.fixture
def page(tmp_path):
    def write(text=PAGE, name="clinic.html"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def piped(monkeypatch):
    """Give standard input some bytes."""

    def give(data):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return give


def test_a_stated_claim_has_its_verdict_before_the_sentence(ask, page):
    out = ask("scan", page()).out
    assert out.startswith("clinic.html · 4 sentences\n  · 1 states a known claim (1 wrong)\n")
    states = out.partition("THE PAGE STATES")[2]
    assert (
        states.index("✗ WRONG")
        < states.index("Page     “In one study 85%")
        < states.index("sentence 2 · remission-85-percent")
    )


def test_a_sentence_that_says_the_opposite_has_no_verdict_of_its_own(ask, page):
    found = json.loads(ask("scan", page(), "--json").out)
    assert [one["states"] for one in found["sentences"]] == [[], ["remission-85-percent"], [], []]


def test_the_page_leaves_out_what_no_sentence_touches(ask, page):
    found = json.loads(ask("scan", page(), "--json").out)
    assert found["left_out"]["omissions"] == ["no-driving"]
    touched = json.loads(ask("scan", page(PAGE + "<p>You must not drive before the next day."), "--json").out)
    assert touched["left_out"]["omissions"] == []


DRIVING = PAGE + "<h2>Afterwards</h2><p>You may drive home one hour after the infusion."


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("name", ["table", "full"])
def test_a_page_is_told_on_a_terminal(ask, page, golden, monkeypatch, name, width):
    monkeypatch.setenv("COLUMNS", str(width))
    golden(f"scan-{name}-{width}", ask("scan", page(DRIVING), *(["--full"] * (name == "full"))).out)


@pytest.mark.parametrize("name", ["markdown", "html", "jsonl"])
def test_a_page_is_told_whole_in_a_format(ask, page, golden, name):
    out = ask("scan", page(DRIVING), "--format", name).out
    golden(f"scan-{name}", out.partition("</style>")[2] if name == "html" else out)


def test_what_a_false_sentence_touches_is_told_with_its_source_and_no_verdict(ask, page):
    out = ask("scan", page(DRIVING)).out
    assert "· 1 touches what keta knows more of ·" in " ".join(out.split())
    told = out.partition("THE PAGE MENTIONS, AND KETA KNOWS (no verdict on the sentence)\n")[2].partition(
        "THE PAGE LEAVES"
    )[0]
    assert [line.strip() for line in told.splitlines() if line.strip()][:4] == [
        "Page     “You may drive home one hour after the infusion.”",
        "Known    Driving: After an infusion people must not drive until the next day.",
        "Trial Group 2024; Rot 2010 · no-driving",
        "sentence 5",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Stop taking your diazepam the day before.", {"stopping-benzodiazepines", "medicines-that-may-weaken-it"}),
        ("There is no need to keep taking sertraline.", {"stopping-antidepressants"}),
        ("Take a lozenge whenever you feel low, without supervision.", {"home-ketamine-warning"}),
        ("Dissociation and dizziness may come.", {"how-often-side-effects"}),
        ("It may cause hallucinations.", {"lasting-psychiatric-reactions"}),
        ("Tell us if you are expecting a baby.", {"pregnancy"}),
        ("You are told what to expect.", set()),
        ("You can interact with those around you.", set()),
        ("Its effects are a dead giveaway.", set()),
        ("It is a dissociative drug.", set()),
        ("A small number of people took part.", set()),
        ("What each had got was revealed two weeks later.", set()),
        ("A machine counts the drops.", set()),
        ("It is based at Warneford.", set()),
        ("It is a tranquilizer for horses.", set()),
    ],
)
def test_a_sentence_touches_what_it_is_about_and_not_what_a_word_of_it_could_mean(keta, page, text, found):
    text = f"<title>Ketamine infusions</title><h1>Ketamine</h1><p>Ketamine is an anaesthetic. {text}</p>"
    out = json.loads(keta("scan", page(text), "--store", ROOT / "data", "--json").out)
    touched = set(out["sentences"][-1]["mentions"])
    assert touched >= found if found else not touched, touched


def _denied(keta, page, text):
    """Return the points that sentences of a page on ketamine infusions play down, by the shipped store, and those that they touch."""
    text = f"<title>Ketamine infusions</title><h1>Ketamine</h1><p>Ketamine is an anaesthetic.</p>{text}"
    found = json.loads(keta("scan", page(text), "--store", ROOT / "data", "--json").out)["mentions"]
    return {one["omission"] for one in found if one["denying"]}, [one["omission"] for one in found]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("<p>You may drive after taking your lozenge.", {"no-driving-after-ketamine", "no-driving-after-spravato"}),
        ("<p>We mail lozenges to your door, and no one needs to watch you.", {"home-ketamine-warning"}),
        ("<p>Ketamine lozenges are safe to take alone.", {"home-ketamine-warning"}),
        ("<p>We treat children aged 8 and up.", {"minors-not-approved"}),
        ("<p>Ketamine does not interact with any medicine.", {"other-medicines"}),
        ("<p>Pregnant women can be treated from the second trimester.", {"pregnancy"}),
        ("<h2>Is it addictive?</h2><p>Is ketamine addictive? Not at all.", {"dependence-in-treatment"}),
        ("<h2>Who can have it?</h2><ul><li>People with schizophrenia</ul>", {"psychosis-caution"}),
    ],
)
def test_a_sentence_that_plays_a_danger_down_is_told_with_the_point_first(keta, page, text, points):
    denied, touched = _denied(keta, page, f"<p>Ketamine raises blood pressure.</p>{text}")
    assert points <= denied
    assert touched[0] in denied


@pytest.mark.parametrize(
    "text",
    [
        "<p>You must not drive after taking your lozenge.",
        "<p>It is not true that ketamine is safe at home.",
        "<p>We do not treat children with ketamine.",
        "<p>Tell us about every medicine, for ketamine interacts with some.",
        "<p>Can I drive home? No, somebody has to take you.",
        "<h2>Who must not have it</h2><ul><li>People with schizophrenia</ul>",
        "<h2>Myths</h2><p>Ketamine is not addictive.",
        "<p>Some critics say that ketamine is addictive.",
    ],
)
def test_a_sentence_that_warns_plays_nothing_down(keta, page, text):
    denied, touched = _denied(keta, page, text)
    assert (denied, bool(touched)) == (set(), True)


@pytest.mark.parametrize("subject", ["psilocybin", "ibuprofen", "coffee", "yoga"])
def test_a_page_on_something_else_plays_down_no_danger_of_the_store(keta, page, subject):
    text = (
        f"<title>{subject}</title><h1>{subject}</h1><p>You may drive after {subject}.</p><p>{subject} is safe in pregnancy.</p>"
        f"<p>{subject} is not addictive.</p><p>Children can have {subject} at home without supervision.</p>"
        "<p>If you are in crisis, call 1-800-273-8255.</p>"
    )
    out = json.loads(keta("scan", page(text), "--store", ROOT / "data", "--json", code=1).out)
    assert (out["mentions"], [one["compare"] for one in out["sentences"]]) == ([], [[]] * 5)


def test_a_page_that_names_the_subject_in_passing_is_no_page_on_it(keta, page):
    text = (
        "<title>Driving</title><h1>Driving after hospital</h1><p>You may drive home after a blood test.</p><p>You can drive with high "
        "blood pressure.</p><p>Alcohol is fine with it.</p><p>You may drive after an X-ray.</p><p>No driver is needed then.</p>"
        "<p>After ketamine do not drive for a day.</p>"
    )
    out = json.loads(keta("scan", page(text), "--store", ROOT / "data", "--json").out)
    touched = {one["omission"]: (one["sentences"], one["denying"]) for one in out["mentions"]}
    assert touched == {"no-driving-after-ketamine": ([6], []), "no-driving-after-spravato": ([6], [])}
    assert out["left_out"]["omissions"] == []


def test_a_page_that_names_the_subject_in_several_sentences_is_on_it_whatever_its_title(keta, page):
    of_no_product = "".join(f"<p>Our team is at room {number} of the house.</p>" for number in range(15))
    text = (
        "<title>Your session</title><h1>Your session</h1><p>The infusion takes 40 minutes.</p><p>Ketamine is an anaesthetic.</p>"
        f"<p>Bring your lozenges.</p><p>You may drive yourself home.</p>{of_no_product}"
    )
    out = json.loads(keta("scan", page(text), "--store", ROOT / "data", "--json").out)
    assert "no-driving-after-ketamine" in out["sentences"][3]["plays_down"]


def test_beside_a_danger_that_is_played_down_no_claim_is_shown_that_is_only_on_the_same_product(keta, page):
    def compared(text):
        text = f"<title>Ketamine</title><h1>Ketamine</h1><p>{text}</p>"
        out = json.loads(keta("scan", page(text), "--store", ROOT / "data", "--json").out)
        return [one["claim"] for one in out["sentences"][0]["compare"]]

    assert compared("Ketamine does not interact with any medicine.") == []
    assert compared("Ketamine relieves depression within hours.") == [
        "rapid-onset-of-action",
        "infusion-may-improve-depressed-mood",
    ]


def test_of_several_shares_of_one_study_that_nearest_to_the_pages_stands_beside_it(keta, page):
    assert beside(keta, page, "70% of patients respond to Spravato nasal spray.") == [
        (
            "responded (score halved), of 100: page 70 of 100; Turkoz 2021: 59 of 100, day 28, against 45 on placebo "
            "(of those rated); Fedgchin 2019: 54 of 100, day 28, against 39 on placebo (of those rated)"
        )
    ]


def test_shares_are_set_beside_comparisons_before_groups_that_are_compared_with_nothing(keta, page):
    assert beside(keta, page, "40% of people on esketamine have dissociation.") == [
        (
            "felt detached, of 100: page 40 of 100; Daly 2019: 23 of 100, maintenance phase, against 0 on placebo; "
            "Janik 2025: 24 of 100"
        )
    ]


def test_a_time_that_no_known_claim_has_is_set_beside_those_of_studies(keta, page):
    text = "<title>Ketamine</title><h1>Ketamine infusions</h1><p>One infusion keeps you well for up to a year.</p>"
    out = " ".join(keta("scan", page(text), "--store", ROOT / "data").out.split())
    assert "Figures days to relapse after a course: page at most 1 year; aan het Rot 2010: 19 days (mean), after" in out


def test_a_number_to_call_is_compared_with_the_one_that_is_known(keta, page):
    text = "<title>Ketamine</title><h1>Ketamine</h1><p>Ketamine helps. In a crisis, call (800) 273-8255.</p>"
    out = json.loads(keta("scan", page(text), "--store", ROOT / "data", "--json").out)
    assert [one["claim"] for one in out["sentences"][1]["compare"]] == ["lifeline-phone-number"]


def test_a_number_that_is_not_known_is_compared_with_none(keta, page):
    text = "<title>Ketamine</title><h1>Ketamine</h1><p>Ketamine helps. In a crisis, call (555) 123-4567.</p>"
    out = json.loads(keta("scan", page(text), "--store", ROOT / "data", "--json", code=1).out)
    kinds = ("text", "states", "states_in_part", "compare", "figures")
    assert [[one[name] for name in kinds] for one in out["sentences"]] == [
        ["Ketamine helps.", [], [], [], []],
        ["In a crisis, call (555) 123-4567.", [], [], [], []],
    ]
    assert (out["mentions"], out["claims"]) == ([], {})


TABLE = """<title>Ketamine</title><h1>Ketamine</h1><p>Ketamine helps.</p><table>
<tr><th>Treatment</th><th>Response</th><th>Relapse at 6 months</th></tr>
<tr><td>Ketamine infusion</td><td>92%</td><td>5%</td></tr><tr><td>Magnets</td><td>30%</td><td>60%</td></tr></table>
<table><tr><th>Outcome</th><th>Ketamine</th><th>Magnets</th></tr><tr><td>Response</td><td>71%</td><td>28%</td></tr></table>"""


def test_a_figure_of_a_table_is_of_its_row_and_its_column(keta, page):
    out = json.loads(keta("scan", page(TABLE), "--store", ROOT / "data", "--json").out)
    figures = [
        [(one["measure"], one["value"], one["intervention"]) for one in row["figures"]] for row in out["sentences"]
    ]
    assert figures[1:] == [
        [],
        [("response-rate", 92, "ketamine-iv"), ("relapse-rate", 5, "ketamine-iv")],
        [],
        [],
        [("response-rate", 71, "ketamine")],
    ]


def test_a_row_with_other_cells_than_the_heads_is_read_as_it_stands(keta, page):
    ragged = TABLE.replace("<td>92%</td>", "")
    out = json.loads(keta("scan", page(ragged), "--store", ROOT / "data", "--json").out)
    assert [
        (row["text"], [(one["measure"], one["value"], one["intervention"]) for one in row["figures"]])
        for row in out["sentences"]
    ] == [
        ("Ketamine helps.", []),
        ("Treatment | Response | Relapse at 6 months", []),
        ("Ketamine infusion | 5%", []),
        ("Magnets | 30% | 60%", []),
        ("Outcome | Ketamine | Magnets", []),
        ("Response | 71% | 28%", [("response-rate", 71, "ketamine")]),
    ]


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_what_a_sentence_touches_is_in_every_page_for_people(ask, page, name):
    out = ask("scan", page(DRIVING), "--format", name).out
    assert ("he page mentions, and keta knows" in out) == (name != "html")  # there it stands beside the sentence
    assert out.count("After an infusion people must not drive until the next day.") == 1


def test_what_sentences_touch_is_in_json_and_not_left_out(ask, page):
    schema = json.loads(schema_file("output").read_text("utf-8"))
    found = json.loads(ask("scan", page(DRIVING), "--json").out)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(found)] == []
    assert found["mentions"] == [{"omission": "no-driving", "sentences": [5], "denying": []}]
    assert (found["left_out"]["omissions"], found["sentences"][4]["states"]) == ([], [])
    lines = [json.loads(line) for line in ask("scan", page(DRIVING), "--format", "jsonl").out.splitlines()]
    assert [one["mentions"] for one in lines] == [[], [], [], [], ["no-driving"]]


def test_in_full_a_sentence_that_touches_something_is_not_said_to_be_of_nothing_known(ask, page):
    out = ask("scan", page(DRIVING), "--full").out
    assert (
        "“You may drive home one hour after the infusion.”\n   – keta knows more of what it mentions: see below" in out
    )


def test_what_only_a_heading_touches_is_told_at_the_first_sentence_under_it(ask, page):
    found = json.loads(ask("scan", page(PAGE + "<h2>Driving</h2><p>Take care. Rest."), "--json").out)
    assert found["mentions"] == [{"omission": "no-driving", "sentences": [5], "denying": []}]


def test_a_page_whose_only_known_thing_is_touched_is_no_page_of_nothing(ask, page):
    text = "<h1>Ketamine by infusion</h1><p>You may drive after the infusion.</p>"
    assert "THE PAGE MENTIONS" in ask("scan", page(text), code=0).out


def test_what_a_sentence_says_beyond_a_claim_is_pointed_out(keta, page):
    text = "<h1>Spravato</h1><p>Spravato is monitored for two hours, then you may drive home.</p>"
    out = keta("scan", page(text), "--store", ROOT / "data").out
    assert "THE PAGE STATES IN PART" not in out
    told = " ".join(out.partition("THE PAGE SEEMS TO PLAY DOWN")[2].split())
    assert told.startswith(
        "WHAT SOURCES WARN OF (found by its words: read both) "
        "Page “Spravato is monitored for two hours, then you may drive home.” "
        "Claim Supported is only this: After taking Spravato a person should be monitored for side effects for two hours. "
        "Rest “then you may drive home”: it is here that it seems to play something down Risk "
    )
    found = json.loads(keta("scan", page(text), "--store", ROOT / "data", "--json").out)["sentences"][0]
    in_part = [{"claim": "spravato-two-hour-monitoring", "not_covered": ["then you may drive home"]}]
    assert (found["states"], found["states_in_part"]) == ([], in_part)
    assert "spravato-two-hour-monitoring" not in [one["claim"] for one in found["compare"]]


@pytest.mark.parametrize("name", ["table", "markdown", "html"])
def test_the_known_claim_stands_beside_the_sentence_that_states_it(ask, page, name):
    out = " ".join(re.sub("<[^>]+>", " ", ask("scan", page(), "--format", name).out).split())
    assert re.search(r"(?:Known|The known claim):? \W{0,4}In one study 85% of patients reached remission", out)


def test_in_the_legend_of_the_web_page_states_has_no_sign_of_a_verdict(ask, page):
    out = ask("scan", page(), "--format", "html").out
    (legend,) = re.findall('<ul class="key">.*?</ul>', out, re.DOTALL)
    assert ("<svg" in legend, '<span class="kx st" aria-hidden="true">=</span><b>States.</b>' in legend) == (
        False,
        True,
    )


def test_the_worst_verdict_comes_first(keta, page):
    text = (
        "<h1>Ketamine infusions</h1><p>Ketamine is an anaesthetic. Few side effects are known of ketamine. Ketamine is risk-free. "
        "The FDA has approved ketamine infusions for depression.</p>"
    )
    out = keta("scan", page(text), "--store", ROOT / "data").out
    stated = out.partition("THE PAGE TOUCHES")[0]
    assert "· 3 state a known claim (2 wrong, 1 supported)\n" in out
    assert stated.index("✗ WRONG") < stated.index("✓ SUPPORTED")


def test_a_supported_claim_beside_a_sentence_that_says_another_thing_has_no_tick(keta, page):
    text = "<h1>Ketamine infusions</h1><p>Ketamine infusions cure depression for good.</p>"
    for name in ("table", "markdown", "html"):
        out = " ".join(keta("scan", page(text), "--store", ROOT / "data", "--format", name).out.split())
        said = out.lower().replace("<b>", "").replace("</b>", "").replace('<span class="kc">', "")
        assert "but supported is: ketamine infusions do not necessarily cure depression." in said
        assert "✓" not in out


def test_what_a_page_says_on_safety_comes_before_what_it_comes_close_to_and_its_numbers_in_the_head(keta, page):
    text = (
        "<h1>Ketamine infusions</h1><p>Ketamine infusion therapy has a response rate of 70%.</p>"
        "<p>Do not drive home after the infusion.</p><p>Ketamine is not given in pregnancy.</p>"
    )
    out = " ".join(keta("scan", page(text), "--store", ROOT / "data").out.split())
    assert "· 2 touch on safety: 2, 3 ·" in out
    assert out.index("THE PAGE TOUCHES ON SAFETY, AND KETA KNOWS") < out.index("Pregnancy: Spravato may harm")
    assert out.index("Pregnancy: Spravato may harm") < out.index("THE PAGE COMES CLOSE TO")


def test_in_a_web_page_what_is_known_on_safety_stands_beside_the_sentence(keta, page):
    text = "<h1>Ketamine infusions</h1><p>You may drive home after the infusion.</p>"
    out = keta("scan", page(text), "--store", ROOT / "data", "--format", "html").out
    sentence = out.partition('<li id="k_1"')[2].partition("</li>")[0]
    note = " ".join(re.sub("<[^>]+>", " ", sentence.partition('<div class="note">')[2]).split())
    assert note.startswith(
        "Seems to play down what sources warn of. keta goes by its words: read both. Sources say Driving, ketamine. A US drug"
    )
    assert 'class="s down"' in out
    out = keta("scan", page(text.replace("You may", "Do not")), "--store", ROOT / "data", "--format", "html").out
    sentence = out.partition('<li id="k_1"')[2].partition("</li>")[0]
    note = " ".join(re.sub("<[^>]+>", " ", sentence.partition('<div class="note">')[2]).split())
    assert note.startswith("On safety Driving, ketamine. A US drug reference says not to drive")


PLAYED_DOWN = """<title>Ketamine infusions</title><h1>Ketamine infusions</h1>
<p>We never treat children with ketamine.</p><p>Ketamine infusions are safe in pregnancy and while breastfeeding.</p>
<p>Alcohol is fine before the infusion.</p><p>Ketamine prevents suicide.</p>"""


def test_what_seems_to_play_a_danger_down_stands_first_and_apart_from_what_only_touches_one(keta, page):
    out = keta("scan", page(PLAYED_DOWN), "--store", ROOT / "data").out
    head, _, down = out.partition("THE PAGE SEEMS TO PLAY DOWN WHAT SOURCES WARN OF (found by its words: read both)\n")
    assert head.splitlines()[1:3] == [
        "  · 3 seem to play down what sources warn of: 2, 3, 4",
        "  · 1 touches on safety: 1",
    ]
    down, _, touched = down.partition("THE PAGE TOUCHES ON SAFETY, AND KETA KNOWS (no verdict on the sentence)\n")
    assert [line.strip() for line in down.splitlines() if line.startswith("  Page") or "  Also" in line] == [
        "Page     “Ketamine prevents suicide.”",
        "Page     “Alcohol is fine before the infusion.”",
        "Page     “Ketamine infusions are safe in pregnancy and while breastfeeding.”",
        "Also     Breast-feeding: The Spravato label advises against it during",
    ]
    assert [line.strip() for line in touched.partition("THE PAGE")[0].splitlines() if "  Page" in line] == [
        "Page     “We never treat children with ketamine.”"
    ]
    assert "Urgent   If you think of ending your life" in down
    assert down.count("Urgent") == 1
    assert "Sources  Pregnancy: Spravato may harm an unborn child" in down


PROMISED = """<title>Ketamine for depression</title><h1>Ketamine for depression</h1>
<p>Every patient responds: 95% of our patients respond to infusions.</p>
<p>Ketamine lozenges are sent by mail after a video call.</p>"""


def test_a_promise_stands_after_the_dangers_with_its_figure_and_what_is_only_touched_is_named(keta, page):
    out = " ".join(keta("scan", page(PROMISED), "--store", ROOT / "data").out.split())
    assert (
        "· 1 seems to play down what sources warn of: 2 · 1 seems to promise more than sources bear out: 1 THE PAGE"
    ) in out
    dangers, _, promises = out.partition(
        "THE PAGE SEEMS TO PROMISE MORE THAN SOURCES BEAR OUT (found by its words: read both)"
    )
    assert "Touches Telemedicine; Lozenges sentence 2 · remote-prescribing-expires, lozenges-hardly-studied" in dangers
    assert promises.startswith(
        " Page “Every patient responds: 95% of our patients respond to infusions.” "
        "Figures responded (score halved), of 100: page 95 of 100; "
    )
    assert " Sources Ordinary care: " in promises.partition("sentence 1")[0]
    full = " ".join(keta("scan", page(PROMISED), "--store", ROOT / "data", "--full").out.split())
    assert "! seems to promise more than sources bear out: see Ordinary care, above Figures responded" in full


def test_of_several_points_that_a_sentence_plays_down_the_one_it_is_closest_to_is_told_in_full(keta, page):
    def first(text):
        text = f"<title>Ketamine infusions</title><h1>Ketamine infusions</h1><p>{text}</p>"
        out = keta("scan", page(text), "--store", ROOT / "data").out
        return re.findall(r"Sources  ([^:]*):", out)

    assert first("Ketamine is safe while breastfeeding and in pregnancy.") == ["Breast-feeding"]
    assert first("Ketamine is safe in pregnancy and while breastfeeding.") == ["Pregnancy"]
    assert first("High blood pressure is no problem.") == ["High pressure"]


@pytest.mark.parametrize("form", [("--full",), ("--format", "markdown"), ("--format", "html")])
def test_in_every_page_for_people_what_seems_to_play_a_danger_down_comes_first(keta, page, form):
    out = " ".join(keta("scan", page(PLAYED_DOWN), "--store", ROOT / "data", *form).out.split())
    first = out.index("3 seem to play down what sources warn of:")
    assert first < out.index("1 touches on safety:")
    assert "read both" in out
    out = out.rpartition("each counted once")[2]
    assert (
        out.index("prevents suicide")
        < out.index("If you think of ending your life")
        < out.index("is not shown to prevent")
    )


def test_in_json_all_that_is_on_safety_is_numbered_and_what_is_played_down_named(keta, page):
    found = json.loads(keta("scan", page(PLAYED_DOWN), "--store", ROOT / "data", "--json").out)
    assert found["on_safety"] == [1, 2, 3, 4]
    assert {n for one in found["mentions"] for n in one["denying"]} == {2, 3, 4}


TRIALS = """<title>Ketamine for depression</title><h1>Ketamine for depression</h1>
<p>In the ELEKT-D trial, 55 percent of patients responded to ketamine and 41 percent to ECT.</p>
<p>In the ELEKT-D trial, 41 percent of patients responded to ketamine and 55 percent to ECT.</p>"""


def test_a_sentence_with_the_figures_of_a_study_is_said_to_have_them_and_the_similar_claims_verdict_is_that_claims(
    keta, page
):
    out = keta("scan", page(TRIALS), "--store", ROOT / "data").out
    assert "1 gives figures as a study has them" in " ".join(out.split())
    agreeing = out.partition("THE PAGE GIVES FIGURES AS A STUDY HAS THEM (no verdict on the sentence)\n")[2]
    agreeing = agreeing.partition("THE PAGE LEAVES OUT")[0]
    assert " ".join(agreeing.split()) == (
        "Page “In the ELEKT-D trial, 55 percent of patients responded to ketamine and 41 percent to ECT.” "
        "Figures responded (score halved), of 100: agree with Anand 2023 (infusion): 55 of 100, after 3 weeks, against 41 on ECT "
        "Similar ▲ a claim that goes too far: Ketamine infusion therapy has a high response rate. "
        "Besides ECT: Remission 46 against 63 with ECT in one trial, 38 against 22 in another. "
        "sentence 1 · infusion-high-response-rate"
    )


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_the_figures_of_a_study_come_before_the_similar_claim_in_other_pages_too(keta, page, name):
    text = TRIALS.partition("<p>In the ELEKT-D trial, 41")[0]
    out = " ".join(keta("scan", page(text), "--store", ROOT / "data", "--format", name).out.split())
    assert out.index("agree with Anand 2023") < out.index("Ketamine infusion therapy has a high response rate")
    assert "a claim that goes too far:" in out
    assert "Goes too far**:" not in out


@pytest.mark.parametrize("form", [(), ("--full",), ("--format", "markdown"), ("--format", "html")])
def test_figures_of_a_study_the_other_way_round_are_said_to_be_so_in_every_page(keta, page, form):
    text = "<title>Ketamine</title><h1>Ketamine</h1><p>In a trial 41% of ketamine patients responded, compared with 55% of ECT patients.</p>"
    out = " ".join(keta("scan", page(text), "--store", ROOT / "data", *form).out.split())
    assert "1 gives figures otherwise than a study has them" in out
    told = "the study has it the other way round: Anand 2023 (infusion): 55 of 100 on infusion and 41 of 100 on ECT, after 3 weeks"
    assert out.count(told) == 1
    assert "agree with" not in out
    assert "as a study has them" not in out.partition("What the marks mean")[0]


@pytest.mark.parametrize(
    ("text", "study", "arm", "verdict", "why"),
    [
        ("55% responded to ketamine, against 41% with ECT.", "anand-2023", "ketamine-iv", "agrees", None),
        ("41% responded to ketamine, against 55% with ECT.", "anand-2023", "ketamine-iv", "swapped", None),
        ("After a year 55% had responded to ketamine, against 41% with ECT.", "anand-2023", "ketamine-iv", "differs", "time"),
        ("55% were in remission after ketamine and 41% after ECT.", "anand-2023", "ketamine-iv", "differs", "measure"),
        ("A day later 64% had responded to ketamine, against 28% on placebo.", "murrough-2013-rct", "ketamine-iv", "differs", "comparator"),
        ("A day later 64% had responded to Spravato, against 28% on midazolam.", "murrough-2013-rct", "ketamine-iv", "differs", "treatment"),
        ("In the ELEKT-D trial 55% responded and 41% did.", "anand-2023", "ketamine-iv", "unclear", None),
    ],
)  # fmt: skip
def test_json_says_of_each_figure_what_it_was_set_beside_and_whether_it_agrees(
    keta, page, text, study, arm, verdict, why
):
    file = page(f"<title>Ketamine</title><h1>Ketamine</h1><p>{text}</p>")
    out = keta("scan", file, "--store", ROOT / "data", "--format", "json").out
    with open_store(ROOT / "data") as store:
        assert store.as_json(store.scan(file))["sentences"] == json.loads(out)["sentences"]
    told = [one for figure in json.loads(out)["sentences"][0]["figures"] for one in figure["beside"]]
    assert [(one["study"], one["arm"], one["verdict"], one["differs_in"]) for one in told] == [
        (study, arm, verdict, why)
    ]


@pytest.mark.parametrize("form", [(), ("--full",), ("--format", "markdown"), ("--format", "html")])
def test_a_sentence_with_the_figures_of_a_study_has_no_wrong_claim_beside_it(keta, page, form):
    text = "<title>Ketamine</title><h1>Ketamine</h1><p>In KetECT 46% were in remission on ketamine, against 63% on ECT.</p>"
    out = " ".join(keta("scan", page(text), "--store", ROOT / "data", *form).out.split())
    assert "agree with Ekstrand 2022" in out
    assert "85%" not in out


def test_of_several_sentences_on_one_point_each_has_its_number_and_its_own_figures(keta, page):
    text = "<title>Ketamine</title><h1>Ketamine</h1><p>ECT met ketamine in ELEKT-D.</p><p>In KetECT ECT and ketamine were compared.</p>"
    out = " ".join(keta("scan", page(text), "--store", ROOT / "data").out.split())
    assert (
        "the study named: Ekstrand 2022" in keta("scan", page(text), "--store", ROOT / "data", "--format", "html").out
    )
    first, _, second = out.partition("“In KetECT ECT and ketamine were compared.” (2)")
    assert "“ECT met ketamine in ELEKT-D.” (1) Figures the study named: Anand 2023" in first
    assert second.startswith(" Figures the study named: Ekstrand 2022")


@pytest.mark.parametrize("form", [(), ("--full",), ("--format", "markdown"), ("--format", "html")])
def test_a_sentence_that_is_like_no_claim_and_has_the_figures_of_a_study_is_told_once_with_this(keta, page, form):
    text = "<title>Ketamine</title><h1>Ketamine</h1><p>In a trial 63 percent were in remission after ECT and 46 percent after ketamine.</p>"
    out = " ".join(keta("scan", page(text), "--store", ROOT / "data", *form).out.split())
    assert "1 gives figures as a study has them" in out
    assert out.count("agree with Ekstrand 2022 (infusion): 46 of 100, end of the course, against 63 on ECT") == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In a Swedish trial about 70 percent of those in remission after ketamine relapsed within twelve months.", "Ekstrand 2022"),
        ("In a Norwegian trial about 70 percent of those in remission after ketamine relapsed.", None),
        ("In 1994 a trial found that 60 percent responded to ketamine infusions.", None),
        ("In the STAR*D trial 60 percent responded to ketamine infusions.", None),
        ("A 2013 trial found that 60 percent responded to ketamine infusions.", "Murrough 2013"),
        ("Murrough and colleagues found that 60 percent responded to ketamine infusions.", "Murrough 2013"),
        ("Esketamine was tried against quetiapine: 27 percent were in remission compared with 18 percent.", "agree with Reif 2023"),
        ("Since 2019 we have seen 60 percent respond to ketamine infusions.", "Lii 2023"),
    ],
)  # fmt: skip
def test_a_sentence_that_names_the_place_the_year_or_the_name_of_a_study_stands_beside_this_or_none(
    keta, page, text, found
):
    got = beside(keta, page, text)
    assert (found in got[0]) if found else not any(" of 100" in one.partition("; ")[2] for one in got), got


def test_a_true_sentence_beside_a_wrong_claim_is_said_to_say_the_opposite(keta, page):
    text = "<h1>Ketamine infusions</h1><p>Ketamine infusions are not approved by the FDA for depression.</p>"
    out = " ".join(keta("scan", page(text), "--store", ROOT / "data").out.split())
    known = out.index("Among ketamine therapies only Spravato has FDA approval")
    assert known < out.index(
        "Or ✗ a claim that is wrong: The FDA has approved intravenous ketamine for treating depression."
    )
    assert "Opposite this sentence says the opposite of a known claim that is wrong" in out


@pytest.mark.parametrize("text", ["up to 80% respond", "8 out of 10 improve", "70% remission"])
def test_a_share_without_a_known_claim_is_set_beside_those_of_studies(keta, page, text):
    out = keta("scan", page(f"<h1>Ketamine infusions</h1><ul><li>{text}</li></ul>"), "--store", ROOT / "data").out
    told = " ".join(out.partition("THE PAGE MENTIONS")[2].split())
    assert re.search(rf"Page “{text}” Figures [^:]+: page (?:at most )?\d+ of 100; .*? \d+ of 100", told)


def beside(keta, page, text):
    """Return what the figures of a sentence on a page on ketamine infusions are set beside."""
    page = page(
        f"<title>Ketamine infusions</title><h1>Ketamine infusions</h1><p>Ketamine is an anaesthetic. {text}</p>"
    )
    found = keta("scan", page, "--store", ROOT / "data", "--full").out.split("Figures  ")[1:]
    return [" ".join(re.split(r"\n\n|\n +sentences? \d", one)[0].split()) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SSRIs, which take 4 to 8 weeks to work, are slow, while ketamine is fast-acting.", []),
        ("ECT helps 80% of patients, ketamine infusions 60%.", [r"responded .*: page 80 of 100; Anand 2023: 41 of 100, after 3 weeks, against 55 on infusion", r"responded .*: page 60 of 100; Anand 2023: 55 of 100, after 3 weeks, against 41 on ECT"]),
        ("Of those on ketamine infusions 60% responded, of those on ECT 80%.", [r"responded .*: page 60 of 100; .* on ECT", r"responded .*: page 80 of 100; .* on infusion"]),
        ("Of clients on at-home ketamine 63% responded.", [r"responded .*: page 63 of 100; Hull 2022[^;]*: 63 of 100, 4 weeks"]),
        ("Fewer than 5% of those on ketamine lozenges had side effects.", [r".*: page less than 5 of 100; Hull 2022: 5 of 100 .*"]),
        ("32.3% were in remission v 20.0% in ECT.", [r".*: page 32.3 of 100; Anand 2023.*: 38 of 100.*", r".*: page 20 of 100; Anand 2023: 22 of 100.*"]),
        ("One infusion lasts about a week.", []),
        ("Memory was better after three weeks.", []),
        ("These effects pass within two hours.", []),
        ("A full series lasts six to twelve months.", []),
        ("In the New England Journal study 32.3% were in remission on ketamine and 20% on ECT.", [r".*: page 32.3 of 100; Anand 2023[^;]*", r".*: page 20 of 100; Anand 2023[^;]*"]),
        ("180 mg tablets cut relapse from 71% to 43%.", [r".*: agree with Glue 2024.*: 43 of 100, 12 weeks, against 71 on placebo .*"]),
        ("In teenagers 70% responded.", [r"responded .*: page 70 of 100; Teen trial[^;]*"]),
        ("Of patients aged 15 to 55 about 70% responded.", []),
        ("More than 70% respond.", [r"responded .*: page more than 70 of 100; .*"]),
        ("SSRIs help 30% of people. Up to 70% of our patients respond.", [r".* page 30 of 100; Trivedi 2006: 47 of 100", r".* page at most 70 of 100; .*(?:midazolam|placebo \(of those rated\))"]),
        ("SSRIs are old. They help 30% of people.", [r"responded .*: page 30 of 100; Trivedi 2006: 47 of 100"]),
        ("After just one ketamine infusion 70% responded.", [r".*: page 70 of 100; (?:Su 2023|Murrough 2013)[^;]*; (?:Su 2023|Murrough 2013)[^;]*"]),
        ("After a course of ketamine infusions 70% responded.", [r".*: page 70 of 100; Jelovac 2025: 47 of 100, end of treatment, [^;]*; Anand 2023: 55 of 100, after 3 weeks[^;]*"]),
        ("Of teenagers 70% responded after a course of six infusions.", [r".*: page 70 of 100; Teen trial[^;]*; these were counted after one dose or within three days, not after a course"]),
        ("In any form ketamine helps 70% of patients.", [r".* page 70 of 100; .*\((?:spray|infusion)\): \d+ of 100.*"]),
        ("With ketamine 89% of our members report improvement in depression or anxiety.", [r"(?!.*Taylor).* page 89 of 100; .*"]),
        ("The dose of ketamine is 0.5 mg/kg.", [r"(?!.*label).*: page 0.5 mg/kg; .*"]),
        ("Heavy users of ketamine have urinary symptoms in 25% of cases.", []),
        ("With ketamine infusions about 70% responded within four weeks.", [r"responded .*: page about 70 of 100; .*"]),
        ("Some 50% of the people in Hull 2022 responded.", [r".*: other than keta has from the study named: Hull 2022 .*: 63 of 100, 4 weeks"]),
        ("After infusions 53.6% of 537 people responded and 28.9% were in remission.", [r"responded .*: agree with McInnes 2022 .*: 54 of .*", r"remission .*: agree with McInnes 2022 .*: 29 of .*"]),
        ("In Hull 2022 about 63% of people responded.", [r".*: agree with Hull 2022 .*: 63 of 100, 4 weeks"]),
        ("In Hull 2022, 63% responded and 33% were in remission.", [r"responded .*: agree with Hull 2022 .*: 63 of .*", r"remission .*: agree with Hull 2022 .*: 33 of .*"]),
        ("In Hull 2022, 33% responded and 63% were in remission.", [r"responded .*: those of Hull 2022 .*, but of something else: remission .*: 33 of 100, 4 weeks", r"remission .*: those of Hull 2022 .*, but of something else: responded .*: 63 of 100, 4 weeks"]),
        ("In KADS 39.6% on ketamine were in remission, against 2% on midazolam.", [r".*: other than keta has from the study named: Loo 2023 .*: 20 of 100, 4 weeks, against 2 on midazolam .*"]),
        ("In ELEKT-D 32% on ketamine were in remission.", [r".*: page 32 of 100; Anand 2023.*"]),
        ("In ELEKT-D 25% on ketamine were in remission by the PHQ-9.", [r".*: page 25 of 100; Anand 2023.*"]),
        ("A study of 1,247 people found that 63% responded.", [r".*: agree with Hull 2022 .*: 63 of .*"]),
        ("In KetECT 40% on ketamine were in remission by the MADRS.", [r".*: page 40 of 100; Ekstrand 2022.*: 46 of 100 by MADRS, .*"]),
        ("Mood was assessed a day after ketamine.", []),
        ("In Zarate 2006 ketamine helped 71% after a day and 35% after a week.", [r".*: agree with Zarate 2006.*: 71 of 100, day 1, against 0 on placebo", r".*: agree with Zarate 2006.*: 35 of 100, 1 week"]),
        ("In Zarate 2006 71% responded after a day and 60% after a week.", [r".*: page 71 of 100: agree with Zarate 2006.*", r".*: page 60 of 100: other than keta has from the study named: Zarate 2006.*: 35 of 100, 1 week"]),
    ],
)  # fmt: skip
def test_a_figure_is_set_beside_those_of_its_own_product_and_people(keta, page, text, found):
    got = beside(keta, page, text)
    assert len(got) == len(found), got
    assert all(re.fullmatch(pattern, one) for pattern, one in zip(found, got, strict=True)), got


def test_a_page_on_another_subject_leaves_nothing_out_and_ends_with_1(ask, page):
    ran = ask("scan", page("<p>The committee met on Tuesday. It spoke of parking."), code=1)
    assert ran.out == (
        "clinic.html · 2 sentences\n"
        "  · 2 keta has nothing on, which says nothing about whether they are true\n"
        "  · no sentence or title names a treatment that the store is about, so no\n"
        "    dangers were looked for\n"
        "keta reports research and gives no advice.\n"
    )


def test_of_a_page_that_is_mostly_of_something_else_nothing_is_said_to_be_left_out(ask, page):
    said = (
        "In one study 85% of patients reached remission, by which the page means a fall of the score by at least 50%."
    )
    own = f"<h1>Ketamine by infusion for depression</h1><p>{said}</p>"
    lamps = "".join(f"<p>Lamp number {number} is blue and stands in the hall.</p>" for number in range(40))
    found = [json.loads(ask("scan", page(text), "--json").out) for text in (own, f"<h1>Lamps</h1>{lamps}{own}")]
    assert [[one for line in scan["sentences"] for one in line["states"]] for scan in found] == [
        ["remission-85-percent"]
    ] * 2
    assert found[0]["left_out"]["omissions"] == ["no-driving"]
    assert {name: list(left) for name, left in found[1]["left_out"].items()} == {"omissions": [], "topics": []}


def test_full_has_every_sentence_in_the_order_of_the_page(ask, page):
    out = ask("scan", page(), "--full").out
    places = [
        out.index(text)
        for text in ("Ketamine by infusion for depression\n", "1  “Welcome.”", "2  “In one study", "4  “Call us.”")
    ]
    assert places == sorted(places)
    assert "– nothing known" in out


def test_json_fits_the_schema(ask, page):
    schema = json.loads(schema_file("output").read_text("utf-8"))
    found = json.loads(ask("scan", page(), "--json").out)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(found)] == []
    assert set(found["claims"]) == {name for one in found["sentences"] for name in one["states"]} | {
        near["claim"] for one in found["sentences"] for near in one["compare"]
    }


def test_places_are_those_of_the_file(ask, page):
    found = json.loads(ask("scan", page(), "--json").out)["sentences"][1]
    place = found["place"]
    assert PAGE[place["start"] : place["end"]] == found["text"]
    assert PAGE.count("\n", 0, place["start"]) + 1 == place["line"] == 4


def test_jsonl_has_a_sentence_a_line(ask, page):
    lines = ask("scan", page(), "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["n"] for line in lines] == [1, 2, 3, 4]


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_pages_for_people_have_verdict_and_sentence(ask, page, name):
    out = ask("scan", page(), "--format", name).out
    assert "Wrong" in out
    assert "In one study 85% of patients reached remission" in out


def test_skeletons_are_yaml_with_an_anchored_quote(ask, page):
    text = "In one study 85% of patients reached remission, by which the page means a fall of the score by at least 50%. Bye.\n"
    out = ask("scan", page(f"On ketamine by infusion for depression.\n\n{text}", "clinic.txt"), "--draft").out
    claim = yaml.safe_load(out)["claims"][1]
    assert claim["quote"] == "In one study 85% of patients reached remission, by which"
    start, end = claim["passage"]
    assert f"On ketamine by infusion for depression.\n\n{text}"[start:end] == text.removesuffix(" Bye.\n")
    assert "# repeats: remission-85-percent" in out


def test_skeletons_name_further_claims_that_a_sentence_may_be_about(ask, page):
    text = (
        "In one study 85% of patients reached remission, by which the page means a fall of the score by at least 50%.\n"
    )
    out = ask("scan", page(f"On ketamine by infusion for depression.\n\n{text}", "clinic.txt"), "--draft").out
    line = [one for one in out.splitlines() if one.startswith("  # less likely: ")][1]
    further = line.removeprefix("  # less likely: ").split(", ")
    assert (0 < len(further) <= 5, "remission-85-percent" in further) == (True, False)


def test_every_statement_of_a_page_gets_a_skeleton_and_of_the_rest_it_is_said_why_not(ask, page):
    text = "Blue lamps\n\nBlue lamps heal hearts.\n\nAsk yourself:\n\nWho sells them? Two of three nurses bought one.\n"
    assert ask("scan", page(text, "lamps.txt"), "--draft").out == (
        f"# lamps.txt, sha256 {sha256(text.encode()).hexdigest()}\n"
        "# 4 sentences, 2 skeletons (0 stating a known claim, 0 stating one in part, 0 close to one, 2 new)\n"
        "claims:\n"
        "  # no skeleton, a heading, line 1: Blue lamps\n"
        "  # sentence 1, line 3: Blue lamps heal hearts.\n"
        "  # new: the store has nothing on it\n"
        "  - id: blue-lamps-heal-hearts-1\n"
        '    statement: "TODO: the sentence in your own words"\n'
        '    source: "TODO"\n'
        '    quote: "Blue lamps heal hearts."\n'
        "    passage: [12, 35]\n"
        "    topics: [TODO]\n"
        "  # no skeleton, announces what follows, line 5: Ask yourself:\n"
        "  # no skeleton, a question, line 7: Who sells them?\n"
        "  # sentence 4, line 7: Two of three nurses bought one.\n"
        "  # new: the store has nothing on it\n"
        "  - id: two-of-three-nurses-bought-one-4\n"
        '    statement: "TODO: the sentence in your own words"\n'
        '    source: "TODO"\n'
        '    quote: "Two of three nurses bought one."\n'
        "    passage: [68, 99]\n"
        "    topics: [TODO]\n"
    )


def test_a_skeleton_says_what_its_sentence_plays_down_or_touches_and_is_not_called_new(keta, folder, page):
    absent = ["antibiotic*", "other medicines"]
    point = {"id": "medicines", "topics": ["safety"], "label": "Other medicines", "text": "Some do not go with it."}
    point |= {
        "absent": absent,
        "asked_as": ["antibiotics", "other medicines"],
        "warns_of": "harm",
        "sources": ["sheet"],
    }
    sheet = {"id": "sheet", "kind": "study", "label": "Sheet", "title": "A sheet"}
    path = folder({
        "sources": [sheet],
        "topics": [{"id": "safety", "name": "Safety"}],
        "omissions": [{**point, "importance": "core"}],
    })  # fmt: skip
    text = (
        "Zinc with antibiotics is completely safe.\n\nAntibiotics were counted in spring.\n\nBlue lamps heal hearts.\n"
    )
    out = keta("scan", page(text, "zinc.txt"), "--draft", "--store", path).out
    kept = ("# 3", "  # new", "  # no claim", "  # seems", "  # touches", "  # sentence", "    topics")
    assert [line for line in out.splitlines() if line.startswith(kept)] == [
        (
            "# 3 sentences, 3 skeletons (0 stating a known claim, 0 stating one in part, 0 close to one, "
            "2 without a claim on a known point or study, 1 new)"
        ),
        "  # sentence 1, line 1: Zinc with antibiotics is completely safe.",
        "  # no claim of the store is on it, but this is:",
        "  # seems to play down what sources warn of, medicines (safety): Some do not go with it.",
        "    topics: [safety]",
        "  # sentence 2, line 3: Antibiotics were counted in spring.",
        "  # no claim of the store is on it, but this is:",
        "  # touches a point, medicines (safety): Some do not go with it.",
        "    topics: [safety]",
        "  # sentence 3, line 5: Blue lamps heal hearts.",
        "  # new: the store has nothing on it",
        "    topics: [TODO]",
    ]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "Take ketamine with your other medicines, there is no problem.",
            "seems to play down what sources warn of, other-medicines (",
        ),
        ("Seven in ten people respond to ketamine.", "a study has figures beside it: "),
    ],
)
def test_a_skeleton_names_the_point_or_the_studies_that_a_scan_names(keta, page, sentence, said):
    out = keta("scan", page(f"{sentence}\n", "d.txt"), "--draft", "--store", ROOT / "data").out
    assert [line for line in out.splitlines() if line.startswith(f"  # {said}")] != []
    assert "nothing on it" not in out


def test_of_a_page_that_the_store_has_only_what_no_claim_is_of_gets_a_skeleton(keta, folder, page):
    text = "Blue lamps heal hearts. Two of three nurses bought one.\n"
    lamps = {"id": "lamps", "kind": "document", "title": "Lamps", "file": "lamps.txt"}
    lamps["sha256"] = sha256(text.encode()).hexdigest()
    heal = {"id": "heal", "statement": "Lamps cure.", "source": "lamps", "quote": "heal hearts", "passage": [0, 23]}
    topics = [{"id": "lamps", "name": "Lamps"}]
    path = folder({"sources": [lamps], "claims": [{**heal, "topics": ["lamps"]}], "topics": topics})
    out = keta("scan", page(text, "lamps.txt"), "--draft", "--store", path).out
    assert [line for line in out.splitlines()[1:] if "less likely" not in line] == [
        "# 2 sentences, 1 skeleton (0 stating a known claim, 0 stating one in part, 0 close to one, 1 new)",
        "claims:",
        "  # no skeleton, claimed by heal, line 1: Blue lamps heal hearts.",
        "  # sentence 2, line 1: Two of three nurses bought one.",
        "  # new: the store has nothing on it",
        "  - id: two-of-three-nurses-bought-one-2",
        '    statement: "TODO: the sentence in your own words"',
        '    source: "lamps"',
        '    quote: "Two of three nurses bought one."',
        "    passage: [24, 55]",
        "    topics: [TODO]",
    ]


def test_a_line_by_itself_that_exclaims_gets_a_skeleton_too(ask, page):
    out = ask(
        "scan", page("Lamps\n\nBlue lamps heal hearts!\n\nTwo of three nurses bought one.\n", "lamps.txt"), "--draft"
    ).out
    assert [line for line in out.splitlines() if " line " in line or " id: " in line or "skeletons" in line] == [
        "# 2 sentences, 2 skeletons (0 stating a known claim, 0 stating one in part, 0 close to one, 2 new)",
        "  # no skeleton, a heading, line 1: Lamps",
        "  # as a heading, line 3: Blue lamps heal hearts!",
        "  - id: blue-lamps-heal-hearts-line-3",
        "  # sentence 1, line 5: Two of three nurses bought one.",
        "  - id: two-of-three-nurses-bought-one-1",
    ]


def test_a_page_without_statements_has_no_skeletons_and_the_exit_code_for_nothing(ask, page):
    text = "Who sells blue lamps?\n"
    assert ask("scan", page(text, "lamps.txt"), "--draft", code=1).out == (
        f"# lamps.txt, sha256 {sha256(text.encode()).hexdigest()}\n"
        "# 1 sentence, 0 skeletons (0 stating a known claim, 0 stating one in part, 0 close to one, 0 new)\n"
        "claims: []\n"
        "  # no skeleton, a question, line 1: Who sells blue lamps?\n"
    )


def test_of_html_skeletons_have_no_passage(ask, page):
    out = ask("scan", page(), "--draft").out
    assert "passage" not in yaml.safe_load(out)["claims"][0]
    assert "`keta add document` writes that of a page in HTML; scan it to get them." in out


@pytest.mark.parametrize(
    "data", [b"Blue lamps heal caf\xe9s.\n", b"\xff\xfeB\0l\0u\0e\0 \0l\0a\0m\0p\0s\0 \0h\0e\0a\0l\0.\0"]
)
def test_of_a_text_that_is_not_utf_8_skeletons_have_no_passage(ask, page, data):
    out = ask("scan", page(data, "lamps.txt"), "--draft").out
    assert ["passage" in one for one in yaml.safe_load(out)["claims"]] == [False]
    assert "# Passages are places in a plain text: " in out


def test_a_page_through_a_pipe_is_called_by_its_title(ask, piped):
    piped(PAGE.encode())
    assert ask("scan", "-").out.startswith("Cedar Hill · 4 sentences\n")


def test_several_pages_are_scanned_one_after_the_other(ask, page):
    out = ask("scan", page(name="a.html"), page("<p>Nothing here.", "b.html")).out
    assert out.index("a.html · 4 sentences") < out.index("b.html · 1 sentence\n")


@pytest.mark.parametrize(("suffix", "name"), [("html", "html"), ("md", "markdown"), ("txt", "table"), ("json", "json")])
def test_a_report_is_written_to_a_file_in_the_format_of_its_suffix(ask, page, tmp_path, suffix, name):
    written = tmp_path / f"report.{suffix}"
    assert ask("scan", page(), "-o", written).out == ""
    assert written.read_text(encoding="utf-8") == ask("scan", page(), "--format", name).out
    ran = ask("scan", page(), "-o", written, code=2)
    assert ran.err == f"error: `{written}` exists already\n\nhint: add `--force` to replace it\n"


def test_a_file_holds_one_report(ask, page, tmp_path):
    ran = ask("scan", page(), page(), "-o", tmp_path / "report.md", code=2)
    assert ran.err == "error: `-o` writes the report on one page\n\nhint: name one page\n"
    ran = ask("scan", page(), "--draft", "-o", tmp_path / "drafts.yaml", code=2)
    assert ran.err == "error: `-o` writes the report on one page\n\nhint: redirect the drafts: `> drafts.yaml`\n"


@pytest.mark.parametrize("address", ["https://a.b/c?d=1&e=2", "http://a.b", "www.a.b", "HTTPS://A.B"])
def test_an_address_is_refused_with_the_command_that_fetches_it(ask, address):
    ran = ask("scan", address, code=2)
    assert ran.err.startswith(f"error: `{address}` is an address, and keta never uses the network\n\nhint: curl -s ")
    assert ran.err.endswith(" | keta scan -\n")


def test_a_pdf_is_refused_with_the_command_that_reads_it(ask, page):
    path = page(b"%PDF-1.4\n", "leaflet.pdf")
    ran = ask("scan", path, code=2)
    assert ran.err == (
        "error: `leaflet.pdf` is a PDF, not text\n\nhint: get its text first: pdftotext leaflet.pdf - | keta scan -\n"
    )


def test_a_file_that_is_not_there_is_said_to_be_so(ask, tmp_path):
    path = tmp_path / "none.html"
    assert ask("scan", path, code=2).err == (
        f"error: Cannot read `{path}`: No such file or directory\n\nhint: name a file, or - for a pipe\n"
    )


def test_skeletons_take_no_format(ask, page):
    assert ask("scan", page(), "--draft", "--json", code=2).err == (
        "error: `--draft` is YAML and takes no format\n\nhint: leave out `--format`\n"
    )


@pytest.mark.parametrize("name", ["table", "markdown", "html", "json", "jsonl"])
def test_nothing_of_a_hostile_page_acts(ask, page, name):
    hostile = "<p>\x1b[31m\u202eThe benefit of ketamine infusions is lasting.\x07 &lt;script&gt;alert(1)&lt;/script&gt;"
    out = ask("scan", page(hostile), "--format", name, code=0).out
    assert not set(out) & {"\x1b", "\x07", "\u202e"}
    assert name in ("table", "json", "jsonl") or "<script>alert" not in out


def test_narrow_and_plain_terminals_get_all_of_it(ask, page, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    out = ask("scan", page()).out
    assert max(map(len, out.splitlines())) <= 40
    assert "Page: “In one study 85% of patients" in out


@pytest.mark.parametrize("name", ["table", "markdown"])
def test_a_bare_answer_is_quoted_with_its_question(keta, page, name):
    asked = "<title>Ketamine</title><h3>Can I drive after ketamine?</h3><p>Yes, after two hours.</p>"
    out = keta("scan", page(asked), "--store", ROOT / "data", "--format", name).out
    assert "“Can I drive after ketamine? – Yes, after two hours.”" in " ".join(out.split())


def test_the_same_from_python(kept, page):
    found = open_store(kept("full", full)).scan(page())
    assert [one.states for one in found.sentences if one.passage.n] == [(), ("remission-85-percent",), (), ()]
    assert found.claims["remission-85-percent"].rating == "wrong"
    assert open_store(kept("full", full)).scan(PAGE.encode(), name="clinic.html").page == found.page


PARTS = """<h1>Ketamine</h1>
<p>Ketamine is an anaesthetic that vets know. Intravenous ketamine is FDA-approved for depression, and it costs little.
Ketamine infusions are FDA-approved for depression.</p>
"""


def test_the_three_levels_are_apart_and_counted(keta, page):
    out = keta("scan", page(PARTS), "--store", ROOT / "data").out
    assert " ".join(out.split()).startswith(
        "clinic.html · 3 sentences · 1 states a known claim (1 wrong) · 2 state a known claim in part "
        "(the part: 1 wrong, 1 supported) THE PAGE STATES"
    )
    in_part = " ".join(out.partition("THE PAGE STATES IN PART")[2].split())
    assert in_part.index("✗ WRONG: The FDA has approved intravenous ketamine") < in_part.index(
        "Supported is only this: Ketamine is an anaesthetic. Rest no verdict on “that vets know” Caveat"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("table --full", "states in part · the verdicts are on the known claims, none on the rest of the sentence"),
        (
            "markdown",
            "Known: **Supported is only this**: Ketamine is an anaesthetic. Rest: no verdict on “that vets know”. Caveat:",
        ),
        (
            "html",
            "Sentence 1 · states a known claim in part, and says more “Ketamine is an anaesthetic that vets know.”",
        ),
        (
            "html",
            "The known claim Supported is only this: Ketamine is an anaesthetic. Rest no verdict on “that vets know”",
        ),
    ],
)
def test_every_view_says_that_there_is_no_verdict_on_the_rest(keta, page, name, said):
    out = keta("scan", page(PARTS), "--store", ROOT / "data", "--format", *name.split()).out
    assert said.lower() in " ".join(re.sub("<[^>]+>", " ", out).split()).lower()


def test_a_skeleton_names_the_claim_that_a_part_states_and_repeats_none(keta, page):
    out = keta(
        "scan", page("Ketamine is an anaesthetic that vets know.\n", "k.txt"), "--draft", "--store", ROOT / "data"
    ).out
    assert "# 1 sentence, 1 skeleton (0 stating a known claim, 1 stating one in part, 0 close to one, 0 new)\n" in out
    assert "  # states in part ketamine-is-anaesthetic: Ketamine is an anaesthetic.\n" in out
    assert "repeats" not in out


def test_the_claims_that_parts_state_are_those_of_python(page):
    sentence = open_store(ROOT / "data").scan(page(PARTS)).known[0]
    assert (sentence.states, sentence.states_in_part) == ((), (InPart("ketamine-is-anaesthetic", ("that vets know",)),))


@pytest.mark.parametrize(
    ("sentence", "omission"),
    [
        ("Ketamine is not addictive.", "dependence-in-treatment"),
        ("Ketamine is not habit forming.", "dependence-in-treatment"),
        ("Nobody becomes dependent on ketamine infusions.", "dependence-in-treatment"),
        ("You can come off your valium before Spravato.", "stopping-benzodiazepines"),
    ],
)
def test_what_is_said_of_dependence_and_of_stopping_a_sedative_is_on_safety(sentence, omission, keta, piped):
    piped(sentence.encode())
    out = keta("scan", "-", "--store", ROOT / "data").out.partition("THE PAGE LEAVES OUT")[0]
    assert "THE PAGE SEEMS TO PLAY DOWN WHAT SOURCES WARN OF" in out
    assert omission in out


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine was first approved by the FDA as an anesthetic in 1970.",
        "Esketamine was approved as an anesthetic in Germany in 1997.",
        "In 2020 the FDA approved Spravato for suicidal patients.",
    ],
)
def test_the_year_of_another_product_or_use_is_compared_with_none(keta, page, text):
    out = json.loads(keta("scan", page(f"<title>Ketamine</title><p>{text}"), "--store", ROOT / "data", "--json").out)
    assert [one["claim"] for one in out["sentences"][0]["compare"] if one["differs"]] == []
    assert "spravato-approved-2019" not in {one["claim"] for one in out["sentences"][0]["compare"]}


def test_another_year_of_the_same_event_is_pointed_out(keta, page):
    text = "<title>Ketamine</title><p>Spravato was approved by the FDA in 2018."
    out = json.loads(keta("scan", page(text), "--store", ROOT / "data", "--json").out)
    assert out["sentences"][0]["compare"][0]["claim"] == "spravato-approved-2019"
    assert out["sentences"][0]["compare"][0]["differs"]["figure"]["claim"]["value"] == 2019


def test_a_journal_of_new_england_is_none_of_england(keta, page):
    text = (
        "<title>Ketamine</title><p>In a 2023 trial in the New England Journal of Medicine 55 percent responded to ketamine and 41 percent to "
        "electroconvulsive therapy."
    )
    out = keta("scan", page(text), "--store", ROOT / "data").out
    assert "agree with Anand 2023 (infusion)" in " ".join(out.split())
    assert "NICE" not in out.partition("THE PAGE LEAVES OUT")[0]


def test_a_sentence_that_denies_that_something_is_harmless_says_the_opposite_of_a_claim_that_it_is(keta, page):
    text = "<title>Ketamine</title><p>Ketamine is not risk-free."
    out = json.loads(keta("scan", page(text), "--store", ROOT / "data", "--json").out)
    assert [one["denying"] for one in out["mentions"]] == [[]]
    denies = {one["claim"]: one["denies"] for one in out["sentences"][0]["compare"]}
    assert (denies["infusion-therapy-safe"], denies["risk-free-for-trd"]) == (True, True)


def test_a_dose_far_above_those_of_studies_is_said_to_be(keta, page):
    text = "<title>Ketamine</title><h1>Ketamine infusions</h1><p>We give up to 5 mg/kg in the first infusion.</p><p>We give 0.5 mg/kg by infusion."
    out = " ".join(keta("scan", page(text), "--store", ROOT / "data").out.split())
    assert "dose: page at most 5 mg/kg; Abbar 2022: 0.5 mg/kg; " in out
    assert out.count("the page's is 5 times the highest of these") == 1


def test_a_short_number_to_call_is_compared_with_the_claim_on_it(keta, page):
    text = "<title>Ketamine</title><h1>Ketamine</h1><p>Ketamine helps. In a crisis call or text 988. In an emergency call 911."
    out = json.loads(keta("scan", page(text), "--store", ROOT / "data", "--json").out)
    assert [[near["claim"] for near in one["compare"]] for one in out["sentences"]][1:] == [
        ["lifeline-for-suicidal-thoughts"],
        ["emergency-call-911"],
    ]


URGED = """<title>Ketamine</title><h1>Ketamine</h1><p>If he passes out, let him sleep it off.</p>
<p>If you feel suicidal, wait for your next ketamine session before calling anyone.</p><p>If one lozenge does not work, take three more.</p>
<p>Ketamine cures depression for good.</p><p>In an emergency call 911.</p>"""


def test_json_says_of_each_sentence_what_it_plays_down_what_it_promises_and_where_there_is_help(keta, page):
    found = json.loads(keta("scan", page(URGED), "--store", ROOT / "data", "--json").out)
    schema = json.loads(schema_file("output").read_text("utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(found)] == []
    faint, suicidal, more, cured, call = found["sentences"]
    assert [one["plays_down"] for one in found["sentences"]] == [
        ["breathing-and-consciousness"],
        ["getting-worse", "not-shown-to-prevent-suicide"],
        ["taking-more-than-prescribed"],
        [],
        [],
    ]
    assert [one["promises"] for one in (cured, call)] == [["relapse-in-ordinary-clinics"], []]
    assert faint["urgent"].startswith("Call 911 now ")
    assert "988" in suicidal["urgent"]
    assert [one["urgent"] for one in (more, cured, call)] == [None, None, None]


@pytest.mark.parametrize("form", [(), ("--format", "markdown")])
def test_a_sentence_stands_in_one_section(keta, page, form):
    text = URGED.replace(
        "</h1>",
        "</h1><p>In one study 85% of patients reached remission.</p><p>Spravato is monitored for two hours.</p>",
    )
    out = " ".join(keta("scan", page(text), "--store", ROOT / "data", *form).out.split())
    for said in (
        "In one study 85% of patients reached",
        "let him sleep it off",
        "cures depression for good",
        "In an emergency call",
    ):
        assert out.partition(" leaves out")[0].count(f"“{said}") + out.count(f"“If he passes out, {said}") <= 1
    head = out.partition("THE PAGE SEEMS" if not form else "## ")[0]
    counts = [int(one) for one in re.findall(r"[·-] (\d+) (?:seem|state|touch|give|come|ask|keta)", head)]
    assert sum(counts) == len(re.findall("<p>", text))


def test_a_page_that_came_through_a_pipe_is_shown_in_full_by_a_command_that_runs(keta, piped):
    piped(URGED.encode())
    out = keta("scan", "-", "--store", ROOT / "data").out
    assert "keta scan - --full" in out
    assert "standard input --full" not in out


def test_what_only_asks_or_names_something_is_not_said_to_be_unknown(keta, page):
    text = "<title>Ketamine</title><p>Ketamine is an anaesthetic.</p><p>Why us?</p><p>Our team</p>"
    out = keta("scan", page(text), "--store", ROOT / "data").out
    assert "  · 2 make no claim: only a question or a name\n" in out


def test_people_who_do_not_respond_to_medicines_are_no_emergency(keta, page):
    text = "<p>One third of people with depression do not respond to two antidepressants.</p>"
    assert _denied(keta, page, f"<p>Ketamine is given to some.</p>{text}") == (set(), [])


@pytest.mark.parametrize("name", ["markdown", "table"])
def test_a_point_that_is_told_elsewhere_is_named_with_a_sentence_that_touches_it_too(keta, page, name):
    text = """<title>Ketamine infusions</title><h1>Ketamine infusions</h1><p>Tell us whether you are pregnant.</p>
<p>Pregnancy and breastfeeding are asked about.</p><p>Some compare ketamine with ECT.</p>
<p>In a trial, 55 of 100 responded on ketamine and 41 on ECT.</p>"""
    out = keta("scan", page(text), "--store", ROOT / "data", "--format", name).out
    lines = [line.strip(" -") for line in out.splitlines()]
    assert {"markdown": "Touches: ECT", "table": "Touches  ECT"}[name] in lines


CALLING = """# Ketamine stories

Ketamine is a drug.

She texted: I want to kill myself and ketamine is my last hope.

Call 988 if you think of suicide.

Suicidal thoughts may get worse in young people.
"""


@pytest.mark.parametrize("form", [(), ("--full",), ("--format", "markdown"), ("--format", "html")])
def test_whoever_says_on_a_page_that_they_want_to_die_is_told_first_whom_to_call(keta, page, form):
    out = keta("scan", page(CALLING, "page.md"), "--store", ROOT / "data", *form).out.partition("</style>")
    said = " ".join((out[2] or out[0]).split())
    assert (
        said.index("call or text 988")
        < said.index("I want to kill myself")
        < said.index("1 tells of somebody in danger")
    )


@pytest.mark.parametrize(
    "text",
    [
        "I want to die and nothing helps.",
        "u/tired: I am so low I can't go on.",
        "My daughter is suicidal and ketamine did nothing.",
        "I am going to kill myself if ketamine does not work.",
        "He told me that he would end his life.",
        "My son took too much ketamine and is not breathing.",
    ],
)
def test_a_call_for_help_is_urgent_in_json_be_it_a_heading_or_a_sentence(keta, page, text):
    found = json.loads(keta("scan", page(f"# {text}\n\n{text}\n", "page.md"), "--store", ROOT / "data", "--json").out)
    assert [(one["n"], one["text"]) for one in found["urgent"]] == [(None, text), (1, text)]
    assert found["sentences"][0]["urgent"] == found["urgent"][1]["help"] != ""


def test_a_leaflet_that_speaks_of_suicide_in_general_calls_for_no_help(keta, page):
    said = (
        "Call 988 if you think of suicide. Suicidal thoughts may get worse. Tell us at once if you feel suicidal. "
        "What should I do if I feel suicidal? My brother killed himself in 2010. We treat people who want to die. "
        "I no longer want to die. My suicidal thoughts were gone within an hour. Do you have thoughts of killing yourself? "
        "My friend went manic on it. I study why people want to die. Get help right away if you cannot breathe. I do not want to kill myself."
    )
    found = json.loads(keta("scan", page(f"# Ketamine\n\n{said}\n", "page.md"), "--store", ROOT / "data", "--json").out)
    assert (len(found["sentences"]), found["urgent"]) == (13, [])


def test_a_question_in_a_thread_is_a_sentence_and_what_keeps_from_help_below_it_is_told(keta, page):
    text = (
        "Ketamine questions\n\nu/tired: I am so low. Is ketamine going to stop the suicidal thoughts?\n\n"
        "u/dan: Yes, within an hour, for everyone. No need for the ER.\n"
    )
    found = json.loads(keta("scan", page(text, "thread.txt"), "--store", ROOT / "data", "--json").out)
    assert [(one["text"], one["plays_down"], bool(one["urgent"])) for one in found["sentences"]] == [
        ("u/tired: I am so low.", [], False),
        ("Is ketamine going to stop the suicidal thoughts?", [], False),
        ("u/dan: Yes, within an hour, for everyone.", ["not-shown-to-prevent-suicide"], True),
        ("No need for the ER.", ["not-shown-to-prevent-suicide"], True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We offer ketamine only when at least two antidepressants have not helped.",
        "Ketamine is for people whom two or more antidepressants did not help.",
        "Depression is treatment-resistant if two antidepressants have not brought a response.",
    ],
)
def test_a_denial_in_a_condition_or_in_other_words_is_not_the_opposite(keta, page, text):
    found = json.loads(keta("scan", page(f"# Ketamine\n\n{text}\n", "page.md"), "--store", ROOT / "data", "--json").out)
    assert [near["claim"] for near in found["sentences"][0]["compare"] if near["denies"]] == []


def touched(keta, page, text):
    out = keta("scan", page(text, "page.md"), "--store", ROOT / "data", "--json").out
    return {one["text"]: one["mentions"] for one in json.loads(out)["sentences"]}


@pytest.mark.parametrize(
    ("before", "point"),
    [
        ("I could come off my Lexapro.", "stopping-antidepressants"),
        ("I have had valium for years.", "stopping-benzodiazepines"),
    ],
)
def test_what_is_stopped_is_what_the_sentence_before_names(keta, page, before, point):
    found = touched(keta, page, f"# Ketamine for depression\n\n{before} I stopped it cold turkey.\n")
    assert point in found["I stopped it cold turkey."]
    assert ("stopping-benzodiazepines" in found["I stopped it cold turkey."]) == (point == "stopping-benzodiazepines")


def test_what_is_said_of_other_treatments_touches_no_point_of_ketamine(keta, page):
    text = (
        "# Ketamine and other options for depression\n\nECT is done under anaesthesia. Memory loss is the main side effect. It cures depression for good in 90% "
        "of people.\n\nSSRIs often cause nausea. An SSRI takes weeks. You can stop an SSRI overnight.\n\n"
        "Ketamine often causes nausea.\n"
    )
    found = touched(keta, page, text)
    assert "memory-and-thinking" not in found["Memory loss is the main side effect."]
    assert found["It cures depression for good in 90% of people."] == []
    assert found["SSRIs often cause nausea."] == []
    assert found["You can stop an SSRI overnight."] == ["stopping-antidepressants"]
    assert found["Ketamine often causes nausea."] == ["nausea-and-headache"]


def test_on_a_page_on_ketamine_a_sentence_on_antidepressants_touches_the_points_on_them_and_on_safety(keta, page):
    text = (
        "# Ketamine\n\nKetamine may cause nausea. Antidepressants are no better than placebo anyway. Ketamine works fast.\n\n"
        "Do not drink wine with your antidepressant. Ketamine is given by drip.\n"
    )
    found = touched(keta, page, text)
    assert found["Antidepressants are no better than placebo anyway."] == []
    assert "alcohol-opioids-and-sedatives" in found["Do not drink wine with your antidepressant."]


@pytest.mark.parametrize(
    "text",
    ["It may be like a near-death experience.", "I was scared to death.", "It helped after the death of my mother."],
)
def test_a_death_in_a_figure_of_speech_is_none_that_was_reported(keta, page, text):
    assert touched(keta, page, f"# Ketamine\n\nKetamine may cause nausea.\n\n{text}\n")[text] == []


def test_who_says_that_there_is_no_too_much_is_told_of_taking_more_first(keta, page):
    out = keta(
        "scan",
        page("# Ketamine\n\nTake as many as you need: you cannot overdose.\n", "page.md"),
        "--store",
        ROOT / "data",
    ).out
    assert out.partition("Sources")[2].lstrip().startswith("Taking more:")


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("Just buy ketamine on the dark net, same thing.", "home-ketamine-warning"),
        ("I get my ketamine from a mate.", "home-ketamine-warning"),
        ("Keep the ketamine lozenges within reach, for whenever you feel low.", "home-ketamine-warning"),
        ("You can take ketamine every day.", "dependence-in-treatment"),
        ("100 mg of ketamine up the nose twice a day fixed me.", "dependence-in-treatment"),
        ("Ketamine is incredibly safe.", "how-often-side-effects"),
        ("Ketamine has an excellent safety record.", "how-often-side-effects"),
    ],
)
def test_what_is_got_kept_or_taken_against_all_care_is_played_down(keta, page, text, point):
    out = keta("scan", page(f"# Ketamine\n\n{text}\n", "page.md"), "--store", ROOT / "data", "--json").out
    assert json.loads(out)["sentences"][0]["plays_down"] == [point]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody should buy ketamine on the dark net.",
        "Keep ketamine lozenges locked away and out of reach of children.",
        "Daily use of ketamine can damage the bladder.",
        "In the trial people took ketamine every day.",
        "Ketamine from a dealer may be laced with other drugs.",
        "Take your antidepressant every day during ketamine treatment.",
    ],
)
def test_care_with_what_is_got_kept_or_taken_is_not_played_down(keta, page, text):
    out = keta(
        "scan",
        page(f"# Ketamine\n\nKetamine may cause nausea.\n\n{text}\n", "page.md"),
        "--store",
        ROOT / "data",
        "--json",
    ).out
    assert [one["plays_down"] for one in json.loads(out)["sentences"]] == [[], []]


def test_a_line_of_a_list_without_a_full_stop_is_a_sentence_of_its_own(page):
    text = (
        "Ketamine infusions for depression are given by our own doctors, who stay with you for all of the time that they take.\n"
        "Common side effects are nausea, dizziness and a headache\n"
        "Ketamine should not be used first for depression by anybody.\n\n"
        "Ketamine was made for the first time at a laboratory in the State of\n"
        "Michigan, and it has been used as an anaesthetic in hospitals since.\n"
    )
    found = open_store(ROOT / "data").scan(page(text, "list.txt"))
    assert [one.passage.text.split()[0] for one in found.sentences] == ["Ketamine", "Common", "Ketamine", "Ketamine"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Although ketamine is FDA approved for anesthesia, a ketamine infusion for depression is an off-label use.", "fda-approves-iv"),
        ("There is no drug company willing to fund trials to get a new FDA approval of IV ketamine for depression.", "fda-approves-iv"),
        ("Lozenges have the same bioavailability as an infusion.", "infusion-best-absorbed"),
    ],
)  # fmt: skip
def test_what_is_said_in_other_words_than_a_denial_may_be_the_opposite_of_a_claim(page, text, claim):
    found = open_store(ROOT / "data").scan(page(f"<h1>Ketamine infusions</h1><p>{text}</p>"))
    near = [one for one in found.sentences[-1].compare if one.claim == claim]
    assert all(one.denies for one in near)


@pytest.mark.parametrize(
    "text", ["Response is a more than 50% reduction in symptoms.", "We saw a 50% or greater reduction of symptoms."]
)
def test_a_fall_by_half_is_what_is_called_a_response_and_no_rate(page, text):
    found = open_store(ROOT / "data").scan(page(f"<h1>Ketamine infusions</h1><p>{text}</p>"))
    assert [one.measure for one in found.sentences[-1].figures] == ["response-threshold"]


@pytest.mark.parametrize(
    ("text", "study"),
    [
        ("In the KARMA-Dep 2 trial ketamine did no better than midazolam.", "Jelovac 2025"),
        ("SUSTAIN-1 showed that staying on Spravato prevents relapse.", "Daly 2019"),
        ("Murrough and colleagues found ketamine better.", "Murrough 2013 trial"),
    ],
)
def test_a_study_that_a_sentence_names_is_told_though_it_gives_no_figure(keta, page, text, study):
    file = page(f"<title>Ketamine</title><h1>Ketamine</h1><p>{text}</p>")
    with open_store(ROOT / "data") as store:
        told = store.as_json(store.scan(file))["sentences"][0]
    assert len(told["studies"]) == 1
    for form in ((), ("--format", "markdown"), ("--format", "html")):
        out = " ".join(keta("scan", file, "--store", ROOT / "data", *form).out.split())
        assert f"the study named: {study}" in out


def test_what_only_looks_like_the_name_of_a_study_brings_none(page):
    with open_store(ROOT / "data") as store:
        told = store.as_json(store.scan(page("<h1>Ketamine</h1><p>PHQ-9 scores fell on ketamine.</p>")))["sentences"]
    assert told[0]["studies"] == []


NONE_FOUND = (
    "keta looked, by words and figures that it knows, for sentences that play down what sources warn of or contradict them, and "
    "recognised none: it misses some, so this is no verdict on the page"
)


@pytest.mark.parametrize("form", [(), ("--format", "markdown"), ("--format", "html")])
@pytest.mark.parametrize(
    ("text", "is_well"),
    [
        ("You must not drive until the day after ketamine. Ketamine can be addictive.", True),
        ("Nobody knows yet whether years of ketamine infusions are safe.", True),
        ("You can drive home right after ketamine.", False),
        ("Ketamine cures depression for good.", False),
        ("Ketamine infusion therapy is safe.", False),
    ],
)
def test_of_a_page_that_goes_against_no_source_the_head_says_what_was_looked_for(keta, page, form, text, is_well):
    out = keta("scan", page(f"# Ketamine\n\n{text}\n", "page.md"), "--store", ROOT / "data", *form).out
    assert (NONE_FOUND in " ".join(out.replace("\n    ", " ").split())) is is_well


def test_a_warning_that_is_like_a_wrong_claim_is_not_counted_as_close_to_one(keta, page):
    text = "# Ketamine\n\nNobody knows yet whether years of ketamine infusions are safe.\n"
    assert "  · 1 comes close to a known claim\n" in keta("scan", page(text, "page.md"), "--store", ROOT / "data").out


ORDERED = """# Ketamine

Ketamine is harmless to the bladder.

You can drive home after ketamine.

If you feel suicidal after ketamine, there is no need to call 988.
"""


def test_of_what_is_played_down_the_urgent_comes_first_then_what_one_would_do(keta, page):
    out = keta("scan", page(ORDERED, "page.md"), "--store", ROOT / "data").out
    assert (
        out.index("suicidal after ketamine")
        < out.index("Urgent")
        < out.index("You can drive")
        < out.index("harmless to")
    )


def test_the_web_page_names_in_its_first_section_what_is_urgent(keta, page):
    out = keta("scan", page(ORDERED, "page.md"), "--store", ROOT / "data", "--format", "html").out
    first = out.partition('class="sum"')[2].partition("</section>")[0]
    assert first.index("call or text 988") < first.index("suicidal after ketamine") < first.index("each counted once")
