"""Something that is not YAML.

What it finds
    Quotes and brackets that are never closed, wrong indentation, text that needs quotes and has none. Claims beside the broken
    one are still checked.

Why it matters
    A file that cannot be read holds no claims, and a store with such a file answers nothing.

Example
    statement: Relapse: 19 days later on average.

Fix
    Put the text in quotes: `statement: "Relapse: 19 days later on average."`.
"""

FOUND_BY_READER = True
SEVERITY = "error"
