"""Small CSV files that people fill in by hand: the words of each line, whatever the spreadsheet made of them."""

import csv
import io


def csv_lines(body: bytes) -> list[list[str]]:
    """Every line that holds something, its heading included: UTF-8 or what Windows writes, commas or semicolons."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("cp1252", "replace")
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") >= header.count(",") else ","
    lines = csv.reader(io.StringIO(text), delimiter=delimiter)
    return [[_plain(word) for word in line] for line in lines if any(line)]


def _plain(word: str) -> str:
    """Without the apostrophe that exports put before what a spreadsheet would take for a formula."""
    return word.strip().removeprefix("'")
