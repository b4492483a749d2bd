"""However a store was edited on the way, its index holds what one that is built anew would hold."""

from __future__ import annotations

import json
import sqlite3
from random import Random

import pytest

from ketacli import StoreError, open_store
from ketacli.store import cache, files, finding, index
from tests.conftest import claim, dump, store

pytestmark = pytest.mark.slow

STEPS = 40


class Folder:
    """A store in files whose lists have an item on each line, and ways to edit it."""

    def __init__(self, path, seed):
        self.path = path
        self.random = Random(seed)
        whole = store()
        whole["claims"] += [claim(id=f"claim-{place}") for place in range(6)]
        whole["vocabulary"] = [{"id": "ill", "phrases": ["ill", "patient*"]}]
        kept = {key: whole.pop(key) for key in ("claims", "contradictions")}
        self.files = {"a.yaml": self._lists(kept), "b.yaml": self._lists(whole), "c.yaml": {"claims": []}}
        self.tails = {}

    @staticmethod
    def _lists(whole):
        return {key: list(map(json.dumps, value)) if isinstance(value, list) else value for key, value in whole.items()}

    def write(self):
        """Write the files that have changed, and take away those that are gone."""
        for file in self.path.iterdir():
            if file.name not in self.files:
                file.unlink()
        for name, lists in self.files.items():
            text = "".join(
                f"{key}:{''.join(f'{chr(10)}  - {item}' for item in value) or ' []'}\n"
                if isinstance(value, list)
                else f"{key}: {json.dumps(value)}\n"
                for key, value in lists.items()
            )
            text = text.rstrip("\n") + self.tails.get(name, "\n")
            file = self.path / name
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                file.write_text(text, encoding="utf-8")

    def edit(self):
        """Change something, and return what."""
        kinds = ["word", "swap", "move", "remove", "copy", "rename", "tail", "mend", "subject"]
        kind = self.random.choice(kinds)
        name = self.random.choice([name for name, lists in self.files.items() if lists.get("claims")])
        claims = self.files[name]["claims"]
        place = self.random.randrange(len(claims))
        match kind:
            case "word":
                claims[place] = claims[place].replace("People", self.random.choice(["Patients", "Persons", "Many"]))
            case "swap":
                claims[place], claims[0] = claims[0], claims[place]
            case "move":
                self.random.choice([lists["claims"] for lists in self.files.values() if "claims" in lists]).insert(
                    0, claims.pop(place)
                )
            case "remove" if len(claims) > 1:
                claims.pop(place)
            case "copy":
                claims.append(json.dumps({**json.loads(claims[place]), "id": f"copy-{self.random.randrange(4)}"}))
            case "rename":
                self.files[f"{self.random.choice('dxyz')}.yaml"] = self.files.pop(name)
            case "tail":
                self.tails[name] = self.random.choice(
                    ["", "\n\n\n", "\u00a0\n", "\n# the end\n", "\n  - {}\n", "\n\t\n"]
                )
            case "mend":
                self.tails.clear()
            case "subject":
                lists = next(lists for lists in self.files.values() if "topics" in lists)
                phrases = self.random.sample(["ill", "many patients", "relaps*", "persons"], 2)
                changed = self.random.choice(["topics", "vocabulary"])
                record = json.loads(lists[changed][0])
                lists[changed][0] = json.dumps(
                    record | {{"topics": "asked_as", "vocabulary": "phrases"}[changed]: phrases}
                )
        return kind


def contents():
    """Return what the one index in the cache holds, whatever numbers its items have."""
    (file,) = cache.cache_folder().glob("*.sqlite")
    connection = sqlite3.connect(file)
    items = connection.execute("SELECT n, kind, id, guest, rank, position, record FROM item ORDER BY position")
    rows = items.fetchall()
    positions = {row[0]: row[5] for row in rows}
    facets = sorted((field, value, positions[n]) for field, value, n in connection.execute("SELECT * FROM facet"))
    words = sorted((positions[row[0]], *row[1:]) for row in connection.execute("SELECT rowid, * FROM words"))
    lexicon = sorted(connection.execute("SELECT * FROM lexicon"))
    subject = sorted((*key, json.loads(value)) for *key, value in connection.execute("SELECT * FROM subject"))
    found = [row[1:] for row in rows], facets, words, lexicon, subject, index.compiled_files(connection)
    connection.close()
    return found


def answer(path):
    try:
        open_store(path)
    except StoreError as error:
        return error.problems
    return contents()


@pytest.mark.parametrize("unsure_ns", [0, files.UNSURE_NS], ids=["at rest", "within a tick"])
@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_an_index_holds_what_a_new_one_would(monkeypatch, tmp_path, seed, unsure_ns):
    monkeypatch.setattr(files, "UNSURE_NS", unsure_ns)
    monkeypatch.setattr(finding, "_SAMPLED", 2)  # so that some edits are of claims that are no samples
    path = tmp_path / "store"
    path.mkdir()
    folder = Folder(path, seed)
    done: list[str] = []
    sound = 0
    for step in range(STEPS):
        folder.write()
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
        kept = answer(path)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"new-{step}"))
        assert kept == answer(path), done
        sound += isinstance(kept[0], list)
        done.append(folder.edit())
    assert 5 < sound < STEPS


def test_a_record_that_is_taken_away_is_missed_where_a_new_index_would_miss_it(monkeypatch, tmp_path):
    monkeypatch.setattr(files, "UNSURE_NS", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    path = tmp_path / "store"
    path.mkdir()
    whole = store()
    refused = 0
    for name, records in ((name, records) for name, records in whole.items() if isinstance(records, list)):
        for place in range(len(records)):
            for left in (records, [*records[:place], *records[place + 1 :]]):
                (path / "all.yaml").write_text(dump({**whole, name: left}), encoding="utf-8")
                kept = answer(path)
            monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"new-{name}-{place}"))
            assert kept == answer(path), (name, place)
            monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
            refused += not isinstance(kept[0], list)
    assert refused > len(whole) / 2
