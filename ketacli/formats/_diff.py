"""The difference between two versions of a store, in words, in Markdown and as data."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ketacli.curating.comparing import KINDS, Field, is_quiet, is_reworded, parts
from ketacli.formats._markdown import code, escape
from ketacli.formats._text import Layout, harmless
from ketacli.formats._words import plural
from ketacli.frozen import NamedTuple
from ketacli.labels import capital, cut_off
from ketacli.model import LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ketacli.curating.comparing import Change, Difference

SCHEMA = "urn:keta:schema:diff:1"

_NAMES = {
    "claim": ("claim", "claims"),
    "contradiction": ("contradiction", "contradictions"),
    "omission": ("omission", "omissions"),
    "notice": ("notice", "notices"),
    "document": ("document", "documents"),
    "study": ("source", "sources"),
    "topic": ("topic", "topics"),
    "concept": ("concept of the vocabulary", "concepts of the vocabulary"),
}
_LONGEST = 300


def text(found: Difference, *, full: bool = False) -> str:
    """Return a difference in words, for a terminal; `full` tells rewordings too."""
    return "\n".join(harmless(line) for line in _lines(found, _Words(str, str, found.labels), "", full=full)) + "\n"


def markdown(found: Difference, *, full: bool = False) -> str:
    """Return a difference as Markdown, for a changelog; `full` tells rewordings too."""
    return "\n".join(_lines(found, _Words(escape, code, found.labels), "#", full=full)) + "\n"


class _Words(NamedTuple):
    """How a format writes text and ids, and the labels of sources."""

    said: Callable[[str], str]
    name: Callable[[str], str]
    labels: Mapping[str, str]


def _lines(found: Difference, words: _Words, heading: str, *, full: bool) -> Iterator[str]:
    versions = [version for _, version in (found.before, found.after)]
    marks = f"{heading}{heading} " if heading else ""
    between = f", {versions[0]} to {versions[1]}" if all(versions) and versions[0] != versions[1] else ""
    yield f"{marks}{words.said(found.after[0])}{words.said(between)}"
    yield ""
    yield summary(found)
    if judged := judgements(found):
        yield judged
    for kind in KINDS:
        changes = [change for change in found.changes if change.kind == kind]
        if not changes:
            continue
        yield ""
        many = _NAMES[kind][1]
        yield f"{marks and '### '}{capital(many)}"
        yield ""
        for change in changes:
            yield from _change(change, words, full=full)


def judgements(found: Difference) -> str:
    """Return how many ratings and levels changed: `Ratings: 3 new, 1 changed. Levels: 2 raised, 1 lowered.`; or nothing."""
    ratings: Counter[str] = Counter()
    levels: Counter[str] = Counter()
    for field in (field for change in found.changes if change.kind == "claim" for field in change.fields):
        if field.name == "rating":
            ratings["new" if field.before is None else "removed" if field.after is None else "changed"] += 1
        elif field.name == "confidence.level":
            before, after = (LEVELS.index(one) if one in LEVELS else None for one in (field.before, field.after))
            if before is None or after is None:
                levels["new" if before is None else "removed"] += 1
            else:
                levels["raised" if after > before else "lowered"] += 1
    told = [
        f"{name}: {', '.join(f'{count} {what}' for what, count in counts.most_common())}."
        for name, counts in (("Ratings", ratings), ("Levels", levels))
        if counts
    ]
    return " ".join(told)


def summary(found: Difference) -> str:
    """Return how much changed: `2 claims added, 1 changed; 1 source changed. 175 claims, now 177.`."""
    told_of = []
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
            told_of.append(", ".join([f"{number} {noun} {what}", *rest]))
    before, after = found.claims
    size = f"{plural(before, 'claim')}, now {after:,}." if before != after else f"{plural(after, 'claim')}."
    return f"{'; '.join(told_of) or 'Nothing changed'}. {size}"


def _change(change: Change, words: _Words, *, full: bool) -> Iterator[str]:
    was = f" (was {words.name(change.was)})" if change.was else ""
    yield f"- {change.what} {words.name(change.id)}{was}: {words.said(cut_off(change.title, _LONGEST))}"
    reworded = [] if full else [field for field in change.fields if is_reworded(field)]
    told = [
        field
        for field in sorted(change.fields, key=lambda field: field.name not in _FIRST)
        if not is_quiet(field) and field not in reworded and (field.before or field.after != change.title)
    ]
    for (top, member), group in groupby(told, key=lambda field: parts(field)[:2]):
        fields = list(group)
        if not (member and parts(fields[0])[2]):
            yield from (f"  - {_field(field, words)}" for field in fields)
            continue
        who = words.said(_label(Field(f"{top}[{member}]", None, None), words))
        inner = [_field(field._replace(name=parts(field)[2]), words) for field in fields]
        yield f"  - {who}: {'; '.join(inner)}"
    if reworded:
        names = dict.fromkeys(_reworded(field, words) for field in reworded)
        yield f"  - reworded: {words.said(', '.join(names))}"
    if quiet := sorted({parts(field)[0].replace("_", " ") for field in change.fields if is_quiet(field)}):
        yield f"  - also changed: {', '.join(quiet)}"


_FIRST = ("statement", "rating", "in_fact", "confidence.level")
"""The fields that are told first: what a reader relies on."""
_FIELDS = {
    "confidence.level": "level",
    "confidence.start": "starting level",
    "confidence.why": "reason for the level",
    "confidence.question": "question",
    "in_fact": "in fact",
    "short": "short form",
    "bottom_line.text": "bottom line",
    "bottom_line.rests_on": "bottom line rests on",
    "bottom_line.as_of": "bottom line as of",
}
_MEMBERS = {"evidence": "evidence", "caveats": "caveat", "quantities": "figure", "results": "figure", "sides": "side"}
_VERDICTS = {
    "supports": "supports it",
    "partly": "bears it out in part",
    "disputes": "disputes it",
    "misreported": "is misreported by it",
}


def _label(field: Field, words: _Words) -> str:
    """Return what readers call a field, or the member of a list that it is in: `level`, `evidence of Daly 2019`."""
    if field.name in _FIELDS:
        return _FIELDS[field.name]
    top, member, _ = parts(field)
    if not member:
        return field.name.replace("confidence.", "").replace("_", " ").replace(".", ", ").replace("down, ", "down for ")
    who = words.labels.get(member, member)
    return f"evidence of {who}" if top == "evidence" else f"{_MEMBERS.get(top, top)} {who}"


def _reworded(field: Field, words: _Words) -> str:
    """Return what to call a field whose words alone changed: of a list, its members together."""
    top, member, _ = parts(field)
    plural_ = {"evidence": "notes on evidence", "caveats": "caveats", "sides": "sides"}
    return plural_.get(top, _label(field, words)) if member else _label(field, words)


def _field(field: Field, words: _Words) -> str:
    if (field.before is None or field.after is None) and (whole := _member(field, words)):
        return whole
    label = words.said(_label(field, words))
    if field.before is None:
        return f"{label}: new, {words.said(_value(field.after))}"
    if field.after is None:
        return f"{label}: removed, it was {words.said(_value(field.before))}"
    if isinstance(field.before, list) and isinstance(field.after, list):
        gone = [_value(one) for one in field.before if one not in field.after]
        come = [_value(one) for one in field.after if one not in field.before]
        told = [f"with {', '.join(come)}" if come else "", f"without {', '.join(gone)}" if gone else ""]
        return f"{label}: {words.said('; '.join(filter(None, told)) or 'in another order')}"
    return f"{label}: {words.said(_value(field.before))} → {words.said(_value(field.after))}"


def _member(field: Field, words: _Words) -> str:
    """Return a piece of evidence or a caveat that came or went, as a sentence; nothing for anything else."""
    top, _, inner = parts(field)
    record = field.after if field.before is None else field.before
    if inner or not isinstance(record, dict):
        return ""
    if top == "evidence":
        who = words.labels.get(record["source"], record["source"])
        about = f"{who} {_VERDICTS.get(record['verdict'], record['verdict'])}"
        said = record.get("note", "")
    elif top == "caveats":
        about, said = record["kind"], record["text"]
    else:
        return ""
    came = "new" if field.before is None else "no longer"
    return words.said(f"{came} {_MEMBERS[top]}: {about}" + (f": {_value(said)}" if said else ""))


def _value(value: Any) -> str:
    if isinstance(value, str):
        return f"“{cut_off(value, _LONGEST)}”" if " " in value else value
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    if isinstance(value, dict):
        return "; ".join(f"{name} {_value(part)}" for name, part in value.items() if part not in (None, [], {}))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def data(found: Difference, *, full: bool = False) -> str:  # noqa: ARG001 - data is always full
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
