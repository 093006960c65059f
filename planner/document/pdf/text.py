"""Words on the page: everything the user wrote is escaped before ReportLab reads it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from html import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from planner.document.palette import PLUM, SECONDARY
from planner.document.pdf.styles import BOLD, REGULAR, SEMIBOLD

LONGEST_CELL = 900
CUT = "… (cut here; the workbook has it all)"


@dataclass(frozen=True, slots=True)
class Rich:
    """Markup that is already safe to give to ReportLab."""

    markup: str


Words = str | Rich


def clean(text: str) -> str:
    """Return text that can be printed: composed, one line, without control characters."""
    composed = unicodedata.normalize("NFC", text).replace("\u2011", "-")
    spaced = "".join(" " if ch in "\t\r\n\v\f" else ch for ch in composed)
    return "".join(ch for ch in spaced if unicodedata.category(ch) not in {"Cc", "Cs", "Co"})


def shortened(text: str, longest: int) -> str:
    """Return text cut to a length, with words that say so, where it is longer."""
    return text if len(text) <= longest else text[:longest].rstrip() + CUT


def brief(text: str, longest: int) -> str:
    """Return text cut to a length with an ellipsis, where it is longer."""
    tidy = clean(text[: 4 * longest + 40])
    return tidy if len(tidy) <= longest else tidy[: longest - 1].rstrip() + "…"


def trimmed(text: str, longest: int) -> str:
    """Return text cut to a length: after a sentence where one ends late enough, else a word."""
    tidy = clean(text[: 4 * longest + 40])
    if len(tidy) <= longest:
        return tidy
    room = tidy[:longest]
    sentence = room.rfind(". ")
    if sentence >= longest // 2:
        return room[: sentence + 1]
    word = room[: longest - 1].rfind(" ")
    return (room[:word] if word > longest // 2 else room[: longest - 1]).rstrip(" ,;:") + "…"


def safe(text: Words) -> str:
    """Return markup for a paragraph; plain text is escaped."""
    if isinstance(text, Rich):
        return text.markup
    return escape(clean(shortened(text, LONGEST_CELL)), quote=False)


def bold(text: str) -> Rich:
    """Return text in bold."""
    return Rich(f'<font name="{BOLD}">{safe(text)}</font>')


def semibold(text: str) -> Rich:
    """Return text in semibold."""
    return Rich(f'<font name="{SEMIBOLD}">{safe(text)}</font>')


def grey(text: str) -> Rich:
    """Return text in the secondary colour."""
    return Rich(f'<font color="{SECONDARY}">{safe(text)}</font>')


def small(text: Words) -> Rich:
    """Return text in the size of a source, as beside a heading."""
    return Rich(f'<font name="{REGULAR}" size="8.5">{safe(text)}</font>')


def plum(text: str) -> Rich:
    """Return text in bold plum, the colour that opens a gap."""
    return Rich(f'<font name="{BOLD}" color="{PLUM}">{safe(text)}</font>')


def unbroken(text: str) -> Rich:
    """Return text whose spaces never break, for telephone numbers and dates."""
    return Rich(safe(text).replace(" ", "\u00a0"))


def link(text: Words, key: str) -> Rich:
    """Return text that jumps to a marked place of the document."""
    return Rich(f'<a href="#{key}">{safe(text)}</a>')


def joined(*parts: Words) -> Rich:
    """Return several parts as one."""
    return Rich("".join(safe(part) for part in parts))


def say(style: ParagraphStyle, *parts: Words) -> Paragraph:
    """Return a paragraph of the parts, one after the other."""
    return Paragraph(joined(*parts).markup, style)
