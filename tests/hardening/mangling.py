"""Stores as nobody should write them: strategies for arbitrary and nearly valid ones, and what keta makes of them."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from ketacli import StoreError, open_store
from ketacli.cli._app import run
from tests.conftest import dump
from tests.stores import full

if TYPE_CHECKING:
    from collections.abc import Iterator

Route = tuple[str | int, ...]

STRANGE = (
    "",
    " ",
    "\n",
    "\t",
    "\0",
    "a\0b",
    "\ud800",
    "\udcff",
    "\u202eesrever\u202c",
    "\u2066x\u2069",
    "\ufeff",
    "\u2028",
    "\x1b[31m",
    "\U0010ffff",
    "e" + "\u0301" * 200,
    "ﷺ" * 50,
    "x" * 100_000,
    "word " * 20_000,
    "-" * 5_000,
    "' OR 1=1 --",
    '"; DROP TABLE item; --',
    "[bold]x[/bold]",
    "../../etc/passwd",
    "/etc/passwd",
    "con",
    "*a",
    "&a",
    "!!python/object:os.system",
    "<<",
    "1e400",
    "0x1F",
    "12:30:45",
    "2024-01-01",
    "NaN",
)
NUMBERS = (
    0,
    -0.0,
    -1,
    1,
    2**31,
    2**63,
    2**64,
    10**400,
    -(10**400),
    1e308,
    -1e308,
    5e-324,
    0.1,
    float("inf"),
    float("nan"),
)
OTHERS: tuple[Any, ...] = (None, True, False, [], {}, [None], [[]], [{}], {"": None}, {"a": {"b": []}}, [1, "x", None])

TOKENS = (
    b"", b"\n", b"- ", b": ", b"#", b"&a ", b"*a", b"!t ", b"<<: ", b"|\n", b">-\n", b"{", b"[", b"}", b"]", b'"', b"'",
    b"---\n", b"...\n", b"%YAML 9.9\n", b"\t", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf", b"? ", b"\\ud800", b"\\x00",
    b"\xe2\x80\xa8", b"\xe2\x80\xae", b"1e999", b"0o7", b"~", b"  ", b"claims:\n",
)  # fmt: skip

wrong = st.one_of(
    st.sampled_from(STRANGE),
    st.sampled_from(NUMBERS),
    st.sampled_from(OTHERS),
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=10),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
        max_leaves=12,
    ),
    st.integers(1, 60).map(lambda depth: json.loads("[" * depth + "]" * depth)),
)


def routes(value: Any, route: Route = ()) -> Iterator[Route]:
    """Yield the route to every value within a value."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, member in members:
        yield (*route, step)
        yield from routes(member, (*route, step))


def replaced(whole: Any, route: Route, value: Any) -> Any:
    """Return a copy of a store with another value at a route."""
    changed = copy.deepcopy(whole)
    inner = changed
    for step in route[:-1]:
        inner = inner[step]
    inner[route[-1]] = value
    return changed


def without(whole: Any, route: Route) -> Any:
    """Return a copy of a store without the value at a route."""
    changed = copy.deepcopy(whole)
    inner = changed
    for step in route[:-1]:
        inner = inner[step]
    del inner[route[-1]]
    return changed


def places(whole: Any) -> list[Route]:
    """Return the route to one value of each kind: the first with its keys, whatever its place in lists."""
    first: dict[tuple[str, ...], Route] = {}
    for route in routes(whole):
        first.setdefault(tuple(step if isinstance(step, str) else "" for step in route), route)
    return list(first.values())


ROUTES = sorted(routes(full()), key=str)


@st.composite
def nearly_valid(draw: st.DrawFn) -> bytes:
    """A store in which one to three values, or keys, are wrong."""
    whole = full()
    for _ in range(draw(st.integers(1, 3))):
        route = draw(st.sampled_from(ROUTES))
        with contextlib.suppress(
            KeyError, IndexError, TypeError, AttributeError
        ):  # an earlier change took the place away
            match draw(st.integers(0, 3)):
                case 0 | 1:
                    whole = replaced(whole, route, draw(wrong))
                case 2:  # a value from elsewhere in the store
                    whole = replaced(whole, route, _at(full(), draw(st.sampled_from(ROUTES))))
                case _:
                    inner = _at(whole, route[:-1])
                    inner.pop(route[-1])
    return written(whole, as_json=draw(st.booleans()))


def written(whole: Any, *, as_json: bool) -> bytes:
    """Return a store as text; what no UTF-8 can hold becomes bytes that are none."""
    text = json.dumps(whole) if as_json else dump(whole)
    return text.encode("utf-8", "surrogatepass")


def _at(whole: Any, route: Route) -> Any:
    for step in route:
        whole = whole[step]
    return whole


@st.composite
def harmed(draw: st.DrawFn) -> bytes:
    """The text of a sound store with a stretch cut, doubled, or overwritten with what YAML takes for more than text."""
    text = bytearray(written(full(), as_json=draw(st.booleans())))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        token = draw(st.sampled_from(TOKENS) | st.binary(max_size=6))
        text[start:end] = token if draw(st.booleans()) else bytes(text[start:end]) + token
    return bytes(text)


def outcome(content: bytes) -> str:
    """Open and check a store with this content and return how it ended; anything but an end that is promised raises."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.yaml"
        path.write_bytes(content)
        try:
            store = open_store(folder)
            store.claims()
            store.whole()
            opened = "answer"
        except StoreError as error:
            assert error.message  # noqa: PT017 - either end is right
            opened = "refusal"
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["check", folder])
            views = [run([*words, "--store", folder]) for words in VIEWS] if opened == "answer" else []
        told = err.getvalue()
        assert code in (0, 1), told
        assert set(views) <= {0, 1}, told
        assert (opened == "refusal") <= (code == 1), "a store that is refused has no fault that `keta check` names"
        assert "Traceback" not in told
        return opened


VIEWS = (
    ["claims", "--format", "table"],
    ["summary", "--format", "html"],
    ["contradictions"],
    ["compare"],
    ["plot", "rates"],
)
