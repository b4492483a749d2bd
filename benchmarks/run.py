"""Measure keta beside its peers, and bring `docs/explanation/benchmarks.md` up to date.

`python benchmarks/run.py` makes an environment for keta and for each peer, writes the stores, runs every case in rounds
whose order a fixed seed shuffles, prints the tables, and writes `benchmarks/results.json` and the generated part of
`docs/explanation/benchmarks.md`. With `--only` nothing is written, only printed.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import generate
import measure
import page
from peers import PEERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from peers import Peer

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHIPPED = 0
"""The size that stands for the store that comes with keta."""

KETA_LIMIT = 300.0
PEER_LIMIT = 60.0
"""How long a case may be expected to take, in seconds; it is stopped after twice that."""
ENOUGH = 30.0
"""How long the runs of a case may take together, in seconds: what is slow is run less often."""
TELLING = 5.0
"""From how many seconds on a case's time at one size tells its time at the next."""
PAGE, WORDS = "page.txt", 2_000
"""The page that is scanned: so many words, the statements of claims of the store one after another."""
SLOW = 2.0
"""From how many seconds on a case's first run counts, instead of warming up."""


class Case(NamedTuple):
    """A command that is measured, and how it is shown."""

    tool: str
    question: str
    size: int
    argv: tuple[str, ...]
    shown: str
    env: dict[str, str]
    cwd: Path | None = None
    stdin: Path | None = None
    terminal: bool = False
    codes: tuple[int, ...] = (0,)
    before: Callable[[], None] | None = None


class Bench:
    """The measuring: where things are, what was measured so far, and how much time is left."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.work: Path = options.work.expanduser().resolve()
        self.sizes: list[int] = sorted(options.sizes)
        self.runs: int = options.runs
        self.only: list[str] = options.only
        self.deadline = time.monotonic() + options.budget * 60
        self.began = time.monotonic()
        self.versions: dict[str, str] = {}
        self.rows: list[dict[str, Any]] = []
        self.expected: dict[tuple[str, str], tuple[int, float]] = {}
        self.env = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.work / "home"),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        (self.work / "home").mkdir(parents=True, exist_ok=True)

    def say(self, text: str) -> None:
        """Tell on standard error what is being done."""
        sys.stderr.write(f"[{time.monotonic() - self.began:5.0f} s] {text}\n")

    def must(self, *argv: str | Path, env: dict[str, str] | None = None, cwd: Path | None = None) -> str:
        """Run a command that prepares something and return what it says.

        Raises:
            RuntimeError: if it fails, with the end of what it said.
        """
        words = [str(word) for word in argv]
        done = subprocess.run(words, env=env, cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603 - ours
        if done.returncode:
            raise RuntimeError(f"{Path(words[0]).name} failed: {(done.stderr or done.stdout).strip()[-300:]}")
        return done.stdout.strip()

    def folder(self, size: int) -> Path:
        """Return the folder with the data of a size."""
        return self.work / "data" / (str(size) if size else "shipped")

    def environment(self, name: str, *installs: Sequence[str]) -> Path:
        """Return the folder of the programs of an environment, made anew where what it holds is not what is wanted."""
        home, mark = self.work / "envs" / name, json.dumps([list(one) for one in installs])
        record = home / "installed.json"
        if not record.is_file() or record.read_text() != mark:
            self.say(f"making the environment of {name}")
            shutil.rmtree(home, ignore_errors=True)
            self.must(sys.executable, "-m", "venv", home)
            for words in installs:
                self.must(home / "bin/python", "-m", "pip", "install", "--quiet", *words)
            record.write_text(mark)
        return home / "bin"

    def note_versions(self, programs: Path, *names: str) -> None:
        """Note the versions of packages of an environment."""
        listed = json.loads(self.must(programs / "python", "-m", "pip", "list", "--format", "json"))
        found = {str(one["name"]).lower().replace("_", "-"): str(one["version"]) for one in listed}
        self.versions |= {name: found[name] for name in names if name in found}

    def is_wanted(self, tool: str, question: str, size: int) -> bool:
        """Whether a case is among those that were asked for."""
        words = f"{tool} {question} {size}"
        return not self.only or question == "noop" or any(one in words for one in self.only)

    def wanted(self, cases: Sequence[Case]) -> list[Case]:
        """Return those of the cases that were asked for."""
        return [case for case in cases if self.is_wanted(case.tool, case.question, case.size)]

    def once(self, case: Case, limit: float, *, memory: bool = False) -> measure.Run:
        """Run a case once."""
        if case.before:
            case.before()
        return measure.run(
            case.argv,
            env=self.env | case.env,
            cwd=case.cwd,
            stdin=case.stdin,
            terminal=case.terminal,
            limit=limit,
            memory=memory,
        )

    def miss(self, case: Case, reason: str) -> None:
        """Note that a case has no figure, and why."""
        self.say(f"{case.tool} {case.question} at {case.size}: {reason}")
        self.rows.append(_about(case) | {"skipped": reason})

    def forecast(self, case: Case) -> float:
        """Return how long a case should take, by the size before; a short time there may be start-up and tells nothing."""
        size, seconds = self.expected.get((case.tool, case.question), (0, 0.0))
        return seconds * case.size / size if size and seconds > TELLING else seconds

    def rounds(self, cases: Sequence[Case]) -> None:
        """Measure cases: each is warmed up, then all are run in rounds whose order is shuffled."""
        plan: list[Series] = []
        for case in cases:
            limit = KETA_LIMIT if case.tool == "keta" else PEER_LIMIT
            forecast = self.forecast(case)
            if forecast > limit or time.monotonic() + forecast > self.deadline:
                self.miss(case, f"not run: by the smaller size it would take about {forecast:.0f} s")
                continue
            first = self.once(case, 2 * limit, memory=True)
            if first.code is None:
                self.miss(case, f"stopped after {2 * limit:.0f} s")
            elif first.code not in case.codes:
                self.miss(case, f"failed with exit code {first.code}")
            else:
                self.expected[case.tool, case.question] = (case.size, first.seconds)
                wanted = max(1, min(self.runs, int(ENOUGH // first.seconds)))
                plan.append(Series(case, wanted, first.peak, [first] if first.seconds > SLOW else []))
        shuffled = Random(6)  # noqa: S311 - the same order every time
        while left := [series for series in plan if len(series.runs) < series.wanted]:
            shuffled.shuffle(left)
            for series in left:
                if time.monotonic() < self.deadline or not series.runs:
                    series.runs.append(self.once(series.case, 2 * KETA_LIMIT))
                else:
                    series.wanted = len(series.runs)
        for series in plan:
            seconds = [round(one.seconds, 4) for one in series.runs]
            row = _about(series.case) | {"seconds": seconds, "median": round(median(seconds), 4)}
            self.rows.append(row | {"peak_mib": round(series.peak, 1)})


@dataclass
class Series:
    """The runs of a case, how many there are to be, and the peak memory of the first, in MiB."""

    case: Case
    wanted: int
    peak: float
    runs: list[measure.Run]


def _about(case: Case) -> dict[str, Any]:
    return {"tool": case.tool, "question": case.question, "size": case.size, "command": case.shown}


def stores(bench: Bench) -> None:
    """Write the generated stores, and the list of ids."""
    source = "".join((HERE / name).read_text() for name in ("generate.py", "peer_data.py"))
    for size in bench.sizes:
        folder = bench.folder(size)
        mark = folder / "made-by.txt"
        if mark.is_file() and mark.read_text() == source:
            continue
        bench.say(f"writing a store of {size} claims")
        shutil.rmtree(folder, ignore_errors=True)
        began = time.perf_counter()
        bench.must(sys.executable, HERE / "generate.py", str(size), folder / "store")
        bench.rows.append({"tool": "generate.py", "question": "write", "size": size, "command": "generate.py SIZE DIR"})
        bench.rows[-1]["median"] = round(time.perf_counter() - began, 2)
        bench.must(sys.executable, HERE / "peer_data.py", "ids", str(size), folder)
        mark.write_text(source)


def asked(size: int) -> dict[str, str]:
    """Return what is asked for in a store: a topic, a claim, two words."""
    if size == SHIPPED:
        return {"topic": "relapse", "claim": "relapse-mean-19-days", "words": "glutamate receptor"}
    topic = generate.topic_count(size) // 2
    words = generate.search_words(topic)
    first, second = words.split()
    claim = generate.claim_id(topic * generate.BLOCK + 2)
    return {"topic": generate.topic_id(topic), "claim": claim, "words": words, "first": first, "second": second}


def keta_cases(bench: Bench, programs: Path, size: int) -> Iterator[Case]:
    """Yield keta's cases for a size."""
    folder, wanted = bench.folder(size), asked(size)
    store = () if size == SHIPPED else ("--store", str(folder / "store"))
    env = {"XDG_CACHE_HOME": str(folder / "keta-cache")}

    def case(question: str, *words: str, **more: Any) -> Case:
        names = {wanted["topic"]: "TOPIC", wanted["claim"]: "CLAIM", wanted["words"]: '"WORD WORD"'}
        names[str(folder / PAGE)] = "PAGE"
        shown = " ".join(["keta", *(names.get(word, word) for word in words), *(["--store", "STORE"] if store else [])])
        return Case(
            "keta", question, size, (str(programs / "keta"), *words, *store), shown, more.pop("env", env), **more
        )

    yield case("id", "show", wanted["claim"])
    yield case("topic", "claims", "--topic", wanted["topic"])
    yield case("table", "claims", "--topic", wanted["topic"], terminal=True)
    yield case("search", "claims", wanted["words"])
    yield case("scan", "scan", str(folder / PAGE))
    empty = folder / "keta-empty"
    yield case(
        "first",
        *("claims", "--topic", wanted["topic"]),
        env={"XDG_CACHE_HOME": str(empty)},
        before=lambda: shutil.rmtree(empty, ignore_errors=True),
    )
    if size == SHIPPED:
        return
    yield case("ids", "show", "-", "--format", "jsonl", stdin=folder / "ids.txt")
    yield case("edit", "claims", "--topic", wanted["topic"], before=Edit(folder / "store" / "claims.yaml"))
    check = (str(programs / "keta"), "check", str(folder / "store"))
    yield Case("keta", "validate", size, check, "keta check STORE", env)
    texts = (*check, "--documents", str(folder / "store" / "texts"))
    yield Case("keta", "quotes", size, texts, "keta check STORE --documents TEXTS", env)


class Edit:
    """Changes a word of the claim in the middle of a store, back and forth, the size staying the same.

    It reads line by line: what this process holds would count as the memory of those it starts.
    """

    WORDS = (b"noted on day", b"found on day")

    def __init__(self, file: Path) -> None:
        self._file = file
        self._at = -1

    def __call__(self) -> None:
        """Make the change."""
        with self._file.open("r+b") as file:
            if self._at < 0:
                file.seek(self._file.stat().st_size // 2)
                file.readline()
                while not any(word in (line := file.readline()) for word in self.WORDS):
                    if not line:
                        raise RuntimeError("no claim to edit")
                self._at = file.tell() - len(line) + next(line.find(word) for word in self.WORDS if word in line)
            file.seek(self._at)
            old = file.read(len(self.WORDS[0]))
            file.seek(self._at)
            file.write(self.WORDS[old == self.WORDS[0]])


def warm(bench: Bench, programs: Path) -> None:
    """Bring keta's indexes up to date, so that no case pays for another's first use, and write the pages to scan."""
    for size in [SHIPPED, *bench.sizes]:
        bench.say(f"keta: the index of {size or 'the shipped store'}")
        first = next(keta_cases(bench, programs, size))
        bench.once(first, 4 * KETA_LIMIT)
        listing = ("claims", "--limit", "500", "--format", "jsonl", *first.argv[3:])
        claims = bench.must(programs / "keta", *listing, env=bench.env | first.env).splitlines()
        words = " ".join(json.loads(claim)["statement"] for claim in claims).split()
        bench.folder(size).mkdir(parents=True, exist_ok=True)
        (bench.folder(size) / PAGE).write_text(" ".join(words[:WORDS]), encoding="utf-8")


def peer_cases(bench: Bench, peer: Peer, programs: Path, size: int) -> Iterator[Case]:
    """Yield a peer's cases for a size, after its data has been made; say of each that cannot be run why not."""
    folder = bench.folder(size) / "peers" / peer.name
    store = bench.folder(size) / "store"
    words = asked(size) | {"folder": str(folder), "bin": str(programs), "store": str(store)}

    def fill(text: str) -> str:
        for name, value in words.items():
            text = text.replace("{" + name + "}", value)
        return text.replace("{{", "{").replace("}}", "}")

    env = {name: fill(value) for name, value in peer.env.items()} | {"XDG_CACHE_HOME": str(folder / "cache")}
    cwd = Path(fill(peer.cwd))

    def case(question: str, argv: tuple[str, ...]) -> Case:
        shown = " ".join(_quoted(_named(word)) for word in argv)
        return Case(peer.name, question, size, tuple(map(fill, argv)), shown, env, cwd=cwd, codes=peer.codes)

    ready = _built(bench, peer, size, [case("first", argv)._replace(cwd=folder) for argv in peer.build])
    for question, argv in peer.answers.items():
        if isinstance(argv, str):
            bench.rows.append({"tool": peer.name, "question": question, "size": size, "skipped": argv})
        elif ready:
            bench.rows.append({"tool": peer.name, "question": question, "size": size, "skipped": ready})
        else:
            yield case(question, argv)


def _named(word: str) -> str:
    """Return a word of a peer's command without folders, and with a name for what is asked for."""
    names = {"{bin}/": "", "{store}/": "", "{topic}": "TOPIC", "{claim}": "CLAIM", "{words}": "WORD WORD"}
    for name, value in (names | {"{first}": "WORD", "{second}": "WORD", "{{": "{", "}}": "}"}).items():
        word = word.replace(name, value)
    return word


def _quoted(word: str) -> str:
    return f"'{word}'" if set(word) & set(" |*()[]\\") else word


def _built(bench: Bench, peer: Peer, size: int, steps: list[Case]) -> str:
    """Write a peer's data and build what it answers from; return why that could not be, empty if it could."""
    folder = bench.folder(size) / "peers" / peer.name
    mark = folder / "built.json"
    texts = (HERE / "peer_data.py", HERE / "generate.py")
    made = json.dumps([[list(step.argv) for step in steps], *(file.read_text() for file in texts)])
    seconds, peak = 0.0, 0.0
    known = json.loads(mark.read_text()) if mark.is_file() else {}
    if known.get("made") != made:
        forecast = bench.forecast(steps[0]) if steps else 0.0
        if forecast > 3 * PEER_LIMIT:
            return f"not run: by the smaller size building would take about {forecast:.0f} s"
        if time.monotonic() + forecast > bench.deadline:
            return "not run: the time for all was over"
        bench.say(f"building the data of {peer.name} at {size}")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for form in peer.forms:
            bench.must(sys.executable, HERE / "peer_data.py", form, str(size), folder)
        for step in steps:
            run = bench.once(step, 4 * PEER_LIMIT, memory=True)
            if run.code not in step.codes:
                return f"building stopped after {run.seconds:.0f} s" if run.code is None else "building failed"
            seconds, peak = seconds + run.seconds, max(peak, run.peak)
        known = {"made": made, "seconds": seconds, "peak": peak}
        mark.write_text(json.dumps(known))
    if steps and peer.name != "doorstop":
        bench.expected[peer.name, "first"] = (size, known["seconds"])
        row = _about(steps[0]) | {"command": "; ".join(step.shown for step in steps)}
        bench.rows.append(row | {"median": round(known["seconds"], 3), "peak_mib": round(known["peak"], 1)})
    return ""


def machine() -> dict[str, str]:
    """Return what the figures were measured on."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        cpu = names[0] if names else cpu
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "processor": f"{cpu}, {os.cpu_count()} cores",
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
    }


def main() -> int:
    """Make everything, measure it, and write it down."""
    options = _options()
    bench = Bench(options)
    bench.say(f"working in {bench.work}")
    programs = bench.environment("keta", ["hatchling", str(ROOT)])
    bench.must(programs / "python", "-m", "pip", "install", "--quiet", "--force-reinstall", "--no-deps", ROOT)
    bench.note_versions(programs, "keta", "typer", "rich", "pyyaml", "jsonschema")
    sqlite = "import platform, sqlite3; print(platform.python_version(), sqlite3.sqlite_version)"
    bench.versions["Python"], bench.versions["SQLite"] = bench.must(programs / "python", "-c", sqlite).split()
    stores(bench)
    noop = (str(programs / "python"), str(HERE / "noop.py"))
    quick = [Case("noop.py", "noop", SHIPPED, noop, "python benchmarks/noop.py", {})]
    slow: list[Case] = []
    for size in [SHIPPED, *bench.sizes]:
        for case in keta_cases(bench, programs, size):
            (quick if case.question in {"id", "topic", "table", "search"} else slow).append(case)
    warm(bench, programs)
    bench.say("keta: start-up and answers")
    bench.rounds(bench.wanted(quick))
    bench.say("keta: first use, edits, checks")
    bench.rounds(bench.wanted(slow))
    if options.peers:
        beside(bench)
    taken = time.monotonic() - bench.began
    found = {"machine": machine(), "versions": bench.versions, "sizes": bench.sizes, "runs": bench.runs}
    found |= {"minutes": round(taken / 60, 1), "rows": bench.rows}
    sys.stdout.write(page.tables(found))
    if not bench.only:
        (HERE / "results.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        page.renew(ROOT / "docs" / "explanation" / "benchmarks.md", found)
    bench.say("done")
    return 0


def beside(bench: Bench) -> None:
    """Measure the peers, each size before the next so that what takes too long is known in time."""
    ready: list[tuple[Peer, Path]] = []
    for peer in PEERS:
        if not any(bench.is_wanted(peer.name, question, size) for question in peer.answers for size in bench.sizes):
            continue
        missing = [name for name in peer.needs if not shutil.which(name)]
        if missing:
            reason = f"needs {missing[0]}, which is not installed"
            bench.rows.append({"tool": peer.name, "question": "install", "size": 0, "skipped": reason})
            continue
        try:
            bare = [["--no-deps", *peer.bare]] if peer.bare else []
            programs = bench.environment(peer.name, *bare, list(peer.pins)) if peer.pins else bench.work
        except RuntimeError as error:
            bench.rows.append({"tool": peer.name, "question": "install", "size": 0, "skipped": str(error)})
            continue
        ready.append((peer, programs))
        bench.versions |= dict(pin.split("==", 1) for pin in (*peer.bare, *peer.pins))
        if peer.name == "jq":
            bench.versions["jq"] = bench.must("jq", "--version").removeprefix("jq-")
    for size in bench.sizes:
        cases = [case for peer, programs in ready for case in peer_cases(bench, peer, programs, size)]
        bench.say(f"peers at {size}")
        bench.rounds(bench.wanted(cases))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure keta beside its peers.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000, 100_000], metavar="N", help="claims")
    parser.add_argument("--runs", type=int, default=15, metavar="N", help="runs of a case, fewer of slow ones")
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="WORD", help="cases such as `keta`, `search`, `first 100`"
    )
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True, help="measure the peers too")
    parser.add_argument("--budget", type=float, default=22, metavar="MINUTES", help="start nothing new after that long")
    work = Path("~/.cache/keta-benchmarks")
    parser.add_argument("--work", type=Path, default=work, metavar="DIR", help=f"environments and data [{work}]")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
