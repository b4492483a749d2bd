"""One loader for answers and for checks: both see the same records in the same order, and the same stores as sound."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketacli import StoreError
from ketacli.store import cache, dangling, workers
from ketacli.store.loader import Loaded
from tests.conftest import claim, dump, store

NUMBERS = count()

FILES = [dump({name: part}) for name, part in store().items()]
CLAIMS = [json.dumps(claim(id=f"claim-{n}")) for n in range(3)]
CHANGES: list[tuple[str, str]] = [
    ("relapse", "nowhere"),
    ("overview", "series-2010"),
    ("benefit-lasts", "relapse-mean-19-days"),
    ("timing", "no"),
    ("core", "corre"),
    ("19", "1_9"),
    ('"claims"', "claims"),
    ("- ", "-  "),
    ("\n- ", "\n# -\n- "),
    ('"The figure is of eight people."', '"The figure\n- is of\n- eight."'),
    ("  ", "\t"),
    (":", ""),
    ('"', ""),
    ("d", "é\u2028"),
]


@st.composite
def folders(draw) -> dict[str, str]:
    """Return the files of a store, sound or not: divided, edited, cut short, in any order."""
    texts = [*FILES, *(f"claims:\n  - {one}\n" for one in draw(st.lists(st.sampled_from(CLAIMS), max_size=2)))]
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(texts) - 1))
        before, after = draw(st.sampled_from(CHANGES))
        texts[place] = texts[place].replace(before, after, draw(st.sampled_from([1, -1])))
    if draw(st.integers(0, 4)) == 4:
        place = draw(st.integers(0, len(texts) - 1))
        texts[place] = texts[place][: draw(st.integers(0, len(texts[place])))]
    if draw(st.booleans()) and len(texts) == len(FILES):
        return {"all.yaml": "\n".join(draw(st.permutations(texts)))}
    return {f"{place}.yaml": text for place, text in enumerate(draw(st.permutations(texts)))}


def answers(path) -> list[tuple[str, str, dict[str, Any]]] | tuple[Any, ...]:
    try:
        return cache.open_index(path).every()
    except StoreError as error:
        return error.problems


def checks(path) -> list[tuple[str, str, dict[str, Any]]] | tuple[Any, ...]:
    loaded = Loaded(path)
    if loaded.problems:
        return tuple(sorted(loaded.problems))
    return [(one.kind, one.id, one.record) for one in (*loaded.items, *loaded.guests)]


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(files=folders(), edited=folders(), is_file=st.booleans())
def test_answers_and_checks_never_disagree_about_a_store_nor_about_an_edit(files, edited, is_file, tmp_path):
    path = tmp_path / f"store-{next(NUMBERS)}"
    path.mkdir()
    for version in (files, edited):
        for file in path.iterdir():
            file.unlink()
        for name, text in version.items():
            (path / name).write_text(text, encoding="utf-8")
        asked = path / min(version) if is_file else path
        assert answers(asked) == checks(asked)


def test_the_stores_of_this_comparison_are_sound_and_unsound(folder):
    assert checks(folder({f"{place}.yaml": text for place, text in enumerate(FILES)}))
    sound = [
        isinstance(checks(folder({"store.yaml": "\n".join(FILES).replace(*change)}, str(n))), list)
        for n, change in enumerate(CHANGES)
    ]
    assert {True, False} == set(sound)


def test_records_that_several_processes_parsed_are_those_of_one(folder, monkeypatch):
    path = folder({"store.yaml": "".join(FILES)})
    alone = checks(path), answers(path)
    monkeypatch.setattr(workers, "MANY", 2)
    monkeypatch.setattr(workers, "_processors", lambda: 2)
    monkeypatch.setenv("XDG_CACHE_HOME", str(path.parent / "another"))
    assert alone == (checks(path), answers(path))


def chained(size: int) -> dict[str, Any]:
    """Return a store with a chain of interventions, each broader than the next, and one of retired ids."""
    whole = store()
    whole["interventions"] += [
        {"id": f"step-{n}", "name": f"Step {n}", "broader": f"step-{n + 1}" if n + 1 < size else None}
        for n in range(size)
    ]
    whole["retired"] = [
        {"id": f"old-{n}", "now": f"old-{n + 1}" if n + 1 < size else "benefit-lasts"} for n in range(size)
    ]
    return whole


@pytest.mark.parametrize("size", [5, 600])
def test_every_id_in_a_chain_of_retired_ids_is_said_to_lead_to_its_end(folder, size):
    problems = Loaded(folder(chained(size))).problems
    assert [(one.message, one.hint) for one in problems] == [
        (f"`old-{n}` is retired", "write `benefit-lasts`") for n in range(1, size)
    ]


def test_a_circle_of_retired_ids_is_reported_once_and_whatever_leads_into_it(folder):
    ways = {"a": "b", "b": "c", "c": "b", "d": "a"}
    whole = store(retired=[{"id": name, "now": now} for name, now in ways.items()])
    assert [(one.record, one.message, one.check) for one in Loaded(folder(whole)).problems] == [
        ("a", "`b` is retired, and leads nowhere", "dangling-reference"),
        ("b", "goes round, from `b` to `c` to `b`", "circle"),
        ("d", "`a` is retired, and leads nowhere", "dangling-reference"),
    ]


def test_a_long_circle_is_named_by_its_beginning_and_its_end():
    assert dangling.round_trip(["a", "b"]) == "goes round, from `a` to `b` to `a`"
    named = dangling.round_trip([f"n{number}" for number in range(40_000)])
    assert named == (
        "goes round, from `n0` to `n1` to `n2` to `n3` to `n4` to `n5` to 39,988 more"
        " to `n39994` to `n39995` to `n39996` to `n39997` to `n39998` to `n39999` to `n0`"
    )
