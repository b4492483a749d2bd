"""Sources for reference managers: BibTeX read back by pybtex, CSL-JSON rendered by a CSL processor."""

import codecs
import json
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jsonschema
import pytest

from ketacli.formats import FORMATS, exports, suffixes
from ketacli.formats._words import citation
from ketacli.formats.exports import LISTS
from ketacli.report.summary import summarise
from ketacli.store import open_store
from tests.conftest import DATA, claim, shipped_store, study
from tests.stores import full

FILES = tuple(name for name in FORMATS if FORMATS[name][0] in ("sources", "store"))

HOSTILE = r"""50% & more_x #1 $5 ~a^b \cmd{arg} } { @article{x, "q" 'd' “é” 中 😀 \textbackslash{} % end"""

# What keta writes of CSL's data, by https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types and
# -iv-variables: nothing else, and each of its type.
_TEXT = {"type": "string", "minLength": 1}
CSL: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": _TEXT,
            "type": {
                "enum": [
                    *("article-journal", "article-magazine", "article-newspaper", "book", "chapter", "dataset"),
                    *("document", "legislation", "regulation", "report", "review", "webpage"),
                ]
            },
            "author": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "properties": dict.fromkeys(("family", "given", "literal"), _TEXT),
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            },
            "issued": {
                "type": "object",
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 1,
                        "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
                    }
                },
                "required": ["date-parts"],
                "additionalProperties": False,
            },
            **dict.fromkeys(
                (
                    *("title", "container-title", "volume", "issue", "page", "number", "publisher"),
                    *("DOI", "PMID", "PMCID", "URL", "citation-label", "note"),
                ),
                _TEXT,
            ),
        },
        "required": ["id", "type", "title", "note"],
        "additionalProperties": False,
    },
}


@pytest.fixture
def made(folder):
    """Return an export of a store: `made("bibtex", full(), topic="relapse")`."""

    def make(name, content, **filters):
        store = open_store(folder(content) if isinstance(content, dict) else content)
        report = summarise(store, store.query(None, **filters))
        return exports.render(name, report, {kind: store.listed(kind) for kind in LISTS})

    return make


def entries(text: str) -> Any:
    from pybtex.database import parse_string

    return parse_string(text, "bibtex").entries


def unescaped(value: str) -> str:
    """Return text as LaTeX would set it."""
    import latexcodec  # noqa: F401 - it comes with pybtex, and registers the codec

    commands = {
        r"\textbackslash{}": "\\",
        r"\textbraceleft{}": "\0",
        r"\textbraceright{}": "\1",
        r"\textasciitilde{}": "~",
        r"\textasciicircum{}": "^",
        r"\$": "$",  # which the codec leaves for mathematics
    }
    marks = {command: chr(0xE000 + number) for number, command in enumerate(commands)}
    for command, mark in marks.items():
        value = value.replace(command, mark)
    read = str(codecs.decode(value, "ulatex")).replace("{", "").replace("}", "")  # type: ignore[call-overload]  # a codec from text to text
    for command, mark in marks.items():
        read = read.replace(mark, commands[command])
    return read.replace("\0", "{").replace("\1", "}")


def hostile() -> dict[str, Any]:
    """Return a store with one study whose every text is full of what BibTeX reads."""
    cite = {
        "type": "article-journal",
        "title": HOSTILE,
        "author": [
            {"family": "van der Berg and Sons, Ltd", "given": "A, B"},
            {"literal": HOSTILE},
            {"literal": "et al."},
            {"literal": "Health and Safety, US"},
            {"family": "Collins"},
            {"given": "Only"},
        ],
        "container-title": HOSTILE,
        "volume": "1_2",
        "issue": "#3",
        "page": "1-2–3",
        "number": "e_1",
        "publisher": "A & B",
        "issued": "2010-05",
        "DOI": "10.1000/a_b{c}%d",
        "PMCID": "PMC1",
        "URL": "https://example.org/a_b?x=1&y=%20#{z}",
    }
    content = full()
    first = next(one for one in content["sources"] if one["id"] == "series-2010")
    first |= {"cite": cite, "limitations": HOSTILE}
    return content


@pytest.mark.parametrize("name", ["bibtex", "csl-json"])
def test_the_sources_of_a_store(made, golden, name):
    golden(f"export-{name}", made(name, full()))


def test_a_choice_of_claims_cites_its_sources_only(made):
    assert list(entries(made("bibtex", full(), topic="response", importance="minor"))) == [
        *("guide", "series-2010", "trial-2024")
    ]


def test_bibtex_is_read_back_as_it_was(made):
    found = entries(made("bibtex", hostile()))["series-2010"]
    fields = {
        name: unescaped(value) for name, value in found.fields.items() if name not in {"doi", "url", "annote", "label"}
    }
    assert fields == {
        "title": HOSTILE,
        "journal": HOSTILE,
        "date": "2010-05",
        "year": "2010",
        "volume": "1_2",
        "number": "#3",
        "pages": "1–2–3",
        "eid": "e_1",
        "publisher": "A & B",
        "pmcid": "PMC1",
    }
    assert unescaped(found.fields["annote"]).endswith(f" {HOSTILE}")
    assert found.fields["url"] == "https://example.org/a_b?x=1&y=%20#%7Bz%7D"
    assert found.fields["doi"] == "10.1000/a_b%7Bc%7D%d"


def test_names_are_divided_as_the_store_divides_them(made):
    persons = entries(made("bibtex", hostile()))["series-2010"].persons["author"]
    names = [tuple(unescaped(" ".join(part)) for part in (one.last_names, one.first_names)) for one in persons]
    assert names == [
        ("van der Berg and Sons, Ltd", "A, B"),
        (HOSTILE, ""),
        ("Health and Safety, US", ""),
        ("Collins", ""),
        ("Only", ""),
        ("others", ""),
    ]
    assert str(persons[0]) == "{van der Berg and Sons, Ltd}, {A, B}"
    assert str(persons[-1]) == "others"


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("article-journal", "article"),
        ("article-magazine", "article"),
        ("article-newspaper", "article"),
        ("review", "article"),
        ("book", "book"),
        ("chapter", "incollection"),
        ("report", "techreport"),
        ("webpage", "online"),
        ("dataset", "misc"),
        ("document", "misc"),
        ("legislation", "misc"),
        ("regulation", "misc"),
    ],
)
def test_every_type_of_source_is_an_entry(made, kind, entry):
    cite = {"type": kind, "title": "T", "container-title": "C", "publisher": "P", "number": "7"}
    content = full()
    content["sources"] = [*content["sources"][:2], study(cite=cite), *content["sources"][3:]]
    found = entries(made("bibtex", content))["series-2010"]
    place = {"article": "journal", "incollection": "booktitle"}.get(entry, "howpublished")
    assert (found.type, found.fields[place]) == (entry, "C")
    assert found.fields["institution" if entry == "techreport" else "publisher"] == "P"
    assert found.fields["eid" if entry == "article" else "number"] == "7"
    jsonschema.validate(json.loads(made("csl-json", content)), CSL)


def test_nothing_in_a_text_begins_an_entry(made):
    assert list(entries(made("bibtex", hostile()))) == list(entries(made("bibtex", full())))


def test_what_acts_on_a_terminal_is_shown(made):
    content = full()
    first = next(one for one in content["sources"] if one["id"] == "trial-2024")
    first["cite"]["title"] = "a\u202eb"
    assert entries(made("bibtex", content))["trial-2024"].fields["title"] == "{a<U+202E>b}"
    assert json.loads(made("csl-json", content))[-1]["title"] == "a<U+202E>b"


@pytest.mark.parametrize("make", [full, hostile, lambda: DATA])
def test_csl_json_follows_the_rules_of_csl(made, make):
    jsonschema.validate(json.loads(made("csl-json", make())), CSL)


def _listed(name: str) -> set[str]:
    """Return the words that a file of the official CSL schema lists, from the copy that citeproc-py carries."""
    import re
    from importlib.resources import files as carried

    path = carried("citeproc").joinpath("data", "schema", "schemas", "styles", f"{name}.rnc")
    return set(re.findall(r'^\s*(?:\| )?"([\w-]+)"', path.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("make", [full, hostile, lambda: DATA])
def test_types_and_variables_are_those_of_the_official_csl_schema(made, make):
    records = json.loads(made("csl-json", make()))
    assert {record["type"] for record in records} - _listed("csl-types") == set()
    written = {name for record in records for name in record} - {"id", "type"}
    assert written - _listed("csl-variables") == set()


def test_every_type_a_store_may_cite_is_one_of_the_official_csl_schema():
    assert set(CSL["items"]["properties"]["type"]["enum"]) - _listed("csl-types") == set()
    assert set(CSL["items"]["properties"]) - {"id", "type"} - _listed("csl-variables") == set()


@pytest.mark.parametrize("make", [full, hostile, lambda: DATA])
def test_csl_json_fits_the_official_json_schema(made, make):
    schema = os.environ.get("KETA_CSL_SCHEMA", "")
    if not Path(schema).is_file():
        pytest.skip("KETA_CSL_SCHEMA names no file with CSL's csl-data.json, which no package carries")
    rules = json.loads(Path(schema).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(rules).validate(json.loads(made("csl-json", make())))


def test_a_csl_processor_renders_it(made):
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    records = json.loads(made("csl-json", full(), topic="relapse"))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(records), formatter.plain)
    for record in records:
        bibliography.register(Citation([CitationItem(record["id"])]))
    assert [str(line) for line in bibliography.bibliography()] == [
        "“A guide” (no date) “A guide”.",
        "C. Writer (2024) An overview. Available at: https://example.org/overview.",
        "Rot, M., Collins and others (2010) “Repeated infusions.”, Biol Psychiatry, 67(2), pp. 139–145. Available at: https://doi.org/10.1000/series.",
        "(2010) “Repeated infusions”.",
        "Trial Group (2024) A trial of remission. Available at: https://example.org/trial.",
    ]


@pytest.mark.parametrize("name", ["bibtex", "csl-json"])
def test_every_shipped_source_is_cited_once(made, name):
    store = shipped_store()
    text = made(name, DATA)
    cited = list(entries(text)) if name == "bibtex" else [one["id"] for one in json.loads(text)]
    assert cited == [*sorted(store.ids("document")), *sorted(store.ids("study"))]


def test_the_table_of_files_is_the_folder():
    modules = {path.stem for path in Path(exports.__file__).parent.glob("*.py") if not path.stem.startswith("_")}
    assert modules == {name.replace("-", "_") for name in FILES}
    assert set(FILES) <= set(suffixes().values())


def test_a_lone_claim_without_evidence_cites_its_document(made):
    content = full(
        claims=[
            claim(
                evidence=[], no_evidence="Nothing.", confidence={"question": "fact", "level": "not-rated", "why": "w"}
            )
        ]
    )
    content |= {"contradictions": [], "omissions": [], "topics": [{"id": "relapse", "name": "n"}]}
    content["sources"][0]["passed_over"] = []
    assert list(entries(made("bibtex", content | {"retired": []}))) == ["overview"]


def test_pages_without_a_journal_are_told_in_words():
    one: Any = SimpleNamespace(cite={"title": "A review", "issued": "2022", "page": "853-866"})
    assert citation(one) == "2022. A review. Pages 853-866."
