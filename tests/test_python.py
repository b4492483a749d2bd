"""keta from Python: the store's methods, what they refuse, and the programs that take its records."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import json
import pickle
import re
import subprocess
import sys
import threading
from types import GenericAlias, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

import ketacli
from ketacli import Claim, KetaError, NotFoundError, UsageError, exporting, open_store, to_dict, to_frame
from ketacli.store.query import Filters, Query
from tests import user_page
from tests.conftest import DATA, ROOT, claim, store
from tests.stores import full

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [ROOT / "README.md", *sorted(path for path in (ROOT / "docs").rglob("*.md") if path.name != "python.md")]
BLOCKS = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in PAGES
    for number, block in enumerate(
        re.findall(r"^```python\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    )
]


@pytest.fixture
def shipped():
    with open_store() as found:
        yield found


def wrong(value: Any) -> Any:
    """Return a value that type checkers would refuse."""
    return value


def import_or_skip(block: str) -> None:
    """Skip a block whose libraries are not there."""
    for name in ("fastapi", "pandas", "polars"):
        if name in block:
            pytest.importorskip(name)


@pytest.mark.parametrize("block", BLOCKS)
def test_the_python_of_the_pages_runs(block, tmp_path, cache_folder):
    import_or_skip(block)
    env = {"KETA_STORE": str(DATA), "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache_folder), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", block], capture_output=True, text=True, cwd=tmp_path, env=env, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def checked(path: Path, *names: str) -> str:
    """Return what `mypy --strict` says of files, with the project's own settings out of its sight."""
    pytest.importorskip("mypy")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--config-file=",
            "--no-error-summary",
            "--cache-dir",
            str(ROOT / ".mypy_cache" / "users"),
            *names,
        ],
        capture_output=True,
        text=True,
        cwd=path,
        env={"MYPYPATH": str(ROOT), "PATH": "", "HOME": str(path)},
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("block", BLOCKS)
def test_the_python_of_the_pages_passes_mypy_strict(block, tmp_path):
    import_or_skip(block)
    (tmp_path / "page.py").write_text(block, encoding="utf-8")
    assert checked(tmp_path, "page.py") == ""


@pytest.mark.slow
def test_a_page_of_user_code_passes_mypy_strict():
    assert checked(ROOT / "tests", "user_page.py") == ""


def test_a_page_of_user_code_says_what_it_finds():
    assert user_page.main() == [
        "True",
        "False True 2",
        "aan het Rot 2010, 10 people",
        "19 d",
        "relapse",
        "True",
        "True",
        "True",
        "True",
        "mine.txt: 1",
        "False",
        "No claim `nosuch` / list claims with `keta claims`",
        "No confidence `x` / confidence is one of very-low, low, moderate, high",
        "0 errors in True",
    ]


WRONG = """
from ketacli import open_store
store = open_store()
store.claims(topik="relapse")
store.summary(topik="relapse")
store.claims(rating="wrng")
store.compare(verdict=["supports", "suports"])
store.plot("rate")
store.export("doc")
store.counts("topics")
store.claim(id="a").statment
store.claim(id="a").statement = "b"
"""


@pytest.mark.slow
def test_wrong_names_and_values_are_type_errors(tmp_path):
    (tmp_path / "page.py").write_text(WRONG, encoding="utf-8")
    said = checked(tmp_path, "page.py")
    assert re.findall(r"^page\.py:(\d+): error: .*\[([\w-]+)\]$", said, re.MULTILINE) == [
        ("4", "call-arg"),
        ("5", "call-arg"),
        ("6", "arg-type"),
        ("7", "list-item"),
        ("8", "arg-type"),
        ("9", "arg-type"),
        ("10", "arg-type"),
        ("11", "attr-defined"),
        ("12", "misc"),
    ]


def test_claims_takes_the_filters_that_every_method_takes():
    names = [*inspect.signature(ketacli.Store.claims).parameters]
    assert names[2:-2] == list(Filters.__annotations__) == [name for name in Query._fields if name != "text"]


METHODS: list[tuple[str, tuple[Any, ...]]] = [
    ("claims", ()),
    ("sources", ()),
    ("topics", ()),
    ("contradictions", ()),
    ("counts", ("rating",)),
    ("summary", ()),
    ("compare", ()),
    ("plot", ("rates",)),
    ("export", ("csv",)),
]


@pytest.mark.parametrize(("name", "given"), METHODS)
def test_every_method_refuses_what_the_command_line_refuses(name, given, shipped, keta):
    wrong: dict[str, Any] = {"topik": "relapse"}
    with pytest.raises(TypeError, match="topik"):
        getattr(shipped, name)(*given, **wrong)
    with pytest.raises(ketacli.UnknownValueError) as caught:
        getattr(shipped, name)(*given, topic="oneset")
    said = f"error: {caught.value.message}\n\nhint: {caught.value.hint}\n"
    assert said == keta("claims", "--topic", "oneset", code=2).err


@pytest.mark.parametrize(("name", "given"), METHODS)
def test_every_method_takes_every_filter(name, given, kept):
    there = open_store(kept("full", full))
    one = next(found for found in there.claims() if found.evidence and found.quantities)
    filters: dict[str, Any] = {
        "topic": one.topics[0],
        "source": one.source,
        "type": one.type,
        "rating": one.rating,
        "confidence": one.confidence.level,
        "importance": one.importance,
        "intervention": one.scope.intervention,
        "measure": one.quantities[0].measure,
        "verdict": one.evidence[0].verdict,
        "contested": one.contested,
        "caveat": one.caveats[0].kind if one.caveats else None,
    }
    assert list(filters) == list(Filters.__annotations__)
    assert one in there.claims(**filters)
    getattr(there, name)(*given, **filters)


def test_a_store_is_closed_at_the_end_of_its_block_and_says_so(kept):
    place = kept("store", store)
    with open_store(place) as there:
        one = there.claims()[0]
    for ask in (
        there.claims,
        there.topics,
        there.refresh,
        there.__enter__,
        lambda: there.get(one.id),
        lambda: there.ask("why?"),
    ):
        with pytest.raises(UsageError) as caught:
            ask()
        assert (caught.value.message, caught.value.hint) == ("The store is closed", "open it again: `open_store`")
    there.close()
    assert repr(there).endswith(", closed>")
    assert one._repr_html_() is None
    assert open_store(place).claims()[0] == one, "the index is still there"


def test_a_store_has_a_length_and_says_what_it_is(folder, kept):
    place = folder({"store.yaml": "store: {title: Tea, version: '1'}\nclaims: []\n"})
    empty = open_store(place)
    assert (len(empty), bool(empty), repr(empty)) == (0, True, f"<Store Tea 1: 0 claims at {place}>")
    there = open_store(kept("store", store))
    assert len(there) == len(there.claims()) > 0


def two(*ids: str, **changes: Any) -> dict[str, Any]:
    """Return a small store of claims with these ids, none of which contradicts another."""
    return store(claims=[claim(id=name, **changes) for name in ids], contradictions=[])


def test_a_store_is_refreshed_when_it_is_asked_to_and_not_before(folder, monkeypatch, tmp_path):
    place = folder(two("first"))
    monkeypatch.chdir(place.parent)
    there = open_store(place.name)
    assert there.refresh() is False
    folder(two("first", "second"))
    assert [one.id for one in there.claims()] == ["first"]
    monkeypatch.chdir(tmp_path)
    assert there.refresh() is True
    assert ([one.id for one in there.claims()], len(there)) == (["first", "second"], 2)
    for path in place.glob("*.yaml"):
        path.write_text("claims: [", encoding="utf-8")
    with pytest.raises(ketacli.StoreError):
        there.refresh()
    assert [one.id for one in there.claims()] == ["first", "second"]


def test_claim_and_source_return_these_or_say_what_there_is(shipped):
    assert shipped.claim("relapse-mean-19-days").id == "relapse-mean-19-days"
    assert shipped.source("daly-2019-sustain1").label == "Daly 2019"
    said = {}
    for ask, name in (
        (shipped.claim, "relapse-mean-18-days"),
        (shipped.source, "nosuch"),
        (shipped.claim, "daly-2019-sustain1"),
        (shipped.source, "relapse-mean-19-days"),
    ):
        with pytest.raises(NotFoundError) as caught:
            ask(name)
        said[caught.value.message] = caught.value.hint
    assert said == {
        "No claim `relapse-mean-18-days`": "did you mean `relapse-mean-19-days`? list claims with `keta claims`",
        "No source `nosuch`": "list sources with `keta sources`",
        "No claim `daly-2019-sustain1`": "there is a study with this id: `get`",
        "No source `relapse-mean-19-days`": "there is a claim with this id: `get`",
    }


def test_threads_share_a_store(shipped):
    wanted = [one.id for one in shipped.claims(topic="relapse")]
    found: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: found.append([one.id for one in shipped.claims(topic="relapse")]))
        for _ in range(8)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == [wanted] * 8


def test_a_store_without_a_name_is_refused():
    for ask in (open_store, ketacli.check):
        with pytest.raises(ketacli.StoreError, match="No store at ``"):
            ask("")


def test_a_misspelt_word_is_told_with_the_one_that_was_looked_for(shipped, keta):
    (word, meant), *_ = shipped.corrections("remision").items()
    assert keta("claims", "remision").err == f"note: nothing has `{word}`: searched for `{meant}`\n"
    assert shipped.corrections("remission") == {}


def test_an_export_is_what_the_command_writes(shipped, tmp_path, keta):
    for name, suffix in (("csv", "csv"), ("markdown", "md"), ("bibtex", "bib"), ("json", "json")):
        target = tmp_path / f"out.{suffix}"
        keta("export", str(target), "--topic", "relapse")
        assert shipped.export(name, topic="relapse") == target.read_bytes()


def test_an_export_of_nothing_is_refused(shipped):
    with pytest.raises(NotFoundError) as caught:
        shipped.export("csv", topic="relapse", contested=True)
    assert caught.value.message == "No claim found for topic `relapse`, contested"


@pytest.mark.parametrize(
    ("ask", "message", "hint"),
    [
        (lambda it: it.export("cvs"), "No format `cvs`", f"did you mean `csv`? formats are {', '.join(exporting.names())}"),
        (lambda it: it.plot("rate"), "No plot `rate`", "did you mean `rates`? plots are rates, timing, overview"),
        (lambda it: it.plot("rates", format="jpg"), "No format `jpg`", "did you mean `png`? formats are svg, png, pdf, text"),
        (lambda it: it.plot("rates", size="big"), "No size `big`", "sizes are slide, page, or inches across and down as in 10x6"),
        (lambda it: it.plot("rates", format="text", size="page"), "`size` is that of a picture", "leave it out, or ask for svg, png or pdf"),
        (lambda it: it.counts("topics"), "No field `topics` to count", "count by one of topic, source, type, rating, confidence, importance, intervention, measure, verdict, caveat, contested"),
        (lambda it: to_frame(it.claims(limit=1), ["idd"], library="pandas"), "No field `idd`", "did you mean `id`?"),
        (lambda it: to_frame(it.claims(limit=0), library=wrong("panda")), "No library `panda`", "did you mean `pandas`? frames are of pandas or polars"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_with_those_that_there_are(ask, message, hint, shipped):
    if "idd" in message:
        pytest.importorskip("pandas")
    with pytest.raises(UsageError) as caught:
        ask(shipped)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_the_formats_and_plots_are_those_of_the_command_line():
    from typing import get_args

    from ketacli import api
    from ketacli.formats.plot import PICTURES
    from ketacli.report.figure import KINDS

    assert get_args(api.ExportFormat) == exporting.names()
    assert get_args(api.PlotKind) == tuple(KINDS)
    assert get_args(api.PlotFormat) == (*PICTURES, "text")


def test_a_plot_is_a_picture_that_a_notebook_shows(shipped):
    (text,) = shipped.plot("timing", topic="onset", format="text", title="How soon?")
    assert (text.title, text.format, text.data.decode().splitlines()[0]) == ("How soon?", "text", "How soon?")
    assert text._repr_mimebundle_() == {"text/plain": text.data.decode()}
    assert text.caption
    assert repr(text) == f"<Picture How soon? (text, {len(text.data):,} bytes)>"
    assert shipped.plot("timing", topic="billing" if "billing" in shipped.ids("topic") else "cost", format="text") == []
    assert dataclasses.replace(text, format="pdf")._repr_mimebundle_() == {}
    pytest.importorskip("matplotlib")
    (drawn,) = shipped.plot("timing", topic="onset")
    assert drawn.data.startswith(b"<?xml")
    assert list(drawn._repr_mimebundle_()) == ["image/svg+xml"]


def test_records_say_what_they_are_in_a_line(folder):
    whole = full()
    there = open_store(folder(whole))
    for kind, found, text in (
        ("Claim", there.claims()[0], there.claims()[0].statement),
        ("Document", there.sources()[0], there.sources()[0].label),
        ("Study", there.sources()[-1], there.sources()[-1].label),
        ("Contradiction", there.contradictions()[0], there.contradictions()[0].short or there.contradictions()[0].why),
        ("Omission", there.omissions()[0], there.omissions()[0].label),
        ("Topic", there.topics()[0], there.topics()[0].name),
    ):
        assert re.fullmatch(rf"<{kind} {found.id}(?: \([\w -]+\))?: {re.escape(text)}>", repr(found))
    assert repr(there.summary(topic="relapse")).startswith("<Summary ")
    assert repr(there.scan(b"Tea helps.", name="tea.txt")) == "<Scan tea.txt: 0 of 1 sentence known>"


def test_whatever_a_method_returns_is_plain_data_on_request(shipped):
    for found in (
        *shipped.claims(limit=3),
        *shipped.sources()[:3],
        *shipped.topics()[:2],
        *shipped.contradictions()[:2],
        *shipped.omissions()[:2],
        *shipped.compare(topic="relapse"),
        shipped.ask("does it come back?"),
        shipped.scan(b"Ketamine is approved."),
        shipped.summary(topic="relapse"),
        ketacli.check(),
        shipped.claims(limit=3),
        shipped.compare(topic="relapse"),
        shipped.counts("rating"),
    ):
        plain = to_dict(found)
        assert json.loads(json.dumps(plain)) == plain
    assert to_dict(shipped.claims(limit=2)) == [to_dict(one) for one in shipped.claims(limit=2)]
    with pytest.raises(TypeError, match="expected a record, such as a claim, or several, got int"):
        to_dict(1)


def test_plain_data_is_what_show_prints(shipped, keta):
    def unaided(value: Any) -> Any:
        """Leave out what only a view adds: a figure in words, the labels of other records."""
        if isinstance(value, list):
            return [unaided(one) for one in value]
        if isinstance(value, dict):
            return {name: unaided(one) for name, one in value.items() if name not in ("figure", "label", "labels")}
        return value

    printed = json.loads(keta("show", "relapse-mean-19-days", "--json").out)["claims"][0]
    assert to_dict(shipped.claim("relapse-mean-19-days")) == unaided(printed)


def test_check_names_every_problem_of_a_store_that_cannot_be_opened(folder):
    place = folder(store(claims=[claim(id="a", rating="wrng"), claim(id="b", importance="cor")]))
    report = ketacli.check(place)
    assert (report.errors > 1, {one.record for one in report.problems} >= {"a", "b"}) == (True, True)
    with pytest.raises(ketacli.StoreError):
        open_store(place)


def test_anchor_finds_the_place_of_a_quote(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("Tea helps. Of bad sleepers 80% slept better. Tea helps.", encoding="utf-8")
    found = ketacli.anchor(page, "80% slept")
    assert (found.quote, [one.passage for one in found.places], found.warnings) == (("80% slept",), [(11, 44)], ())
    assert len(ketacli.anchor(page, "Tea helps").places) == 2
    for words in ((), ("",), ("80%", " ")):
        with pytest.raises(UsageError, match="No words to look for"):
            ketacli.anchor(page, *words)
    with pytest.raises(KetaError, match="`coffee` does not stand in"):
        ketacli.anchor(page, "coffee")


@pytest.mark.slow
@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_has_what_the_records_say(library, shipped):
    pytest.importorskip(library)
    claims = shipped.claims()
    frame = to_frame(
        claims, ["id", "contested", "quantities.value", "confidence.level", "caveats.text"], library=library
    )
    assert frame.shape == (len(claims), 5)
    columns = {name: list(frame[name]) for name in frame.columns}
    assert columns["id"] == [one.id for one in claims]
    assert columns["contested"] == [one.contested for one in claims]
    assert [list(one) for one in columns["quantities.value"]] == [
        [part.value for part in one.quantities] for one in claims
    ]
    assert columns["confidence.level"] == [one.confidence.level for one in claims]
    for records in (claims, shipped.sources(), shipped.topics(), shipped.contradictions(), shipped.omissions()):
        assert len(to_frame(records, library=library)) == len(records)
    figures = shipped.compare()
    assert len(to_frame(figures, library=library)) == sum(len(block.rows) for block in figures)


@pytest.mark.slow
@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_records_are_rows_to_the_library_itself(library, shipped):
    module = pytest.importorskip(library)
    frame = module.DataFrame(shipped.claims())
    assert list(frame.columns) == [one.name for one in dataclasses.fields(Claim)]
    assert list(frame["id"]) == [one.id for one in shipped.claims()]


def test_without_a_library_a_frame_is_refused(monkeypatch):
    from ketacli import frames

    monkeypatch.setattr(frames, "find_spec", lambda _: None)
    for library, message, hint in (
        (
            None,
            "Frames need pandas or polars, and neither is installed",
            '`pip install "keta[pandas]"` or `pip install "keta[polars]"`',
        ),
        ("polars", "Frames need polars, which is not installed", '`pip install "keta[polars]"`'),
    ):
        with pytest.raises(UsageError) as caught:
            to_frame([], library=library)  # type: ignore[arg-type]
        assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.fixture(params=["pandas", "polars"])
def columns(request, monkeypatch):
    """Stand in for a library that is not there: a frame is a dict of its columns."""
    from ketacli import frames

    module = SimpleNamespace(DataFrame=lambda found, **_: found)
    monkeypatch.setattr(frames, "find_spec", lambda name: name == request.param)
    monkeypatch.setitem(sys.modules, request.param, module)


@pytest.mark.usefixtures("columns")
def test_a_frame_has_a_row_for_each_record_and_a_column_for_each_field(kept):
    there = open_store(kept("full", full))
    claims = there.claims()
    found = to_frame(claims, ["id", "contested", "quantities.value", "verdicts"])
    assert found == {
        "id": [one.id for one in claims],
        "contested": [one.contested for one in claims],
        "quantities.value": [[part.value for part in one.quantities] for one in claims],
        "verdicts": [dict(one.verdicts) for one in claims],
    }
    assert list(to_frame(there.topics())) == ["id", "name", "question", "answer", "aliases", "bottom_line.text"]
    blocks = there.compare()
    assert to_frame(blocks, ["measure"]) == {"measure": [block.measure for block in blocks for _ in block.rows]}


@pytest.mark.usefixtures("columns")
def test_a_frame_of_nothing_has_the_columns_that_are_named():
    assert (to_frame([], ["id", "nosuch"]), to_frame([])) == ({"id": [], "nosuch": []}, {})


@pytest.mark.usefixtures("columns")
def test_what_only_the_store_counts_is_in_no_frame(shipped):
    with pytest.raises(UsageError) as caught:
        to_frame(shipped.sources(), ["id", "counts.claims"])
    assert caught.value.message == "No field `counts.claims` in a frame"


def test_what_is_no_record_is_in_no_frame(shipped, monkeypatch):
    from ketacli import frames

    monkeypatch.setattr(frames, "find_spec", lambda _: True)
    rows = shipped.compare(topic="relapse")
    for wrong, message in (
        ([1], "expected records, such as claims, got int"),
        ([*shipped.claims(limit=1), *rows], "figures and records have different columns: make a frame of each"),
    ):
        with pytest.raises(TypeError) as caught:
            to_frame(wrong)
        assert str(caught.value) == message
    with pytest.raises(UsageError, match="No field `idd`"):
        to_frame(rows, ["idd"])


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.filterwarnings("ignore:Using `httpx`")
def test_fastapi_answers_with_records(kept):
    fastapi = pytest.importorskip("fastapi")
    pytest.importorskip("httpx")
    from fastapi.testclient import TestClient

    app = fastapi.FastAPI()
    place = kept("full", full)

    def claims(topic: str | None = None, rating: ketacli.Rating | None = None):
        with open_store(place) as there:
            return there.claims(topic=topic, rating=rating)

    app.get("/claims", response_model=list[Claim])(claims)

    @app.exception_handler(ketacli.KetaError)
    def told(_, error):
        return fastapi.responses.JSONResponse({"message": error.message}, 422)

    client = TestClient(app)
    unknown = client.get("/claims?topic=oneset")
    assert (unknown.status_code, unknown.json()) == (422, {"message": "No topic `oneset`"})
    wanted = [json.loads(json.dumps(dataclasses.asdict(one))) for one in open_store(place).claims()]
    assert client.get("/claims").json() == wanted
    assert client.get("/claims?rating=wrng").status_code == 422
    properties = app.openapi()["components"]["schemas"]["Claim"]["properties"]
    assert list(properties) == [one.name for one in dataclasses.fields(Claim)]


def test_answers_scans_and_summaries_have_the_json_of_the_command_line(shipped, keta, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("The FDA has approved ketamine infusions for depression.", encoding="utf-8")
    for found, words in (
        (shipped.ask("does it come back?"), ("ask", "does it come back?")),
        (shipped.summary(topic="relapse"), ("summary", "--topic", "relapse")),
        (shipped.scan(page), ("scan", page)),
    ):
        assert shipped.as_json(found) == json.loads(keta(*words, "--json", "--store", DATA).out)
    with pytest.raises(TypeError) as caught:
        shipped.as_json("x")
    assert str(caught.value) == "expected an answer, a scan or a summary, got str"


def test_a_text_that_is_scanned_is_never_the_name_of_a_file(shipped, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("Spravato is a nasal spray.", encoding="utf-8")
    assert [one.text for one in shipped.scan(page).page.sentences] == ["Spravato is a nasal spray."]
    assert [one.text for one in shipped.scan(text=str(page)).page.sentences] == [str(page)]
    with pytest.raises(ketacli.UsageError) as caught:
        shipped.scan("Ketamine is safe.")
    assert str(caught.value) == "Cannot read `Ketamine is safe.`: No such file or directory"
    assert caught.value.hint == "words of a page are given as `text=`"


@pytest.mark.slow
def test_pydantic_gives_back_the_record_that_it_wrote(shipped):
    pydantic = pytest.importorskip("pydantic")
    for records in (
        shipped.claims(),
        shipped.contradictions(),
        shipped.omissions(),
        shipped.topics(),
        shipped.sources(),
    ):
        kind = ketacli.Source if records == shipped.sources() else type(records[0])
        adapter = pydantic.TypeAdapter(GenericAlias(list, (kind,)))
        assert adapter.validate_json(adapter.dump_json(records)) == records


def test_a_notebook_shows_a_claim_and_an_answer_with_everything_escaped(folder):
    evil = '<script>alert("x")</script>'
    there = open_store(folder(two("first", statement=f"Relapse {evil}.", in_fact=f"Not {evil}.")))
    one = there.claim("first")
    for html in (one._repr_html_(), there.ask("relapse")._repr_html_()):
        assert html is not None
        assert "<script" not in html
        assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;" in html
    for made in (copy.copy(one), pickle.loads(pickle.dumps(one)), dataclasses.replace(one)):
        assert (made == one, made._repr_html_()) == (True, None)


def test_a_card_in_a_notebook_says_verdict_claim_what_is_so_and_caveats(shipped):
    html = shipped.claim("relapse-mean-19-days")._repr_html_()
    text = re.sub(r"<style>.*</style>|<svg.*?</svg>|<[^>]+>", " ", html, flags=re.DOTALL)
    assert " ".join(text.split()).startswith(
        "Partly true : very low-certainty evidence . Claim : After ketamine infusions people relapsed"
    )
    one = shipped.claim("relapse-mean-19-days")
    assert all(caveat.text in html for caveat in one.caveats)
    assert one.in_fact in html
    assert html.count(" id=") == html.count('<symbol id="m_'), "cells of a notebook share one page"
    assert ":root" not in html
    assert "rem" not in re.findall(r"[\d.](rem)\b", html)


def test_an_answer_in_a_notebook_says_what_ask_prints(shipped, keta):
    for question, code in (
        ("does it come back?", 0),
        ("can I drive after it", 0),
        ("what is the best pizza", 1),
        ("I want to end my life", 0),
    ):
        html = shipped.ask(question)._repr_html_()
        cell = " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)).split())
        printed = json.loads(keta("ask", question, "--json", code=code).out)
        is_help = any(one["kind"] == "crisis" for one in printed["notices"])
        for one in printed["claims"]:
            assert (one["id"] in cell) is not is_help  # who is in danger is told whom to call, and no more
        for notice in printed["notices"]:
            assert notice["text"][:30] in cell
        for omission in printed["omissions"][:2]:
            assert (omission["label"] in cell) is not is_help


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda there: there.ask(None), "`question` is text, got NoneType"),
        (lambda there: there.ask(5), "`question` is text, got int"),
        (lambda there: there.ask([]), "`question` is text, got list"),
        (lambda there: there.ask(b"x"), "`question` is text, got bytes"),
        (lambda there: there.scan(text=5), "`text` is text, got int"),
        (lambda there: there.scan(5), "`page` is a file as text or `Path`, or bytes, got int"),
        (lambda there: there.scan(b"x", name=5), "`name` is text, got int"),
        (lambda _: open_store(b"x"), "`path` is a path as text, or a `Path`, got bytes"),  # type: ignore[arg-type]
        (lambda _: open_store(5), "`path` is a path as text, or a `Path`, got int"),  # type: ignore[arg-type]
        (lambda there: there.html(5), "`record` is a claim or an answer, got int"),
    ],
)
def test_what_is_of_another_type_is_refused_by_name(shipped, ask, message):
    with pytest.raises(TypeError) as caught:
        ask(shipped)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda there: there.plot(5), "No plot `5`"),
        (lambda there: there.export(None), "No format `None`"),
        (lambda there: there.claims(limit="3"), "`limit` is the text `3`, expected 0 or more"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(shipped, ask, message):
    with pytest.raises(ketacli.UsageError) as caught:
        ask(shipped)
    assert caught.value.message == message


def test_a_store_lists_only_what_the_documentation_names(shipped):
    from ketacli.api import METHODS

    told = {*METHODS, "title", "version", "digest", "licence", "publisher", "url", "path", "size"}
    assert {name for name in dir(shipped) if not name.startswith("_")} == told
    assert {name for name in dir(type(shipped)) if not name.startswith("_")} == set(METHODS)
