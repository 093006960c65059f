"""Real lists: each numbered list begins at 1 again, in the numbers of the template's own style."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from planner.document.word.elements import POINT, Element, make

INDENT = 18
SIGNS = {"bullets": "•", "ticks": "☐"}
FORMS = {"numbers": ("decimal", "%1."), "bullets": ("bullet", "•"), "ticks": ("bullet", "☐")}


class Lists:
    """Makes the numbering of lists in a document's numbering part."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.root = document.part.numbering_part.element
        self.made: dict[str, int] = {}

    def properties(self, kind: str, style: Any) -> dict[str, Element]:
        """Return what a paragraph of a new list needs besides its style, by name.

        A bulleted list takes all from the style where that has bullets.
        """
        own, level = self._of_style(style)
        if kind == "bullets" and own is not None:
            return {}
        if kind == "numbers" and own is not None:
            number = self._new(own, level, restart=True)
            return {"numPr": _properties(number, level)}
        if kind not in self.made:
            self.made[kind] = self._abstract(kind)
        number = self._new(self.made[kind], 0, restart=kind == "numbers")
        return {"numPr": _properties(number, 0)}

    def _of_style(self, style: Any) -> tuple[int | None, int]:
        """Return the numbering a style or its bases have: its kind of list, and the level."""
        while style is not None:
            properties = style.element.pPr
            numbers = None if properties is None else properties.find(qn("w:numPr"))
            found = None if numbers is None else numbers.find(qn("w:numId"))
            if numbers is not None and found is not None:
                deep = numbers.find(qn("w:ilvl"))
                level = 0 if deep is None else int(deep.get(qn("w:val")))
                return self._kind_of(found.get(qn("w:val"))), level
            style = style.base_style
        return None, 0

    def _kind_of(self, number: str) -> int | None:
        for one in self.root.findall(qn("w:num")):
            if one.get(qn("w:numId")) == number:
                return int(one.find(qn("w:abstractNumId")).get(qn("w:val")))
        return None

    def _new(self, abstract: int, level: int, restart: bool) -> int:
        taken = [int(one.get(qn("w:numId"))) for one in self.root.findall(qn("w:num"))]
        number = max(taken, default=0) + 1
        start = make("w:startOverride", val=1)
        again = make("w:lvlOverride", start, ilvl=level) if restart else None
        made = make("w:num", make("w:abstractNumId", val=abstract), again, numId=number)
        last = self.root.findall(qn("w:num")) or self.root.findall(qn("w:abstractNum"))
        if last:
            last[-1].addnext(made)
        else:
            self.root.insert(0, made)
        return number

    def _abstract(self, kind: str) -> int:
        kinds = self.root.findall(qn("w:abstractNum"))
        number = max((int(one.get(qn("w:abstractNumId"))) for one in kinds), default=0) + 1
        form, words = FORMS[kind]
        fonts = None
        if kind == "ticks":
            name = "Segoe UI Symbol"
            fonts = make("w:rPr", make("w:rFonts", ascii=name, hAnsi=name, cs=name, hint="default"))
        level = make(
            "w:lvl",
            make("w:start", val=1),
            make("w:numFmt", val=form),
            make("w:lvlText", val=words),
            make("w:lvlJc", val="left"),
            make("w:pPr", make("w:ind", left=INDENT * POINT, hanging=INDENT * POINT)),
            fonts,
            ilvl=0,
        )
        made = make(
            "w:abstractNum",
            make("w:multiLevelType", val="singleLevel"),
            level,
            abstractNumId=number,
        )
        if kinds:
            kinds[-1].addnext(made)
        else:
            self.root.insert(0, made)
        return number


def _properties(number: int, level: int) -> Element:
    return make("w:numPr", make("w:ilvl", val=level), make("w:numId", val=number))
