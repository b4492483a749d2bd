"""Commands that write a store, killed at every step of their writing: each file is old or new, and the store can be read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from ketacli import open_store
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "Tea and you\n\nTea calms within 40 minutes. Drink it warm.\n"
MOVED = f"A new line.\n\n{PAGE}"
FILES = {
    "claims.yaml": """\
# the head

store: {title: 'Tea',   version: "1"}   # behind a value
claims:   # behind a key
  # about warm
  - id: drink-it-warm   # behind an id
    # inside
    topics: [ drinking ]
    statement: 'It should be warm.'

    source: page   # behind a field
    quote: "Drink it warm"
    passage: [42, 56]
  # at the end of the list
# the end
""",
    "sources.yaml": f"""\
# the head
sources:
  # about page
  - {{id: page, kind: document, title: 'A page', file: page.txt,   # in brackets
     sha256: "{sha256(PAGE.encode()).hexdigest()}", passed_over: [{{passage: [0, 11], reason: heading}}, {{reason: not-read-yet}}]}}   # behind
# the end
""",
    "topics.yaml": """\
# the head
topics:   # behind a key
  - {id: drinking, name: "How to drink"}   # behind
# the end
""",
    "page.txt": PAGE,
}
KILLER = """
import json, os, shutil, signal, sys
from ketacli.cli import _app, _fixing
whole, states = _fixing.replace, []

def count(limit):
    steps = 0
    def trace(frame, event, argument):
        nonlocal steps
        if not frame.f_code.co_filename.endswith(("cli/_file.py", "cli/_fixing.py")):
            return None
        if event == "line":
            steps += 1
            if steps == limit:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace
    return trace

def note():
    states.append({name: open(f"tea/{name}").read() for name in os.listdir("tea") if not name.endswith(".tmp")})

def replace(*given):
    shutil.copytree("tea", "kept")
    step, killed = 0, True
    while killed:
        step += 1
        child = os.fork()
        if not child:
            sys.settrace(count(step))
            whole(*given)
            os._exit(0)
        killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        note()
        if killed:
            shutil.rmtree("tea")
            shutil.copytree("kept", "tea")
    shutil.rmtree("kept")

_fixing.replace = replace
shown, sys.stdout = sys.stdout, open(os.devnull, "w")
_app.run(sys.argv[1:])
json.dump(states, shown)
shown.flush()
"""
"""Runs a command, and has a process that is killed write each file, one step further each time, until one comes to the end."""

ADD = ("--store", "tea", "--write")
COMMANDS = {
    "a document": ("add", "document", "tea/leaflet.txt", *ADD),
    "a source": ("add", "source", "--title", "A trial", *ADD),
    "a claim with a new topic": (
        *("add", "claim", "Tea takes time to soothe.", "--source", "page", "--quote", "calms within 40 minutes"),
        *("--topic", "calm", *ADD),
    ),
    "what is fixed": ("check", "tea", "--documents", "tea", "--fix"),
}


def _written(folder: Path, what: str) -> dict[str, str]:
    """Write the store that a command is to change, and return its files."""
    folder.mkdir()
    before = {**FILES, "leaflet.txt": "Three cups a day.\n"}
    if what == "what is fixed":
        before |= {"page.txt": MOVED}
    for name, text in before.items():
        (folder / name).write_text(text, encoding="utf-8")
    return before


@pytest.mark.slow
@pytest.mark.parametrize("what", COMMANDS)
def test_killed_at_any_step_each_file_is_old_or_new_and_the_store_answers(tmp_path, what):
    before = _written(tmp_path / "tea", what)
    script = tmp_path / "killer.py"
    script.write_text(KILLER, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, script, *COMMANDS[what]]
    done = subprocess.run(command, capture_output=True, check=True, cwd=tmp_path, encoding="utf-8", env=environment)
    *killed, after = json.loads(done.stdout)
    changed = {name for name in after if after[name] != before[name]}
    assert len(killed) > 10 * len(changed) > 0
    seen = set()
    for state in killed:
        assert state.keys() == before.keys()
        assert all(text in (before[name], after[name]) for name, text in state.items())
        seen.add(tuple(sorted(name for name in changed if state[name] == after[name])))
    for number, names in enumerate(seen):
        path = tmp_path / f"state-{number}"
        path.mkdir()
        for name, text in before.items():
            (path / name).write_text(after[name] if name in names else text, encoding="utf-8")
        assert "It should be warm." in [claim.statement for claim in open_store(path).claims()]


@pytest.mark.parametrize("what", COMMANDS)
def test_comments_in_every_place_stay_and_nothing_changes_but_what_was_asked(keta, tmp_path, monkeypatch, what):
    monkeypatch.chdir(tmp_path)
    before = _written(tmp_path / "tea", what)
    keta(*COMMANDS[what])
    after = {path.name: path.read_text("utf-8") for path in (tmp_path / "tea").iterdir()}
    undone = dict(after)
    for name, wanted, old in ASKED[what]:
        assert undone[name].count(wanted) == 1
        undone[name] = undone[name].replace(wanted, old)
    assert undone == before


LEAFLET = sha256(b"Three cups a day.\n").hexdigest()
ASKED = {
    "a document": [
        (
            "sources.yaml",
            f"""\
  - id: leaflet
    kind: document
    title: "Three cups a day."
    file: "leaflet.txt"
    sha256: "{LEAFLET}"
    passed_over:
      - {{reason: not-read-yet}}

""",
            "",
        )
    ],
    "a source": [("sources.yaml", '  - {id: a-trial, kind: study, title: "A trial"}\n\n', "")],
    "a claim with a new topic": [
        ("topics.yaml", '  - {id: calm, name: "Calm"}\n', ""),
        (
            "claims.yaml",
            """\
  - id: tea-takes-time-soothe
    topics: [calm]
    statement: "Tea takes time to soothe."
    source: page
    quote: "calms within 40 minutes"
    passage: [13, 41]

""",
            "",
        ),
    ],
    "what is fixed": [
        ("claims.yaml", "[55, 69]", "[42, 56]"),
        ("sources.yaml", "[13, 24]", "[0, 11]"),
        ("sources.yaml", sha256(MOVED.encode()).hexdigest(), sha256(PAGE.encode()).hexdigest()),
    ],
}
"""For each command, in which file it puts what, and what is there without it."""
