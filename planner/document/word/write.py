"""A document as a Word file that a council can edit before it publishes."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn

from planner.document.blocks import BODY, Cover, Opening
from planner.document.building import say
from planner.document.document import Document
from planner.document.html.places import unfolded
from planner.document.in_place import put_in_place
from planner.document.palette import GAP_FILL, PLUM
from planner.document.word.content import Content
from planner.document.word.elements import make, safe
from planner.document.word.frame import STALE, put_frame
from planner.document.word.looks import Looks
from planner.document.word.template import opened
from planner.document.words import plum

LANGUAGE = "en-GB"
POINTS_AN_EMU = 1 / 12700
AFTER_FIELDS = {
    qn(f"w:{name}")
    for name in (
        "hdrShapeDefaults",
        "footnotePr",
        "endnotePr",
        "compat",
        "docVars",
        "rsids",
        "themeFontLang",
        "clrSchemeMapping",
        "shapeDefaults",
        "decimalSymbol",
        "listSeparator",
    )
} | {qn("m:mathPr")}
"""Settings that Word reads after the one that counts fields anew."""


def write_document_word(document: Document, path: Path, template: Path | None = None) -> None:
    """Write a document as a Word file, whole or not at all.

    InputRefused for a template that cannot be used; OSError where the place cannot be written.
    """
    put_in_place(document_word(document, template), path)


def document_word(document: Document, template: Path | None = None) -> bytes:
    """Return a document as a Word file, with the styles, headers and logo of a template.

    The same document and template always give the same bytes. InputRefused, with one sentence,
    for a template that is no plain Word file.
    """
    written = opened(template)
    section = written.sections[-1]
    width = (section.page_width - section.left_margin - section.right_margin) * POINTS_AN_EMU
    looks = Looks(written, width, own=template is None)
    blocks = list(unfolded(document.blocks))
    content = Content(written, looks, blocks, document.title, width)
    if document.stale:
        words = say(BODY, plum(f"{STALE}."), " Make the document again before you rely on it.")
        content.boxed([words], PLUM, GAP_FILL)
    first = blocks[0] if blocks else None
    is_titled = isinstance(first, Opening) and first.title == document.title
    if not isinstance(first, Cover) and not is_titled:
        content.title_paragraph()
    content.write(blocks)
    if content.last_is_table or not content.has_content:
        content.say("Normal", [])
    put_frame(written, document, looks, width)
    _properties(written, document)
    _settings(written)
    raw = io.BytesIO()
    written.save(raw)
    return _packed(raw.getvalue(), document.made_on)


def _properties(written: Any, document: Document) -> None:
    facts = written.core_properties
    made = datetime.datetime.combine(document.made_on, datetime.time())
    facts.title, facts.subject = safe(document.title)[:255], safe(document.subject)[:255]
    facts.author = safe(document.council or document.author)[:255]
    facts.last_modified_by = facts.author
    facts.category, facts.content_status = safe(document.kind)[:255], ""
    facts.keywords = facts.comments = facts.identifier = facts.version = ""
    facts.language, facts.revision = LANGUAGE, 1
    facts.created = facts.modified = facts.last_printed = made


def _settings(written: Any) -> None:
    """Set the language, and ask Word to count the pages that are referred to when it opens."""
    settings = written.settings.element
    for found in settings.findall(qn("w:updateFields")):
        settings.remove(found)
    place = next((one for one in settings if one.tag in AFTER_FIELDS), None)
    update = make("w:updateFields", val="true")
    settings.append(update) if place is None else place.addprevious(update)
    root = written.styles.element
    defaults = root.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        for found in defaults.findall(qn("w:lang")):
            defaults.remove(found)
        defaults.append(make("w:lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"))


def _packed(data: bytes, made_on: datetime.date) -> bytes:
    """Return a packed file with one date throughout, where python-docx stamps the clock."""
    date = (max(1980, made_on.year), made_on.month, made_on.day, 0, 0, 0)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=date)
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
