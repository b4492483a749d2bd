"""The passage of a claim, shown to whoever has the document: as it was read, or where the quote stands now."""

from hashlib import sha256

import pytest

from tests.conftest import store

ID = "relapse-mean-19-days"
PAGE = "They relapsed on approximately 19 days. Later they were well.\n"


@pytest.fixture
def passage(keta, folder, tmp_path):
    """Show the claim beside a document and return the lines about its passage: `passage(text_of_the_document)`."""

    def show(document: bytes, code=0, place=(0, 39)):
        whole = store()
        whole["sources"][0]["sha256"] = sha256(PAGE.encode()).hexdigest()
        del whole["claims"][0]["passage"]
        whole["claims"][0] |= {"passage": list(place)} if place else {}
        (tmp_path / "overview.txt").write_bytes(document)
        path = folder(whole)
        ran = keta("show", ID, "--store", path, "--documents", tmp_path, "--format", "table", code=code)
        if code:
            return ran._replace(err=ran.err.replace(f"{tmp_path}/", ""))
        after = ran.out.partition("Passage: ")[2].split("\n")
        return " ".join([after[0], *(line.strip() for line in after[1:] if line.startswith("    "))][:4])

    return show


def test_of_the_file_that_was_read_it_is_the_passage(passage):
    assert passage(PAGE.encode()).startswith("They relapsed on approximately 19 days.")
    assert "Later" not in passage(PAGE.encode())


def test_of_a_claim_without_passage_it_is_the_sentence_in_which_the_quote_stands(passage):
    assert passage(PAGE.encode(), place=None).startswith("They relapsed on approximately 19 days.")
    assert "Later" not in passage(PAGE.encode(), place=None)
    assert "changed" not in passage(PAGE.encode(), place=None)


def test_of_a_document_that_has_changed_it_is_the_sentence_in_which_the_quote_stands_now(passage):
    shown = passage(b"New words stand here. They relapsed on approximately 19 days. The end.\n")
    assert shown.startswith(
        "They relapsed on approximately 19 days. (the document has changed since it was read; this is where the quote"
    )


def test_a_quote_that_is_gone_from_a_changed_document_is_told(passage):
    shown = passage(b"They relapsed on approximately 18 days.\n")
    assert shown.startswith("not found: the document has changed since it was read, and the quote is no longer there")


def test_a_document_that_is_no_text_is_refused(passage):
    assert passage(b"caf\xe9", code=2) == (2, "", "error: `overview.txt` is not valid UTF-8\n")


def test_a_folder_in_the_place_of_a_document_is_refused(keta, folder, tmp_path):
    path = folder(store())
    (tmp_path / "overview.txt").mkdir()
    ran = keta("show", ID, "--store", path, "--documents", tmp_path, code=2)
    assert ran.err == (
        f"error: Cannot read `{tmp_path}/overview.txt`: Is a directory\n\nhint: give the folder of the documents\n"
    )
