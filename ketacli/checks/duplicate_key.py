"""A key that stands twice in one mapping.

What it finds
    The same key a second time in a mapping. YAML keeps the last one and forgets the first without a word.

Why it matters
    A claim with two statements shows one of them, and nobody knows which was meant.

Example
    - id: relapse-mean-19-days
      statement: "People relapsed about 19 days later on average."
      statement: "People relapsed about 18 days later on average."

Fix
    Keep one of the two.
"""

FOUND_BY_READER = True
SEVERITY = "error"
