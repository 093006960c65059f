"""Words of a document as values: runs with a weight, a tone and a link, in no format yet.

Text that a user wrote stays text: nothing here is markup, so no writer can be made to read it as
such.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

LONGEST_CELL = 900
CUT = "… (cut here; the workbook has it all)"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

Weight = Literal["regular", "semibold", "bold"]
Tone = Literal["text", "grey", "plum"]
Secret = Literal["", "contacts", "ratings", "chances", "money", "weaknesses"]
"""What a redacted edition leaves out; "" may be read by anybody."""
PageForm = Literal["", "page", "Page", "number"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike.

    `link` is the key of a place in the document, or an address with a colon, such as mailto:.
    Where `page` is set, a writer with pages prints the page of that place ("page 28", "Page 28"
    or "28") instead of the text; one without prints `text`, the name of the place.
    """

    text: str
    weight: Weight = "regular"
    tone: Tone = "text"
    small: bool = False
    struck: bool = False
    link: str = ""
    page: PageForm = ""
    secret: Secret = ""


@dataclass(frozen=True, slots=True)
class Rich:
    """Several runs, one after the other."""

    runs: tuple[Run, ...]

    @property
    def plain(self) -> str:
        """The words alone, without look or links."""
        return "".join(run.text for run in self.runs)


Words = str | Rich


def clean(text: str) -> str:
    """Return text that can be printed: composed, one line, without control characters."""
    if text.isascii() and text.isprintable():
        return text  # as most are: quicker by far than letter by letter
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


def rich(words: Words) -> Rich:
    """Return words as runs; plain text is cleaned and cut where it is very long."""
    if isinstance(words, Rich):
        return words
    return Rich((Run(clean(shortened(words, LONGEST_CELL))),))


def plain(words: Words) -> str:
    """Return the words alone."""
    return rich(words).plain


def bold(words: Words) -> Rich:
    """Return words in bold."""
    return Rich(tuple(replace(run, weight="bold") for run in rich(words).runs))


def semibold(words: Words) -> Rich:
    """Return words in semibold."""
    return Rich(tuple(replace(run, weight="semibold") for run in rich(words).runs))


def grey(words: Words) -> Rich:
    """Return words in the secondary colour."""
    return Rich(tuple(replace(run, tone="grey") for run in rich(words).runs))


def small(words: Words) -> Rich:
    """Return words in the size of a source, as beside a heading."""
    runs = rich(words).runs
    return Rich(tuple(replace(run, small=True, weight="regular") for run in runs))


def plum(words: Words) -> Rich:
    """Return words in bold plum, the colour that opens a gap."""
    return Rich(tuple(replace(run, weight="bold", tone="plum") for run in rich(words).runs))


def struck(words: Words) -> Rich:
    """Return words struck through, as those of an entry that was corrected."""
    return Rich(tuple(replace(run, struck=True) for run in rich(words).runs))


def unbroken(text: str) -> Rich:
    """Return text whose spaces never break, for telephone numbers and dates."""
    return Rich(
        tuple(replace(r, text=r.text.replace(" ", NO_BREAK_SPACE)) for r in rich(text).runs)
    )


def link(words: Words, key: str) -> Rich:
    """Return words that jump to a place of the document, by its key, or to an address."""
    return Rich(tuple(replace(run, link=key) for run in rich(words).runs))


def on_page(key: str, place: str, form: PageForm = "page") -> Rich:
    """Return the page of a place, by its key, as a link; `place` names it without pages."""
    return Rich((Run(clean(place), link=key, page=form),))


def kept_from(secret: Secret, words: Words) -> Rich:
    """Return words that a redacted edition leaves out."""
    return Rich(tuple(replace(run, secret=secret) for run in rich(words).runs))


def joined(*parts: Words) -> Rich:
    """Return several parts as one."""
    return Rich(tuple(run for part in parts for run in rich(part).runs))
