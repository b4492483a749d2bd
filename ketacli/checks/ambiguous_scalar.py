"""An unquoted value that programs read differently.

What it finds
    Values without quotes that YAML 1.1 and 1.2, or two of their readers, take for different things: `no`, `on`, dates, `1:30`,
    `0x1F`, `012`, `1_000`, `1e3`, `.inf`.

Why it matters
    `issued: 2010-07-20` is text here and a date elsewhere, `no` is a word here and false elsewhere, `012` is twelve or ten.
    A figure that depends on who reads it is no figure.

Example
    issued: 2024-07-20

Fix
    Put text in quotes, `"2024-07-20"`; write numbers in full decimal digits, and truth as true or false.
"""

FOUND_BY_READER = True
SEVERITY = "error"
