"""Strict YAML: from the text of a file to plain data, or to every fault with its place.

YAML forgives what evidence cannot afford: a key given twice, an unquoted `no`, a date that turns into an object, prose
that loses its end to a comma or a `#`. Here each of these is a fault.

This is the only module that imports yaml.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 24
"""How deep a value may be nested; a store needs nine."""

_HOPELESS = 1_000
"""How many levels below that the reading ends: the parser's time grows with the square of the depth."""

NO_KEY = "?"
"""The key under which a value stands whose own key is none."""

Route = tuple[str | int, ...]
Trail = tuple[str, ...]


class _TooDeepError(Exception):
    """Brackets without end: what stands behind them is not read."""


class Fault(NamedTuple):
    """What is wrong with a piece of YAML, and where: line and column count from 0, in characters."""

    line: int
    column: int
    message: str
    check: str
    hint: str = ""


class Parsed(NamedTuple):
    """The value of a piece, its faults, and, if asked for, the place of every value and key by its route."""

    value: Any
    faults: list[Fault]
    places: dict[Route, tuple[int, int]]


# What no text of a store may hold: control characters, and line breaks that editors and YAML count differently.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

_NULLS = {"", "~", "null", "Null", "NULL"}
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_YAML_1_1_BOOLEAN = re.compile(r"(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)$")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$")
# Floats that YAML 1.1 reads as text: an exponent without a point or a sign, a sign right before the point.
_FLOAT_OF_1_2 = re.compile(r"[-+]?[0-9]+[eE]|[-+]?[0-9.]+[eE][0-9]|[-+]\.")
_ODD_NUMBER = re.compile(
    r"[-+]?(?:0[bBoO][0-7_]+|0[xX][0-9a-fA-F_]+|\.(?:inf|Inf|INF)|0[0-9_]+(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
    r"|(?=[0-9.]*_)(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?)$|\.(?:nan|NaN|NAN)$"
)
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:$|[Tt ])")
_COMMENT = re.compile(r"[ ]+#")
_SURROGATE = re.compile("[\ud800-\udfff]")

# The wording of PyYAML's own parser, and that of libyaml, which is what messages show.
_WORDINGS = (
    (r"mapping values are not allowed.*", "mapping values are not allowed in this context"),
    (r"(?:block )?sequence entries are not allowed.*", "block sequence entries are not allowed in this context"),
    (r"found character '.*' that cannot start any token", "found character that cannot start any token"),
    (r"found unknown escape character '.*'", "found unknown escape character"),
    (r"found unexpected document separator", "found unexpected document indicator"),
    (r"expected (',' or '[\]}]'), but got .*", r"did not find expected \1"),
    (r"expected the node content, but found .*", "did not find expected node content"),
    (r"expected <block end>, but found .*", "did not find expected key"),
    (r"expected '(<document start>)', but found .*", r"did not find expected \1"),
    (r"expected chomping or indentation .*", "did not find expected comment or line break"),
)


def parse(
    text: str, *, root: Trail = (), prose: frozenset[Trail] = frozenset(), line: int = 0, placed: bool = False
) -> Parsed:
    """Return the value of a piece of YAML with its faults.

    `root` is the trail of keys that leads to the piece, `prose` the trails at which a value is text for people;
    `line` is the line of the file on which the piece begins. With `placed`, the places of all values (and of keys,
    under the route followed by `"@"`) come along. A piece with a fault of syntax has the value None.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(text, root, prose, line, placed=placed)
    try:
        builder.build(yaml.parse(text, Loader=loader), yaml)
    except _TooDeepError:
        builder.value = None
    except yaml.MarkedYAMLError as error:
        builder.syntax(error)
    except (
        yaml.YAMLError,
        ValueError,
    ) as error:  # PyYAML's own parser lets an escape such as "\U00110000" fail in chr()
        builder.fault((0, 0), f"not YAML: {error}", "yaml-syntax")
        builder.value = None
    return Parsed(builder.value, builder.faults, builder.places)


def _syntax_hint(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return "put the text in quotes: it holds `: `"
    if "unknown escape" in problem:
        return "inside double quotes write `\\\\` for a backslash, or use single quotes"
    if "cannot start any token" in problem:
        return "put the text in quotes: it begins with a character that YAML keeps for itself"
    if "end of stream" in problem or "document indicator" in problem or "expected ','" in problem:
        return "look for a quote or bracket that is never closed"
    if "block" in problem or "expected key" in problem:
        return "look at the indentation, and for text that needs quotes"
    return ""


class _Frame:
    """A list or mapping that is being filled."""

    __slots__ = ("container", "flow", "has_key", "is_mapping", "key", "key_event", "route", "trail")

    def __init__(self, container: list[Any] | dict[str, Any], *, flow: bool, route: Route, trail: Trail) -> None:
        self.container = container
        self.is_mapping = isinstance(container, dict)
        self.flow = flow
        self.route = route
        self.trail = trail
        self.key = ""
        self.key_event: Any = None
        self.has_key = False

    def take_no_key(self) -> None:
        """Take what cannot be a key for one, so that its value finds a place."""
        self.has_key, self.key, self.key_event = True, NO_KEY, None


class _Builder:
    """Builds a value from YAML events and notes every fault on the way."""

    def __init__(self, text: str, root: Trail, prose: frozenset[Trail], line: int, *, placed: bool) -> None:
        self.text = text
        self.root = root
        self.prose = prose
        self.line = line
        self.placed = placed
        self.value: Any = None
        self.faults: list[Fault] = []
        self.places: dict[Route, tuple[int, int]] = {}
        self.stack: list[_Frame] = []
        self.skip = 0
        self.documents = 0

    def fault(self, place: tuple[int, int], message: str, check: str, hint: str = "") -> None:
        """Note a fault at a place of the piece."""
        self.faults.append(Fault(place[0] + self.line, place[1], message, check, hint))

    def syntax(self, error: Any) -> None:
        """Note what the parser says, in the same words and at the same place whichever parser it was."""
        said = error.problem or error.context or "cannot be read"
        found = (match.expand(wording) for pattern, wording in _WORDINGS if (match := re.fullmatch(pattern, said)))
        problem, mark = next(found, said), error.problem_mark
        is_at_end = mark is not None and not self.text[mark.index :].strip()
        if error.context_mark and "node content" not in problem and (is_at_end or "document indicator" in problem):
            mark = error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        if problem == "found unknown escape character" and said != problem:
            column -= 1
        self.fault((line, column), f"not YAML: {problem}", "yaml-syntax", _syntax_hint(problem))
        self.value = None

    def build(self, events: Iterator[Any], yaml: Any) -> None:
        """Take the events of the parser; `yaml` is the module that they come from."""
        scalar = yaml.ScalarEvent
        others = {
            yaml.MappingStartEvent: self._start_mapping,
            yaml.SequenceStartEvent: self._start_list,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        for event in events:
            if event.__class__ is scalar:
                if not self.skip:
                    self._scalar(event)
            elif take := others.get(event.__class__):
                take(event)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self.fault(_at(event), "a second document in one file", "several-documents", "keep one document a file")

    def _end(self, _: Any) -> None:
        if self.skip:
            self.skip -= 1
        else:
            self.stack.pop()

    def _alias(self, event: Any) -> None:
        self.fault(_at(event), f"an alias, `*{event.anchor}`", "alias", "write the value out")
        if not self.skip and self._wants_key():
            self._top().take_no_key()
        elif not self.skip:
            self._put(None, event)

    def _start_mapping(self, event: Any) -> None:
        self._start(event, {})

    def _start_list(self, event: Any) -> None:
        self._start(event, [])

    def _start(self, event: Any, container: list[Any] | dict[str, Any]) -> None:
        if event.anchor or event.tag:
            self._no_extras(event)
        if self.skip or len(self.stack) >= MAX_DEPTH:
            if not self.skip:
                self.fault(_at(event), f"nested deeper than {MAX_DEPTH} levels", "depth")
            self.skip += 1
            if self.skip > _HOPELESS:
                raise _TooDeepError
            return
        if self._wants_key():
            self.fault(_at(event), "a key must be text", "key-not-text")
            self._top().take_no_key()
            self.skip += 1
            return
        route, trail = self._put(container, event)
        flow = bool(event.flow_style) or (bool(self.stack) and self.stack[-1].flow)
        self.stack.append(_Frame(container, flow=flow, route=route, trail=trail))

    def _top(self) -> _Frame:
        return self.stack[-1]

    def _wants_key(self) -> bool:
        return bool(self.stack) and self.stack[-1].is_mapping and not self.stack[-1].has_key

    def _no_extras(self, event: Any) -> None:
        if event.anchor:
            self.fault(_at(event), f"an anchor, `&{event.anchor}`", "alias", "write the value out where it is needed")
        if event.tag:
            self.fault(
                _at(event),
                f"a tag, `{event.tag}`",
                "tag",
                "take it out: a store has text, numbers, true, false and null",
            )

    def _scalar(self, event: Any) -> None:
        if event.anchor or event.tag:
            self._no_extras(event)
        plain = not event.style and not event.tag
        frame = self.stack[-1] if self.stack else None
        if frame and not frame.has_key and frame.is_mapping:
            self._key(event, plain=plain)
            return
        value: Any = event.value
        if not plain and (hidden := FORBIDDEN.search(value) or _SURROGATE.search(value)):
            message = f"an escape for U+{ord(hidden[0]):04X}, which has no place in a store"
            self.fault(_at(event), message, "encoding", "take it out")
        if plain:
            value = self._resolve(event)
            self._guard_plain(event, value)
        if frame and frame.has_key and not self.placed:
            frame.container[frame.key] = value  # type: ignore[call-overload]  # only a mapping has a key
            frame.has_key = False
        else:
            self._put(value, event)

    def _key(self, event: Any, *, plain: bool) -> None:
        frame, key = self._top(), event.value
        if plain and key == "<<":
            self.fault(_at(event), "a merge key, `<<`", "alias", "write the keys out")
        elif plain and not (_is_text(key) or key == "="):
            self.fault(
                _at(event), f"a key must be text, got `{key}`", "key-not-text", f'write `"{key}":` or another key'
            )
        if isinstance(frame.container, dict) and key in frame.container:
            self.fault(_at(event), f"the key `{key}` stands here a second time", "duplicate-key", "keep one of the two")
        frame.has_key, frame.key, frame.key_event = True, key, event
        if self.placed:
            self.places[(*frame.route, key, "@")] = _at(event, self.line)

    def _resolve(self, event: Any) -> Any:
        """Return what an unquoted scalar means by YAML 1.2's core schema, and refuse what 1.1 read otherwise."""
        text = event.value
        if text in _NULLS:
            return None
        if text in _BOOLEANS:
            return _BOOLEANS[text]
        first = text[0]
        if first.isdigit() or first in "+-.":
            if _INTEGER.match(text):
                return int(text) if len(text) < 400 else text  # noqa: PLR2004 - int() refuses more than 4,300 digits
            is_float = _FLOAT.match(text)
            if is_float and not _FLOAT_OF_1_2.match(text):
                return float(text)
            if is_float or _ODD_NUMBER.match(text):
                what = "a number by some and as text by others" if is_float else "different numbers"
                hint = "write a decimal number, or put it in quotes"
                self.fault(_at(event), f"`{text}` is read as {what}", "ambiguous-scalar", hint)
            elif _SEXAGESIMAL.match(text):
                self.fault(
                    _at(event), f"`{text}` is read as a number of base sixty", "ambiguous-scalar", f'write `"{text}"`'
                )
            elif _DATE.match(text):
                self.fault(_at(event), f"`{text}` is read as a date", "ambiguous-scalar", f'write `"{text}"`')
        elif _YAML_1_1_BOOLEAN.match(text):
            self.fault(
                _at(event),
                f"`{text}` is read as true or false",
                "ambiguous-scalar",
                f'write `"{text}"`, or true or false',
            )
        return text

    def _guard_plain(self, event: Any, value: Any) -> None:
        """Refuse unquoted prose where YAML may have cut it short."""
        if not self.stack:
            return
        frame = self._top()
        if value is None:
            if frame.flow and frame.has_key and frame.key_event and not event.value:
                self.fault(
                    _at(frame.key_event),
                    f"`{frame.key}` has no value: a comma has split what stands here",
                    "unquoted-prose",
                    "put the text in quotes",
                )
            return
        if not isinstance(value, str):
            return
        if not frame.flow and self.text[event.end_mark.index : event.end_mark.index + 1] != " ":
            return
        trail = (*frame.trail, frame.key) if frame.has_key else frame.trail
        has_space = " " in value or "\n" in value
        if frame.flow and (has_space or (trail in self.prose and not frame.has_key)):
            self.fault(
                _at(event),
                f"unquoted text inside brackets, `{_short(value)}`: a comma would split it",
                "unquoted-prose",
                "put the text in quotes",
            )
        elif (has_space or trail in self.prose) and _COMMENT.match(self.text, event.end_mark.index):
            self.fault(
                _at(event),
                f"a comment behind unquoted text, `{_short(value)}`: is the `#` part of it?",
                "unquoted-prose",
                "put the text in quotes, or the comment on a line of its own",
            )

    def _put(self, value: Any, event: Any) -> tuple[Route, Trail]:
        """Put a value where it belongs and return the route and the trail that lead to it."""
        if not self.stack:
            self.value = value
            route: Route = ()
            trail = self.root
        else:
            frame = self.stack[-1]
            if isinstance(frame.container, list):
                route = (*frame.route, len(frame.container)) if self.placed else ()
                trail = frame.trail
                frame.container.append(value)
            else:
                route = (*frame.route, frame.key) if self.placed else ()
                trail = (*frame.trail, frame.key)
                frame.container[frame.key] = value
                frame.has_key = False
        if self.placed:
            self.places[route] = _at(event, self.line)
        return route, trail


@lru_cache(maxsize=512)
def _is_text(key: str) -> bool:
    return (
        bool(key)
        and key not in _NULLS
        and key not in _BOOLEANS
        and not any(
            pattern.match(key) for pattern in (_INTEGER, _FLOAT, _ODD_NUMBER, _SEXAGESIMAL, _DATE, _YAML_1_1_BOOLEAN)
        )
    )


def _at(event: Any, line: int = 0) -> tuple[int, int]:
    return event.start_mark.line + line, event.start_mark.column


def _short(text: str, limit: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
