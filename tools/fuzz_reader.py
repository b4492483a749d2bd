"""Feed the reader bytes: whatever they are, it ends in records or in faults that have a place in the file."""

from __future__ import annotations

import sys
from itertools import pairwise

import atheris

with atheris.instrument_imports(include=["ketacli"]):
    from ketacli.store import compile as compiler
    from ketacli.store import cutting, schema


def one_input(data: bytes) -> None:
    """Read a file with this content the way the store does."""
    text, faults = cutting.decode(data)
    file = compiler.File("store.yaml", text, "", faults)
    lines = text.split("\n")
    if faults:
        assert all(0 <= fault.line <= data.count(b"\n") for fault in faults)
        return
    pieces = list(compiler.cut(file))
    assert all(before.end <= after.start for before, after in pairwise(pieces))
    for piece in (*pieces, compiler.whole(file)):
        compiler.digest(file, piece)
        found, troubles = compiler.items(file, piece)
        for item in found:
            assert not schema.faults(_key(item), item.record)
            compiler.encode(item.record).encode()
        for trouble in troubles:
            problem = compiler.place(file, trouble, piece.start)
            assert 1 <= problem.line <= len(lines) + 1
            assert problem.column >= 1
            assert problem.message
            assert problem.check


def _key(item: compiler.Item) -> str:
    kinds = {"document": "sources", "study": "sources", **{kind: key for key, kind in schema.KINDS.items()}}
    return kinds.get(item.kind, item.kind)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
