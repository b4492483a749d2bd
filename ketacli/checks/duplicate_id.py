"""An id that stands twice.

What it finds
    Two claims, sources, contradictions or retired ids of one name, in any files of the store; two topics, measures, designs,
    populations, interventions or caveats of one name; `store` or `tolerance` in two files.

Why it matters
    Ids are how everything points at everything. With two of one name, nobody can tell which is meant.

Example
    sources:
      - id: relapse-study
    claims:
      - id: relapse-study

Fix
    Rename the newer one, or take out the copy. An id that has been published is never given to something else.
"""

FOUND_BY_READER = True
SEVERITY = "error"
