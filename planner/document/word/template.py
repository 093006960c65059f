"""A council's template: opened with care, and emptied of everything but its looks."""

from __future__ import annotations

import copy
import io
import lzma
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from planner.document.word.elements import Element
from planner.errors import InputRefused

MOST_BYTES = 50_000_000
MOST_UNPACKED = 400_000_000
OLD_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = "[Content_Types].xml"
MACROS = (b"macroEnabled", b"vbaProject")
KEPT = {
    RT.STYLES, RT.SETTINGS, RT.WEB_SETTINGS, RT.FONT_TABLE, RT.THEME, RT.NUMBERING, RT.HEADER,
    RT.FOOTER, RT.FOOTNOTES, RT.ENDNOTES,
}  # fmt: skip
"""What a document keeps of its template: all that is not the words or pictures of its body."""
DROPPED_FROM_FILE = (RT.EXTENDED_PROPERTIES, RT.THUMBNAIL)
SAVE_AGAIN = "save it again in Word as a Word document (.docx)"


def opened(template: Path | None) -> Any:
    """Return a document to write in: a template without its body, or a plain one of our own.

    InputRefused with one sentence where the template cannot be used.
    """
    if template is None:
        document = docx.Document()
        for section in document.sections:
            section.page_width, section.page_height = Mm(210), Mm(297)
            section.left_margin = section.right_margin = Mm(17)
            section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    else:
        data = _checked(template)
        try:
            document = docx.Document(io.BytesIO(data))
            _emptied(document)
            return document
        except InputRefused:
            raise
        except Exception as error:
            # What the library trips over in a broken file has many names; none is for the user.
            raise InputRefused.one(
                template.name, "this Word file is damaged and cannot be read", SAVE_AGAIN
            ) from error
    _emptied(document)
    return document


def _checked(template: Path) -> bytes:
    """Return the bytes of a template that is a plain Word file; InputRefused for any other."""
    name = template.name
    try:
        if template.exists() and not template.is_file():
            raise InputRefused.one(name, "the template is not a file", "choose a Word file")
        if template.stat().st_size > MOST_BYTES:
            raise InputRefused.one(name, "this template is larger than 50 MB",
                                   "take pictures out of it and save it again")  # fmt: skip
        data = template.read_bytes()
    except OSError as error:
        raise InputRefused.one(
            name, "the template cannot be opened", "check that it is there and that you may read it"
        ) from error
    if data.startswith(OLD_FILE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise InputRefused.one(name, "this template has a password",
                                   "save it without one")  # fmt: skip
        raise InputRefused.one(name, "this is a file of an older Word", SAVE_AGAIN)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise InputRefused.one(name, "this template unpacks to more than 400 MB",
                                       "take pictures out of it and save it again")  # fmt: skip
            types = archive.read(TYPES)
            names = archive.namelist()
            if any(mark in types for mark in MACROS) or any("vbaProject" in one for one in names):
                raise InputRefused.one(name, "this template holds macros", SAVE_AGAIN)
            if b"wordprocessingml.template.main+xml" in types:
                return _as_document(archive, types)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, LookupError, NotImplementedError,
            RuntimeError, EOFError, OSError, ValueError, struct.error) as error:  # fmt: skip
        raise InputRefused.one(
            name, "this is not a Word file that can be read", SAVE_AGAIN
        ) from error
    if b"wordprocessingml.document.main+xml" not in types:
        raise InputRefused.one(name, "this is not a Word file", SAVE_AGAIN)
    return data


def _as_document(archive: zipfile.ZipFile, types: bytes) -> bytes:
    """Return a Word template (.dotx) as a document, which differs in one word."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for entry in archive.infolist():
            changed = types.replace(b"template.main+xml", b"document.main+xml")
            target.writestr(
                entry.filename, changed if entry.filename == TYPES else archive.read(entry)
            )
    return made.getvalue()


def _emptied(document: Any) -> None:
    """Take the body out of a template, and all that belonged to it, but not headers and looks."""
    body = document.element.body
    last = _page_set_up(body)
    for child in list(body):
        body.remove(child)
    body.append(last)
    part = document.part
    for key, relation in list(part.rels.items()):
        if relation.is_external or relation.reltype not in KEPT:
            del part.rels[key]
    package = part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype in DROPPED_FROM_FILE:
            del package.rels[key]
    for relation in part.rels.values():
        if relation.reltype in {RT.FOOTNOTES, RT.ENDNOTES}:
            _without_notes(relation.target_part)
    settings = document.settings.element
    for name in ("w:attachedTemplate", "w:documentProtection", "w:mailMerge", "w:trackRevisions"):
        for found in settings.findall(qn(name)):
            settings.remove(found)
    settings_part = part._settings_part
    for key, relation in list(settings_part.rels.items()):
        if relation.is_external:
            del settings_part.rels[key]


def _page_set_up(body: Element) -> Element:
    """Return the page set-up to keep: the last upright one, with the headers it took over."""
    every = list(body.iter(qn("w:sectPr")))
    if not every:
        raise ValueError("no section")
    upright = [one for one in every if not _is_wide(one)]
    kept = (upright or every)[-1]
    made = copy.deepcopy(kept)
    before = every[: every.index(kept)]
    for name in ("w:footerReference", "w:headerReference"):
        for kind in ("default", "first", "even"):
            if any(one.get(qn("w:type")) == kind for one in made.findall(qn(name))):
                continue
            found = [one for section in before for one in section.findall(qn(name))
                     if one.get(qn("w:type")) == kind]  # fmt: skip
            if found:
                made.insert(0, copy.deepcopy(found[-1]))
    for change in made.findall(qn("w:sectPrChange")):
        made.remove(change)
    return made


def _is_wide(section: Element) -> bool:
    size = section.find(qn("w:pgSz"))
    return size is not None and size.get(qn("w:orient")) == "landscape"


def _without_notes(part: Any) -> None:
    """Leave in a part of notes only the lines that part notes from the text."""
    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False))
    for note in list(root):
        if note.get(qn("w:type")) not in {"separator", "continuationSeparator"}:
            root.remove(note)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
