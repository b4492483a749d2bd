"""The difference between two versions of a store, in words, in Markdown and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.curating.comparing import KINDS, is_quiet
from ketacli.formats._markdown import code, escape
from ketacli.formats._text import Layout, harmless
from ketacli.formats._words import plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ketacli.curating.comparing import Change, Difference, Field

SCHEMA = "urn:keta:schema:diff:1"

_NAMES = {
    "claim": ("claim", "claims"),
    "contradiction": ("contradiction", "contradictions"),
    "omission": ("omission", "omissions"),
    "document": ("document", "documents"),
    "study": ("source", "sources"),
    "topic": ("topic", "topics"),
}
_LONGEST = 300


def text(found: Difference) -> str:
    """Return a difference in words, for a terminal."""
    return "\n".join(harmless(line) for line in _lines(found, "{}".format, "{}".format, "")) + "\n"


def markdown(found: Difference) -> str:
    """Return a difference as Markdown, for a changelog."""
    return "\n".join(_lines(found, escape, code, "#")) + "\n"


def _lines(found: Difference, said: Callable[[str], str], name: Callable[[str], str], heading: str) -> Iterator[str]:
    versions = [version for _, version in (found.before, found.after)]
    marks = f"{heading}{heading} " if heading else ""
    between = f", {versions[0]} to {versions[1]}" if all(versions) and versions[0] != versions[1] else ""
    yield f"{marks}{said(found.after[0])}{said(between)}"
    yield ""
    yield summary(found)
    for kind in KINDS:
        changes = [change for change in found.changes if change.kind == kind]
        if not changes:
            continue
        yield ""
        many = _NAMES[kind][1]
        yield f"{marks and '### '}{many[:1].upper()}{many[1:]}"
        yield ""
        for change in changes:
            yield from _change(change, said, name)


def summary(found: Difference) -> str:
    """Return how much changed: `2 claims added, 1 changed; 1 source changed. 175 claims, now 177.`."""
    parts = []
    for kind in KINDS:
        counts: dict[str, int] = {}
        for change in found.changes:
            if change.kind == kind:
                counts[change.what] = counts.get(change.what, 0) + 1
        told = [f"{count} {what}" for what, count in counts.items()]
        if told:
            total = sum(counts.values())
            first, *rest = told
            number, what = first.split(" ", 1)
            noun = _NAMES[kind][int(number) != 1] if rest else _NAMES[kind][total != 1]
            parts.append(", ".join([f"{number} {noun} {what}", *rest]))
    before, after = found.claims
    size = f"{plural(before, 'claim')}, now {after:,}." if before != after else f"{plural(after, 'claim')}."
    return f"{'; '.join(parts) or 'Nothing changed'}. {size}"


def _change(change: Change, said: Callable[[str], str], name: Callable[[str], str]) -> Iterator[str]:
    was = f" (was {name(change.was)})" if change.was else ""
    yield f"- {change.what} {name(change.id)}{was}: {said(_short(change.title))}"
    told = [field for field in change.fields if not is_quiet(field)]
    for field in told:
        yield f"  - {_field(field, said)}"
    quiet = sorted({field.name.split(".")[0].split("[")[0] for field in change.fields if is_quiet(field)})
    if quiet:
        yield f"  - moved: {', '.join(quiet)}"


def _field(field: Field, said: Callable[[str], str]) -> str:
    label = said(field.name.replace("_", " ").replace(".", ", "))
    if field.before is None:
        return f"{label}: new, {said(_value(field.after))}"
    if field.after is None:
        return f"{label}: removed, it was {said(_value(field.before))}"
    if isinstance(field.before, list) and isinstance(field.after, list):
        gone = [_value(one) for one in field.before if one not in field.after]
        come = [_value(one) for one in field.after if one not in field.before]
        parts = [f"with {', '.join(come)}" if come else "", f"without {', '.join(gone)}" if gone else ""]
        return f"{label}: {said('; '.join(filter(None, parts)) or 'in another order')}"
    return f"{label}: {said(_value(field.before))} → {said(_value(field.after))}"


def _value(value: Any) -> str:
    if isinstance(value, str):
        return f"“{_short(value)}”" if " " in value else value
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if isinstance(value, dict):
        return "; ".join(f"{name} {_value(part)}" for name, part in value.items() if part not in (None, [], {}))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def data(found: Difference) -> str:
    """Return a difference as JSON; `keta schema diff` describes it."""
    from ketacli.formats.json import dump

    versions = {
        name: {"title": title, "version": version, "claims": count}
        for name, (title, version), count in zip(
            ("before", "after"), (found.before, found.after), found.claims, strict=True
        )
    }
    changes = [{**one._asdict(), "fields": [field._asdict() for field in one.fields]} for one in found.changes]
    return f"{dump({'schema': SCHEMA, **versions, 'count': len(changes), 'changes': changes}, Layout(), indent=2)}\n"


WRITERS = {"text": text, "markdown": markdown, "json": data}
"""The formats of a difference."""
