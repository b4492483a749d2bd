"""Quotes are checked against the documents whichever part of a store is checked."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
import yaml

from ketacli.checks._headings import is_heading
from ketacli.checks._run import run
from ketacli.errors import KetaError
from tests.conftest import claim, dump, store

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "People relapsed on approximately 19 days after the last infusion. "
    + "Nobody knows what became of the others. " * 3
)
PASSAGE = [0, 65]


@pytest.fixture
def split(folder, tmp_path):
    """Write a store of two files, its document beside it; return the folders of both."""

    def write(**changes):
        whole = store(contradictions=[], claims=[claim(passage=PASSAGE, **changes)])
        document = whole["sources"][0]
        document["sha256"] = sha256(TEXT.encode()).hexdigest()
        document["passed_over"] = [{"passage": [66, len(TEXT) - 1], "reason": "signpost"}]
        claims = {"claims": whole.pop("claims")}
        documents = tmp_path / "documents"
        documents.mkdir()
        (documents / "overview.txt").write_text(TEXT, encoding="utf-8")
        return folder({"claims.yaml": dump(claims), "rest.yaml": dump(whole)}), documents

    return write


def found(path: Path, documents: Path) -> list[tuple[str, str]]:
    return [(problem.file.rpartition("/")[2], problem.check) for problem in run(path, documents).problems]


def test_a_store_in_two_files_is_held_against_its_document(split):
    path, documents = split()
    assert found(path, documents) == []
    assert run(path, documents).documents == 1


def test_a_file_of_claims_is_held_against_the_document_that_stands_beside_it(split):
    path, documents = split(quote="relapsed on approximately 18 days", statement="It came back.", quantities=[])
    assert found(path / "claims.yaml", documents) == [("claims.yaml", "quote-in-document")]
    assert run(path / "claims.yaml", documents).documents == 1


def test_a_file_of_sources_alone_leaves_no_document_uncovered(split):
    path, documents = split()
    assert found(path / "rest.yaml", documents) == []


def test_a_document_that_is_not_there_is_reported_where_it_is_named(split):
    path, documents = split()
    (documents / "overview.txt").unlink()
    assert found(path / "claims.yaml", documents) == [("rest.yaml", "document-digest")]


def test_two_claims_of_one_id_cover_both_their_passages(split):
    path, documents = split()
    text = (path / "claims.yaml").read_text(encoding="utf-8")
    second = text.partition("\n")[2].replace("- 65\n", "- 64\n")
    assert second != text.partition("\n")[2]
    (path / "claims.yaml").write_text(text + second, encoding="utf-8")
    assert {check for _, check in found(path, documents)} == {"duplicate-id", "sorting"}


def test_a_claim_that_cannot_be_read_leaves_no_hole_where_its_passage_can_be_made_out(split):
    path, documents = split()
    broken = (
        (path / "claims.yaml")
        .read_text(encoding="utf-8")
        .replace('"core"', '"vital"')
        .replace("passage:\n  - 0\n  - 65\n", "passage: [0, 65]\n")
    )
    (path / "claims.yaml").write_text(broken, encoding="utf-8")
    assert found(path, documents) == [("claims.yaml", "schema")]


def test_a_claim_that_cannot_be_read_and_shows_no_passage_may_be_of_any_stretch(split):
    path, documents = split()
    broken = (path / "claims.yaml").read_text(encoding="utf-8").replace('"core"', "core: not")
    assert '  "passage":\n  - 0\n  - 65\n' in broken
    (path / "claims.yaml").write_text(broken.replace('  "passage":\n  - 0\n  - 65\n', ""), encoding="utf-8")
    assert found(path, documents) == [("claims.yaml", "yaml-syntax")]


def test_a_figure_that_a_claim_in_the_file_beside_quotes_is_quoted(split):
    path, documents = split()
    mine = claim(
        id="relapse-comes",
        statement="It came back.",
        quote="People relapsed",
        passage=PASSAGE,
        quantities=[],
        relations=[{"kind": "depends-on", "claim": claim()["id"]}],
    )
    whole = yaml.safe_load((path / "rest.yaml").read_text(encoding="utf-8")) | {"claims": [mine]}
    (path / "rest.yaml").write_text(dump(whole), encoding="utf-8")
    assert found(path / "rest.yaml", documents) == []
    del mine["relations"]
    (path / "rest.yaml").write_text(dump(whole), encoding="utf-8")
    assert found(path / "rest.yaml", documents) == [("rest.yaml", "document-coverage")]


def test_a_folder_that_is_not_there_is_refused(split):
    path, documents = split()
    with pytest.raises(KetaError, match=r"^No folder `.*/nowhere` with documents$"):
        run(path, documents.parent / "nowhere")


def messages(path: Path, documents: Path) -> list[tuple[str, str]]:
    return [(problem.message, problem.hint) for problem in run(path, documents).problems]


def test_a_document_with_other_line_ends_is_told_from_one_that_was_rewritten(split):
    path, documents = split()
    file = documents / "overview.txt"
    file.write_bytes(TEXT.replace(". ", ".\n").encode())
    assert "is not the file that was read" in messages(path, documents)[0][0]
    sources = path / "rest.yaml"
    digest = sha256(TEXT.replace(". ", ".\n").encode()).hexdigest()
    old = sha256(TEXT.encode()).hexdigest()
    sources.write_text(sources.read_text(encoding="utf-8").replace(old, digest), encoding="utf-8")
    file.write_bytes(TEXT.replace(". ", ".\r\n").encode())
    assert messages(path, documents) == [
        (
            "`overview.txt` differs from the file that was read in its line ends alone",
            "git may change them at checkout: put `*.txt -text` into `.gitattributes`, and check it out again",
        )
    ]


def test_a_document_that_is_a_link_out_of_the_folder_is_not_read(split, tmp_path):
    path, documents = split()
    (documents / "overview.txt").rename(tmp_path / "secret.txt")
    (documents / "overview.txt").symlink_to(tmp_path / "secret.txt")
    assert [message for message, _ in messages(path, documents)] == [
        f"cannot read `{documents / 'overview.txt'}`: it is a link to a file outside the folder"
    ]


def test_a_document_that_is_a_link_inside_the_folder_is_read(split):
    path, documents = split()
    (documents / "overview.txt").rename(documents / "kept.txt")
    (documents / "overview.txt").symlink_to(documents / "kept.txt")
    assert messages(path, documents) == []


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("What tea does", True),
        ("<h2>What tea does</h2>", True),
        ("<p>Tea calms people.</p>", False),
        ("Tea calms people.</li></ul>", False),
        ("Tea calms people.", False),
        ("<br>", False),
    ],
)
def test_what_ends_as_a_sentence_is_no_heading_whatever_tags_are_around_it(line, is_one):
    assert is_heading(line) == is_one


def said(path: Path, documents: Path) -> list[str]:
    return [f"{one.severity}: {one.message} ({one.check}); {one.hint}" for one in run(path, documents).problems]


def test_a_document_without_a_file_is_warned_about_since_nothing_of_it_is_checked(split):
    path, documents = split()
    rest = yaml.safe_load((path / "rest.yaml").read_text(encoding="utf-8"))
    del rest["sources"][0]["file"], rest["sources"][0]["sha256"]
    (path / "rest.yaml").write_text(dump(rest), encoding="utf-8")
    assert said(path, documents) == [
        "warning: no `file`, so its quotes are not checked (document-digest); save its text, and name it under `file`"
    ]


@pytest.mark.parametrize(
    ("quote", "problem"),
    [
        (
            "relapsed on approximately 20 days",
            (
                "error: `relapsed on approximately 20 days` does not stand in the document (quote-in-document); "
                "copy the words as they stand there"
            ),
        ),
        (
            "Nobody knows",
            (
                "error: `Nobody knows` stands in the document more than once: at 3 places, the last two 106 and 146 "
                "(quote-ambiguous); take one more word into the fragment, or give the `passage`: `keta anchor` prints it"
            ),
        ),
    ],
)
def test_of_a_claim_without_passage_the_quote_alone_is_held_against_the_document(split, quote, problem):
    path, documents = split(quote=quote, statement="It came back.", quantities=[])
    claims = yaml.safe_load((path / "claims.yaml").read_text(encoding="utf-8"))
    del claims["claims"][0]["passage"]
    (path / "claims.yaml").write_text(dump(claims), encoding="utf-8")
    assert [one for one in said(path, documents) if "document-coverage" not in one] == [problem]


def test_of_a_changed_document_without_claims_the_digest_alone_is_told(split):
    path, documents = split()
    rest = store(claims=[], contradictions=[])
    (path / "rest.yaml").write_text(dump(rest), encoding="utf-8")
    (path / "claims.yaml").unlink()
    digest = sha256((documents / "overview.txt").read_bytes()).hexdigest()
    assert [one for one in said(path, documents) if "document-digest" in one] == [
        (
            f"error: `overview.txt` is not the file that was read: its digest is `{digest}` (document-digest); "
            "passages may have moved: get the file that was read, or read it again and give this digest"
        )
    ]


def test_of_a_changed_file_of_a_study_the_digest_alone_is_told(split):
    path, documents = split(evidence=[{"source": "series-2010", "verdict": "partly", "quote": "Eight of nine"}])
    (documents / "series.txt").write_text("Eight of nine relapsed.")
    rest = (path / "rest.yaml").read_text(encoding="utf-8")
    rest = rest.replace('"series-2010"\n', '"series-2010"\n  "file": "series.txt"\n  "sha256": "' + "0" * 64 + '"\n', 1)
    (path / "rest.yaml").write_text(rest, encoding="utf-8")
    digest = sha256((documents / "series.txt").read_bytes()).hexdigest()
    assert [one for one in said(path, documents) if "document-digest" in one] == [
        (
            f"error: `series.txt` is not the file that was read: its digest is `{digest}` (document-digest); "
            "passages may have moved: get the file that was read, or read it again and give this digest"
        )
    ]
