"""A second YAML document in one file.

What it finds
    A line `---` that begins another document in the same file. One at the top of a file is allowed.

Why it matters
    Most programs read the first document and leave out the rest without a word.

Example
    claims:
      - id: relapse-mean-19-days
    ---
    sources:
      - id: series-2010

Fix
    Take out the line, or make two files of it: a store may be split over as many as you like.
"""

FOUND_BY_READER = True
SEVERITY = "error"
