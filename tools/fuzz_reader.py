"""Feed the reader bytes: whatever they are, it ends in records or in faults that have a place in the file."""

from __future__ import annotations

import sys
from itertools import pairwise

import atheris

with atheris.instrument_imports(include=["ketacli"]):
    from ketacli.store import chunks, fitting, parsing, schema


def one_input(data: bytes) -> None:
    """Read a file with this content the way the store does."""
    text, faults = chunks.decode(data)
    file = parsing.File("store.yaml", text, "", faults)
    lines = text.split("\n")
    if faults:
        assert all(0 <= fault.line <= data.count(b"\n") for fault in faults)
        return
    found_chunks = list(parsing.split(file))
    assert all(before.end <= after.start for before, after in pairwise(found_chunks))
    for chunk in (*found_chunks, parsing.whole(file)):
        parsing.digest(file, chunk)
        parsed = parsing.parse_all(file, chunk)
        for item in parsed.records:
            assert not fitting.mismatches(_key(item), item.record)
            parsing.encode(item.record).encode()
        for fault in parsed.faults:
            problem = parsing.place(file, fault, chunk.start)
            assert 1 <= problem.line <= len(lines) + 1
            assert problem.column >= 1
            assert problem.message
            assert problem.check


def _key(item: parsing.ParsedRecord) -> str:
    kinds = {"document": "sources", "study": "sources", **{kind: key for key, kind in schema.KINDS.items()}}
    return kinds.get(item.kind, item.kind)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
