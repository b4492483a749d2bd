"""`tsv`: as `csv`, with tabs between cells."""

from ketacli.formats import Format
from ketacli.formats.csv import writer

FORMAT = Format(suffixes=(".tsv",), delimiter="\t")

write = writer(FORMAT.delimiter)
