"""A value that does not fit the schema.

What it finds
    Unknown and missing fields, values that are not in the list of allowed ones, text where a number should be, too many or
    too few of something. `keta schema store` prints the schema. No other check looks at a value that does not fit.

Why it matters
    A misspelt field is a caveat that nobody is shown. A store that does not fit answers nothing.

Example
    confidence: {question: course, start: high, level: very low, why: "Ten people."}

Fix
    Write what the message expects; the hint names the nearest.
"""

FOUND_BY_READER = True
SEVERITY = "error"
