"""`json`: the summary as plain data; `summary-output` in `schemas/output.schema.json` describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ketacli.answer import Context
from ketacli.formats._fields import SCHEMA, plain_record
from ketacli.formats.json import dump
from ketacli.formats.summary import _citing as citing
from ketacli.formats.summary import _telling as telling
from ketacli.model import as_record

if TYPE_CHECKING:
    from ketacli.formats._text import Layout
    from ketacli.report.brief import Brief
    from ketacli.report.comparison import Row
    from ketacli.report.saying import Figures
    from ketacli.report.summary import Section, Summary


def render(report: Summary, layout: Layout, brief: Brief | None = None) -> str:
    """Return a report as one JSON object, with what its one page says if that is given."""
    return dump(document(report, brief), layout, indent=2) + "\n"


def _page(brief: Brief) -> dict[str, Any]:
    return {
        "title": brief.title,
        "tally": brief.tally,
        "lines": [
            {
                "claims": [claim.id for claim in line.card.claims],
                "verdict": line.verdict,
                "why": line.card.why,
                "text": line.text,
            }
            for line in brief.lines
        ],
        "figures": [_block(block) for block in brief.figures],
        "omissions": [one.id for one in brief.omissions],
        "contradictions": [one.id for one in brief.disagreements],
        "references": [
            {"id": study.id, "label": brief.context.labels.get(study.id, study.id)} for study in brief.references()
        ],
        "citable": citing.lines(brief),
        "cite": brief.cite,
    }


def _block(block: Figures) -> dict[str, Any]:
    rates = [
        {
            "compared_what": group.name or None,
            "source": row.source,
            "label": row.who,
            "claims": [claim.id for claim in row.card.claims] if row.card else [],
            "treated_of_100": row.treated,
            "compared_of_100": row.compared,
            "difference": row.difference or None,
            "about": row.about or None,
            "read": row.read,
        }
        for group in block.groups
        for row in group.rows
    ]
    values = [
        {
            "source": row.source,
            "label": row.who,
            "claims": [claim.id for claim in row.card.claims] if row.card else [],
            "figure": row.figure,
            "about": row.about or None,
            "read": row.read,
        }
        for row in block.values
    ]
    return {
        "measure": block.measure,
        "heading": block.heading,
        "rates": rates,
        "values": values,
        "left_out": block.more,
    }


def document(report: Summary, brief: Brief | None = None) -> dict[str, Any]:
    """Return a report as plain data, with what its one page says if that is given.

    Sections name claims and contradictions by id, each of which stands there once.
    """
    context = Context(tallies=report.tallies, standing=report.standing, labels=report.context.labels)
    return {
        "schema": SCHEMA,
        "query": dict(report.asked),
        "title": report.title,
        "store": {
            "title": report.store_title or None,
            "version": report.store_version or None,
            "digest": report.digest,
            "licence": report.licence,
            "claims": report.searched,
        },
        "count": len(report.claims),
        "sections": [_section(section, report) for section in report.sections],
        "open": {
            "claims": [claim.id for claim in report.unanswered],
            "contradictions": [one.id for one in report.unresolved],
        },
        "omissions": [plain_record(omission, context) for omission in report.omissions],
        "claims": [plain_record(claim, context) for claim in report.claims],
        "contradictions": [plain_record(one, context) for one in report.contradictions],
        "sources": [plain_record(source, context) for source in report.sources],
        **({"page": _page(brief)} if brief else {}),
    }


def _section(section: Section, report: Summary) -> dict[str, Any]:
    return {
        "topic": section.topic.id,
        "name": section.topic.name,
        "bottom_line": as_record(section.topic.bottom_line),
        "figures": [
            {
                "measure": block.measure,
                "name": report.names.measures.get(block.measure, block.measure),
                "rows": [_row(row, report) for row in block.rows],
            }
            for block in section.figures
        ],
        "claims": [claim.id for claim in section.claims],
        "claims_elsewhere": [claim.id for claim in section.elsewhere],
        "contradictions": [one.id for one in section.contradictions],
        "contradictions_elsewhere": [one.id for one in section.told_elsewhere],
    }


def _row(row: Row, report: Summary) -> dict[str, Any]:
    return {
        "source": row.source,
        "label": report.context.labels.get(row.source, row.source),
        "claim": row.claim,
        "text": telling.row(row, report.names).figure,
        "figure": as_record(row.figure),
        "n": row.n,
        "is_study_size": row.is_study_size,
        "design": row.design,
        "level": row.level,
        "rating": row.rating,
        "verdict": row.verdict,
        "verdicts": dict(row.verdicts),
        "caveats": row.caveats,
        "limitations": row.limitations,
        "contested": row.contested,
        "contradictions": list(row.contradictions),
    }
