"""In which encoding a text file is written, and what parts its cells.

Councils publish UTF-8 with and without a mark, windows-1252, UTF-16 from Excel's "Unicode text",
and now and then the old DOS page in which the pound sign is byte 9C.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from typing import BinaryIO

from charset_normalizer import from_bytes

Opener = Callable[[], BinaryIO]

SAMPLE_BYTES = 256 * 1024
_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNDEFINED_IN_1252 = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
_DOS_POUND = re.compile(rb"\x9c\s?\d|\(\x9c\)|\x9c\)|\x9c000|\bin \x9c|[ ,(\"]\x9c[\s,\")]")
_DELIMITERS = ",;\t|"


def encoding_of(opener: Opener) -> str:
    """Return the name of the encoding that reads the whole of a text file.

    UTF-8 is tried on every byte, not on a sample, since the first pound sign may stand last.
    """
    with opener() as stream:
        start = stream.read(SAMPLE_BYTES)
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    if b"\0" in start:
        even, odd = start[0:4096:2].count(0), start[1:4096:2].count(0)
        if odd > 4 * (even + 1):
            return "utf-16-le"
        if even > 4 * (odd + 1):
            return "utf-16-be"
    high = _high_bytes_unless_utf8(opener)
    if high is None:
        return "utf-8"
    lines, counts = high
    if counts[0x9C] and not counts[0xA3] and _DOS_POUND.search(lines):
        return "cp850"
    if any(counts[byte] for byte in _UNDEFINED_IN_1252):
        best = from_bytes(lines).best()
        return best.encoding if best is not None else "latin-1"
    return "cp1252"


def _high_bytes_unless_utf8(opener: Opener) -> tuple[bytes, Counter[int]] | None:
    """Return the lines that hold bytes above 127, and how often each byte stands; None for UTF-8.

    At most a sample of the lines is kept, so the memory does not grow with the file.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    fits = True
    counts: Counter[int] = Counter()
    lines: list[bytes] = []
    kept = 0
    with opener() as stream:
        while chunk := stream.read(_CHUNK):
            if fits:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    fits = False
            if chunk.isascii():
                continue
            counts.update(chunk.translate(None, bytes(range(128))))
            if kept < SAMPLE_BYTES:
                found = [line for line in re.split(rb"[\r\n]+", chunk) if not line.isascii()]
                lines.append(b"\n".join(found)[:SAMPLE_BYTES])
                kept += len(lines[-1])
    if fits:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            fits = False
    return None if fits else (b"\n".join(lines), counts)


def delimiter_of(opener: Opener, encoding: str) -> str:
    """Return what parts the cells: the sign that gives the most rows of one and the same width.

    A file in which no sign parts anything is one column wide; a comma then does no harm.
    """
    with opener() as stream:
        sample = stream.read(SAMPLE_BYTES).decode(encoding, errors="replace")
    best, best_score = ",", 0.0
    for sign in _DELIMITERS:
        widths = _widths(sample, sign)
        if not widths:
            continue
        width, rows = Counter(widths).most_common(1)[0]
        several = sum(1 for found in widths if found > 1)
        if width == 1 and several * 2 > len(widths):
            width, rows = Counter(w for w in widths if w > 1).most_common(1)[0]
        score = (width - 1) ** 0.5 * rows / len(widths)
        if score > best_score * 1.05:
            best, best_score = sign, score
    return best


def _widths(sample: str, sign: str) -> list[int]:
    widths: list[int] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=sign):
            if any(cell.strip() for cell in row):
                widths.append(len(row))
            if len(widths) >= 200:
                break
    except csv.Error:
        return widths
    return widths[:-1] if len(widths) > 2 else widths
