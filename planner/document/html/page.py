"""A document as one HTML file that needs no other: no script, no picture, no address to load."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from planner.document.blocks import Block, Contents, Cover, Entry, Opening, Section
from planner.document.document import Document
from planner.document.html.content import Content
from planner.document.html.inline import text
from planner.document.html.look import LOOK, margin_boxes
from planner.document.html.places import unfolded
from planner.document.in_place import put_in_place
from planner.document.wording import long_date

STALE = "Made before the register changed"
FEW = 3
"""Places a document has at least where a list of contents is made for it."""


def write_document_html(document: Document, path: Path) -> None:
    """Write a document as one HTML file, whole or not at all; OSError where that fails."""
    put_in_place(document_html(document).encode("utf-8"), path)


def document_html(document: Document) -> str:
    """Return a document as one HTML page; the same document always gives the same page."""
    blocks = list(unfolded(document.blocks))
    content = Content(blocks, document.title)
    opening = "" if _opens_with_title(document, blocks) else content.title_heading()
    listed = "" if any(isinstance(block, Contents) for block in blocks) else _list(content, blocks)
    body = content.body(blocks)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{text(document.title)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f'<meta name="author" content="{text(document.author)}">\n'
        f'<meta name="description" content="{text(document.subject)}">\n'
        '<meta name="generator" content="Backstop">\n'
        f"<style>\n{LOOK}{margin_boxes(document, STALE)}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#main">Skip to the content</a>\n'
        f"{_header(document)}\n"
        f'<main id="main" tabindex="-1">\n{opening}{listed}{body}\n</main>\n'
        f"{_footer(document)}\n</body>\n</html>\n"
    )


def _opens_with_title(document: Document, blocks: list[Block]) -> bool:
    """Say whether the document prints its own title first: on a cover, or over its finding."""
    first = blocks[0] if blocks else None
    if isinstance(first, Cover):
        return True
    return isinstance(first, Opening) and first.title == document.title


def _list(content: Content, blocks: Iterable[Block]) -> str:
    """Return a list of contents for a document that has none of its own."""
    entries = []
    for block in blocks:
        if isinstance(block, Opening) and block.key:
            entries.append(Entry(block.key, block.bookmark or block.title, block.level))
        elif isinstance(block, Section) and block.key:
            entries.append(Entry(block.key, block.title.plain, 1))
    return content.contents(entries) if len(entries) >= FEW else ""


def _header(document: Document) -> str:
    kind = f"{document.kind} · Redacted edition" if document.redacted else document.kind
    stale = ""
    if document.stale:
        more = "Make the document again before you rely on it."
        stale = f'<p class="stale"><strong>{STALE}.</strong> {more}</p>'
    return (
        f'<header><div class="marking"><strong>{text(document.marking)}</strong>'
        f"<span>{text(kind)}</span></div>{stale}</header>"
    )


def _footer(document: Document) -> str:
    lines = [document.footer, f"Made on {long_date(document.made_on)}", document.expires]
    shown = "".join(f"<span>{text(line)}</span>" for line in lines if line)
    return (
        f'<footer><div class="marking"><strong>{text(document.marking)}</strong>{shown}'
        "</div></footer>"
    )
