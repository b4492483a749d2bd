"""A reference that leads nowhere.

What it finds
    An id of a topic, source, measure, population, intervention, caveat, design or claim that the store does not have, or that
    is retired. Where a single file is checked, the other files of its folder count as there.

Why it matters
    A claim checked against a study that is not there has no evidence that anybody could look at, and a filter never finds it.

Example
    evidence:
      - {source: aan-het-rot-2001, verdict: partly, note: "Eight of nine responders relapsed."}

Fix
    Write the id that was meant, or add what is missing; for a retired id, the one that took its place.
"""

FOUND_BY_READER = True
SEVERITY = "error"
