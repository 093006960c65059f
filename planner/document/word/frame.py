"""What stands on every page of a Word file, beside what the template has there already."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from planner.document.document import Document
from planner.document.palette import PLUM
from planner.document.word.elements import POINT, Element, field, make, paragraph, run
from planner.document.word.looks import Looks, run_look

SIZE = 8.5
STALE = "Made before the register changed"


def put_frame(written: Any, document: Document, looks: Looks, width: float) -> None:
    """Put marking and title above each page, and revision, dates and page number beneath.

    A template's own logo and lines stay; ours follow them. The marking is not said twice.
    """
    header, footer = looks.id("Header"), looks.id("Footer")
    for section in written.sections:
        pairs = [(section.header, section.footer)]
        if section.different_first_page_header_footer:
            pairs.append((section.first_page_header, section.first_page_footer))
        if written.settings.odd_and_even_pages_header_footer:
            pairs.append((section.even_page_header, section.even_page_footer))
        for above, below in pairs:
            _put(above, _above(above, document, header, width), _is_empty(above))
            _put(below, _below(below, document, footer, width), _is_empty(below))


def _above(part: Any, document: Document, style: str, width: float) -> list[Element]:
    has_own = not _is_empty(part)
    runs: list[Element] = []
    if document.marking and document.marking.lower() not in _words(part).lower():
        runs.append(run(document.marking, run_look(bold=True, size=SIZE)))
    # Beside a logo there is little room, and the cover of a template may name the document.
    title = "" if has_own else document.header
    if document.redacted:
        title = f"{title} · Redacted edition" if title else "Redacted edition"
    if title:
        words = run(title, run_look(size=SIZE))
        runs += [make("w:r", make("w:tab")), words] if runs else [words]
    lines = [_line(style, runs, width, under=not has_own)] if runs else []
    if document.stale:
        lines.append(
            paragraph(style, [run(f"{STALE}.", run_look(bold=True, colour=PLUM, size=SIZE))])
        )
    return lines


def _below(part: Any, document: Document, style: str, width: float) -> list[Element]:
    told = " · ".join(line for line in (document.footer, document.expires) if line)
    runs: list[Element] = [run(told, run_look(size=SIZE))] if told else []
    if "PAGE" not in _codes(part):
        runs += [
            make("w:r", make("w:tab")),
            run("Page ", run_look(size=SIZE)),
            *field("PAGE", "1", run_look(size=SIZE)),
            run(" of ", run_look(size=SIZE)),
            *field("NUMPAGES", "1", run_look(size=SIZE)),
        ]
    return [_line(style, runs, width, under=False)] if runs else []


def _line(style: str, runs: list[Element], width: float, *, under: bool) -> Element:
    stop = make("w:tab", val="right", pos=round(width * POINT))
    # The tab stops of the style, at the middle and the right, would catch our one tab first.
    cleared = [
        make("w:tab", val="clear", pos=place) for place in (4320, 4513, 4680, 8640, 9026, 9360)
    ]
    line = make("w:bottom", val="single", sz=4, space=4, color="auto") if under else None
    border = make("w:pBdr", line) if under else None
    return paragraph(style, runs, tabs=make("w:tabs", *cleared, stop), pBdr=border)


def _put(part: Any, lines: list[Element], replace: bool) -> None:
    root = part._element
    if replace:
        for child in list(root):
            root.remove(child)
    for line in lines:
        root.append(line)
    if len(root) == 0:
        root.append(make("w:p"))


def _is_empty(part: Any) -> bool:
    """Say whether a header or footer shows nothing: no word, picture, field or table."""
    root = part._element
    shown = ("w:drawing", "w:pict", "w:object", "w:fldSimple", "w:instrText", "w:tbl")
    return not _words(part).strip() and not any(
        next(root.iter(qn(name)), None) is not None for name in shown
    )


def _words(part: Any) -> str:
    return "".join(one.text or "" for one in part._element.iter(qn("w:t")))


def _codes(part: Any) -> set[str]:
    """Return the names of the fields in a header or footer."""
    root = part._element
    codes = [one.text or "" for one in root.iter(qn("w:instrText"))]
    codes += [one.get(qn("w:instr")) or "" for one in root.iter(qn("w:fldSimple"))]
    return {code.split()[0].upper() for code in codes if code.split()}
