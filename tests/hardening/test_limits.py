"""Records that are far larger than any should be: refused at their place, soon, and without a flood of problems."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any

import pytest

from ketacli import StoreError, open_store
from ketacli.checks._run import run
from ketacli.store import chunks, fitting, parsing
from tests.conftest import claim, store

if TYPE_CHECKING:
    from pathlib import Path

LONG = chunks.MAX_RECORD


@pytest.fixture
def told(keta, monkeypatch, tmp_path):
    """Put lines into the one claim of the template, ask and check it, and return what the check says."""
    monkeypatch.chdir(tmp_path)

    def runner(inside: str) -> str:
        keta("init", "store")
        path = tmp_path / "store" / "claims.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("    statement: ", f"    {inside}\n    statement: ", 1), encoding="utf-8")
        before = time.process_time()
        refused = keta("claims", "--store", "store", code=2)
        out = str(keta("check", "store", code=1).out)
        assert time.process_time() - before < 30
        assert (refused.out, refused.err.split("\n")[0]) == ("", out.split("\n", maxsplit=1)[0])
        return out

    return runner


@pytest.mark.parametrize(
    "inside",
    [
        "note: " + "x" * LONG,
        "note: |\n" + "      word word\n" * (LONG // 16),
        "topics: [" + "a, " * (LONG // 3) + "]",
        "topics:\n" + "      - a\n" * (LONG // 10),
        "note: " + "{a: " * (LONG // 4),
        "# " + "x" * LONG,
    ],
    ids=["text", "block", "list", "block-list", "depth", "comment"],
)
def test_a_record_that_is_too_long_is_refused_at_its_place_and_not_read(inside, told):
    out = told(inside)
    (said,) = re.findall("a record of ([0-9,]+) characters", out)
    characters = int(said.replace(",", ""))
    assert 0 < characters - len(inside) < 2_000
    assert out == (
        f"store/claims.yaml:10:3: error: green-tea-improves-sleep: a record of {characters:,} characters: expected at most "
        "1,000,000, so it is not read (schema)\n"
        "10 |   - id: green-tea-improves-sleep\n"
        "       ^\n"
        "hint: look for a quote that is never closed, or text that belongs elsewhere\n"
        "\n"
        "1 problem (1 error, 0 warnings) in 0 claims, 3 files\n"
    )


def test_a_record_of_the_greatest_length_is_read():
    assert not parsing.is_too_long(chunks.Chunk("claims", 7, 7 + LONG, is_item=True))
    assert parsing.is_too_long(chunks.Chunk("claims", 7, 8 + LONG, is_item=True))
    assert not parsing.is_too_long(chunks.Chunk("", 0, 8 + LONG, is_item=False))


def test_a_record_of_too_many_values_is_one_problem(told):
    out = told(f"topics: [{'nowhere, ' * (fitting.MAX_VALUES + 1)}]")
    assert out.startswith(
        "store/claims.yaml:10:5: error: green-tea-improves-sleep: a record of more than 10,000 values, so nothing else in it "
        "is looked at (schema)\n"
    )
    assert [line.rpartition("(")[2] for line in out.split("\n") if " error: " in line] == ["schema)", "duplicate-key)"]


def test_a_record_of_too_many_values_is_one_problem_in_json_too(folder):
    whole = store()
    whole["claims"].append(claim(id="far-too-many", topics=["nowhere"] * (fitting.MAX_VALUES + 1)))
    with pytest.raises(StoreError) as caught:
        open_store(folder({"store.json.yaml": json.dumps(whole)}))
    assert [problem.message for problem in caught.value.problems] == [
        "a record of more than 10,000 values, so nothing else in it is looked at"
    ]


def test_the_greatest_number_of_values_is_looked_at():
    assert not fitting.is_too_large([0] * fitting.MAX_VALUES)
    assert not fitting.is_too_large({"a": [[0]] * (fitting.MAX_VALUES // 2 - 1)})
    assert fitting.is_too_large({"a": [[0]] * (fitting.MAX_VALUES // 2)})


@pytest.mark.slow
def test_a_store_in_one_line_does_not_repeat_that_line_with_every_problem(keta, folder):
    whole = store()
    whole["claims"] += [claim(id=f"claim-{n}", importance="x") for n in range(300)]
    text = json.dumps(whole)
    report = json.loads(keta("check", folder({"store.yaml": text}), "--format", "json", code=1).out)
    wrong = [one for one in report["problems"] if one["check"] == "schema"]
    assert len(wrong) == 300
    assert {len(one["source_line"]) for one in wrong} == {96}
    assert all(one["source_line"] in text for one in wrong)
    assert all('"importance": "x"' in one["source_line"] for one in wrong)


def _cpu(path: Path) -> float:
    started = time.process_time()
    run(path)
    return time.process_time() - started


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "size"), [("chain", 1_000), ("star", 1_000), ("circle", 1_000), ("faulty topics", 500)]
)
def test_time_grows_in_step_with_chains_and_faulty_records(kind, size, folder):
    def written(count: int) -> Path:
        content = store()
        broader: dict[str, Any] = {
            "chain": lambda n: f"i-{n - 1}" if n else None,
            "star": lambda _: "ketamine",
            "circle": lambda n: f"i-{(n + 1) % count}",
        }
        if kind in broader:
            kinds = [{"id": f"i-{n}", "name": f"n {n}", "broader": broader[kind](n)} for n in range(count)]
            more: tuple[str, list[Any]] = ("interventions", kinds)
        else:
            more = ("topics", [{"id": f"T {n}", "nmae": 5} for n in range(count)])
        path: Path = folder(content, f"store-{count}")
        lines = "".join(f"- {json.dumps(one)}\n" for one in more[1])
        (path / "more.yaml").write_text(f"{more[0]}:\n{lines}", encoding="utf-8")
        return path

    _cpu(written(50))
    few, many = _cpu(written(size)), _cpu(written(10 * size))
    # Ten times as many; a walk for every start takes a hundred times as long. Between the two there is room for a busy machine.
    assert many < 30 * max(few, 0.02), (few, many)
