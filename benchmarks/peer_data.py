"""Write the claims of a generated store in the form that a peer reads.

`python benchmarks/peer_data.py FORM SIZE DIR`; the forms are the functions of `FORMS`. The claims are those that
`generate.py` writes, and no peer is given more or fewer of them.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import json
import sys
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import generate

if TYPE_CHECKING:
    from collections.abc import Callable

IDS = 10_000
"""How many ids the loop of ids has at most."""
_DOMAINS = ("LABOR", "ECON", "GOV", "TECH", "SOC", "RESOURCE", "TRANS", "META", "GEO", "INST")


def ids(size: int, folder: Path) -> None:
    """Write the ids of claims, one a line, spread over the store."""
    step = max(1, size // IDS)
    names = [generate.claim_id(number) for number in range(0, size, step)]
    (folder / "ids.txt").write_text("".join(f"{name}\n" for name in names), encoding="utf-8")


def store_json(size: int, folder: Path) -> None:
    """Write the whole store as one JSON file."""
    with (folder / "store.json").open("w", encoding="utf-8") as out:
        out.write('{"claims": [\n')
        out.write(",\n".join(json.dumps(claim) for claim, _ in generate.claims(size)))
        out.write('\n], "contradictions": [\n')
        out.write(",\n".join(map(json.dumps, generate.contradictions(size))))
        out.write('\n], "sources": [\n')
        out.write(",\n".join(map(json.dumps, generate.studies(size))))
        out.write("\n]}\n")


def rows(size: int, folder: Path) -> None:
    """Write tables for SQLite as JSON lines: claims with their text and their record, and which topic has which."""
    with (folder / "claims.jsonl").open("w") as claims, (folder / "topics.jsonl").open("w") as topics:
        for claim, _ in generate.claims(size):
            notes = [claim["confidence"]["why"], *(one["text"] for one in claim["caveats"])]
            notes += [one["note"] for one in claim["evidence"]]
            row = {key: claim[key] for key in ("id", "statement", "quote")} | {"notes": "\n".join(notes)}
            claims.write(json.dumps(row | {"record": json.dumps(claim)}) + "\n")
            topics.writelines(json.dumps({"topic": one, "claim": claim["id"]}) + "\n" for one in claim["topics"])


def papis(size: int, folder: Path) -> None:
    """Write a papis library: a folder with an `info.yaml` for each claim."""
    library = folder / "library"
    for claim, _ in generate.claims(size):
        entry = library / claim["id"]
        entry.mkdir(parents=True)
        digest = blake2b(claim["id"].encode(), digest_size=16).hexdigest()
        head = f"papis_id: {digest}\nref: {claim['id']}\ntype: misc\ntitle: {json.dumps(claim['statement'])}\n"
        tags = f"author: What people ask\nyear: 2024\ntags: {json.dumps(claim['topics'])}\n"
        with (entry / "info.yaml").open("w") as out:
            out.write(
                f"{head}{tags}quote: {json.dumps(claim['quote'])}\nwhy: {json.dumps(claim['confidence']['why'])}\n"
            )
            out.write(f"scope: {json.dumps(claim['scope'])}\nevidence: {json.dumps(claim['evidence'])}\n")
            out.write(f"caveats: {json.dumps(claim['caveats'])}\n")
    (folder / "config").write_text(f"[settings]\ndefault-library = claims\n[claims]\ndir = {library.resolve()}\n")


def doorstop(size: int, folder: Path) -> None:
    """Write a doorstop document: a YAML file for each claim."""
    tree = folder / "tree" / "claims"
    tree.mkdir(parents=True)
    (tree / ".doorstop.yml").write_text("settings:\n  digits: 6\n  prefix: CLM\n  sep: ''\n")
    for number, (claim, _) in enumerate(generate.claims(size), 1):
        fixed = "active: true\nderived: false\nheader: ''\n"
        rest = "links: []\nnormative: true\nref: ''\nreviewed: null\n"
        text = json.dumps(claim["statement"])
        topics = json.dumps(claim["topics"])
        (tree / f"CLM{number:06d}.yml").write_text(
            f"{fixed}level: 1.{number}\n{rest}text: {text}\nquote: {json.dumps(claim['quote'])}\ntopics: {topics}\n"
        )


def quotes(size: int, folder: Path) -> None:
    """Write each quote with the document that it is checked against."""
    texts = (folder.parent.parent / "store" / "texts").resolve()
    with (folder / "quotes.txt").open("w") as out:
        for claim, _ in generate.claims(size):
            out.write(f'quote: "{claim["quote"]}" from file:{texts}/{claim["source"]}.txt\n')


def realitycheck(size: int, folder: Path) -> None:
    """Write claims for realitycheck, which has eleven domains and no topics: one domain holds fifty claims."""
    with (folder / "realitycheck.jsonl").open("w") as out:
        for number, (claim, _) in enumerate(generate.claims(size)):
            domain = "RISK" if number < 2 * generate.BLOCK else _DOMAINS[number % len(_DOMAINS)]
            lists = ("supports", "contradicts", "depends_on", "modified_by", "assumptions", "falsifiers")
            row = {"id": f"{domain}-{2000 + number // 999:04d}-{number % 999 + 1:03d}", "text": claim["statement"]}
            row |= {"type": "[F]", "domain": domain, "evidence_level": "E3", "credence": 0.6, "version": 1}
            row |= {"first_extracted": "2026-01-01", "last_updated": "2026-01-01", "extracted_by": "generate.py"}
            row |= {"source_ids": ["page"], "notes": claim["quote"]} | {name: [] for name in lists}
            out.write(json.dumps(row) + "\n")
    (folder / "load.py").write_text(
        "import itertools, json, sys\n"
        "from scripts import db\n"
        "rows = [json.loads(line) for line in open(sys.argv[1])]\n"
        "there = db.get_db()\n"
        "db.init_tables(there)\n"
        "there.open_table('claims').add(rows)\n"
        "page = {'id': 'page', 'type': 'ARTICLE', 'title': 'Page', 'author': ['x'], 'year': 2024}\n"
        "page |= {'claims_extracted': [row['id'] for row in rows], 'topics': [], 'domains': []}\n"
        "there.open_table('sources').add([page])\n"
    )


FORMS: dict[str, Callable[[int, Path], None]] = {
    form.__name__: form for form in (ids, store_json, rows, papis, doorstop, quotes, realitycheck)
}


if __name__ == "__main__":
    wanted, count, target = islice(sys.argv, 1, 4)
    FORMS[wanted](int(count), Path(target))
