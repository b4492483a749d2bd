"""Records that leave out what they may leave out, on every page that shows them."""

import io

import pytest

from tests.conftest import claim, store, study
from tests.stores import full

UNRATED = {"question": "course", "level": "not-rated", "why": "Nobody looked."}


def bare(**changes):
    """Return a claim without figure, evidence, what was looked for, and caveats."""
    return claim(quantities=[], evidence=[], no_evidence=None, caveats=[], confidence=UNRATED, **changes)


@pytest.fixture
def lone(keta, folder):
    """Run keta on a store that holds one bare claim."""
    path = folder(store(claims=[bare()], contradictions=[]))
    return lambda *arguments: keta(*arguments, "--store", path)


@pytest.mark.parametrize(
    ("changes", "said"),
    [({}, "no evidence given"), ({"no_evidence": "Looked for trials."}, "no evidence found")],
)
def test_evidence_is_only_said_not_to_be_found_where_somebody_looked(keta, folder, changes, said):
    path = folder(store(claims=[bare() | changes], contradictions=[]))
    record = keta("claims", "--store", path, "--format", "plain").out.rstrip("\n").split("\t")
    assert record[6] == said


def test_a_summary_of_a_bare_claim_has_no_headings_without_content(lone, golden):
    golden("summary-bare", lone("summary", "--format", "table").out)
    golden("summary-bare-full", lone("summary", "--full", "--format", "table").out)


def test_a_summary_of_a_bare_claim_has_no_empty_list_in_markdown(lone):
    after = lone("summary", "--full", "--format", "markdown").out.partition("**Confidence that the claim is true.** ")[
        2
    ]
    assert after.partition("## Open questions")[0] == (
        "not rated. Nobody looked.\n\n- **Said:** It rests on a study that it does not name; it is stated as certain.\n\n"
    )


def test_a_topic_whose_claims_all_stand_elsewhere_has_no_heading_for_claims(keta, folder):
    whole = store(contradictions=[])
    whole["topics"].append({"id": "second", "name": "The second topic"})
    whole["claims"][0]["topics"] = ["relapse", "second"]
    out = keta("summary", "--full", "--store", folder(whole), "--format", "table").out
    section = out.partition("\nThe second topic\n")[2]
    assert section.startswith("\nUnder other topics: relapse-mean-19-days\n\n────")


def test_a_summary_without_open_questions_does_not_ask_any(keta, folder):
    path = folder(store(claims=[claim()], contradictions=[]))
    for name in ("table", "markdown"):
        assert "Open questions" not in keta("summary", "--full", "--store", path, "--format", name).out


def test_a_summary_asks_about_claims_where_every_contradiction_is_settled(keta, kept):
    out = keta("summary", "--full", "--store", kept("store", store), "--format", "table").out
    assert out.partition("Open questions\n")[2].partition("\n\n")[0] == (
        "Claims without evidence\n  – NOT RATED The benefit of infusions is lasting. · benefit-lasts"
    )


def test_a_study_without_figures_is_shown_without_their_heading(keta, folder, golden):
    sources = [store()["sources"][0], study(results=[])]
    golden(
        "show-study-bare",
        keta("show", "series-2010", "--store", folder(store(sources=sources)), "--format", "table").out,
    )


def test_a_row_of_chosen_fields_that_are_all_empty_is_an_empty_line(keta, kept):
    path = kept("full", full)
    ran = keta("show", "relapse", "trial-2024", "--fields", "n,read", "--format", "table", "--store", path)
    assert ran.out == "n     read\n\n1024  abstract\n"


@pytest.fixture
def sparse(keta, folder):
    """Run keta on a store whose records have what they must have, and little else."""
    words = [{"stands": "lasting", "read": "lastly", "sure": "certain"}]
    first, second = bare(wording=words), bare(id="second") | {"no_evidence": "Looked for trials."}
    del first["passage"]
    whole = store(claims=[first, second], contradictions=[], topics=[{"id": "relapse", "name": "How long it lasts"}])
    whole["sources"] = [{"id": "overview", "kind": "document", "title": "An overview"}, study()]
    del whole["sources"][1]["result"]
    whole["omissions"] = [
        {
            "id": "acrylamide",
            "label": "Acrylamide",
            "topics": ["relapse"],
            "importance": "core",
            "text": "Dark toast holds acrylamide.",
            "sources": ["series-2010"],
        }
    ]
    path = folder(whole)
    return lambda *arguments: keta(*arguments, "--store", path)


@pytest.mark.parametrize("name", ["relapse-mean-19-days", "acrylamide", "relapse", "overview"])
def test_a_record_is_shown_without_lines_for_what_it_lacks(sparse, golden, name):
    golden(f"show-sparse-{name}", sparse("show", name, "--format", "table").out)


@pytest.mark.parametrize("name", ["second", "series-2010"])
def test_a_record_in_markdown_has_no_paragraphs_for_what_it_lacks(sparse, golden, name):
    golden(f"show-sparse-{name}-markdown", sparse("show", name, "--format", "markdown").out)


def test_one_point_left_out_that_is_told_whole_leads_nowhere_else(sparse, golden):
    golden("summary-sparse", sparse("summary", "--format", "table").out)


def test_a_page_without_anything_to_refer_to_ends_with_how_to_cite_it(lone):
    out = lone("summary", "--format", "markdown").out
    assert out.startswith("# A small store\n\n")
    assert out.partition("## Claims of An overview\n\n")[2].partition(" digest ")[0] == (
        "- **Not rated.** Claim: People relapsed about 19 days later on average.\n\n"
        "Cite as: A small store, keta store 2026-01-01,"
    )


def test_a_claim_that_only_names_its_page_has_no_why_in_a_summary(keta, folder):
    light = {"id": "calms", "statement": "Tea calms.", "source": "page", "quote": "tea calms", "topics": ["tea"]}
    path = folder(
        {
            "store": {"title": "Tea", "version": "1"},
            "sources": [{"id": "page", "kind": "document", "title": "A page"}],
            "claims": [light],
            "topics": [{"id": "tea", "name": "Tea"}],
        }
    )
    out = keta("summary", "--full", "--store", path, "--format", "table").out
    assert out.partition("Claims\n\n")[2].partition("\n\n")[0] == (
        "– NOT RATED\n  Claim    Tea calms.\n           A page · calms\n  Quote    “tea calms”"
    )


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("nowhere\nseries-2010\n", "error: No claim `nowhere`\nerror: No claim `series-2010`\n"),
        ("series-2010\n", "error: No claim `series-2010`\n\nhint: list claims with `keta claims`\n"),
        (
            "benefit-last\n",
            "error: No claim `benefit-last`\n\nhint: did you mean `benefit-lasts`? list claims with `keta claims`\n",
        ),
    ],
)
def test_where_no_id_is_that_of_a_claim_nothing_is_shown(keta, kept, monkeypatch, typed, message):
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    ran = keta("claims", "--ids-from", "-", "--format", "table", "--store", kept("store", store), code=1)
    assert ran == (1, "", message)
