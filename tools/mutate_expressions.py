"""Take one part at a time out of the expressions and lists of a module, and ask its tests.

`mutmut` changes what stands in functions. Most of what `ketacli.quotes` decides stands in expressions and lists of
characters beside them: which words negate, which signs hold on to a figure. Here each of these is changed: a branch of an
alternation goes, a character of a class or a list, a look to either side, a mark that repeats what stands before it or makes
it optional. A test must notice. This is a script: pytest does not collect it.

    python tools/mutate_expressions.py ketacli.quotes tests/test_quotes.py
"""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import io
import itertools
import os
import re
import signal
import sys
import time
import tokenize
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ALLOWED = 120
"""The seconds that the tests may take for one mutant."""


class Mutant(NamedTuple):
    """The source of a module with one part taken out, where that stood, and what it was."""

    source: str
    line: int
    part: str


def mutants(source: str) -> Iterator[Mutant]:
    """Yield the mutants of the texts that stand in a module beside its functions, classes and docstrings."""
    lines = [0]
    for line in source.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    spans = [
        range(one.lineno, (one.end_lineno or 0) + 1)
        for one in ast.parse(source).body
        if isinstance(one, ast.Assign | ast.AnnAssign)
    ]
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.STRING or not any(token.start[0] in span for span in spans):
            continue
        opening = re.match(r"[a-z]*(?:\"\"\"|'''|\"|')", token.string)
        assert opening
        begin = lines[token.start[0] - 1] + token.start[1] + opening.end()
        end = lines[token.end[0] - 1] + token.end[1] - 1
        text = source[begin:end]
        spans_in = parts(text) if "r" in opening[0] or "|" in text else characters(text)
        for first, last in sorted(set(spans_in)):
            whole = source[: begin + first] + source[begin + last :]
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("error")
                    exec(compile(whole, "mutant", "exec"), {"__name__": "mutant", "__builtins__": builtins})
            except Exception:  # noqa: BLE001 - no expression any more, so no mutant
                continue
            yield Mutant(whole, token.start[0], text[first:last])


def characters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the characters of a text of marks; none of one of words, which is no list."""
    if len(text) > 1 and not re.search(r"[^\W\d_]{2}", text.replace("\\u", "")):
        yield from tokens(text)


def parts(pattern: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of an expression that may be taken out."""
    yield from branches(pattern)
    yield from looks(pattern)
    yield from members(pattern)
    yield from marks(pattern)


def tokens(pattern: str) -> list[tuple[int, int]]:
    """Return where the tokens of an expression stand: an escaped character, a class, any other character."""
    return [found.span() for found in re.finditer(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|\{[^{}]*\}|.", pattern, re.DOTALL)]


def branches(pattern: str) -> Iterator[tuple[int, int]]:
    """Yield the branches of alternations, each with the bar behind it or, of the last, before it."""
    opened: list[list[int]] = [[0]]
    for start, end in [*tokens(pattern), (len(pattern), len(pattern) + 1)]:
        token = pattern[start:end]
        if token == "(":
            opened.append([re.compile(r"\((?:\?(?:P<\w+>|<?[=!]|:))?").match(pattern, start).end()])  # type: ignore[union-attr]
        elif token == "|":
            opened[-1].append(end)
        elif token in {")", ""}:
            begins = opened.pop()
            opened = opened or [[end]]  # what was opened in another text
            for begin, following in itertools.pairwise(begins):
                if following - begin > 1:
                    yield begin, following
            if len(begins) > 1:
                yield begins[-1] - 1, start


def looks(pattern: str) -> Iterator[tuple[int, int]]:
    """Yield the groups that look ahead or behind."""
    opened: list[int] = []
    for start, end in tokens(pattern):
        if pattern[start:end] == "(":
            opened.append(start)
        elif pattern[start:end] == ")":
            begin = opened.pop() if opened else start
            if re.match(r"\(\?<?[=!]", pattern[begin:]):
                yield begin, end


def members(pattern: str) -> Iterator[tuple[int, int]]:
    """Yield the characters and ranges in classes."""
    for start, end in tokens(pattern):
        if end - start > 2 and pattern[start] == "[":
            inner = start + (2 if pattern[start + 1] == "^" else 1)
            found = [
                (inner + one.start(), inner + one.end())
                for one in re.finditer(r"\{\w+\}|(?:\\.|[^\\])-[^\]]|\\.|.", pattern[inner : end - 1], re.DOTALL)
            ]
            yield from found if len(found) > 1 else ()


def marks(pattern: str) -> Iterator[tuple[int, int]]:
    """Yield the marks that make something optional or have it repeated, and the borders of words."""
    for start, end in tokens(pattern):
        if (pattern[start:end] in {"?", "*", "+"} and pattern[start - 1] != "(") or pattern[start:end] in {r"\b", "$"}:
            yield start, end


class Asking:
    """A plugin that has the collected tests run against each mutant, in a process of its own, instead of once."""

    def __init__(self, name: str) -> None:
        self.module = importlib.import_module(name)
        self.tally: dict[str, int] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Print every mutant that no test notices, and a count of all."""
        tests = [one for one in session.items if isinstance(one, pytest.Function) and is_plain(one)]
        source = Path(str(self.module.__file__)).read_text(encoding="utf-8")
        if self._verdict(Mutant(source, 0, ""), tests) != "survived":
            pytest.exit("the tests fail without any change", returncode=2)
        for mutant in mutants(source):
            verdict = self._verdict(mutant, tests)
            self.tally[verdict] = self.tally.get(verdict, 0) + 1
            if verdict != "killed":
                sys.stdout.write(f"{verdict}: line {mutant.line} without {mutant.part!a}\n")
                sys.stdout.flush()
        counted = ", ".join(f"{count} {verdict}" for verdict, count in sorted(self.tally.items()))
        sys.stdout.write(f"{sum(self.tally.values())} mutants, {len(tests)} tests: {counted}\n")
        return True

    def _verdict(self, mutant: Mutant, tests: list[pytest.Function]) -> str:
        """Return what the tests say of a mutant: killed, survived or timeout."""
        child = os.fork()
        if not child:
            try:
                exec(compile(mutant.source, str(self.module.__file__), "exec"), vars(self.module))
                for test in tests:
                    test.obj(**(test.callspec.params if hasattr(test, "callspec") else {}))
            except BaseException:  # noqa: BLE001 - whatever a test raises, it has noticed
                os._exit(1)
            os._exit(0)
        until = time.monotonic() + ALLOWED
        while time.monotonic() < until:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return "survived" if status == 0 else "killed"
            time.sleep(0.005)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return "timeout"


def is_plain(test: pytest.Function) -> bool:
    """Whether a test needs nothing but its parameters."""
    return set(inspect.signature(test.obj).parameters) == set(test.callspec.params if hasattr(test, "callspec") else ())


def main(name: str, tests: list[str]) -> int:
    """Ask the tests in these files, those that make up their own input and those of long texts left out."""
    chosen = ["-q", "-p", "no:randomly", "-m", "not hypothesis", "-k", "not long_texts", "-s", *tests]
    return int(pytest.main(chosen, plugins=[Asking(name)]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
