"""`keta ask`: the answer on one screen, an omission that answers, an honest nothing, help before all else."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from ketacli import Claim, open_store
from ketacli.formats import showing
from ketacli.paths import schema_file
from tests.conftest import DATA, claim, dump, shipped_store, store
from tests.stores import full

PLAIN = {
    "quote": "q",
    "quantities": [],
    "evidence": [],
    "caveats": [],
    "no_evidence": "Nothing was looked for.",
    "confidence": {"question": "course", "level": "not-rated", "why": "y"},
}


def bread():
    """Return a store on bread: ten claims, topics with questions, an omission, notices, a small vocabulary."""
    said = [
        ("rye-keeps", "storage", "Rye bread keeps fresh for a week."),
        ("freezing-keeps", "storage", "Frozen bread keeps for three months."),
        ("fridge-stale", "storage", "Bread goes stale faster in the fridge."),
        ("crust-cancer", "safety", "Burnt crust causes cancer."),
        ("mould-safe", "safety", "Mouldy slices are safe once the mould is cut off."),
        ("wholegrain-sugar", "health", "Wholegrain bread lowers blood sugar."),
        ("white-weight", "health", "White bread makes people gain weight."),
        ("sourdough-gluten", "health", "Sourdough is fine for people with coeliac disease."),
        ("kneading-twenty", "baking", "Dough must be kneaded for twenty minutes."),
        ("steam-crust", "baking", "Steam in the oven makes the crust crisp."),
    ]
    topics = [
        ("storage", "How long it keeps", "How long does bread keep?", ["go* off", "stay* fresh"], "Rye keeps a week."),
        ("safety", "Is it safe", "Is it safe to eat?", ["poison*"], "Cut mould off hard cheese, never off bread."),
        (
            "health",
            "Bread and health",
            "Is bread healthy?",
            ["healthy", "fattening"],
            "Wholegrain is the better choice.",
        ),
        ("baking", "How it is baked", "How is it baked?", ["bake", "recipe*"], "Time does more than kneading."),
    ]
    return store(
        claims=[claim(**PLAIN, id=name, topics=[topic], statement=text) for name, topic, text in said],
        contradictions=[],
        topics=[
            {
                "id": name,
                "name": title,
                "question": question,
                "asked_as": asked,
                "bottom_line": {"text": text, "rests_on": [next(n for n, topic, _ in said if topic == name)]},
            }
            for name, title, question, asked, text in topics
        ],
        omissions=[
            {
                "id": "acrylamide",
                "label": "Acrylamide",
                "topics": ["safety"],
                "importance": "core",
                "text": "Dark toast holds acrylamide.",
                "asked_as": ["toast*", "acrylamide"],
                "sources": ["series-2010"],
            }
        ],
        notices=[
            {"id": "own-case", "asked_as": ["should i"], "text": "Ask a dietitian."},
            {"id": "urgent", "kind": "crisis", "asked_as": ["want to die"], "text": "Call 112."},
        ],
        vocabulary=[{"id": "staleness", "phrases": ["stale", "dry out", "go hard"]}],
    )


@pytest.fixture
def ask(keta, folder):
    place = folder(bread())
    return lambda *words, code=0: keta("ask", *words, "--store", place, code=code)


@pytest.mark.parametrize("width", [40, 80])
def test_an_answer_is_told_on_a_terminal(ask, golden, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    golden(f"ask-table-{width}", ask("should i freeze bread or does it go stale?").out)


@pytest.mark.parametrize("name", ["markdown", "plain"])
def test_an_answer_is_told_whole_in_a_format(ask, golden, name):
    golden(f"ask-{name}", ask("should i freeze bread or does it go stale?", "--format", name).out)


def test_a_question_gets_its_topic_bottom_line_and_claims(ask):
    ran = ask("how", "long", "does", "rye", "stay", "fresh?")
    assert ran.out == (
        "Read as: How long does bread keep?\n"
        "\n"
        "What the page says on it, 1 of 3 claims\n"
        "\n"
        "– NOT RATED\n"
        "  Claim    Rye bread keeps fresh for a week.\n"
        "           An overview · rye-keeps\n"
        "\n"
        "Rye keeps a week.\n"
        "\n"
        "All of it on one page: keta summary --topic storage\n"
        "keta reports research and gives no advice.\n"
    )


def test_another_word_for_the_same_is_understood(ask):
    ran = ask("why does it go hard so fast", "--json")
    assert json.loads(ran.out)["claims"][0]["id"] == "fridge-stale"


def test_an_omission_answers_where_the_page_is_silent(ask):
    ran = ask("what about toast?", "--format", "plain")
    lines = [line.split("\t") for line in ran.out.splitlines()]
    assert [line[:2] for line in lines if line[0] in ("claim", "omission")] == [["omission", "acrylamide"]]
    assert [
        "nothing",
        "From another source than the page:",
    ] in lines


@pytest.mark.parametrize("question", ["who won the world cup", "is carbonara Italian?", "zzzz"])
def test_what_the_store_knows_nothing_of_gets_nothing_and_exit_code_1(ask, question):
    ran = ask(question, "--json", code=1)
    found = json.loads(ran.out)
    assert (found["topic"], found["claims"], found["omissions"], found["count"]) == (None, [], [], 0)


def test_the_words_that_are_unknown_are_named(ask):
    ran = ask("is carbonara Italian?", code=1)
    assert " ".join(ran.out.split("\n\n")[0].split()) == (
        "No claim that keta has from the page it covers mentions “carbonara” or “italian”, and keta has no answer to it."
    )


def test_help_in_a_crisis_comes_first_whatever_else_matches(ask):
    for question in ("i want to die, does rye keep fresh", "I want to dye"):
        assert ask(question).out.splitlines()[0] == "Call 112."


def test_whose_decision_it_is_comes_before_the_answer(ask):
    ran = ask("should I cut mould off?")
    assert ran.out.splitlines()[0] == "Ask a dietitian."
    assert "mould-safe" in ran.out


def test_a_misspelling_is_corrected_and_said(ask):
    ran = ask("does sourdoug help with coeliac disease", "--json")
    found = json.loads(ran.out)
    assert found["understood"]["corrected"] == {"sourdoug": "sourdough"}
    assert found["claims"][0]["id"] == "sourdough-gluten"
    assert "Read “sourdough” for “sourdoug”." in ask("does sourdoug help with coeliac disease").out


def test_notices_and_corrections_stand_before_the_answer_in_every_format(ask):
    question = "should I eat mouldy sourdoug"
    assert ask(question, "--format", "markdown").out == (
        "# should I eat mouldy sourdoug\n\n"
        "**Ask a dietitian.**\n\n"
        "Read “sourdough” for “sourdoug”.\n\n"
        "Read as: Is it safe to eat?\n\n"
        "**Bottom line.** Cut mould off hard cheese, never off bread.\n\n"
        "## What the page says on it\n\n"
        "- **Not rated**. Claim: Mouldy slices are safe once the mould is cut off. (An overview, `mould-safe`)\n"
        "- **Not rated**. Claim: Sourdough is fine for people with coeliac disease. (An overview, `sourdough-gluten`)\n\n"
        "keta reports research and gives no advice.\n"
    )
    assert [line.split("\t")[:2] for line in ask(question, "--format", "plain").out.splitlines()] == [
        ["notice", "own-case"],
        ["corrected", "sourdoug"],
        ["topic", "safety"],
        ["claim", "mould-safe"],
        ["claim", "sourdough-gluten"],
    ]


def test_a_v_between_two_things_is_read_as_versus(keta):
    def told(question):
        return keta("ask", question, "--store", DATA).out

    assert told("esketamine v ketamine, which is better") == told("esketamine vs ketamine, which is better")
    assert "Which works better is not known" in told("esketamine v ketamine, which is better")


def test_a_point_on_what_is_common_never_stands_beside_a_call_for_help(keta):
    assert (
        keta("ask", "worst headache of my life after the spray", "--store", DATA).out
        == """\
Call 911 now (UK: 999; elsewhere the emergency number). Chest pain, trouble
breathing or speaking, fainting, a fall or blow to the head, a weak side, a
swelling face or throat, a sudden severe headache, a seizure, a high fever,
vomiting blood or a very high blood pressure may be an emergency. Say what was
taken or stopped, ketamine or esketamine too.

Research, not advice. Danger: US 911, UK 999. Crisis: US 988, UK 116 123 or 111.
"""
    )


def test_a_topic_that_is_near_is_offered_as_a_command_and_never_as_an_answer(ask):
    question = "is bread poisonous for dogs"
    nothing = "No claim that keta has from the page it covers mentions “dogs”, and keta has no answer to it."
    assert " ".join(ask(question, code=1).out.split()) == (
        f"{nothing} Not an answer, but near it: keta claims --topic safety "
        f"All topics: keta topics · the words alone: keta claims '{question}' keta reports research and gives no advice."
    )
    assert ask(question, "--format", "plain", code=1).out == f"nothing\t{nothing}\nnear\tsafety\tIs it safe to eat?\n"
    assert ask(question, "--format", "markdown", code=1).out == (
        f"# {question}\n\n{nothing}\n\nketa reports research and gives no advice.\n"
    )


def test_a_topic_that_is_asked_for_as_much_is_offered_beside_the_answer(ask):
    assert ask("poison recipe").out.splitlines()[-3:] == [
        "All of it on one page: keta summary --topic baking",
        "If you meant “Is it safe to eat?”: keta summary --topic safety",
        "keta reports research and gives no advice.",
    ]


ACRYLAMIDE = """
  Acrylamide: Dark toast holds acrylamide.
  Repeated infusions 2010 · acrylamide

More on it: keta topics safety
keta reports research and gives no advice.
"""


def test_an_omission_without_limits_is_told_with_its_source_on_the_next_line(ask):
    assert ask("what about toast?").out == ("From another source than the page:\n" + ACRYLAMIDE)


@pytest.mark.parametrize(
    "limit", [("compiling", "MOST_COUNTED", 0), ("ranking", "MOST_READ", 1), ("nearness", "MOST_LOOKED_UP", 0)]
)
def test_what_is_spared_in_a_large_store_changes_no_answer_of_a_small_one(folder, monkeypatch, tmp_path, limit):
    """In a large store phrases are estimated and common words not looked up, since both take seconds there."""
    module, name, least = limit
    whole = bread()
    whole["vocabulary"].append({"id": "freshness", "phrases": ["keeps fresh", "stays fresh"]})
    path = folder(whole)

    def answers(cache):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / cache))
        there = open_store(path)
        asked = [
            [one.id for one in there.ask(question).claims]
            for question in ("how long does rye stay fresh", "why does it go hard so fast", "is mouldy bread safe")
        ]
        read = there.scan(text="Rye bread keeps fresh for a week. Burnt crust of bread causes cancer.").sentences
        return asked, [(one.states, [near.claim for near in one.compare]) for one in read]

    usual = answers("usual")
    assert usual == ([["rye-keeps"], ["fridge-stale"], ["mould-safe"]], [(("rye-keeps",), []), ((), ["crust-cancer"])])
    monkeypatch.setattr(f"ketacli.matching.{module}.{name}", least)
    assert answers("spared") == usual


@pytest.mark.parametrize(
    ("claims", "of_topic", "heading"),
    [
        (["rye-keeps"], 3, "What the page says on it, 1 of 3 claims"),
        (["rye-keeps", "freezing-keeps", "fridge-stale"], 3, "What the page says on it"),
        # A claim of another topic is none of the three.
        (["rye-keeps", "mould-safe"], 3, "What the page says on it"),
        ([], 3, ""),
    ],
)
def test_claims_are_counted_among_those_of_the_topic_only_where_all_are_of_it(folder, claims, of_topic, heading):
    from ketacli.context import context
    from ketacli.report.ask import screen

    with open_store(folder(bread())) as there:
        reply = there.ask("how long does rye stay fresh?")
        shown = tuple(one for one in there.get_many(claims).values() if isinstance(one, Claim))
        reply = replace(reply, claims=shown, claims_of_topic=of_topic)
        assert reply.topic is not None
        assert reply.topic.id == "storage"
        assert screen(reply, context(there, shown, there.query(), "table")).heading == heading


def test_a_claim_that_the_question_is_about_is_a_card_even_where_that_is_longer_than_a_screen(keta, folder):
    whole = bread()
    whole["claims"][0]["statement"] = f"Rye bread keeps fresh for a week{' and stays so in the box' * 60}."
    ran = keta("ask", "how long does rye stay fresh?", "--store", folder(whole))
    assert " ".join(ran.out.split()).count(whole["claims"][0]["statement"]) == 1


@pytest.mark.parametrize(
    "question",
    [
        "does it come back",
        "does it work",
        "how often do I go",
    ],
)
def test_an_answer_of_the_shipped_store_fits_a_screen_with_each_verdict_before_its_claim(keta, question):
    out = keta("ask", question, "--store", DATA, "--format", "table").out
    assert out.count("\n") < 24
    answer = shipped_store().ask(question)
    for one in answer.claims:
        line = next(line for line in out.splitlines() if one.statement.split(",")[0][:30] in line)
        card = out[: out.index(line)].splitlines()[-1:] if "Claim" in line else [line]
        assert any(mark in card[0] for mark in "✗▲?◐✓~–"), (line, card)
    for omission in answer.omissions[:2]:
        assert omission.id in out


def test_a_risk_of_harm_is_told_however_little_room_there_is(keta):
    out = keta("ask", "is it safe", "--store", DATA, "--format", "table").out
    answer = shipped_store().ask("is it safe")
    risks = [caveat for claim in answer.claims for caveat in claim.caveats if caveat.kind == "harm"]
    assert (len(answer.claims), len(risks)) == (3, out.count("Risk"))


@pytest.mark.parametrize("name", showing("ask"))
def test_every_format_says_the_same_twice(ask, name):
    first = ask("is mouldy bread safe", "--format", name)
    assert "mould-safe" in first.out
    assert first == ask("is mouldy bread safe", "--format", name)


@pytest.mark.parametrize("question", ["is mouldy bread safe", "what about toast?", "should I eat it, I want to die"])
def test_the_json_fits_its_schema(ask, question):
    whole = json.loads(schema_file("output").read_text("utf-8"))
    validator = Draft202012Validator({**whole, "oneOf": [{"$ref": "#/$defs/ask-output"}]})
    assert list(validator.iter_errors(json.loads(ask(question, "--json").out))) == []


def test_a_question_without_a_word_is_wrong_usage(ask):
    ran = ask("???", code=2)
    assert ran.err == (
        'error: No word in the question `???`\n\nhint: ask as you would ask a person: `keta ask "does it come back?"`\n'
    )


def test_python_gets_the_same(folder):
    there = open_store(folder(bread()))
    reply = there.ask("how long does it stay fresh")
    assert reply.topic is not None
    assert (reply.topic.id, reply.is_empty) == ("storage", False)
    assert {one.topics[0] for one in reply.claims} == {"storage"}


def test_a_claim_that_is_not_rated_never_stands_above_one_that_warns(folder):
    sources = [{"id": "page", "kind": "document", "title": "Fasting"}]
    said = {"source": "page", "topics": ["safety"], "quote": "said"}
    claims = [
        {"id": "safe", "statement": "Fasting is safe for everyone.", **said},
        {"id": "harmless", "statement": "Fasting is safe and harms nobody.", **said, "rating": "wrong"},
    ]
    topics = [{"id": "safety", "name": "Safety"}]
    there = open_store(folder({"sources": sources, "claims": claims, "topics": topics}))
    assert [one.id for one in there.ask("is it safe?").claims] == ["harmless", "safe"]
    topics[0]["kind"] = "crisis"  # whose claims are never rated
    there = open_store(folder({"sources": sources, "claims": claims, "topics": topics}, "crisis"))
    assert [one.id for one in there.ask("is it safe?").claims] == [one.id for one in there.match("is it safe?").claims]


def test_a_new_store_answers(keta, tmp_path):
    keta("init", str(tmp_path / "mine"))
    there = open_store(tmp_path / "mine")
    first = there.claims()[0]
    reply = there.ask(first.statement)
    assert first.id in {one.id for one in reply.claims}


def test_one_claim_edited_is_found_by_its_new_words(tmp_path):
    whole = bread()
    path = tmp_path / "store.yaml"
    path.write_text(dump(whole), encoding="utf-8")
    assert open_store(tmp_path).ask("does pumpernickel keep").is_empty
    whole["claims"][0]["statement"] = "Pumpernickel keeps fresh for a month."
    path.write_text(dump(whole), encoding="utf-8")
    assert open_store(tmp_path).ask("does pumpernickel keep").claims[0].id == "rye-keeps"


@pytest.mark.parametrize(
    "question",
    [
        "what should we know before we decide",
        "what are the main things to know",
        "what should I ask the clinic",
        "is it worth it",
        "should she try it",
        "pros and cons",
    ],
)
def test_a_question_before_a_decision_is_never_left_without_a_topic(keta, question):
    assert "Read as: " in keta("ask", question, "--store", DATA).out


@pytest.mark.parametrize(
    "question",
    [
        "What is the capital of Australia?",
        "When was the iPhone invented?",
        "What is the best mattress for back pain?",
        "Who invented penicillin?",
        "Is Prozac addictive?",
        "Is ECT covered by Medicare?",
        "How is ketamine stored?",
        "Can I have ketamine with a cold?",
        "Can I breathe normally under water?",
        "Can I donate blood after ketamine?",
        "does ketamine help adhd",
        "does ketamine help me sleep",
    ],
)
def test_what_shares_words_with_the_subject_or_only_names_it_gets_nothing(question):
    reply = shipped_store().ask(question)
    assert (reply.is_empty, reply.corrected) == (True, {})


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("did people die from it?", "deaths-in-the-long-study"),
        ("do clinics make misleading claims", "advertising-studied"),
        ("does it help to keep having infusions", "weekly-infusions"),
        ("can she stop spravato", "no-withdrawal-seen-after-spravato"),
    ],
)
def test_an_omission_that_is_much_more_to_the_point_than_any_claim_answers_first(question, first):
    reply = shipped_store().ask(question)
    assert (reply.claims, reply.omissions[0].id) == ((), first)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("price per session", "price"),
    ],
)
@pytest.mark.parametrize("name", ["table", "markdown"])
def test_an_omission_that_answers_as_well_as_any_claim_is_told_before_them_and_after_the_bottom_line(
    keta, question, first, name
):
    reply = shipped_store().ask(question)
    out = " ".join(keta("ask", question, "--store", DATA, "--format", name).out.replace("*", "").split())
    assert reply.topic is not None
    assert reply.topic.bottom_line is not None
    omission = reply.omissions[0]
    told = [reply.topic.bottom_line.text, omission.text, omission.limits or "", reply.claims[0].statement]
    places = [out.find(text) for text in told]
    assert (omission.id, places) == (first, sorted(places))
    assert -1 not in places


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("what is false on these pages?", "What the pages say that is wrong: keta claims --rating wrong"),
        ("where do the two pages contradict each other", "Where claims contradict one another: keta contradictions"),
    ],
)
def test_a_question_about_the_pages_themselves_gets_a_command(question, line):
    from ketacli.report.ask import _further

    assert next(_further(shipped_store().ask(question))) == line


@pytest.mark.parametrize(
    "words",
    [
        "suicidal",
        "16 and suicidal",
        "suicidal, 17 y/o",
        "mum suicidal",
        "male 30 suicidal",
        "help suicidal teen",
        "actively suicidal",
        "suicidal what do i do",
        "my partner says hes better off dead",
        "everyone would be better off without me",
        "my brother wants to kill himself can ketamine help",
        "I want to die, what does ketamine cost",
    ],
)
def test_in_a_crisis_nothing_stands_beside_help(words):
    store = shipped_store()
    reply = store.ask(words)
    assert reply.topic is not None
    assert ([one.id for one in reply.notices][:1], reply.topic.id) == (["suicidal-crisis"], "crisis")
    assert all("crisis" in claim.topics for claim in reply.claims)
    assert all("crisis" in omission.topics for omission in reply.omissions)


@pytest.mark.parametrize(
    "question", ["prozac addictive", "zoloft weight gain", "ect memory loss", "ssri bladder", "prozac and pregnancy"]
)
def test_what_is_asked_of_another_treatment_is_not_answered_with_this_one(question):
    assert shipped_store().ask(question).is_empty


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("my brother is thinking about it, does it work?", "response"),
        ("we are thinking of trying it, will it help", "response"),
        ("my dad has been offered ketamine, does it help", "response"),
        ("does it stop working over time", "relapse"),
        ("do the effects get weaker with time", "relapse"),
    ],
)
def test_what_somebody_considers_or_is_offered_hides_nothing_of_what_is_asked(words, topic):
    reply = shipped_store().ask(words)
    assert reply.topic is not None
    assert reply.topic.id == topic


def test_how_long_the_drug_stays_in_the_body_is_no_question_of_how_long_it_works():
    for words in ("how long does it stay in your system", "how long does ketamine stay in the body"):
        assert shipped_store().ask(words).is_empty, words


@pytest.mark.parametrize(("typed", "topic"), [("wht r the risks", "safety"), ("wats the cost", "cost")])
def test_a_word_of_grammar_as_it_is_typed_on_a_phone_stands_in_no_answers_way(typed, topic):
    reply = shipped_store().ask(typed)
    assert (reply.topic and reply.topic.id, reply.corrected) == (topic, {})


@pytest.mark.parametrize(
    "told",
    [
        "I am on diazepam and sertraline",
        "my husband had ECT and is on lorazepam",
        "sertraline diazepam",
        "zoloft and valium",
    ],
)
def test_who_says_which_medicines_somebody_takes_is_told_what_is_known_of_them(told):
    reply = shipped_store().ask(told)
    assert [one.id for one in reply.omissions[:2]] == ["alcohol-opioids-and-sedatives", "medicines-that-may-weaken-it"]


def test_who_asks_for_themselves_is_told_what_is_known_however_much_else_they_tell(keta):
    question = "I'm 8 weeks pregnant and only just found out, do I cancel the rest of my sessions?"
    told = json.loads(keta("ask", question, "--json", "--store", DATA).out)
    assert ([one["id"] for one in told["omissions"]], told["claims"]) == (["pregnancy"], [])
    assert [one["id"] for one in told["notices"]] == ["own-decision"]


@pytest.mark.parametrize(
    "words",
    [
        "stopping sertraline suddenly",
        "I threw out my prozac and quit cold turkey, is that bad",
        "can I just stop my antidepressant",
        "should I skip my sertraline on the morning",
        "she ran out of citalopram on friday",
        "what if he leaves out his venlafaxine",
    ],
)
def test_who_stops_an_antidepressant_is_told_first_of_withdrawal_and_relapse(words):
    reply = shipped_store().ask(words)
    assert [one.id for one in reply.omissions[:1]] == ["stopping-antidepressants"]
    assert not reply.claims or reply.is_omission_first


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("can he come off esketamine", True),
        ("quitting the spray after a year", True),
        ("stopping zoloft", False),
        ("my lorazepam withdrawal", False),
        ("what is it like to quit lexapro", False),
    ],
)
def test_only_who_asks_of_the_spray_is_told_first_that_no_withdrawal_was_seen_after_it(words, is_told):
    reply = shipped_store().ask(words)
    assert ([one.id for one in reply.omissions[:1]] == ["no-withdrawal-seen-after-spravato"]) is is_told


@pytest.mark.parametrize(
    "words",
    [
        "i took too many diazepam",
        "he took 20 sertraline",
        "kid found the lozenges and ate one",
        "my daughter swallowed a ketamine lozenge",
        "grandson got hold of the troches",
        "our toddler chewed a lozenge",
        "my wife has taken the whole packet of valium",
    ],
)
def test_who_tells_of_too_much_or_of_a_child_is_told_at_once_where_to_call(words):
    assert not {"overdose-now", "poisoned-now"}.isdisjoint(one.id for one in shipped_store().ask(words).notices)


@pytest.mark.parametrize(
    "words",
    [
        "he fainted",
        "i had a fit after the infusion",
        "mum blacked out on the way home",
        "my face is getting swollen",
        "she is wheezing since the drip",
        "there is a crushing pain in my chest",
        "he crashed the car after the infusion",
        "she had an accident on the way home",
        "he hit his head getting up after the drip",
        "mum banged her head after the infusion",
        "fell down the stairs after the spray",
        "throwing up blood since infusion",
        "my son is vomiting blood",
        "cant feel his legs and is confused",
        "she doesnt know where she is",
        "he's confused the next day",
        "he fell off the chair during the infusion",
        "he collapsed",
    ],
)
def test_who_tells_of_signs_of_an_emergency_is_told_at_once_where_to_call(words):
    assert "allergy-or-chest-pain-now" in [one.id for one in shipped_store().ask(words).notices]


@pytest.mark.parametrize(
    "question",
    [
        "what happens if you take too much",
        "are lozenges swallowed",
        "can you overdose on ketamine",
        "how many lozenges are taken",
        "it took 20 minutes to work",
        "do people faint on ketamine",
        "does it cause seizures",
        "can kids have ketamine",
        "does ketamine help suicidal thoughts",
        "esketamine suicidal ideation trial",
        "suicidality outcomes after infusions",
        "suicides reported in trials of the spray",
        "is it worth it",
        "I want the infusions to end",
        "is there a point in going on after three infusions",
        "I want to end my treatment after six sessions",
        "can I take all my pills on the morning of it",
        "how do I make it stop tasting bitter",
        "my phone was dead the whole time",
        "can it cause confusion",
        "is he confused about it",
        "he crashed after two weeks",
        "my doctor and i fell out",
        "is it safe to drive a car after the infusion",
        "does it stop my hands shaking",
        "I am off work and shaking with fear",
        "this website makes no sense",
        "i doesnt know who to ask",
        "he fell off the wagon",
        "does diazepam help with shaking",
    ],
)
def test_what_is_asked_of_people_in_general_raises_no_alarm(question):
    alarms = {"overdose-now", "allergy-or-chest-pain-now", "suicidal-crisis", "in-despair"}
    assert alarms.isdisjoint(one.id for one in shipped_store().ask(question).notices)


@pytest.mark.parametrize(
    "words",
    [
        "whats the point of living anymore",
        "life isnt worth living",
        "life isnt worth it",
        "i want it to end",
        "i cant do this anymore",
        "my son says the family would be happier without him",
        "nobody would notice if I was gone",
        "I hope I never wake up again",
        "I no longer want to be alive",
        "she is scared he'll do something to himself",
    ],
)
def test_who_speaks_of_not_living_without_the_word_is_told_where_help_is(words):
    reply = shipped_store().ask(words)
    assert reply.topic is not None
    assert ("suicidal-crisis" in [one.id for one in reply.notices], reply.topic.id) == (True, "crisis")


@pytest.mark.parametrize(
    "words", ["Im done", "we can't cope any more, does it help", "I feel hopeless, what does it cost"]
)
def test_words_of_despair_bring_the_number_beside_the_answer(words):
    assert [one.id for one in shipped_store().ask(words).notices] == ["in-despair"]


def test_the_number_is_told_once_where_words_of_despair_and_of_dying_meet(keta):
    out = keta("ask", "Im done, I want to die", "--store", DATA).out
    assert out.count("If you think of ending your life") == 1


@pytest.mark.parametrize(
    "words",
    [
        "stopped valium, shaking",
        "stopped my diazepam, im shaking and sweating",
        "i quit my valium and im seeing things",
        "ran out of lorazepam and im trembling",
        "came off xanax cold turkey and he is shaking",
        "off lorazepam for two days and shaking",
        "my hands shake since stopping klonopin",
        "he stopped his diazepam on friday and is trembling",
    ],
)
def test_who_shakes_after_stopping_a_sedative_is_told_of_the_danger_and_where_to_call(words):
    reply = shipped_store().ask(words)
    assert [one.id for one in reply.notices] == ["allergy-or-chest-pain-now"]
    assert reply.omissions[0].id == "stopping-benzodiazepines"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("can i stop diazepam the day before so it works better", "stopping-benzodiazepines"),
        ("should i skip my lorazepam the night before", "stopping-benzodiazepines"),
        ("should I skip my sertraline the night before", "stopping-antidepressants"),
        ("came off zoloft and im shaking", "stopping-antidepressants"),
        ("will diazepam and ketamine stop my breathing", "alcohol-opioids-and-sedatives"),
        ("can ketamine and xanax together stop your breathing", "alcohol-opioids-and-sedatives"),
        ("will ketamine stop my breathing", "breathing-and-consciousness"),
    ],
)
def test_which_medicine_is_stopped_or_mixed_decides_what_is_told_first(words, first):
    assert shipped_store().ask(words).omissions[0].id == first


@pytest.mark.parametrize(
    "words", ["he had a stroke last year", "she had a heart attack last month", "my dad had a stroke last week"]
)
def test_when_an_illness_was_is_no_question_of_how_long_it_lasts(words):
    reply = shipped_store().ask(words)
    assert (reply.claims, reply.omissions[0].id) == ((), "heart-stroke-and-ketamine")


@pytest.mark.parametrize("question", ["does it last a year", "could it last a month", "will it last a year"])
def test_how_long_it_lasts_is_no_date_of_an_illness(question):
    reply = shipped_store().ask(question)
    assert reply.topic is not None
    assert reply.topic.id == "relapse"
    assert "alcohol-opioids-and-sedatives" not in [one.id for one in reply.omissions]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("elderly patient 78 with afib", {"heart-stroke-and-ketamine"}),
        ("I have a leaking valve and a pacemaker", {"heart-stroke-and-ketamine"}),
        ("my blood pressure is high", {"heart-stroke-and-ketamine", "blood-pressure-rise"}),
        ("untreated hypertension", {"heart-stroke-and-ketamine", "blood-pressure-who-must-not"}),
        ("i drank last night is it ok", {"alcohol-opioids-and-sedatives"}),
        ("hungover on the day", {"alcohol-opioids-and-sedatives"}),
        ("can he die from it", {"deaths-in-the-long-study", "deaths-reported"}),
        ("could this kill my father", {"deaths-in-the-long-study", "deaths-reported"}),
        ("can i take my diazepam on the day", {"benzodiazepines-and-spravato", "stopping-benzodiazepines"}),
        ("does he need to stop xanax for spravato", {"benzodiazepines-and-spravato", "stopping-benzodiazepines"}),
        ("is it legal in UK", {"lawful-in-britain"}),
        ("is the spray allowed in Scotland", {"accepted-in-scotland"}),
        ("what if i have a panic attack", {"anxiety-during-treatment"}),
        ("what if he becomes worse", {"getting-worse"}),
    ],
)
def test_what_could_do_harm_to_whoever_asks_is_told_first(words, first):
    reply = shipped_store().ask(words)
    assert not reply.claims
    assert first <= {one.id for one in reply.omissions[:2]}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("how long do i stay in the clinic", "monitoring"),
        ("is it better than pills", "antidepressants"),
        ("is it proven", "response"),
        ("will i be awake", "dose-far-below-anaesthetic"),
        ("do they put you under", "dose-far-below-anaesthetic"),
        ("how common is resistant depression", "treatment-resistance"),
        ("how much better do people get", "response"),
        ("my mother asks how soon it works", "onset"),
    ],
)
def test_what_is_asked_in_everyday_words_is_what_is_answered(question, first):
    reply = shipped_store().ask(question)
    assert reply.topic is not None
    assert first in {reply.topic.id, *(one.id for one in reply.claims[:1])}


@pytest.mark.parametrize(
    "question",
    ["can i combine it with therapy", "does counselling help alongside", "difference between valium and xanax"],
)
def test_therapy_beside_it_and_a_comparison_of_sedatives_get_nothing(question):
    assert shipped_store().ask(question).is_empty


@pytest.mark.parametrize(
    "words", ["can i take half my sertraline", "can i halve my tablets", "can i cut my prozac in half"]
)
def test_who_would_halve_an_antidepressant_is_told_of_withdrawal_and_to_decide_with_a_doctor(words):
    reply = shipped_store().ask(words)
    assert [one.id for one in reply.notices] == ["own-decision"]
    assert reply.omissions[0].id == "stopping-antidepressants"


@pytest.mark.parametrize("told", ["im on sertralin and diazapam", "zoloft and valium", "I am on sertraline and xanax"])
def test_who_takes_an_antidepressant_and_a_sedative_is_told_of_both(told):
    found = [one.id for one in shipped_store().ask(told).omissions]
    assert {"alcohol-opioids-and-sedatives", "together-with-antidepressants"} <= set(found[:3])


@pytest.mark.parametrize(
    "question",
    [
        "clinic wants 4000 pounds for six infusions is it a rip off",
        "what does it cost for six infusions",
        "they want 600 dollars for an infusion",
    ],
)
def test_a_sum_that_is_asked_for_a_course_is_a_question_of_cost(question):
    reply = shipped_store().ask(question)
    assert (reply.topic and reply.topic.id, reply.omissions[0].id) == ("cost", "price")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("scared of the trip", "anxiety-during-treatment"),
        ("my wife is frightened of the hallucinations", "anxiety-during-treatment"),
        ("he used to have a psychosis, can he still have it", "psychosis-caution"),
        ("does everyone dissociate", "how-often-side-effects"),
        ("he crashed the car after the infusion", "no-driving-after-ketamine"),
    ],
)
def test_what_is_feared_is_told_first_of_what_is_left_out(words, first):
    omissions = [one.id for one in shipped_store().ask(words).omissions]
    assert omissions[0] == first
    assert "blood-pressure-who-must-not" not in omissions


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Can I drink coffee before my infusion?", "food-before-an-infusion"),
        ("does he have to fast before the drip", "food-before-an-infusion"),
        ("can she eat breakfast before the spray", "food-and-drink-before-spravato"),
        ("he uses flonase, is that a problem", "food-and-drink-before-spravato"),
        ("can he have it with glaucoma", "eye-disease"),
        ("she has an overactive thyroid", "thyroid-disease"),
        ("mum has sleep apnoea", "sleep-apnoea"),
        ("does she need an ECG first", "questions-for-the-clinic"),
        ("is it approved for minors", "minors-not-approved"),
    ],
)
def test_what_matters_before_a_session_is_told_first_of_what_is_left_out(question, first):
    assert shipped_store().ask(question).omissions[0].id == first


@pytest.mark.parametrize(
    "words",
    ["teenagers", "is it ok for a 16 year old", "my lad is 15", "can my 14 year old have it", "is she too young at 16"],
)
def test_who_is_under_age_gets_what_is_known_of_minors_in_full_and_first(words, keta):
    found = shipped_store().ask(words).omissions
    assert [one.id for one in found[:2]] == ["minors-not-approved", "under-25-warning"]
    out = " ".join(keta("ask", words, "--store", DATA).out.split())
    places = [out.find(text) for one in found[:2] for text in (one.text, one.limits or "")]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("had a stroke three years ago, can I still have ketamine", "heart-stroke-and-ketamine"),
        ("my mother takes lithium can she have it", "lithium"),
        ("takes lithium", "lithium"),
        ("can people on lithium get spravato", "lithium"),
        ("she is bipolar, will it make her manic", "bipolar-and-mania"),
        ("he had a manic episode last year", "bipolar-and-mania"),
        ("ketamine and buprenorphine", "alcohol-opioids-and-sedatives"),
        ("she takes suboxone", "alcohol-opioids-and-sedatives"),
        ("fentanyl patch and spravato", "alcohol-opioids-and-sedatives"),
        ("he is an alcoholic", "alcohol-opioids-and-sedatives"),
        ("are there people who should never take it", "who-must-not"),
        ("who is not allowed to have ketamine", "who-must-not"),
        ("reasons not to have it", "who-must-not"),
        ("for whom is spravato forbidden", "who-must-not"),
        ("what conditions mean you can't have ketamine", "who-must-not"),
        ("is there anyone too ill to have it", "who-must-not"),
    ],
)
def test_what_is_known_of_an_illness_or_a_medicine_stands_in_full_before_claims_and_bottom_line(question, first, keta):
    reply = shipped_store().ask(question)
    out = " ".join(keta("ask", question, "--store", DATA).out.split())
    told = [reply.omissions[0].text, reply.omissions[0].limits or ""]
    bottom_line = reply.topic.bottom_line if reply.topic else None
    later = [bottom_line.text] if bottom_line and reply.claims else []
    places = [out.find(text) for text in [*told, *later, *(claim.statement for claim in reply.claims)]]
    assert (reply.omissions[0].id, -1 in places, places) == (first, False, sorted(places))


@pytest.mark.parametrize(
    "question", ["my mother takes lithium can she have it", "is it ok when pregnant", "he had an aneurism"]
)
def test_nothing_that_is_not_on_the_illness_or_medicine_stands_beside_what_is_known_of_it(question):
    reply = shipped_store().ask(question)
    assert (len(reply.omissions), reply.claims) == (1, ())


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("does esketamine prevent relapse", "staying-on-treatment"),
        ("how long does esketamine keep people well", "staying-on-treatment"),
        ("does spravato stop depression coming back", "staying-on-treatment"),
        ("boxed warning of Spravato", "spravato-boxed-warning"),
        ("what is the black box warning", "spravato-boxed-warning"),
        ("what does the REMS demand", "spravato-certified-places"),
        ("what is the rems program", "spravato-certified-places"),
        ("esketamine vs quetiapine", "esketamine-against-quetiapine"),
        ("seroquel or spravato", "esketamine-against-quetiapine"),
        ("is it ok to leave him alone after the infusion", "way-home-and-after"),
        ("does he have to be watched at night after", "way-home-and-after"),
        ("he screamed during the infusion is that normal", "anxiety-during-treatment"),
        ("how do i pick a good clinic", "questions-for-the-clinic"),
        ("will it work for my sister", "ordinary-clinic-results"),
        ("will it help my brother", "ordinary-clinic-results"),
        ("the clinic says 90% success is it true", "success-rates"),
        ("clinic claims 9 out of 10 get better", "success-rates"),
        ("will she be herself again after", "well-again"),
        ("will my mum be like she was before", "well-again"),
        ("how do i know its working", "telling-whether-it-works"),
    ],
)
def test_a_plain_question_of_a_relative_or_a_doctor_leads_to_the_point_on_it(question, first):
    assert shipped_store().ask(question).omissions[0].id == first


@pytest.mark.parametrize("question", ["oxycodone for his back", "tramadol for her knees", "norco for my knee"])
def test_what_a_medicine_is_taken_for_hides_no_danger_of_it(question):
    assert shipped_store().ask(question).omissions[0].id == "alcohol-opioids-and-sedatives"


@pytest.mark.parametrize("question", ["when will he feel better", "how soon will my daughter feel better"])
def test_when_somebody_will_feel_better_is_asked_of_how_soon_it_works(question):
    topic = shipped_store().ask(question).topic
    assert topic is not None
    assert topic.id == "onset"


@pytest.mark.parametrize("question", ["CYP3A4 inhibitors", "pancreatitis and spravato"])
def test_what_nothing_is_known_of_gets_an_honest_nothing(question):
    assert shipped_store().ask(question).is_empty


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("renal impairment", "kidney-disease"),
        ("dialysis and spravato", "kidney-disease"),
        ("his kidneys are failing can he have it", "kidney-disease"),
        ("asthma", "lungs-thyroid-eyes-epilepsy"),
        ("i have glaucoma", "eye-disease"),
        ("thyroid", "thyroid-disease"),
        ("sleep apnea", "sleep-apnoea"),
        ("she has dementia", "dementia"),
        ("postnatal depression", "postnatal-depression"),
        ("tms vs ketamine", "tms-comparison"),
        ("is shrooms better", "psilocybin-comparison"),
        ("i use a cpap machine", "sleep-apnoea"),
        ("is it better than ect", "ect-comparison"),
        ("does medicaid pay", "medicaid"),
        ("can i sit with her", "companion-in-the-room"),
        ("what happens when you go in", "course-of-a-session"),
        ("what dose lozenge", "lozenges-hardly-studied"),
        ("im 5 months gone can i have it", "pregnancy"),
    ],
)
def test_the_illness_or_treatment_asked_about_is_told_first(question, first):
    assert shipped_store().ask(question).omissions[0].id == first


@pytest.mark.parametrize("question", ["im on warfarin", "can i take my propranolol", "can i take it with lsd"])
def test_a_medicine_that_nothing_is_known_of_is_named_and_is_to_be_told_to_a_pharmacist(question):
    reply = shipped_store().ask(question)
    assert reply.is_empty
    assert reply.unknown == (question.split()[-1],)
    assert reply.notices[0].id == "medicine-to-name"


@pytest.mark.parametrize("question", ["what is the succes rate", "sucess rates"])
def test_a_misspelt_rate_of_success_is_the_rate_of_response(question):
    reply = shipped_store().ask(question)
    assert (reply.topic and reply.topic.id) == "response"


@pytest.mark.parametrize("words", ["Ketamine is not addictive", "is it addictive"])
def test_addiction_to_ketamine_brings_nothing_on_alcohol(words):
    assert "alcohol-opioids-and-sedatives" not in [one.id for one in shipped_store().ask(words).omissions]


@pytest.mark.parametrize(
    ("told", "first"),
    [
        ("dad has heart disease", "heart-stroke-and-ketamine"),
        ("my wife has angina", "heart-stroke-and-ketamine"),
        ("is it safe with heart failure", "heart-stroke-and-ketamine"),
        ("he has an aneurysm in his belly", "spravato-not-with-some-vessels"),
        ("my dad had a brain bleed", "spravato-not-with-some-vessels"),
        ("his brain has bled", "spravato-not-with-some-vessels"),
        ("my sister is pregnant", "pregnancy"),
        ("he takes xanax", "alcohol-opioids-and-sedatives"),
        ("she drinks a lot", "alcohol-opioids-and-sedatives"),
        ("my husband takes parnate", "other-medicines"),
        ("my son has cirrhosis", "liver-disease-and-spravato"),
    ],
)
@pytest.mark.parametrize("more", ["gout", "eczema", "twins", "kites", "a hernia and digoxin", "two quokkas", "zzgrx"])
def test_what_keta_does_not_know_silences_nothing_that_is_known_of_an_illness_or_a_medicine(told, first, more):
    for question in (f"{told} and {more}", f"{told} with {more}"):
        reply = shipped_store().ask(question)
        assert first in [one.id for one in reply.omissions[:2]], question


def test_what_keta_knows_is_told_first_and_after_it_what_it_has_nothing_on(keta):
    out = keta("ask", "dad has heart disease and eczema", "--store", DATA).out
    assert out.index("Heart, stroke: Ketamine injection must not") < out.index("keta has nothing on “eczema”.")


@pytest.mark.parametrize(
    ("told", "first"),
    [
        ("he had a stroke 3 years ago", "heart-stroke-and-ketamine"),
        ("he had a stroke last summer", "heart-stroke-and-ketamine"),
        ("he had a strok", "heart-stroke-and-ketamine"),
        ("my dad has hart disease", "heart-stroke-and-ketamine"),
        ("my dad had a brain bleed after a car crash", "spravato-not-with-some-vessels"),
        ("he takes an MAOI", "other-medicines"),
        ("he is on methadone", "alcohol-opioids-and-sedatives"),
    ],
)
def test_what_somebody_has_or_takes_is_told_before_all_else(told, first, keta):
    reply = shipped_store().ask(told)
    assert reply.omissions[0].id == first
    out = keta("ask", told, "--store", DATA).out
    assert not reply.topic or not reply.claims or out.index(reply.omissions[0].label) < out.index(reply.claims[0].id)


@pytest.mark.parametrize("question", ["he took to many lozenges", "she took to much", "they had to many of them"])
def test_too_many_may_be_written_as_to_many(question):
    assert [one.id for one in shipped_store().ask(question).notices] == ["overdose-now"]


@pytest.mark.parametrize(
    ("question", "study"),
    [
        ("how many relapsed in Daly 2019", "daly-2019-sustain1"),
        ("what did KARMA-Dep find", "jelovac-2025-karma-dep2"),
        ("what did the karma dep trial show", "jelovac-2025-karma-dep2"),
        ("ESCAPE-TRD", "reif-2023-escape-trd"),
        ("sustain-1 hazard ratio", "daly-2019-sustain1"),
        ("results of TRANSFORM 2", "transform-2-2019"),
        ("ASPIRE I", "aspire-1-2020"),
        ("ASPIRE 2", "aspire-2-2021"),
        ("oral ketamine Domany", "domany-2020"),
    ],
)
def test_a_study_that_is_named_is_told(question, study, keta):
    reply = shipped_store().ask(question)
    assert [one.id for one in reply.cited] == [study]
    assert f"keta show {study}" in " ".join(keta("ask", question, "--store", DATA).out.split())


@pytest.mark.parametrize(
    "question", ["TRANSFORM-1", "what did TRANSFORM-1 find", "TRANSFORM-1 p value", "TRANSFORM-1 response rate"]
)
def test_who_only_names_a_trial_is_told_what_it_found_and_its_limits_and_nothing_else(question, keta):
    reply = shipped_store().ask(question)
    assert [[one.id for one in found] for found in (reply.cited, reply.claims, reply.omissions)] == [
        ["transform-1-2019"],
        [],
        [],
    ]
    study = reply.cited[0]
    told = f"Fedgchin 2019 (TRANSFORM-1): {study.result} {study.limitations} keta show transform-1-2019"
    out = " ".join(keta("ask", question, "--store", DATA).out.split())
    assert out.startswith(told)
    assert (
        out.removeprefix(told).strip()
        == "Research, not advice. Danger: US 911, UK 999. Crisis: US 988, UK 116 123 or 111."
    )


@pytest.mark.parametrize(
    ("question", "untold"),
    [
        ("How was the SUSTAIN-1 result influenced by one Polish site?", ["polish", "site"]),
        ("What is the dropout from quetiapine in ESCAPE-TRD?", ["dropout"]),
        ("TRANSFORM-1 hazard ratio", ["hazard ratio"]),
        ("How many sites did TRANSFORM-3 have in Poland?", ["sites", "poland"]),
        ("relapse in ASPIRE I and ASPIRE II", ["relapse"]),
    ],
)
def test_what_is_asked_of_a_trial_and_is_not_in_its_record_is_said_to_be_missing_before_what_it_found(
    question, untold, keta
):
    assert list(shipped_store().ask(question).untold) == untold
    out = " ".join(keta("ask", question, "--store", DATA).out.split())
    assert out.startswith(f"keta has nothing on {' or '.join(f'“{one}”' for one in untold)} from ")
    assert json.loads(keta("ask", question, "--json", "--store", DATA).out)["untold"] == untold


@pytest.mark.parametrize(
    "question",
    [
        "sustain-1 hazard ratio",
        "How many people dropped out of KetECT?",
        "How many people left ELEKT-D?",
        "Was the TRANSFORM-2 trial funded by industry?",
        "Was ELEKT-D blinded?",
        "What were the adverse events in TRANSFORM-2?",
        "How many people were enrolled in KADS?",
        "What is the main limitation of KARMA-Dep 2?",
        "How many relapsed in Daly 2019 after stopping esketamine?",
    ],
)
def test_nothing_is_said_to_be_missing_that_a_record_tells_in_other_words_or_in_figures(question):
    reply = shipped_store().ask(question)
    assert reply.cited
    assert reply.untold == ()


def test_what_a_record_tells_of_a_trial_besides_its_result_is_told_first_where_it_is_asked(keta):
    reply = shipped_store().ask("Does KARMA-Dep 2 include bipolar patients?")
    (sentence,) = reply.told["jelovac-2025-karma-dep2"]
    assert (reply.untold, "unipolar or bipolar" in sentence) == ((), True)
    out = " ".join(keta("ask", reply.question, "--store", DATA).out.split())
    assert f"Jelovac 2025 (KARMA-Dep 2, KARMA-Dep): {sentence}. The arms" in out


def test_beside_a_trial_that_is_named_stand_only_claims_that_it_bears_on():
    for question in ("Is the esketamine SUSTAIN-1 trial reliable?", "Does KARMA-Dep 2 include bipolar patients?"):
        reply = shipped_store().ask(question)
        named = {one.id for one in reply.cited}
        assert all(named & {evidence.source for evidence in claim.evidence} for claim in reply.claims)
    assert shipped_store().ask("Is the esketamine SUSTAIN-1 trial reliable?").omissions == ()


def test_a_name_means_the_trials_of_its_numbers_without_one_all_of_that_name_and_one_that_keta_has_not_none():
    wanted = {
        "ASPIRE trials": ["aspire-1-2020", "aspire-2-2021"],
        "ASPIRE II": ["aspire-2-2021"],
        "ASPIRE I and II": ["aspire-1-2020", "aspire-2-2021"],
        "SUSTAIN-1/3": ["daly-2019-sustain1", "zaki-2025-sustain3"],
        "what did TRANSFORM-1, -2 and -3 find": ["transform-1-2019", "transform-2-2019", "transform-3-2020"],
        "SUSTAIN-2": [],
    }
    assert {asked: [one.id for one in shipped_store().ask(asked).cited] for asked in wanted} == wanted


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("SUSTAIN-2", {"SUSTAIN-2": ["daly-2019-sustain1", "zaki-2025-sustain3"]}),
        ("what did sustain-2 find", {"sustain-2": ["daly-2019-sustain1", "zaki-2025-sustain3"]}),
        ("ASPIRE III", {"ASPIRE III": ["aspire-1-2020", "aspire-2-2021"]}),
        ("what did the PROSPECT-9 trial show?", {"PROSPECT-9": []}),
        ("ketamine trial HARMONY", {"HARMONY": []}),
        ("the BRIGHTER study", {"BRIGHTER": []}),
        ("TRANSFROM-2", {"TRANSFROM-2": ["transform-2-2019"]}),
        ("what did TRANSFORM-4 find about relapse?", {"TRANSFORM-4": ["transform-1-2019", "transform-2-2019", "transform-3-2020"]}),
    ],
)  # fmt: skip
def test_a_trial_that_keta_has_not_is_said_to_be_missing_and_nothing_else_is_offered_as_its_result(
    question, missing, keta
):
    reply = shipped_store().ask(question)
    assert {name: [one.id for one in near] for name, near in reply.missing.items()} == missing
    assert (reply.topic, reply.claims, reply.omissions, reply.cited) == (None, (), (), ())
    (name,) = missing
    out = keta("ask", question, "--store", DATA, code=1).out
    assert (
        " ".join(out.split())
        .removeprefix("Read “transform” for “transfrom”. ")
        .startswith(
            f"keta has no study called {name}. {'Of a similar name:' if missing[name] else 'All that it has: keta sources'}"
        )
    )
    told = json.loads(keta("ask", question, "--json", "--store", DATA, code=1).out)
    assert told["missing"] == missing
    lines = keta("ask", question, "--format", "plain", "--store", DATA, code=1).out.splitlines()
    assert f"missing\t{name}\t{','.join(missing[name])}" in lines


def test_a_missing_trial_is_told_beside_one_that_is_there_and_beside_what_else_is_asked():
    both = shipped_store().ask("SUSTAIN-1 and SUSTAIN-2")
    assert ([one.id for one in both.cited], list(both.missing)) == (["daly-2019-sustain1"], ["SUSTAIN-2"])
    more = shipped_store().ask("besides SUSTAIN-2, can I drive after Spravato")
    assert (list(more.missing), [one.id for one in more.omissions][:1]) == (
        ["SUSTAIN-2"],
        ["no-driving-after-spravato"],
    )


@pytest.mark.parametrize(
    "question",
    [
        "did COVID-19 matter",
        "can I take TYLENOL-3 with ketamine",
        "is OMEGA-3 ok with ketamine",
        "I take VALPROATE-500 every day",
        "OMEGA-3",
        "the PARACETAMOL-1 I take",
        "my PHQ-9 is 20, will ketamine help?",
        "the INFUSION study",
        "is there an FDA study",
        "what did the NIMH study show",
        "IS THE TRIAL OF KETAMINE GOOD",
        "PHASE 3 trials of the spray",
        "is SPRAVATO 56 mg enough",
        "what about MDMA or TMS",
        "does NMDA 1 matter",
        "ASPIRE trials",
        "KARMA-Dep",
        "can it sustain me for 1 year",
    ],
)
def test_what_is_written_in_capitals_and_is_no_trial_is_not_said_to_be_missing(question):
    assert shipped_store().ask(question).missing == {}


@pytest.mark.parametrize("question", ["glue 2018", "Glue et al. 2018", "the 2018 study by Glue"])
def test_an_author_whose_name_is_a_word_is_named_by_the_year_after_it_or_as_a_name(question):
    assert [one.label for one in shipped_store().ask(question).cited] == ["Glue 2018"]


@pytest.mark.parametrize(
    "question",
    [
        "does it transform people",
        "i aspire to be well",
        "is it rapid",
        "Dr Reif said no",
        "can it sustain me for 1 year",
        "is it the right price in 2022",
        "what does Medicare pay",
        "Medicare",
        "did it help in May 2019",
        "who makes Spravato",
        "can I get an infusion in 2021",
        "how short was the wait in 2018",
        "six infusions in 2024",
        "How do I become a nurse?",
    ],
)
def test_a_word_that_an_author_goes_by_names_no_study(question):
    assert shipped_store().ask(question).cited == ()


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("what are the odds of dying", "safety"),
        ("chances of dying on it", "safety"),
        ("what are my chances", "response"),
        ("will the relief last a year", "relapse"),
        ("will I still be well next year", "relapse"),
        ("how long do the side effects last", "safety"),
        ("when does the dizziness wear off", "safety"),
        ("how long does the benefit last", "relapse"),
        ("how many times does he have to go back", "dosing"),
        ("is the clinic allowed to do this", "regulatory"),
    ],
)
def test_what_is_asked_after_decides_the_topic_and_not_the_words_around_it(question, topic):
    reply = shipped_store().ask(question)
    assert reply.topic is not None
    assert reply.topic.id == topic


def test_what_my_chances_are_brings_no_deaths():
    assert not {"deaths-in-the-long-study", "deaths-reported"} & {
        one.id for one in shipped_store().ask("what are my chances").omissions
    }


@pytest.mark.parametrize(
    "question",
    [
        "I really just want to die",
        "she simply does not want to be alive",
        "my dad says he has nothing left to live for",
        "mum keeps talking about ending her life",
        "we'd be better off if she was dead",
        "i want too die",
        "i dont wont to be here any more",
        "im feeling sucidal",
        "what reason do I have to carry on",
        "I'm going to hang myself",
        "how many valium are lethal",
        "we found a farewell letter in my son's room",
        "my mate is standing at the edge of the car park roof",
        "he swallowed rat poison",
        "thinking about taking all my pills tonight",
        "what's the point in going on",
        "my mother refuses food because she wants to die",
        "just tell me how many mg of morphine will kill me",
        "my flatmate tied a belt round his neck",
    ],
)
def test_a_call_for_help_is_heard_whoever_it_is_of_and_however_it_is_filled_or_spelt(question):
    assert {"suicidal-crisis", "about-to-end-it-now"} & {one.id for one in shipped_store().ask(question).notices}


@pytest.mark.parametrize(
    "question",
    [
        "can't go on holiday during the course, right?",
        "I can't go on with ketamine, is it ok to stop",
        "I want out of the study, can I leave",
        "I could die laughing, does it make you giggle?",
        "am I just killing time with this treatment?",
        "how do I say goodbye to antidepressants",
        "I cannot live in the city, is there telehealth",
        "can I cut myself down to one infusion a week",
        "I've given up smoking, does it matter",
        "can she take all of her vitamins that day",
        "can my daughter take it, she is 17",
        "is suicidal thinking a side effect of Spravato",
        "what percentage lost their suicidal thoughts",
        "suicidal thoughts at 16",
        "suicide rate in men",
        "does it make life worth living again",
        "is there a way out of the contract with the clinic?",
        "I don't want to wake up with a headache",
        "what is the point of the two hour wait",
        "would I be better off without antidepressants?",
    ],
)
def test_what_only_sounds_like_a_call_for_help_raises_no_alarm(question):
    alarms = {"overdose-now", "in-despair", "suicidal-crisis"}
    assert alarms.isdisjoint(one.id for one in shipped_store().ask(question).notices)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("give up tablets", "stopping-antidepressants"),
        ("leave off escitalopram", "stopping-antidepressants"),
        ("off lustral", "stopping-antidepressants"),
        ("flushed fluoxetine", "stopping-antidepressants"),
        ("temazepam on the day", "stopping-benzodiazepines"),
        ("ran out of diazepam", "stopping-benzodiazepines"),
        ("quit xanax", "stopping-benzodiazepines"),
        ("come off xanax", "stopping-benzodiazepines"),
        ("spravato with lorazepam", "benzodiazepines-and-spravato"),
        ("xanax before my session", "benzodiazepines-and-spravato"),
        ("klonopin that day", "benzodiazepines-and-spravato"),
        ("ativan on the day", "benzodiazepines-and-spravato"),
        ("my pressure is up", "heart-stroke-and-ketamine"),
        ("pressure out of control", "heart-stroke-and-ketamine"),
        ("angina", "heart-stroke-and-ketamine"),
        ("raised blood pressure", "heart-stroke-and-ketamine"),
        ("injected too", "overdose-now"),
        ("kid drank her", "overdose-now"),
        ("grandson swallow a", "overdose-now"),
        ("toddler found the", "overdose-now"),
        ("it all to be finished", "suicidal-crisis"),
        ("life is over", "suicidal-crisis"),
        ("in heaven", "suicidal-crisis"),
        ("point of being alive", "suicidal-crisis"),
        ("thunderclap", "allergy-or-chest-pain-now"),
        ("fainted in", "allergy-or-chest-pain-now"),
        ("arm is numb", "allergy-or-chest-pain-now"),
        ("lost his sight", "allergy-or-chest-pain-now"),
    ],
)
def test_what_was_a_phrase_of_its_own_is_heard_by_the_parts_it_is_built_from(words, found):
    reply = shipped_store().ask(words)
    assert found in [*(one.id for one in reply.notices), *(one.id for one in reply.omissions)]


@pytest.mark.parametrize("words", ["she cant wake up", "she can't wake up after her lozenge", "he won't wake up"])
def test_who_cannot_be_woken_gets_the_emergency_number_and_no_word_on_suicide_before_it(words):
    assert shipped_store().ask(words).notices[0].id == "not-waking-now"


@pytest.mark.parametrize("words", ["i dont want to wake up", "i have no reason to wake up"])
def test_who_does_not_want_to_wake_up_gets_help_in_a_crisis(words):
    assert shipped_store().ask(words).notices[0].id == "suicidal-crisis"


@pytest.mark.parametrize("written", ["skizophrenia", "shizophrenia", "scizophrenia", "schizophrenia"])
def test_a_danger_that_is_misspelt_is_told_beside_what_is_not_known(written):
    reply = shipped_store().ask(f"my wife has {written} and a bad knee")
    assert "psychosis-caution" in [one.id for one in reply.omissions]


def test_questions_on_what_to_ask_begin_with_that_point():
    for words in ("what should i ask the clinc before he starts", "what questions should we ask the doctor"):
        assert shipped_store().ask(words).omissions[0].id == "questions-for-the-clinic"


def unread_bread():
    """Return the store on bread with a page that is read and one that is not read to the end."""
    made = bread()
    pages = [one for one in made["sources"] if one["kind"] == "document"]
    further = {"id": "news", "kind": "document", "title": "News of bread"}
    made["sources"] = [
        *(one for one in made["sources"] if one not in pages),
        *({**page, "passed_over": [{"reason": "not-read-yet"}]} for page in pages),
        further,
    ]
    return made


def test_of_a_document_that_is_not_read_to_the_end_nothing_is_said_but_that(keta, folder):
    place = folder(unread_bread())
    assert keta("ask", "is it fine for dogs", "--store", place, code=1).out == (
        "No claim that keta has from the two pages it covers mentions “dogs”, and keta\n"
        "has no answer to it. Not read to the end yet: “An overview”.\n"
        "\n"
        "All topics: keta topics · the words alone: keta claims 'is it fine for dogs'\n"
        "keta reports research and gives no advice.\n"
    )
    assert keta("ask", "does toast hold acrylamide", "--store", place).out == (
        "keta has no claim on this from the two pages it covers. Not read to the end yet:\n"
        "“An overview”. It is known from another source:\n" + ACRYLAMIDE
    )


@pytest.mark.parametrize(
    "question", ["are there side effects", "is it dangerous", "is it harmful?", "what are the risks", "is it safe"]
)
def test_who_asks_about_harms_gets_the_topic_on_them_with_its_main_omission_whatever_it_is_called(ask, question):
    found = json.loads(ask(question, "--json").out)
    assert found["topic"]["id"] == "safety"
    assert [one["id"] for one in found["omissions"]] == ["acrylamide"]


def test_who_asks_one_thing_of_a_topic_is_not_told_its_main_omission(ask):
    assert json.loads(ask("is mouldy bread safe", "--json").out)["omissions"] == []


def test_a_word_that_the_store_lacks_empties_no_answer_on_a_thing_that_it_knows(ask):
    asked = ["does it crumble in the steam", "does it wreck kneading"]
    assert [json.loads(ask(one, "--json").out)["claims"][0]["id"] for one in asked] == [
        "steam-crust",
        "kneading-twenty",
    ]


def test_what_contradicts_a_claim_that_has_no_rating_is_told_beside_it(keta, folder):
    made = bread()
    made["contradictions"] = [
        {
            "id": "mould",
            "type": "safety",
            "relation": "direct",
            "why": "Mould is more than what is seen.",
            "sides": [
                {"says": "Cut mould off and eat the rest.", "claims": ["mould-safe"]},
                {"says": "Mould runs through all of a loaf.", "sources": ["series-2010"], "stronger": True},
            ],
        }
    ]
    assert keta("ask", "is mouldy bread safe once cut", "--store", folder(made)).out == (
        "Read as: Is it safe to eat?\n"
        "\n"
        "What the page says on it, 1 of 2 claims\n"
        "\n"
        "– NOT RATED\n"
        "  Claim    Mouldy slices are safe once the mould is cut off.\n"
        "  Clash    Repeated infusions 2010: Mould runs through all of a loaf. That is\n"
        "           better supported.\n"
        "           An overview · mould-safe\n"
        "\n"
        "Cut mould off hard cheese, never off bread.\n"
        "\n"
        "All of it on one page: keta summary --topic safety\n"
        "keta reports research and gives no advice.\n"
    )


def test_a_question_is_read_from_standard_input(ask, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("how long does rye\nstay fresh?\n"))
    assert ask("-").out == ask("how long does rye stay fresh?").out
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert ask("-", code=2).err.splitlines()[0] == "error: No word in the question ``"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("does it work in 2 weeks", "response"),
        ("does it work within 12 weeks", "response"),
        ("does it work after 2 weeks", "response"),
        ("can she work 2 days after it", "monitoring"),
        ("does it work in 24 hours", "response"),
        ("does it work for 5 people", "response"),
        ("does it work 1 day after the infusion", "response"),
        ("is 3 months enough to get better", "response"),
        ("how long is it for a 30 year old", "relapse"),
        ("has anyone been well for 2 years", "relapse"),
        ("I weigh 90 kg, how much ketamine", "dosing"),
        ("does 1 in 5 people have no benefit", "response"),
        ("is 88% true", "research"),
        ("is it safe for a 40 year old", "safety"),
        ("should my 80 year old mother take it", "eligibility"),
        ("my son is 15, can he have it", "eligibility"),
        ("I'm 40, does it work", "response"),
        ("can I eat 2 hours before", "administration"),
        ("20 minutes", None),
        ("I am 40", None),
    ],
)
def test_what_a_question_with_a_number_is_about_is_said_by_its_words(question, topic):
    reply = shipped_store().ask(question)
    assert (reply.topic and reply.topic.id) == topic


def test_whoever_is_too_short_of_words_for_an_answer_is_told_no_more_than_keta_knows(keta):
    assert keta("ask", "I am 40", "--store", DATA, code=1).out == (
        "Afraid for somebody, or for yourself? In danger now: call 911 (UK 999). To talk,\n"
        "at any hour: call or text 988 (UK: Samaritans 116 123, or in Great Britain NHS\n"
        "111). Elsewhere: the local emergency number.\n"
        "\n"
        "keta has no answer to this.\n"
        "\n"
        "All topics: keta topics\n"
        "Research, not advice. Danger: US 911, UK 999. Crisis: US 988, UK 116 123 or 111.\n"
    )


@pytest.mark.parametrize(
    ("question", "claim", "omission"),
    [
        ("is 88% true", "ideation-gone-88-percent", "success-rates"),
        ("how many relapse in 19 days", "relapse-mean-19-days", "relapse-in-ordinary-clinics"),
    ],
)
def test_no_point_left_out_answers_in_place_of_a_claim_that_states_the_figure_that_is_asked_for(
    question, claim, omission
):
    reply = shipped_store().ask(question)
    assert claim in [one.id for one in reply.claims]
    assert reply.omissions[0].id == omission


@pytest.mark.parametrize(
    "question",
    [
        "do they need a emergency equipment",
        "is the death rate high",
        "does ketamine help against hopelessness",
        "can you overdose on spravato",
        "can ketamine stop my breathing",
        "do people hear voices on ketamine",
        "is a headache a side effect of spravato",
        "how many lozenges are in a course",
        "can wine be drunk the day before",
        "what share of people feel worse afterwards",
    ],
)
def test_a_question_on_facts_with_words_of_danger_is_no_call_for_help(question):
    known = {"in-despair", "suicidal-crisis", "overdose-now", "allergy-or-chest-pain-now", "psychosis-or-mania-now"}
    assert known.isdisjoint(one.id for one in shipped_store().ask(question).notices)


NOTICE = {
    "id": "mixing-now", "kind": "emergency", "text": "Call 911.", "asked_as": ["poisoned now"],
    "told_as": ["{somebody} {drank} kava"],
}  # fmt: skip
SIGNS = [
    {"id": "drank", "part": True, "phrases": ["drank", "swallowed"]},
    {"id": "somebody", "part": True, "phrases": ["he", "my mum"]},
]


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("he drank kava", ["mixing-now"]),
        ("kava, my mum swallowed it", ["mixing-now"]),
        ("he likes kava", []),
        ("drank kava", []),
    ],
)
def test_signs_call_for_a_notice_together_and_in_any_order(folder, question, called):
    with open_store(folder(store(notices=[NOTICE], vocabulary=SIGNS))) as found:
        assert [one.id for one in found.ask(question).notices] == called


IN_STEPS = NOTICE | {"told_as": ["{drank}>{all-of}>kava"]}
ALL_OF = [*SIGNS, {"id": "all-of", "part": True, "phrases": ["all", "whole"]}]


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("drank all his kava", True),
        ("he drank up the whole cup of kava", True),
        ("all drank kava", False),
        ("he drank tea and then on the next day all of them had kava", False),
        ("can i drink all the kava", False),
    ],
)
def test_the_steps_of_a_sign_follow_soon_one_after_the_other(folder, question, called):
    with open_store(folder(store(notices=[IN_STEPS], vocabulary=ALL_OF))) as found:
        assert [one.id for one in found.ask(question).notices] == ["mixing-now"] * called


def test_a_notice_that_stands_in_place_of_another_is_told_alone(folder):
    asleep = NOTICE | {"id": "asleep-now", "told_as": ["{somebody} asleep"], "instead_of": ["mixing-now"]}
    with open_store(folder(store(notices=[NOTICE, asleep], vocabulary=SIGNS))) as found:
        assert [one.id for one in found.ask("he drank kava and is asleep").notices] == ["asleep-now"]


CRY = NOTICE | {"id": "a-cry", "alone_as": ["{woe}", "what do i do"]}
WOE = [*SIGNS, {"id": "woe", "part": True, "phrases": ["poisoned", "save me"]}]


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("poisoned", ["a-cry"]),
        ("is this poisoned??", ["a-cry"]),
        ("oh god my mum is poisoned", ["a-cry"]),
        ("please save me, I am 16", ["a-cry"]),
        ("what do I do", ["a-cry"]),
        ("what do i do about kava", []),
        ("is it poisoned", []),
        ("poisoned rats relapse", []),
        ("what now", []),
    ],
)
def test_a_cry_calls_for_a_notice_where_nothing_else_is_said(folder, question, called):
    with open_store(folder(store(notices=[CRY], vocabulary=WOE))) as found:
        assert [one.id for one in found.ask(question).notices] == called


def test_an_emergency_is_followed_by_what_is_known_of_its_danger_and_by_no_claim(keta, folder):
    point = {
        "id": "kava-and-wine",
        "label": "With wine",
        "importance": "core",
        "text": "Both harm the liver.",
        "sources": ["trial-2024"],
    }
    content = full(
        omissions=[point | {"topics": ["relapse"]}], notices=[NOTICE | {"leads": ["kava-and-wine"]}], vocabulary=SIGNS
    )
    place = folder(content)
    assert keta("ask", "he drank kava", "--store", place).out == (
        "Call 911.\n"
        "\n"
        "With wine: Both harm the liver.\n"
        "\n"
        "More on it: keta show kava-and-wine\n"
        "keta reports research and gives no advice.\n"
    )


def test_a_sign_that_no_concept_has_is_a_fault(keta, folder):
    wrong = NOTICE | {"told_as": ["{nobody} kava"]}
    told = keta("check", folder(store(notices=[wrong], vocabulary=SIGNS)), code=1).out
    assert "mixing-now: told_as[0]:" in told
    assert "`nobody`" in told


@pytest.mark.parametrize(
    "words",
    [
        "what should i do tonight she wont eat and talks about death",
        "he talks of death",
        "my mom has been talking about death since the spray",
        "im so scared for my daughter she is hopeless",
        "lying in bed all day, my mother, and refuses food",
    ],
)
def test_signs_of_a_crisis_are_heard_together_in_any_order(words):
    reply = shipped_store().ask(words)
    assert reply.topic is not None
    assert (reply.notices[0].id, reply.topic.id) == ("suicidal-crisis", "crisis")


@pytest.mark.parametrize(
    "words",
    [
        "she drank vodka and took her lozenge",
        "he took two lozenges",
        "second lozenge",
    ],
)
def test_mixing_and_doubling_get_the_overdose_block_and_the_warnings_and_no_figure_on_benefit(words):
    reply = shipped_store().ask(words)
    assert (reply.notices[0].id, reply.claims, reply.topic) == ("overdose-now", (), None)
    assert [one.id for one in reply.omissions][:2] == ["breathing-and-consciousness", "home-ketamine-warning"]
    assert {"second-course", "relapse-in-ordinary-clinics"}.isdisjoint(one.id for one in reply.omissions)


@pytest.mark.parametrize(
    "words",
    [
        "can i take a second lozenge",
        "can i take two lozenges",
        "should my wife take another lozenge",
        "can i take one and a half lozenges",
        "she threw up the lozenge do i give another",
        "can we crush lozenges double dose if it doesnt work",
    ],
)
def test_who_asks_before_more_is_taken_is_sent_to_the_prescriber_and_raises_no_alarm(words):
    reply = shipped_store().ask(words)
    assert [one.id for one in reply.notices] == ["before-taking-more"]
    assert [one.id for one in reply.omissions][:2] == ["home-ketamine-warning", "breathing-and-consciousness"]


@pytest.mark.parametrize(
    "words",
    [
        "breathing stopped",
        "dad can't be woken after his dose",
        "he took the whole packet and wont wake up",
        "she mixed it with wine and is very sleepy",
    ],
)
def test_where_nobody_can_be_woken_there_is_no_word_on_who_is_awake(words, keta):
    told = keta("ask", words, "--store", DATA).out
    assert told.startswith("Call 911 now (UK: 999; elsewhere the emergency number). Who answers tells you")
    assert "Poison Help" not in told


@pytest.mark.parametrize(
    "words", ["she is confused since the infusion", "he fell on his head after the spray", "she wont stop shaking"]
)
def test_no_point_on_something_else_stands_under_an_emergency(words):
    assert shipped_store().ask(words).omissions == ()


@pytest.mark.parametrize("words", ["i dont see the point anymore", "shes locked herself in and wont talk", "i'm done"])
def test_where_nothing_else_is_known_only_help_is_told(words, keta):
    help_only = (
        "If you think of ending your life, or fear for somebody who does: call or text\n"
        "988 in the United States, at any hour; in the United Kingdom Samaritans, 116\n"
        "123, or in Great Britain NHS 111, mental-health option. In immediate danger call\n"
        "911 (UK: 999). Elsewhere call the local emergency number. People there will\n"
        "listen, now.\n"
        "\n"
        "Research, not advice. Danger: US 911, UK 999. Crisis: US 988, UK 116 123 or 111.\n"
    )
    assert keta("ask", words, "--store", DATA).out == help_only


def test_an_injury_that_is_done_gets_the_emergency_number_first_and_the_crisis_line_after_it(keta):
    told = keta("ask", "my daughter cut her wrists", "--store", DATA).out.split("\n\n")
    assert told[0] == (
        "Call 911 now (UK: 999; elsewhere the emergency number). If you are in danger\n"
        "too, first go where you are safe. If blood flows, press on the wound and keep\n"
        "pressing until help is there. If it was meant as self-harm, call or text 988\n"
        "(UK: Samaritans 116 123, or in Great Britain NHS 111) as well."
    )
    assert "988" in told[1]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("is it legal here in the UK", "lawful-in-britain"),
        ("is it against the law here in England", "lawful-in-britain"),
        ("what happens if he stops it suddenly", "rebound-after-stopping"),
        ("what happens if she stops having it", "rebound-after-stopping"),
        ("he forgot his sertraline tonight will he be alright", "forgotten-dose"),
        ("he missed his lozenge tonight what now", "forgotten-dose"),
        ("what do I say to my son", "supporting-somebody"),
        ("how do I help him the days after a session", "supporting-somebody"),
        ("he has ADHD and takes Elvanse, does that mix", "other-medicines"),
    ],
)
def test_a_relatives_question_is_answered_first_with_what_it_is_about(question, first):
    reply = shipped_store().ask(question)
    assert (reply.omissions[0].id, [one.id for one in reply.notices]) == (first, [])


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2024])
def test_an_overdose_of_a_past_year_is_no_emergency_and_no_year_of_a_study(year):
    reply = shipped_store().ask(f"he took an overdose in {year}, can he still have ketamine")
    assert "past-attempt" in {one.id for one in reply.omissions}
    assert not reply.notices


@pytest.mark.parametrize("question", ["how long does it last, my mum asks", "how much does it cost, says my mum"])
def test_a_british_word_puts_the_british_numbers_first_at_the_foot(question, keta):
    told = keta("ask", question, "--store", DATA).out
    assert told.endswith("Danger: UK 999, US 911. Crisis: UK 116 123 or 111, US 988.\n")


def test_an_apostrophe_is_never_read_as_hell(keta):
    assert "hell" not in keta("ask", "will he say when he'll see a benefit", "--store", DATA).out


def test_who_is_not_in_the_united_states_is_told_the_british_numbers(keta):
    assert keta("ask", "who do i ring in the uk", "--store", DATA).out == (
        "In the United Kingdom: in danger call 999; in a mental-health crisis call\n"
        "Samaritans, free, at 116 123, in England, Scotland and Wales NHS 111 and its\n"
        "mental-health option, in Northern Ireland Lifeline, free, at 0808 808 8000. The\n"
        "numbers 911 and 988 are those of the United States. In other countries call the\n"
        "local emergency number.\n"
        "\n"
        "Research, not advice. Danger: UK 999, US 911. Crisis: UK 116 123 or 111, US 988.\n"
    )


def test_who_wants_to_sleep_and_not_wake_up_is_told_of_the_crisis_line_and_no_poison():
    found = [one.id for one in shipped_store().ask("i just want to sleep and not wake up").notices]
    assert found == ["suicidal-crisis"]


@pytest.mark.parametrize(
    "words",
    [
        "my dad got it and now he thinks hes god",
        "she hears voices since ketamine",
        "he hasnt slept for five days and wont stop talking",
        "is it normal that she thinks the neighbors are spying on her",
    ],
)
def test_signs_of_psychosis_or_mania_lead_with_reactions_days_to_weeks_after_and_with_urgent_help(words):
    reply = shipped_store().ask(words)
    assert (reply.notices[0].id, reply.claims) == ("psychosis-or-mania-now", ())
    assert reply.omissions[0].id == "lasting-psychiatric-reactions"


@pytest.mark.parametrize(
    "words", ["severe headache after spray", "he cant breathe", "i cant breathe", "she is struggling to get air"]
)
def test_a_medical_emergency_stands_first_and_without_the_block_on_suicide(words):
    assert [one.id for one in shipped_store().ask(words).notices] == ["allergy-or-chest-pain-now"]


def test_beside_an_emergency_a_crisis_in_words_of_its_own_is_heard_too():
    found = [one.id for one in shipped_store().ask("i cant breathe and i want to die").notices]
    assert found[:2] == ["allergy-or-chest-pain-now", "suicidal-crisis"]


@pytest.mark.parametrize("words", ["she feels much worse since the infusion", "my mood has crashed since the spray"])
def test_who_feels_much_worse_gets_the_crisis_line(words):
    assert "feels-worse" in [one.id for one in shipped_store().ask(words).notices]


@pytest.mark.parametrize("words", ["she cant pee properly burning", "bladder pain burning"])
def test_an_unknown_word_never_voids_a_known_danger(words):
    reply = shipped_store().ask(words)
    assert ([one.id for one in reply.omissions], reply.unknown) == (["bladder-known-and-unknown"], ("burning",))


@pytest.mark.parametrize(
    "listed", ["{other} and {known}", "{known}, {other}", "{other} or {known}?", "ketamine, {known} with {other}"]
)
@pytest.mark.parametrize("other", ["gout", "eczema", "HIV"])
@pytest.mark.parametrize(
    ("known", "danger"),
    [
        ("epilepsy", "epilepsy"),
        ("high blood pressure", "blood-pressure-who-must-not"),
        ("pregnant", "pregnancy"),
    ],
)
def test_an_illness_that_keta_has_nothing_on_never_voids_a_known_danger_beside_it(listed, other, known, danger):
    reply = shipped_store().ask(listed.format(other=other, known=known))
    assert danger in [one.id for one in reply.omissions]
    assert reply.unknown == (other.lower(),)


def test_who_should_never_take_it_is_a_question_on_contraindications():
    reply = shipped_store().ask("are there people who should never take it")
    assert reply.topic is not None
    assert reply.topic.id == "eligibility"
    assert reply.omissions[0].id == "who-must-not"


def test_emergency_equipment_is_no_call_for_the_crisis_line():
    reply = shipped_store().ask("do they need a emergency equipment")
    assert not any("crisis" in claim.topics for claim in reply.claims)


@pytest.mark.parametrize(
    "question",
    [
        "what is the death rate with ketamine",
        "does it help against suicidal thoughts",
        "can you overdose on esketamine",
        "is a double dose more effective",
        "can i have wine with my lozenge",
        "how many lozenges does he take a week",
        "she is bipolar, will it make her manic",
        "my father has an alcohol problem, can he get ketamine",
        "he gave up antidepressants last year",
        "my husband had two infusions and sleeps better",
    ],
)
def test_a_question_on_facts_with_the_words_of_an_emergency_raises_no_alarm(question):
    alarms = {"overdose-now", "psychosis-or-mania-now", "in-despair", "suicidal-crisis", "feels-worse"}
    assert alarms.isdisjoint(one.id for one in shipped_store().ask(question).notices)


@pytest.mark.parametrize("question", ["is it safe to eat?", "is bread healthy"])
def test_a_store_whose_claims_are_lost_gives_the_name_of_a_topic_as_no_answer(keta, folder, question):
    topics = [
        {"id": "health", "name": "Bread and health", "question": "Is bread healthy?"},
        {"id": "safety", "name": "Is it safe", "question": "Is it safe to eat?"},
    ]
    path = folder({"topics.yaml": dump({"topics": topics}), "claims.yaml": ""})
    assert keta("ask", question, "--store", path, code=1).out == (
        "The store has no claims, and keta has no answer to this.\n\n"
        "All topics: keta topics · whether something is lost: keta check\n"
        "keta reports what documents claim and gives no advice.\n"
    )
    assert open_store(path).ask(question).topic is None


def test_a_topic_without_claims_and_without_a_bottom_line_is_near_and_no_answer(folder):
    topics = [
        {"id": "health", "name": "Bread and health", "question": "Is bread healthy?"},
        {"id": "storage", "name": "How long it keeps"},
    ]
    path = folder(store(claims=[claim(**PLAIN, topics=["storage"])], contradictions=[], topics=topics))
    reply = open_store(path).ask("is bread healthy?")
    assert (reply.topic, reply.near and reply.near.id, reply.is_empty) == (None, "health", True)


def test_the_bottom_line_of_a_topic_answers_without_claims(folder):
    line = {"text": "Wholegrain is the better choice.", "rests_on": ["series-2010"]}
    topics = [
        {"id": "health", "name": "Bread and health", "question": "Is bread healthy?", "bottom_line": line},
        {"id": "storage", "name": "How long it keeps"},
    ]
    path = folder(store(claims=[claim(**PLAIN, topics=["storage"])], contradictions=[], topics=topics))
    reply = open_store(path).ask("is bread healthy?")
    assert (reply.topic and reply.topic.id, reply.is_empty) == ("health", False)


def zinc(folder):
    """Return a store on zinc that says of no claim which product it is on, and has no vocabulary."""
    said = [
        ("zinc-shortens-colds", "colds", "Zinc shortens colds by a day."),
        ("zinc-turns-stomach", "safety", "Zinc turns the stomach of some."),
        ("half-lack-zinc", "lack", "Half of all adults lack zinc."),
        ("sleep-not-longer", "sleep", "Sleep did not clearly last longer."),
        ("sleep-comes-sooner", "sleep", "Sleep comes a quarter of an hour sooner."),
        ("taste-comes-back", "taste", "Taste comes back within weeks."),
    ]
    others = ["Stools get loose.", "Doses vary.", "Labels mislead.", "Kidneys matter.", "Oysters have most of it."]
    others += ["Lozenges melt slowly.", "Trials were small.", "Children were left out.", "Prices rose."]
    said += [(f"other-{number}", "taste", text) for number, text in enumerate(others)]
    claims = [
        {"id": name, "topics": [topic], "statement": text, "source": "page", "quote": text}
        for name, topic, text in said
    ]
    names = sorted({topic for _, topic, _ in said})
    topics = [{"id": name, "name": name.title(), "question": f"Does zinc help with {name}?"} for name in names]
    return folder(
        {"sources": [{"id": "page", "kind": "document", "title": "Ten facts"}], "claims": claims, "topics": topics}
    )


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("is zinc good for migraine", "migraine"),
        ("does zinc help with cramps?", "cramps"),
        ("can I drive on zinc", "drive"),
        ("sleep and migraine", "migraine"),
    ],
)
def test_claims_that_only_have_the_subject_answer_nothing_that_the_store_has_no_word_of(keta, folder, question, word):
    path = zinc(folder)
    out = keta("ask", question, "--store", path, code=1).out
    assert out.splitlines()[0].startswith(f"No claim that keta has from the page it covers mentions “{word}”")
    assert open_store(path).ask(question).claims == ()


@pytest.mark.parametrize(
    ("question", "best"),
    [("does zinc help with colds?", "zinc-shortens-colds"), ("who lacks zinc", "half-lack-zinc")],
)
def test_a_store_without_products_still_answers_what_it_has(folder, question, best):
    assert open_store(zinc(folder)).ask(question).claims[0].id == best


def test_a_claim_is_found_by_a_corrected_word_though_another_word_is_misspelt_too(folder):
    reply = open_store(zinc(folder)).ask("wil it make me sleep longr")
    assert (reply.corrected, "sleep-not-longer" in [one.id for one in reply.claims], reply.unknown) == (
        {"longr": "longer"},
        True,
        (),
    )


@pytest.mark.parametrize(
    "words",
    ["who wrote keta", "who made this", "can I trust this", "why should I believe you", "are you a real doctor?"],
)
def test_who_asks_about_keta_itself_is_told_what_it_is_and_nothing_of_its_subject(words, keta):
    reply = shipped_store().ask(words)
    assert ([one.id for one in reply.notices], reply.topic, reply.claims, reply.omissions) == (
        ["about-keta"],
        None,
        (),
        (),
    )
    assert keta("ask", words, "--store", DATA).out.startswith("keta compares")


@pytest.mark.parametrize(
    ("words", "notice"),
    [
        ("what does goes too far mean here", "about-verdicts"),
        ("what does no evidence found mean", "about-verdicts"),
        ("what do you mean by low certainty", "about-certainty"),
        ("what does GRADE mean", "about-certainty"),
        ("what are the two pages", "about-the-pages"),
        ("how up to date is this", "about-the-date"),
        ("when was this last updated", "about-the-date"),
        ("what don't they tell you", "about-left-out"),
        ("what do the pages leave out", "about-left-out"),
        ("where do these figures come from", "about-keta"),
    ],
)
def test_who_asks_what_keta_says_and_rests_on_is_told_and_nothing_else_is_answered(words, notice):
    reply = shipped_store().ask(words)
    assert ([one.id for one in reply.notices], reply.topic, reply.claims, reply.omissions) == ([notice], None, (), ())


@pytest.mark.parametrize(
    "words",
    [
        "what does treatment resistant mean",
        "what does remission mean",
        "what is the GRADE certainty of the evidence?",
        "he is not telling me how much he took",
        "my son is missing",
        "is it wrong to want to die",
        "where do you get ketamine",
    ],
)
def test_who_asks_of_the_subject_or_tells_of_somebody_is_told_nothing_about_keta(words):
    assert not any(one.id.startswith("about-") and one.kind == "about" for one in shipped_store().ask(words).notices)


@pytest.mark.parametrize(
    "words", ["can I trust this clinic", "is this reliable for depression", "I want to die can I trust you"]
)
def test_who_asks_about_something_else_or_calls_for_help_is_not_told_of_keta(words):
    assert "about-keta" not in [one.id for one in shipped_store().ask(words).notices]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("she took an overdose in 2009, can she still have ketamine", "past-attempt"),
        ("will they ask if he has ever hurt himself", "past-attempt"),
        ("our grandad had a stroke in 1998, does that rule her out", "heart-stroke-and-ketamine"),
        ("how much does a course of six cost", "price"),
        ("is there an NHS ketamine clinic", "private-price-in-britain"),
        ("how can I support her after a session", "supporting-somebody"),
        ("what should I not say to her when she's low", "supporting-somebody"),
        ("should we make a safety plan", "safety-plan"),
        ("can she be left alone tonight", "way-home-and-after"),
        ("can she look after her toddler that evening", "way-home-and-after"),
        ("what is a k-hole", "k-hole"),
        ("what happened to Matthew Perry", "matthew-perry"),
        ("is it a scam", "advertising-studied"),
        ("best treatment for depression", "what-else-to-try"),
    ],
)
def test_a_relatives_question_gets_the_point_that_answers_it_first(words, first):
    assert [one.id for one in shipped_store().ask(words).omissions][:1] == [first]


def test_whether_dissociation_foretells_benefit_is_answered_before_how_often_it_comes():
    reply = shipped_store().ask("does dissociation predict response")
    assert reply.omissions[0].id == "dissociation-and-benefit"


@pytest.mark.parametrize("words", ["does it fucking work", "does this shit work", "how long does this damn thing take"])
def test_swearing_changes_no_answer(words):
    plain = {"fucking", "shit", "damn"}
    said = " ".join(word for word in words.split() if word not in plain)
    asked = [shipped_store().ask(text) for text in (words, said)]
    assert asked[0].claims
    assert [one.id for one in asked[0].claims] == [one.id for one in asked[1].claims]


@pytest.mark.parametrize(
    "words",
    [
        "what colour is ketamine powder",
        "bladder inflatable boat repair kit",
        "recipe for blackcurrant throat lozenges",
        "ketamine dose for a horse with colic",
        "can I get an MRI with contrast the same week as an infusion",
        "great depression 1929 how long did recovery take",
        "tea infusion how many minutes green",
    ],
)
def test_a_question_on_something_else_in_words_of_the_subject_gets_nothing(words):
    assert shipped_store().ask(words).is_empty


@pytest.mark.parametrize("words", ["165/112 after the spray", "165/112 the morning after ketamine, is that the drug"])
def test_a_bare_reading_of_blood_pressure_is_a_question_on_blood_pressure(words):
    reply = shipped_store().ask(words)
    assert {one.id for one in reply.omissions} >= {"blood-pressure-check", "blood-pressure-rise"}


def test_a_very_high_reading_of_blood_pressure_is_an_emergency_without_the_word():
    assert shipped_store().ask("210/130 after the spray").notices[0].kind == "emergency"
    assert shipped_store().ask("are they open 24/7").notices == ()


@pytest.mark.parametrize(
    "words", ["what should I do if she says she's suicidal", "what do I do if he becomes suicidal on it"]
)
def test_who_asks_what_to_do_if_somebody_becomes_suicidal_is_told_whom_to_call_first(words, keta):
    assert keta("ask", words, "--store", DATA).out.startswith("If you think of ending your life, or fear for somebody")
