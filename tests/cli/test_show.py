import io
import json
import re

import pytest

from tests.conftest import DATA, claim, store, study


def typed(monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))


@pytest.fixture
def labelled(folder):
    """Return the options for a store in which two of three studies have the same author and year."""
    studies = [
        study(
            id=f"{name.lower()}-{title}",
            cite={"type": "article-journal", "title": title, "issued": year, "author": [{"family": name}]},
        )
        for name, title, year in (("Smith", "one", "2013"), ("Smith", "two", "2013"), ("Jones", "three", "2020"))
    ]
    return ["--store", folder(store(sources=[*store()["sources"], *studies]))]


def test_a_claim_tells_its_whole_story(ask, golden):
    golden("show-claim", ask("show", "remission-85-percent", "--format", "table").out)


def test_an_id_in_capitals_is_found(ask):
    assert ask("show", "BENEFIT-Lasts", "--fields", "id", "--format", "plain").out == "benefit-lasts\n"


def test_ids_of_a_pipe_are_read_in_any_case_too(ask, monkeypatch):
    typed(monkeypatch, b"BENEFIT-LASTS\nCOST\n")
    assert ask("show", "-", "--fields", "id", "--format", "plain").out == "benefit-lasts\ncost\n"


def test_a_claim_without_evidence_says_what_was_looked_for(ask, golden):
    golden("show-claim-bare", ask("show", "benefit-lasts", "--format", "table").out)


def test_a_copy_is_told_from_a_second_voice(ask):
    lines = ask("show", "relapse-mean-19-days-guide", "--format", "table").out.splitlines()
    place = next(place for place, line in enumerate(lines) if line.startswith("  Repeats: "))
    assert lines[place : place + 2] == [
        "  Repeats: relapse-mean-19-days, the same text in another document: no second",
        "    voice",
    ]


def test_a_level_that_was_raised_adds_up(keta, folder):
    raised = claim(
        confidence={
            "question": "effect",
            "start": "low",
            "up": {"large-effect": 2},
            "down": {"imprecision": 1},
            "level": "moderate",
            "why": "Large.",
        }
    )
    ran = keta(
        "show",
        raised["id"],
        "--store",
        folder(store(claims=[raised], contradictions=[])),
        "--format",
        "table",
    )
    assert "  certainty ⊕⊕⊕◯ low − 1 imprecision + 2 large effect = moderate" in ran.out.splitlines()


def test_a_retired_id_leads_to_what_took_its_place(ask):
    ran = ask("show", "remission-in-85", "--fields", "id", "--format", "plain")
    assert ran == (
        0,
        "remission-85-percent\n",
        "note: `remission-in-85` is retired; this is `remission-85-percent`, which took its place\n",
    )


@pytest.mark.parametrize(
    "named", [["Jones 2020"], ["JONES  2020"], ["jones"], ["jones", "2020"], ["Jones 2020", "jones-three"]]
)
def test_a_source_is_found_by_its_label_in_any_case_and_without_its_year(keta, labelled, named):
    assert keta("show", *named, *labelled, "--fields", "id", "--format", "plain") == (0, "jones-three\n", "")


def test_labels_that_share_author_and_year_are_told_apart_by_their_letters(keta, labelled):
    ran = keta("show", "smith 2013B", "Smith 2013a", *labelled, "--fields", "id", "--format", "plain")
    assert ran == (0, "smith-two\nsmith-one\n", "")


@pytest.mark.parametrize("named", ["Smith 2013", "smith"])
def test_a_label_of_several_sources_is_refused_with_their_ids(keta, labelled, named):
    assert keta("show", named, *labelled, code=1) == (
        1,
        "",
        f"error: 2 sources are called `{named}`\n\nhint: write one of their ids: `smith-one` (Smith 2013a), `smith-two` (Smith 2013b)\n",
    )


def test_words_that_are_the_beginning_of_no_label_are_refused(keta, labelled):
    assert keta("show", "smi", *labelled, code=1) == (
        1,
        "",
        "error: No claim, source, contradiction or topic `smi`\n\nhint: list claims with `keta claims`\n",
    )


def test_a_label_through_a_pipe_is_no_id(keta, labelled, monkeypatch):
    typed(monkeypatch, b"smith\n")
    assert keta("show", "-", *labelled, code=1).err.startswith(
        "error: No claim, source, contradiction or topic `smith`"
    )


def test_an_id_given_twice_or_by_its_old_name_is_shown_once(ask):
    ran = ask(
        "show", "relapse", "remission-in-85", "remission-85-percent", "relapse", "--fields", "id", "--format", "plain"
    )
    assert ran.out == "relapse\nremission-85-percent\n"


def test_missing_ids_are_told_and_the_others_shown(ask):
    ran = ask("show", "nosuch", "relapse", "nosuch2", "nosuch", "--fields", "id", "--format", "plain", code=1)
    assert ran == (
        1,
        "relapse\n",
        "error: No claim, source, contradiction or topic `nosuch`\nerror: No claim, source, contradiction or topic `nosuch2`\n",
    )


def test_where_all_ids_are_missing_json_is_empty(ask):
    ran = ask("show", "nosuch", "nosuch2", "--json", code=1)
    assert json.loads(ran.out) == {
        "schema": "urn:keta:schema:output:1",
        "query": {"ids": ["nosuch", "nosuch2"]},
        "count": 0,
        "total": 0,
        "claims": [],
        "sources": [],
        "contradictions": [],
        "omissions": [],
        "topics": [],
    }
    assert ran.err.count("\n") == 2


@pytest.mark.parametrize(
    "text",
    [
        b"relapse cost\n trial-2024 ",
        b"relapse\r\ncost\r\ntrial-2024\r\n",
        b"\xef\xbb\xbfrelapse\n\n\ncost\ttopic\tA name\ntrial-2024",
    ],
)
def test_ids_come_from_standard_input(ask, monkeypatch, text):
    typed(monkeypatch, text)
    assert ask("show", "-", "--fields", "id", "--format", "plain") == (0, "relapse\ncost\ntrial-2024\n", "")


def test_what_claims_prints_can_be_shown(ask, monkeypatch):
    listed = ask("claims", "--sort", "id").out
    typed(monkeypatch, listed.encode())
    assert ask("show", "-", "--format", "plain").out == listed


NO_ID = "No id on standard input\n\nhint: pipe ids in, such as `keta claims --fields id | keta show -`\n"


def test_standard_input_without_ids_finds_nothing(ask, monkeypatch):
    typed(monkeypatch, b" \n")
    assert ask("show", "-", code=1) == (1, "", NO_ID)
    typed(monkeypatch, b"")
    ran = ask("show", "-", "--json", code=1)
    assert ran.err == NO_ID
    assert (json.loads(ran.out)["count"], json.loads(ran.out)["claims"]) == (0, [])


@pytest.mark.parametrize("form", ["json", "jsonl", "plain", "tsv"])
@pytest.mark.parametrize("command", ["claims", "sources", "contradictions", "topics"])
def test_what_a_command_prints_for_programs_can_be_piped_into_show(ask, monkeypatch, command, form):
    ids = ask(command, "--fields", "id").out
    printed = ask(command, "--format", form).out
    typed(monkeypatch, printed.partition("\n")[2].encode() if form == "tsv" else printed.encode())
    assert ask("show", "-", "--fields", "id").out == ids


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"id,rating\na,wrong\n", "`id,rating` on standard input is no id"),
        (b"| id |\n", "`|` on standard input is no id"),
        (b"{broken", "The JSON on standard input cannot be read"),
        (b'{"a": 1}\n{"b": 2}\n', "The JSON on standard input has no `id`"),
        (b"{" * 100_000, "The JSON on standard input cannot be read"),
    ],
)
def test_what_holds_no_ids_is_refused_in_one_sentence(ask, monkeypatch, text, message):
    typed(monkeypatch, text)
    hint = "pipe ids, one a line (`--fields id`), or JSON (`--format jsonl`)"
    assert ask("show", "-", code=2) == (2, "", f"error: {message}\n\nhint: {hint}\n")


def test_bytes_that_are_no_text_are_ids_that_are_missing(ask, monkeypatch):
    typed(monkeypatch, b"caf\xe9\nrelapse\n")
    ran = ask("show", "-", "--fields", "id", "--format", "plain", code=1)
    assert ran == (1, "relapse\n", "error: No claim, source, contradiction or topic `caf\ufffd`\n")


@pytest.mark.slow
def test_thousands_of_ids_are_shown_in_the_order_given(keta, folder, monkeypatch):
    many = [claim(id=f"claim-{number:04}", statement=f"Claim {number}.") for number in range(600)]
    wanted = [one["id"] for one in reversed(many)]
    missing = [f"nosuch-{number}" for number in range(3000)]
    typed(monkeypatch, "\n".join([*wanted[:300], *missing, *wanted[300:]]).encode())
    path = folder(store(claims=many, contradictions=[]))
    ran = keta("show", "-", "--fields", "id", "--format", "plain", "--store", path, code=1)
    assert ran.out.split() == wanted
    assert ran.err == "".join(f"error: No claim, source, contradiction or topic `{one}`\n" for one in missing)


@pytest.mark.parametrize("name", ["plain", "json", "table"])
def test_a_limit_on_what_is_shown_is_told(ask, name):
    ran = ask("show", "relapse", "cost", "response", "--limit", 1, "--format", name)
    told = ran.out.splitlines()[-1] if name == "table" else ran.err.removeprefix("note: ").strip()
    assert told.lower().rstrip(".") == "shown 1 of 3: `--limit` left out 2"
    assert (ran.err == "") == (name == "table")


def test_fields_of_any_kind_can_be_asked_of_a_mixed_answer(ask):
    ran = ask("show", "relapse", "trial-2024", "benefit-lasts", "--fields", "id,n,statement", "--format", "plain")
    assert ran.out == "relapse\t\t\ntrial-2024\t1024\t\nbenefit-lasts\t\tThe benefit of infusions is lasting.\n"


def test_a_field_that_a_kind_of_record_lacks_is_told(ask):
    ran = ask("show", "cost", "relapse-mean-19-days", "guide", "--fields", "id,statement,stands_in", "--format", "tsv")
    assert ran == (
        0,
        (
            "id\tstatement\tstands_in\n"
            "cost\t\t\n"
            "relapse-mean-19-days\tPeople relapsed about 19 days later on average.\t\n"
            "guide\t\t\n"
        ),
        (
            "note: a topic has no `statement` and no `stands_in`\n"
            "note: a claim has no `stands_in`\n"
            "note: a document has no `statement`\n"
        ),
    )


def test_a_field_that_no_record_shown_has_is_refused(ask):
    assert ask("show", "cost", "relapse", "--fields", "id,statement", code=2) == (
        2,
        "",
        (
            "error: No field `statement`\n\nhint: fields are aliases, answer, asked_as, bottom_line, bottom_line.text, counts, "
            "counts.caveats, counts.claims, counts.contested, id, kind, name, order, question\n"
        ),
    )


@pytest.mark.parametrize("level", ["high", "very-low"])
def test_a_confidence_from_which_nothing_was_taken_is_its_level_alone(keta, folder, level):
    rated = {"question": "course", "start": level, "level": level, "why": "Nothing speaks for more, or for less."}
    path = folder(store(claims=[claim(confidence=rated), *store()["claims"][1:]]))
    shown = keta("show", "relapse-mean-19-days", "--format", "table", "--store", path).out
    assert f"Confidence that the claim is true: {level.replace('-', ' ')}." in " ".join(shown.split())
    told = keta("show", "relapse-mean-19-days", "--format", "markdown", "--store", path).out
    assert f"**Why.** {rated['why']} Confidence that the claim is true: {level.replace('-', ' ')}.\n" in told


def test_beside_wrong_the_arithmetic_says_of_what_it_is_and_has_no_marks_of_grade(keta):
    """Very low is the certainty that ketamine is free of risk, not that it harms."""
    wrong, other = (
        keta("show", one, "--format", "table", "--store", DATA).out
        for one in ("risk-free-for-trd", "proven-effective-trd")
    )
    assert "\n  that the claim is true high − 2 inconsistency − 1 publication bias = very low\n" in wrong
    assert not re.search("⊕|◯", wrong)
    assert "\n  certainty ⊕⊕◯◯ high − 1 risk of bias − 1 inconsistency = low\n" in other


def test_evidence_on_a_wrong_claim_never_reads_as_if_it_bore_the_claim_out(keta):
    out = keta("show", "remission-85-percent", "--format", "table", "--store", DATA).out
    evidence = out.partition("\nEvidence\n")[2].partition("\nClash\n")[0]
    headings = re.findall(r"^  (against it|misquoted.*|in part.*|for it)$", evidence, re.MULTILINE)
    assert headings == ["misquoted by the page", "in part, but not as stated", "for it"]


def test_a_label_may_be_written_like_an_id(keta):
    assert keta("show", "ekstrand-2022", "--store", DATA).out == keta("show", "Ekstrand 2022", "--store", DATA).out
