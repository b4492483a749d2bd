"""The peers: how each is installed, what it reads, and how it is asked.

In commands `{folder}` is the folder with the peer's data of one size, `{store}` that of the YAML, `{bin}` that of the peer's programs, `{topic}`, `{claim}`
and `{words}` what is asked for. A question that a peer cannot answer has the reason in place of a command.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Command = tuple[str, ...]


class Peer(NamedTuple):
    """A program that keta is put beside.

    `pins` are installed together; `bare` before them, without what they require. `forms` of `peer_data.py` are written,
    then `build` is run, whose time is that of the first use. `codes` are the exit codes of an answer.
    """

    name: str
    pins: Command
    forms: Command
    answers: dict[str, Command | str]
    build: tuple[Command, ...] = ()
    bare: Command = ()
    env: Mapping[str, str] = MappingProxyType({})
    codes: tuple[int, ...] = (0,)
    needs: Command = ()
    cwd: str = "{folder}"


_TOPIC = '.claims[] | select(.topics | index("{topic}"))'
_CLAIM = '.claims[] | select(.id == "{claim}")'
_WORDS = '.claims[] | select([.statement, .quote] | join(" ") | ascii_downcase | contains("{first}") and contains("{second}"))'

PEERS = (
    Peer(
        name="jq",
        pins=(),
        needs=("jq",),
        forms=("store_json",),
        answers={
            "topic": ("jq", "-c", _TOPIC, "store.json"),
            "id": ("jq", "-c", _CLAIM, "store.json"),
            "search": ("jq", "-c", _WORDS, "store.json"),
            "validate": ("jq", "empty", "store.json"),
        },
    ),
    Peer(
        name="yq",
        pins=("yq==4.4.5",),
        needs=("jq",),
        forms=(),
        answers={
            "topic": ("{bin}/yq", "-c", _TOPIC, "{store}/claims.yaml"),
            "id": ("{bin}/yq", "-c", _CLAIM, "{store}/claims.yaml"),
            "search": ("{bin}/yq", "-c", _WORDS, "{store}/claims.yaml"),
            "validate": ("{bin}/yq", "empty", "{store}/claims.yaml"),
        },
    ),
    Peer(
        name="sqlite-utils",
        pins=("sqlite-utils==4.2.1",),
        forms=("rows",),
        build=(
            ("{bin}/sqlite-utils", "insert", "claims.db", "claims", "claims.jsonl", "--nl", "--pk", "id"),
            ("{bin}/sqlite-utils", "insert", "claims.db", "topics", "topics.jsonl", "--nl"),
            ("{bin}/sqlite-utils", "create-index", "claims.db", "topics", "topic"),
            ("{bin}/sqlite-utils", "enable-fts", "claims.db", "claims", "statement", "quote", "notes"),
        ),
        answers={
            "topic": (
                "{bin}/sqlite-utils",
                "claims.db",
                "select record from claims where id in (select claim from topics where topic = :topic)",
                "-p",
                "topic",
                "{topic}",
            ),
            "id": (
                "{bin}/sqlite-utils",
                "claims.db",
                "select record from claims where id = :id",
                "-p",
                "id",
                "{claim}",
            ),
            "search": ("{bin}/sqlite-utils", "search", "claims.db", "claims", "{words}", "-c", "record"),
            "validate": "has no rules to hold the data against",
        },
    ),
    Peer(
        name="papis",
        pins=("papis==0.16.1",),
        forms=("papis",),
        build=(("{bin}/papis", "cache", "reset"),),
        answers={
            "topic": ("{bin}/papis", "list", "--all", "--format", "{{doc[title]}}", "tags:{topic}"),
            "id": ("{bin}/papis", "list", "--all", "--format", "{{doc[title]}}", "ref:{claim}"),
            "search": ("{bin}/papis", "list", "--all", "--format", "{{doc[title]}}", "title:{first} title:{second}"),
            "validate": ("{bin}/papis", "doctor", "--all"),
        },
        env={"PAPIS_CONFIG_DIR": "{folder}"},
        codes=(0, 1),
    ),
    Peer(
        name="realitycheck",
        bare=("realitycheck==0.3.5",),
        pins=("lancedb==0.40.0", "pyarrow==26.0.1", "pyyaml==6.0.3", "tabulate==0.10.0"),
        forms=("realitycheck",),
        build=(("{bin}/python", "load.py", "realitycheck.jsonl"),),
        answers={
            "topic": ("{bin}/rc-db", "claim", "list", "--domain", "RISK", "--limit", "100", "--format", "json"),
            "id": ("{bin}/rc-db", "claim", "get", "RISK-2000-003", "--format", "json"),
            "search": "searches by meaning only, with a language model that is not installed here",
            "validate": ("{bin}/rc-validate",),
        },
        env={"REALITYCHECK_DATA": "{folder}/realitycheck.lance", "REALITYCHECK_EMBED_SKIP": "1"},
        codes=(0, 1),
    ),
    Peer(
        name="doorstop",
        pins=("doorstop==3.2",),
        needs=("git",),
        forms=("doorstop",),
        build=(("git", "init", "--quiet", "tree"),),
        answers={
            "topic": "has no query",
            "id": "shows no single item at the command line",
            "search": "has no search",
            "validate": ("{bin}/doorstop", "--no-reformat", "--no-level-check", "--no-review-check"),
        },
        cwd="{folder}/tree",
        codes=(0, 1),
    ),
    Peer(
        name="linkml-reference-validator",
        pins=("linkml-reference-validator==0.4.0",),
        forms=("quotes",),
        answers={
            "topic": "is a validator",
            "id": "is a validator",
            "search": "is a validator",
            "validate": (
                "{bin}/linkml-reference-validator",
                *("validate", "text-file", "quotes.txt", "--regex", 'quote: "([^"]*)" from (\\S+)'),
                *("--summary", "--no-full-text", "--cache-dir", "references"),
            ),
        },
        codes=(0, 1),
    ),
)
