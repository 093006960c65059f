"""All that stands anywhere in a written file, as text: for a search that nothing escapes."""

from __future__ import annotations

import html
import io
import re
import zipfile

import pypdf
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

WITHIN_LINES = re.compile(
    r"</?(?:span|b|strong|i|em|a|small|s|w:r|w:t|w:rPr|w:b|w:bCs|w:color|w:sz|w:szCs|w:rStyle)"
    r"(?:\s[^>]*)?/?>"
)
"""Marks that may cut a word or a number in two."""


def words_of(data: bytes, kind: str) -> str:
    """Return every word of a file: its text, its parts unpacked, its properties and hidden words.

    Spaces that never break and line ends count as spaces; words of marked up parts are given with
    and without their marks, so that a word cut in two by a mark is found too.
    """
    if kind == "pdf":
        found = _of_pdf(data)
    elif kind == "html":
        text = data.decode("utf-8")
        found = [text, html.unescape(text), _bare(text)]
    else:
        found = _of_zip(data)
    return re.sub(r"[\s\u00a0\u202f\u2011]+", " ", " \n ".join(found))


def _bare(markup: str) -> str:
    """Return markup without its marks: those within a line leave no gap, others a space."""
    return html.unescape(re.sub(r"<[^>]*>", " ", WITHIN_LINES.sub("", markup)))


def _of_zip(data: bytes) -> list[str]:
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8", "replace")
            found += [name, text, html.unescape(text), _bare(text)]
    return found


def _of_pdf(data: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    found = [data.decode("ascii", "ignore"), str(reader.metadata)]
    found += [page.extract_text() for page in reader.pages]
    for number in reader.xref[0] if reader.xref else {}:
        found += _strings(reader.get_object(IndirectObject(number, 0, reader)))
    for number in reader.xref_objStm:
        found += _strings(reader.get_object(IndirectObject(number, 0, reader)))
    return found


def _strings(value: object) -> list[str]:
    """Return the strings of an object of a PDF, its stream decompressed."""
    found: list[str] = []
    if isinstance(value, StreamObject):
        found.append(_text(value.get_data()))
    if isinstance(value, DictionaryObject):
        for part in value.values():
            found += [] if isinstance(part, IndirectObject) else _strings(part)
    elif isinstance(value, ArrayObject):
        for part in value:
            found += [] if isinstance(part, IndirectObject) else _strings(part)
    elif isinstance(value, TextStringObject):
        found.append(str(value))
    elif isinstance(value, ByteStringObject):
        found.append(bytes(value).decode("utf-16", "replace"))
    return found


def _text(data: bytes) -> str:
    """Return what a stream says: text where it is text, else the letters within it."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("ascii", "ignore")
