"""A file that is not plain UTF-8 text.

What it finds
    Bytes that are not UTF-8; control characters, line breaks other than a newline (with or without carriage return) and
    byte-order marks inside the text, written as they are or as an escape in quotes.

Why it matters
    What looks the same on the screen is not the same to a search, and editors count lines differently where such
    characters stand. A byte-order mark at the very beginning is passed over.

Example
    A file saved as Latin-1: the `é` of `Montréal` is a byte that UTF-8 does not know.

Fix
    Save the file as UTF-8 and take the character out.
"""

FOUND_BY_READER = True
SEVERITY = "error"
