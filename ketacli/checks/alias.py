"""An anchor, an alias or a merge key.

What it finds
    `&name`, `*name` and `<<`: YAML's ways of writing a value once and using it elsewhere.

Why it matters
    What a claim says must stand in the claim. A reader of a diff does not see that a change here changes a value there, and
    nested aliases make a small file too big to read.

Example
    scope: &people {population: depression, intervention: ketamine-iv}
    scope: *people

Fix
    Write the value out wherever it is needed.
"""

FOUND_BY_READER = True
SEVERITY = "error"
