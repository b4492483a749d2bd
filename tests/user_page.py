"""What a user of keta might write: type-checked as strictly as mypy can, and run."""

from __future__ import annotations

import dataclasses
import json
from typing import Any, assert_type

import ketacli
from ketacli import Claim, Document, NotFoundError, Rating, Reply, Store, Study, UnknownValueError, open_store


def overview(store: Store, topic: str, rating: Rating | None = None) -> dict[str, list[str]]:
    """Return caveats by claim."""
    found = store.claims(topic=topic, rating=rating, confidence="..moderate", sort="-importance", limit=10)
    assert_type(found, list[Claim])
    return {claim.id: [caveat.text for caveat in claim.caveats] for claim in found}


def described(source: Document | Study) -> str:
    """Return a source in a line."""
    return f"{source.label}, {source.n} people" if isinstance(source, Study) else source.title


def main() -> list[str]:
    """Ask everything once."""
    said = []
    with open_store() as store:
        said.append(f"{'relapse-mean-19-days' in overview(store, 'relapse', 'partly-true')}")
        claim = store.claim("relapse-mean-19-days")
        assert_type(claim.rating, Rating | None)
        shorter = dataclasses.replace(claim, evidence=claim.evidence[:1])
        said.append(f"{shorter == claim} {hash(shorter) == hash(claim)} {len({shorter, claim})}")
        said.append(described(store.source(claim.evidence[0].source)))
        said.extend(f"{quantity.value} {quantity.unit}" for quantity in claim.quantities)
        reply = store.ask("does it come back?")
        assert_type(reply, Reply)
        said.append(reply.topic.id if reply.topic else "nothing")
        figures = {block.measure: [row.figure.value for row in block.rows] for block in store.compare(topic="relapse")}
        said.append(str(19 in figures["time-to-relapse"]))
        assert_type(store.counts("confidence", topic=["relapse"]), dict[str, int])
        assert_type(store.plot("rates", topic="response", format="text"), list[ketacli.Picture])
        assert_type(store.export("csv", topic="relapse", verdict=("supports", "partly")), bytes)
        summary = store.summary(topic="relapse")
        said.append(f"{claim in summary.claims}")
        plain: dict[str, Any] = ketacli.to_dict(claim)
        said.append(str(json.loads(json.dumps(plain)) == json.loads(json.dumps(ketacli.to_dict(claim)))))
        said.append(str(sorted(dataclasses.asdict(claim)) == sorted(plain)))
        scan = store.scan(b"Ketamine cures everybody.", name="mine.txt")
        said.append(f"{scan.page.file}: {len(scan.sentences)}")
        said.append(f"{store.refresh()}")
        for wrong in (lambda: store.claim("nosuch"), lambda: store.topics(confidence="x..low")):
            try:
                wrong()
            except (NotFoundError, UnknownValueError) as error:
                said.append(f"{error.message} / {error.hint}")
    report = ketacli.check()
    said.append(f"{report.errors} errors in {report.claims > 100}")
    return said
