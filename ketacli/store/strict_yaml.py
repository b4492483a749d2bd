"""Strict YAML: from the text of a file to plain data, or to every fault with its place.

YAML forgives what evidence cannot afford: a key given twice, an unquoted `no`, a date that turns into an object, prose
that loses its end to a comma or a `#`. Here each of these is a fault.

This is the only module that imports yaml.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ketacli.frozen import NamedTuple
from ketacli.labels import cut_off
from ketacli.store.scalars import SHOWN, STARTS, is_text, meaning

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_DEPTH = 24
"""How deep a value may be nested; a store needs nine."""


_HOPELESS = 1_000
"""How many levels below that the reading ends: the parser's time grows with the square of the depth."""

_LIBYAML_TOO_DEEP = "maximum nesting"
"""What libyaml says from 0.2.6 on where it refuses nesting itself, before any event: PyYAML's own parser finds the place."""

NO_KEY = "?"
"""The key under which a value stands whose own key is none."""

Route = tuple[str | int, ...]
Trail = tuple[str, ...]


class _TooDeepError(Exception):
    """Brackets without end: what stands behind them is not read."""


class Fault(NamedTuple):
    """Something wrong in a chunk of YAML, and where: line and column count from 0, in characters.

    `record` is the id of the record that has the fault, `route` leads from the record to the value.
    """

    line: int
    column: int
    message: str
    check: str
    hint: str = ""
    record: str = ""
    route: Route = ()


class Parsed(NamedTuple):
    """The value of a chunk, its faults, and, if asked for, the place of every value and key by its route."""

    value: Any
    faults: list[Fault]
    places: dict[Route, tuple[int, int]]


# What no text of a store may hold: control characters, and line breaks that editors and YAML count differently.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

_COMMENT = re.compile(r"[ ]+#")
# The same of what an escape may stand for, and half characters.
_UNWRITABLE = re.compile(f"{FORBIDDEN.pattern}|[\ud800-\udfff]")
# Lists of words that people type: a comma parts two of them, which is what it is there for.
_PHRASES = frozenset(
    (name,)
    for name in ("asked_as", "phrases", "absent", "touched_by", "denied_as", "alone_as", "unless", "values", "others")
)

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


def parse(text: str, *, root: Trail = (), prose: frozenset[Trail] = frozenset(), placed: bool = False) -> Parsed:
    """Return the value of a chunk of YAML with its faults; what a store may not hold as it stands, `decode` has refused.

    `root` is the trail of keys that leads to the chunk, `prose` the trails at which a value is text for people.
    With `placed`, the places of all values (and of keys, under the route followed by `"@"`) come along. A chunk with a
    fault of syntax has the value None.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(text, root, prose, placed=placed)
    try:
        try:
            builder.build(iter(loader(text).get_event, None), yaml)
        except yaml.MarkedYAMLError as error:
            if _LIBYAML_TOO_DEEP not in str(error.problem):
                raise
            builder = _Builder(text, root, prose, placed=placed)
            builder.hopeless = 0
            builder.build(iter(yaml.SafeLoader(text).get_event, None), yaml)
    except _TooDeepError:
        builder.give_up()
    except yaml.MarkedYAMLError as error:
        builder.syntax(error)
    except (
        yaml.YAMLError,
        ValueError,
    ) as error:  # PyYAML's own parser lets an escape such as "\U00110000" fail in chr()
        builder.fault((0, 0), f"not YAML: {error}", "yaml-syntax")
        builder.give_up()
    return Parsed(builder.value, builder.faults, builder.places)


def scalar_end(text: str, start: int) -> int | None:
    """Return where the scalar ends that begins at a place of a chunk without faults of syntax; None of one in block style."""
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    scalar: Any = yaml.ScalarEvent
    for event in iter(loader(text).get_event, None):
        if event.__class__ is scalar and event.start_mark.index == start and event.style not in ("|", ">"):
            return int(event.end_mark.index)
    return None


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
    """A list or mapping that is being filled; `wants_key` tells that a mapping has no key for the next value."""

    __slots__ = ("container", "flow", "is_mapping", "key", "key_event", "route", "trail", "wants_key")

    def __init__(self, container: Any, *, flow: bool = False, route: Route = (), trail: Trail = ()) -> None:
        self.container = container
        self.is_mapping = self.wants_key = container.__class__ is dict
        self.flow = flow
        self.route = route
        self.trail = trail
        self.key = ""
        self.key_event: Any = None

    def take_no_key(self) -> None:
        """Take what cannot be a key for one, so that its value finds a place."""
        self.wants_key, self.key, self.key_event = False, NO_KEY, None


class _Builder:
    """Builds a value from YAML events and notes every fault on the way."""

    def __init__(self, text: str, root: Trail, prose: frozenset[Trail], *, placed: bool) -> None:
        self.text = text
        self.prose = prose
        self.placed = placed
        self.has_escapes = "\\" in text
        self.faults: list[Fault] = []
        self.places: dict[Route, tuple[int, int]] = {}
        self.root = self.frame = _Frame([], trail=root)
        self.outer: list[_Frame] = []
        self.skip = 0
        self.hopeless = _HOPELESS
        self.documents = 0

    @property
    def value(self) -> Any:
        """What has been read; of several documents the last."""
        return self.root.container[-1] if self.root.container else None

    def give_up(self) -> None:
        """Forget the value: what has been read of it is not what the text says."""
        self.root.container.clear()

    def fault(self, place: tuple[int, int], message: str, check: str, hint: str = "") -> None:
        """Note a fault at a place of the chunk."""
        self.faults.append(Fault(*place, message, check, hint))

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
        self.give_up()

    def build(self, events: Iterable[Any], yaml: Any) -> None:
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
                if self.skip:
                    continue
                if event.anchor or event.tag:
                    self._no_extras(event)
                if self.frame.wants_key:
                    self._key(event)
                else:
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
            self.frame = self.outer.pop()

    def _alias(self, event: Any) -> None:
        self.fault(_at(event), f"an alias, `*{event.anchor}`", "alias", "write the value out")
        if not self.skip and self.frame.wants_key:
            self.frame.take_no_key()
        elif not self.skip:
            self._put(None, event)

    def _start_mapping(self, event: Any) -> None:
        self._start(event, {})

    def _start_list(self, event: Any) -> None:
        self._start(event, [])

    def _start(self, event: Any, container: list[Any] | dict[str, Any]) -> None:
        if event.anchor or event.tag:
            self._no_extras(event)
        frame = self.frame
        if self.skip or frame.wants_key or len(self.outer) >= MAX_DEPTH:
            self._skip(event)
            return
        route, trail = self._put(container, event)
        self.outer.append(frame)
        self.frame = _Frame(container, flow=frame.flow or event.flow_style, route=route, trail=trail)

    def _skip(self, event: Any) -> None:
        """Leave out a list or mapping that has no place here."""
        if not self.skip and len(self.outer) >= MAX_DEPTH:
            self.fault(_at(event), f"nested deeper than {MAX_DEPTH} levels", "depth")
        elif not self.skip:
            self.fault(_at(event), "a key must be text", "key-not-text")
            self.frame.take_no_key()
        self.skip += 1
        if self.skip > self.hopeless:
            raise _TooDeepError

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
        frame, value = self.frame, event.value
        if event.style or event.tag:
            if self.has_escapes and (hidden := _UNWRITABLE.search(value)):
                message = f"an escape for U+{ord(hidden[0]):04X}, which has no place in a store"
                self.fault(_at(event), message, "encoding", "take it out")
        else:
            if value[:1] in STARTS:
                value, message, hint = meaning(value)
                if message:
                    self.fault(_at(event), message, "ambiguous-scalar", hint)
            end = event.end_mark.index
            if (frame.flow or self.text[end : end + 1] == " ") and (value is None or value.__class__ is str):
                self._guard_plain(event, value)
        if frame.is_mapping and not self.placed:
            frame.container[frame.key] = value
            frame.wants_key = True
        else:
            self._put(value, event)

    def _key(self, event: Any) -> None:
        frame, key = self.frame, event.value
        if not (event.style or event.tag or is_text(key)):
            self._odd_key(event)
        if key in frame.container:
            self.fault(_at(event), f"the key `{key}` stands here a second time", "duplicate-key", "keep one of the two")
        frame.wants_key, frame.key, frame.key_event = False, key, event
        if self.placed:
            self.places[(*frame.route, key, "@")] = _at(event)

    def _odd_key(self, event: Any) -> None:
        key = event.value
        if key == "<<":
            self.fault(_at(event), "a merge key, `<<`", "alias", "write the keys out")
        else:
            self.fault(
                _at(event), f"a key must be text, got `{key}`", "key-not-text", f'write `"{key}":` or another key'
            )

    def _guard_plain(self, event: Any, value: Any) -> None:
        """Refuse unquoted prose where YAML may have cut it short: inside brackets, and before a space."""
        frame = self.frame
        if frame is self.root:
            return
        if value is None:
            if frame.flow and frame.is_mapping and frame.key_event and not event.value:
                self.fault(
                    _at(frame.key_event),
                    f"`{frame.key}` has no value: a comma has split what stands here",
                    "unquoted-prose",
                    "put the text in quotes",
                )
            return
        trail = (*frame.trail, frame.key) if frame.is_mapping else frame.trail
        has_space = " " in value or "\n" in value
        is_phrase = not frame.is_mapping and trail[-1:] in _PHRASES and trail not in self.prose
        if frame.flow and not is_phrase and (has_space or (trail in self.prose and not frame.is_mapping)):
            self.fault(
                _at(event),
                f"unquoted text inside brackets, `{cut_off(value, SHOWN)}`: a comma would split it",
                "unquoted-prose",
                "put the text in quotes",
            )
        elif (has_space or trail in self.prose) and _COMMENT.match(self.text, event.end_mark.index):
            self.fault(
                _at(event),
                f"a comment behind unquoted text, `{cut_off(value, SHOWN)}`: is the `#` part of it?",
                "unquoted-prose",
                "put the text in quotes, or the comment on a line of its own",
            )

    def _put(self, value: Any, event: Any) -> tuple[Route, Trail]:
        """Put a value where it belongs and return the route and the trail that lead to it."""
        frame = self.frame
        route, trail = frame.route, frame.trail
        if frame.is_mapping:
            trail = (*trail, frame.key)
            if self.placed:
                route = (*route, frame.key)
            frame.container[frame.key] = value
            frame.wants_key = True
        else:
            if self.placed and frame is not self.root:
                route = (*route, len(frame.container))
            frame.container.append(value)
        if self.placed:
            self.places[route] = _at(event)
        return route, trail


def _at(event: Any) -> tuple[int, int]:
    return event.start_mark.line, event.start_mark.column
