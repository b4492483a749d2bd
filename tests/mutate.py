"""Change one thing of the shipped store at a time, and see which check says so, and where.

    python tests/mutate.py --seed 1 --count 1000 [--documents DIR]

A mutant differs from the shipped store in one leaf: a figure, an id, a word, a null, a key, a member of a list. Every field
of the store has its share: two mutants each, and the rest by how often it is filled. What no check reports is a survivor.
This is a script: pytest does not collect it.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from functools import cache, lru_cache
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from ketacli.checks import CHECKS, load  # noqa: E402 - runs from the repository, installed or not
from ketacli.checks._run import run  # noqa: E402
from ketacli.errors import KetaError, Problem  # noqa: E402
from ketacli.store import schema, strict_yaml  # noqa: E402

DATA = ROOT / "data"
SHARE = 2
"""How many mutants every field has at least."""

_DATE = re.compile(r"[12]\d{3}(?:-\d\d){0,2}")
_ID_KEYS = {
    "source", "measure", "arm", "comparator", "population", "intervention", "broader", "of", "repeats", "now",
    "design", "topics", "claims", "sources", "rests_on", "kind", "question",
}  # fmt: skip
_COPIED = {"quote", "as", "stands"}
_NAMES = {"url", "URL", "DOI", "PMID", "PMCID", "file", "sha256"}


class Leaf(NamedTuple):
    """A scalar of the store: where it stands in the text, and in what."""

    file: str
    field: str
    record: str
    key: str
    value: Any
    start: int
    end: int
    parents: tuple[tuple[yaml.Node, int], ...]


class Mutant(NamedTuple):
    """A change of the text of one file: `text` in place of what stands from `start` to `end`."""

    file: str
    field: str
    record: str
    way: str
    start: int
    end: int
    text: str
    old: str


class Verdict(NamedTuple):
    """What the checks say of a mutant: the problems, or why the store was refused as a whole."""

    mutant: Mutant
    problems: list[Problem]
    seconds: float


def leaves(file: str, text: str) -> list[Leaf]:
    """Return every scalar value of a file with its place."""
    root = yaml.compose(text, yaml.SafeLoader)
    assert root is not None
    found: list[Leaf] = []

    def walk(node: yaml.Node, path: list[str], record: str, parents: tuple[tuple[yaml.Node, int], ...]) -> None:
        if isinstance(node, yaml.MappingNode):
            for number, (key, value) in enumerate(node.value):
                walk(value, [*path, key.value], record, (*parents, (node, number)))
        elif isinstance(node, yaml.SequenceNode):
            for number, value in enumerate(node.value):
                name = next((one.value for key, one in _pairs(value) if key.value == "id"), record)
                walk(value, path, name if len(path) == 1 else record, (*parents, (node, number)))
        else:
            kind = path[0]
            if kind == "sources":
                member = parents[1][0].value[parents[1][1]]
                kind = next(one.value for key, one in _pairs(member) if key.value == "kind")
                kind = "document" if kind == "document" else "study"
            field = ".".join([kind, *path[1:]])
            span = node.start_mark.index, node.end_mark.index
            value = yaml.safe_load(text[span[0] : span[1]])
            found.append(Leaf(file, field, record, path[-1], value, *span, parents))

    walk(root, [], "", ())
    return found


def _pairs(node: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


@cache
def enums() -> dict[str, list[list[str]]]:
    """Return, by key, the lists of words that the schema closes."""
    whole = schema.load()

    def words(part: Any) -> list[str]:
        if isinstance(part, dict):
            if "$ref" in part:
                return words(whole["$defs"][part["$ref"].rsplit("/", 1)[1]])
            own = [one for one in part.get("enum", []) if isinstance(one, str)]
            return own + [one for option in (*part.get("oneOf", []), part.get("items")) for one in words(option)]
        return []

    found: dict[str, list[list[str]]] = defaultdict(list)
    for kind in (*whole["properties"].values(), *whole["$defs"].values()):
        for key, value in kind.get("properties", {}).items():
            if listed := words(value):
                found[key].append(listed)
    return found


class Changes:
    """All ways of changing a leaf of a store once."""

    def __init__(self, texts: dict[str, str], draw: random.Random) -> None:
        self.texts = texts
        self.draw = draw
        self.leaves = [leaf for file, text in texts.items() for leaf in leaves(file, text)]
        self.ids: dict[str, set[str]] = defaultdict(set)
        for leaf in self.leaves:
            if leaf.key == "id":
                self.ids[leaf.field.split(".", 1)[0]].add(leaf.value)

    def of(self, leaf: Leaf) -> Mutant | None:
        """Return a mutant of a leaf, one of its ways by lot; None if the way leads nowhere."""
        text = self.texts[leaf.file]
        ways = dict(self._values(leaf, text[leaf.start : leaf.end]))
        structure = self._structure(leaf, text)
        # What slips in unseen is a wrong value; an empty one or a lost key is drawn a third as often.
        likely = [way for way in ways if way not in ("to null", "emptied")]
        way = self.draw.choice([*likely, *likely, *ways, *structure])
        start, end, new = structure[way] if way in structure else (leaf.start, leaf.end, ways[way])
        if new == text[start:end]:
            return None
        return Mutant(leaf.file, leaf.field, leaf.record, way, start, end, new, text[start:end])

    def _values(self, leaf: Leaf, raw: str) -> dict[str, str]:
        """Return what may stand in place of a value, by the way it was changed."""
        value, key = leaf.value, leaf.key
        if value is None:
            return {"null to value": self._filled(leaf)}
        ways = {"to null": "null", "emptied": '""'}
        if isinstance(value, int | float):
            step = self.draw.choice([1, -1])
            ways = {"to null": "null"}
            ways["number +-1"] = str(round(value + step, 6))
            ways["number x10"] = str(round(value * 10, 6)) if value else "10"
            ways["sign"] = raw[1:] if raw.startswith("-") else f"-{raw}"
            if key == "passage":
                ways = {"offset +-1": str(value + step), "number x10": str(value * 10)}
            return ways
        closed = next((one for one in enums().get(key, []) if value in one), None)
        pool = next((names for names in self.ids.values() if value in names), set()) if key in _ID_KEYS else set()
        if key in ("id", "cohort") or pool:
            place = self.draw.randrange(len(value))
            letter = self.draw.choice("abcdefghijklmnopqrstuvwxyz".replace(value[place], ""))
            ways["letter of an id"] = value[:place] + letter + value[place + 1 :]
            if others := sorted(
                (pool or next(n for n in self.ids.values() if value in n or key == "cohort")) - {value}
            ):
                ways["another id"] = self.draw.choice(others)
            return ways
        if closed:
            return {"another word": self.draw.choice([one for one in closed if one != value] or ['""']), **ways}
        if _DATE.fullmatch(value):
            ways["date"] = f'"{self._redated(value)}"'
            return ways
        return ways | self._prose(raw)

    def _filled(self, leaf: Leaf) -> str:
        key = leaf.key
        kind = {"repeats": "claims", "population": "populations", "broader": leaf.field.split(".", 1)[0]}.get(key, "")
        kind = "interventions" if key in ("intervention", "comparator") else kind
        if kind:
            return self.draw.choice(sorted(self.ids[kind] - {leaf.record}))
        if listed := enums().get(key):
            return self.draw.choice(listed[0])
        return {"n": "40", "issued": '"2020-05-17"', "url": '"https://example.org/"', "dimension": "time"}.get(
            key, "some-series" if key == "cohort" else '"Something that nobody wrote."'
        )

    def _redated(self, value: str) -> str:
        parts = value.split("-")
        place = self.draw.randrange(len(parts))
        step = 1 if int(parts[place]) == 1 else self.draw.choice([1, -1])
        parts[place] = f"{int(parts[place]) + step:0{len(parts[place])}d}"
        return "-".join(parts)

    def _prose(self, raw: str) -> dict[str, str]:
        """Return the ways of changing words as they stand in the file, quotes and line ends included."""
        ways: dict[str, str] = {}
        body = (1, len(raw) - 1) if raw[:1] == '"' else (0, len(raw))
        words = [one for one in re.finditer(r"[^\s\"\\]+", raw) if body[0] <= one.start() and one.end() <= body[1]]
        if len(words) > 1:
            place = self.draw.randrange(len(words))
            start, end = words[place].span()
            start, end = (start, words[place + 1].start()) if place + 1 < len(words) else (words[place - 1].end(), end)
            ways["word dropped"] = raw[:start] + raw[end:]
            verbs = [
                one for one in words if one[0] in ("is", "was", "are", "were", "has", "had", "have", "did", "does")
            ]
            negations = [one for one in words if one[0] in ("not", "no", "never", "without")]
            if negations:
                gone = self.draw.choice(negations)
                ways["negation dropped"] = raw[: gone.start()] + raw[gone.end() :].lstrip()
            elif verbs:
                verb = self.draw.choice(verbs)
                ways["negation added"] = f"{raw[: verb.end()]} not{raw[verb.end() :]}"
        elif words:
            place = self.draw.randrange(words[0].start(), words[0].end())
            letter = self.draw.choice("abcdefghijklmnopqrstuvwxyz".replace(raw[place].lower(), ""))
            ways["letter changed"] = raw[:place] + letter + raw[place + 1 :]
        if digits := [place for place, char in enumerate(raw) if char.isdigit()]:
            place = self.draw.choice(digits)
            digit = self.draw.choice("0123456789".replace(raw[place], ""))
            ways["figure in text"] = raw[:place] + digit + raw[place + 1 :]
        return ways

    def _structure(self, leaf: Leaf, text: str) -> dict[str, tuple[int, int, str]]:
        """Return the ways of changing what a leaf stands in: its key, and the member of a list that begins with it."""
        ways: dict[str, tuple[int, int, str]] = {}
        (parent, number), *above = reversed(leaf.parents)
        if isinstance(parent, yaml.MappingNode):
            keys = [key.start_mark.index for key, _ in parent.value]
            # A key that is null says the same as one that is not there.
            if leaf.value is not None:
                ways["key removed"] = _removed(text, keys, number, leaf.end, is_flow=_is_flow(parent), mark=",")
            is_first_of_member = number == 0 and bool(above) and isinstance(above[0][0], yaml.SequenceNode)
            # Whole records count once, by their first field, as whole members of lists inside records do.
            if not is_first_of_member:
                return ways
            parent, number = above[0]
        member = parent.value[number]
        starts = [one.start_mark.index for one in parent.value]
        end = member.start_mark.index + len(text[member.start_mark.index : member.end_mark.index].rstrip())
        is_flow = _is_flow(parent)
        ways["member removed"] = _removed(text, starts, number, end, is_flow=is_flow, mark="," if is_flow else "-")
        raw = text[starts[number] : end]
        indent = starts[number] - text.rfind("\n", 0, starts[number]) - 3
        ways["member doubled"] = (end, end, f", {raw}" if is_flow else f"\n{' ' * indent}- {raw}")
        return ways


def _is_flow(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _removed(text: str, starts: list[int], number: int, end: int, *, is_flow: bool, mark: str) -> tuple[int, int, str]:
    """Return the change that takes one of several out."""
    if number + 1 < len(starts):
        return starts[number], starts[number + 1], ""
    if number == 0 and is_flow:
        return starts[0], end, ""
    before = text[: starts[number]].rstrip()
    before = before.removesuffix(mark).rstrip() if is_flow or mark == "-" else before
    return len(before), end, " []" if number == 0 else ""


def sample(texts: dict[str, str], seed: int, count: int) -> list[Mutant]:
    """Return mutants of a store: the same for the same seed."""
    draw = random.Random(seed)
    changes = Changes(texts, draw)
    by_field: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in changes.leaves:
        by_field[leaf.field].append(leaf)
    chosen = [leaf for group in by_field.values() for leaf in draw.sample(group, min(SHARE, len(group)))][:count]
    draw.shuffle(chosen)
    found: dict[tuple[str, int, int, str], Mutant] = {}
    while len(found) < count:
        leaf = chosen.pop() if chosen else draw.choice(changes.leaves)
        mutant = changes.of(leaf)
        if mutant and mutant.start <= mutant.end:
            found.setdefault((mutant.file, mutant.start, mutant.end, mutant.text), mutant)
    return list(found.values())


class Worker:
    """A copy of the store in which one file at a time is changed."""

    texts: dict[str, str]
    folder: Path
    documents: Path | None

    @classmethod
    def start(cls, texts: dict[str, str], folder: str, documents: Path | None) -> None:
        """Set a process up: chunks that did not change are parsed once."""
        cls.texts, cls.documents = texts, documents
        cls.folder = Path(tempfile.mkdtemp(dir=folder)) / "store"
        shutil.copytree(DATA, cls.folder)
        strict_yaml.parse = lru_cache(maxsize=4096)(strict_yaml.parse)

    @classmethod
    def check(cls, mutant: Mutant) -> Verdict:
        """Return what the checks say of a mutant."""
        text = cls.texts[mutant.file]
        path = cls.folder / mutant.file
        path.write_text(text[: mutant.start] + mutant.text + text[mutant.end :], encoding="utf-8")
        begun = time.perf_counter()
        try:
            problems = run(cls.folder, cls.documents).problems
        except KetaError as error:
            problems = [Problem(str(path), 0, 0, error.message, "refused")]
        finally:
            path.write_text(text, encoding="utf-8")
        return Verdict(mutant, problems, time.perf_counter() - begun)


def where(verdict: Verdict, texts: dict[str, str]) -> str:
    """Return where the nearest problem is: `line`, `record`, `related` (a record that names this one, or is named by it), `other`."""
    mutant, text = verdict.mutant, texts[verdict.mutant.file]
    lines = _lines(text, mutant)
    mine = [one for one in verdict.problems if Path(one.file).name == mutant.file]
    if any(one.line in lines for one in mine):
        return "line"
    if any(one.record == mutant.record for one in verdict.problems):
        return "record"
    every = "\n".join(texts.values())
    own = _record(every, mutant.record) + mutant.text
    for one in verdict.problems:
        body = _record(every, one.record)
        if one.record and (one.record in own or mutant.record in body or mutant.record in one.message + one.hint):
            return "related"
        if any(value and value in body for value in (mutant.text, mutant.old)):
            return "related"
    return "other"


def _lines(text: str, mutant: Mutant) -> range:
    first = text.count("\n", 0, mutant.start) + 1
    return range(first, first + max(mutant.text.count("\n"), mutant.old.count("\n")) + 1)


def _record(text: str, name: str) -> str:
    found = re.search(rf"^( *)- \{{?id: {re.escape(name)}\b.*\n(?:\1 .*\n|\n)*", text, re.MULTILINE) if name else None
    return found[0] if found else ""


def needs_documents() -> set[str]:
    """Return the checks that only `--documents` runs."""
    return {name for name in CHECKS if getattr(load(name), "NEEDS_DOCUMENTS", False)}


def report(verdicts: list[Verdict], texts: dict[str, str], seconds: float) -> str:
    """Return the figures: by field, by check, by place, and the survivors."""
    caught = [one for one in verdicts if one.problems]
    survivors = [one for one in verdicts if not one.problems]
    places = Counter(where(one, texts) for one in caught)
    late = needs_documents()
    only = sum(all(problem.check in late for problem in one.problems) for one in caught)
    out = [
        f"{len(verdicts)} mutants of {len({one.mutant.field for one in verdicts})} fields in {seconds:.0f} s",
        f"{len(caught)} caught, {len(caught) - only} of them without documents; {len(survivors)} survived",
        f"reported at the line of the change {places['line']}, in the record {places['record']}, in a related one {places['related']}, elsewhere {places['other']}",
        "",
        "check: mutants it reports, of which it alone",
    ]
    checks = [{problem.check for problem in one.problems} for one in caught]
    every = Counter(check for found in checks for check in found)
    alone = Counter(next(iter(found)) for found in checks if len(found) == 1)
    out += [f"  {check:26} {number:4} {alone[check]:4}" for check, number in every.most_common()]
    out += ["", "way: mutants, caught"]
    ways = Counter(one.mutant.way for one in verdicts)
    told = Counter(one.mutant.way for one in caught)
    out += [f"  {way:26} {number:4} {told[way]:4}" for way, number in sorted(ways.items())]
    out += ["", "field: mutants, caught, at the line, checks"]
    by_field: dict[str, list[Verdict]] = defaultdict(list)
    for one in verdicts:
        by_field[one.mutant.field].append(one)
    for field, group in sorted(by_field.items()):
        found = [one for one in group if one.problems]
        at_line = sum(where(one, texts) == "line" for one in found)
        names = ", ".join(sorted({problem.check for one in found for problem in one.problems}))
        out.append(f"  {field:40} {len(group):4} {len(found):4} {at_line:4}  {names}")
    out += ["", "reported elsewhere"]
    out += [_told(one, texts) for one in caught if where(one, texts) == "other"]
    out += ["", "survivors"]
    out += [_told(one, texts) for one in sorted(survivors, key=lambda one: (one.mutant.field, one.mutant.way))]
    return "\n".join(out)


def _told(verdict: Verdict, texts: dict[str, str]) -> str:
    mutant = verdict.mutant
    line = _lines(texts[mutant.file], mutant)[0]
    old, new = (_shown(one) for one in _differing(mutant.old, mutant.text))
    said = "".join(f"\n    {problem.text()}" for problem in verdict.problems[:2])
    return f"  {mutant.field} | {mutant.way} | {mutant.file}:{line} {mutant.record} | {old} -> {new}{said}"


def _differing(old: str, new: str) -> tuple[str, str]:
    """Return what differs, with a few characters around it."""
    start = next((place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), 0)
    start = max(0, start - 30)
    return old[start : start + 80], new[start : start + 80]


def _shown(text: str) -> str:
    return " ".join(text.split()) or "nothing"


def main() -> None:
    """Make the mutants, check them, print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.yaml"))}
    begun = time.perf_counter()
    mutants = sample(texts, given.seed, given.count)
    with tempfile.TemporaryDirectory() as folder:
        begin = (texts, folder, given.documents)
        with Pool(given.processes, Worker.start, begin) as pool:
            verdicts = pool.map(Worker.check, mutants, chunksize=10)
    sys.stdout.write(report(verdicts, texts, time.perf_counter() - begun) + "\n")


if __name__ == "__main__":
    main()
