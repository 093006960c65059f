"""Elements of a Word file: made short, with words that XML can hold."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from typing import Any

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser

from planner.document.words import clean

Element = Any  # lxml brings no types
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SPACES = {"w": nsmap["w"]}
POINT = 20
"""Twentieths of a point, in which Word counts most lengths."""
P_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs",
    "spacing", "ind", "jc",
)  # fmt: skip
"""The order in which Word asks for the properties of a paragraph."""


def safe(words: str) -> str:
    """Return words without what XML cannot hold."""
    return NOT_IN_XML.sub("", clean(words))


@cache
def _name(tag: str) -> str:
    return str(qn(tag))


def _new(tag: str) -> Element:
    return oxml_parser.makeelement(_name(tag), nsmap=SPACES)


def make(tag: str, /, *children: Element, **values: object) -> Element:
    """Return an element such as w:p; `val="x"` sets w:val, and a child may be None."""
    made = _new(tag)
    for key, value in values.items():
        made.set(_name(f"w:{key}"), str(value))
    for child in children:
        if child is not None:
            made.append(child)
    return made


def text(words: str) -> Element:
    """Return the words of a run; its spaces at the ends are kept."""
    made = _new("w:t")
    made.text = safe(words)
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def run(words: str, properties: Element = None) -> Element:
    """Return a run of words."""
    return make("w:r", properties, text(words))


def field_start(code: str, properties: Element = None) -> list[Element]:
    """Return the runs before what a field shows."""
    separate = make("w:fldChar", fldCharType="separate")
    return [*_asked(code, properties), make("w:r", deepcopy(properties), separate)]


def field_end() -> Element:
    """Return the run after what a field shows."""
    return make("w:r", make("w:fldChar", fldCharType="end"))


def field(code: str, shown: str, properties: Element = None) -> list[Element]:
    """Return the runs of a field with what it shows until Word counts it anew."""
    return [*field_start(code, properties), run(shown, properties), field_end()]


def hidden_field(code: str) -> list[Element]:
    """Return the runs of a field that shows nothing, such as an entry for the contents."""
    return [*_asked(code), field_end()]


def _asked(code: str, properties: Element = None) -> list[Element]:
    instruction = _new("w:instrText")
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return [
        make("w:r", deepcopy(properties), make("w:fldChar", fldCharType="begin")),
        make("w:r", deepcopy(properties), instruction),
    ]


def paragraph(style: str, runs: list[Element], **properties: Element) -> Element:
    """Return a paragraph in a style, by its id; properties by name, such as keepNext."""
    given = {"pStyle": make("w:pStyle", val=style), **properties}
    ordered = [given[name] for name in P_ORDER if given.get(name) is not None]
    return make("w:p", make("w:pPr", *ordered), *runs)


def bookmarked(runs: list[Element], name: str, number: int) -> list[Element]:
    """Return runs with a bookmark around them."""
    return [
        make("w:bookmarkStart", id=number, name=name),
        *runs,
        make("w:bookmarkEnd", id=number),
    ]
