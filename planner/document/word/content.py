"""Each block of a document as paragraphs, lists, tables and pictures of a Word file."""

from __future__ import annotations

import io
from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Pt

from planner.document.blocks import (
    H1,
    H2,
    H3,
    LARGE_PHASE,
    LARGE_TITLE,
    Banner,
    Block,
    Break,
    ChartBlock,
    Contents,
    Cover,
    Entry,
    Figures,
    Guarded,
    Items,
    OnOnePage,
    Opening,
    Panel,
    Section,
    Sides,
    Style,
    Table,
    Text,
    Together,
)
from planner.document.html.places import keys_of, unfolded
from planner.document.palette import GAP_FILL, NAVY, NOTE_FILL, PLUM, SECONDARY, WHITE
from planner.document.word.elements import (
    POINT,
    Element,
    bookmarked,
    field,
    field_end,
    field_start,
    hidden_field,
    make,
    paragraph,
    run,
    safe,
)
from planner.document.word.inline import NO_PAGE_YET, Inline, class_runs
from planner.document.word.looks import TEXT_STYLES, Looks, run_look
from planner.document.word.numbering import INDENT, Lists
from planner.document.word.pictures import chart_picture
from planner.document.word.places import Bookmarks
from planner.document.word.tables import Tables
from planner.document.words import Rich, Words

DEEPER: dict[Style, int] = {H1: 0, H2: 1, H3: 2, LARGE_TITLE: 1, LARGE_PHASE: 1}
"""How far below the opening of its part a heading stands."""
DEEPEST = 4
COLOURS: dict[Style, str] = {
    "number": NAVY, "big_number": NAVY, "cell_grey": SECONDARY, "panel_gap_title": PLUM,
}  # fmt: skip
BOLD: set[Style] = {"number", "big_number", "cell_strong", "cell_strong_right", "panel_title",
                    "panel_gap_title"}  # fmt: skip
LABELS = 128
"""Points that the labels of a cover take."""


class Content:
    """Writes blocks at the end of a document's body."""

    def __init__(
        self, document: Any, looks: Looks, blocks: Iterable[Block], title: str, width: float
    ) -> None:
        self.document, self.looks, self.title, self.width = document, looks, title, width
        self.places = Bookmarks(keys_of(blocks))
        listed = (block.entries for block in unfolded(blocks) if isinstance(block, Contents))
        self.entries = {entry.key: entry for entries in listed for entry in entries}
        self.inline = Inline(document.part, self.places, looks.link_style())
        self.lists = Lists(document)
        self.tables = Tables(looks, self.inline, width)
        self.body = document.element.body
        self.end = self.body.find(qn("w:sectPr"))
        self.base, self.level, self.pictures = 1, 0, 0
        self.heading = title
        self.box: tuple[str, str, int] | None = None
        self.boxes = 0
        self.new_page = self.needs_room = self.has_content = False

    def write(self, blocks: Iterable[Block]) -> None:
        """Write blocks one after the other."""
        for block in unfolded(blocks):
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Text():
                self._text(block)
            case Table():
                self._table(block)
            case Items():
                self._items(block)
            case Panel():
                self.boxed(block.content, PLUM if block.gap else NAVY,
                           GAP_FILL if block.gap else NOTE_FILL)  # fmt: skip
            case Sides():
                self.write((*block.left, *block.right))
            case ChartBlock():
                self._chart(block)
            case Figures():
                for figure in block.figures:
                    value = run(figure.value, run_look(bold=True, colour=NAVY, size=16))
                    self.say("Key figure", [value, run(f"  {figure.words}")])
            case Banner():
                self._banner(block)
            case Section():
                self._heading(self.inline.runs(block.title), block.title.plain,
                              self.base + DEEPER.get(block.style, 1), block.key)  # fmt: skip
                self.write(block.content)
            case Opening():
                self._opening(block)
            case Contents():
                self._contents(block.entries)
            case Cover():
                self._cover(block)
            case Break():
                self.new_page = True
            case OnOnePage() | Guarded() | Together():
                self.write((block,))

    @property
    def last_is_table(self) -> bool:
        """Say whether a table stands last, which Word would join with the next one."""
        last = self.end.getprevious()
        return last is not None and last.tag == qn("w:tbl")

    def add(self, element: Element) -> None:
        """Put an element at the end of the body."""
        self.end.addprevious(element)
        self.has_content = True

    def say(self, style: str, runs: list[Element], **properties: Element) -> None:
        """Write a paragraph, in the panel and on the new page that are due."""
        if self.new_page and self.has_content:
            properties["pageBreakBefore"] = make("w:pageBreakBefore")
        if self.needs_room and "spacing" not in properties and not style.startswith("Heading"):
            properties["spacing"] = make("w:spacing", before=6 * POINT)
        if self.box is not None:
            colour, fill, space = self.box
            bar = make("w:left", val="single", sz=36, space=space, color=colour[1:])
            properties["pBdr"] = make("w:pBdr", bar)
            properties["shd"] = make("w:shd", val="clear", color="auto", fill=fill[1:])
            indent = {"left": 11 * POINT, "right": 6 * POINT}
            if style.startswith("List"):
                indent |= {"left": (11 + INDENT) * POINT, "hanging": INDENT * POINT}
            properties["ind"] = make("w:ind", **indent)
        self.new_page = self.needs_room = False
        self.add(paragraph(self.looks.id(style), runs, **properties))

    def boxed(self, content: Iterable[Block], colour: str, fill: str) -> None:
        """Write blocks with a bar at their left on a pale ground.

        Word draws neighbours with like bars as one, so each panel has its bar a point aside.
        """
        self.boxes += 1
        before, self.box = self.box, (colour, fill, 6 + self.boxes % 2)
        self.needs_room = True
        self.write(content)
        self.box, self.needs_room = before, True

    def _text(self, block: Text) -> None:
        if block.style in DEEPER:
            runs = self.inline.runs(block.words)
            if runs:
                self._heading(runs, block.words.plain, self.base + DEEPER[block.style])
            return
        runs = self.inline.runs(
            block.words, bold=block.style in BOLD, colour=COLOURS.get(block.style, "")
        )
        if runs:
            right = block.style in {"cell_right", "cell_strong_right"}
            self.say(TEXT_STYLES[block.style], runs,
                     jc=make("w:jc", val="right") if right else None)  # fmt: skip

    def _heading(self, runs: list[Element], plain: str, rank: int, key: str = "") -> None:
        """Write a heading at a rank, at most one deeper than the heading before."""
        self.level = max(1, min(rank, self.level + 1, DEEPEST))
        self.heading = plain
        self.say(f"Heading {self.level}", self._placed(runs, key))

    def _placed(self, runs: list[Element], key: str) -> list[Element]:
        """Return the runs of a heading as a place, which the contents tell in their own words."""
        place = self.places.take(key) if key else None
        if place is None:
            return runs
        entry = self.entries.get(key)
        if entry is not None:
            words = safe(entry.words).replace("\\", "/").replace('"', "”")
            runs = [*hidden_field(f'TC "{words}" \\l {entry.level + 1}'), *runs]
        return bookmarked(runs, *place)

    def _opening(self, block: Opening) -> None:
        self.new_page = self.new_page or block.new_page
        marked = class_runs(block.class_, with_word=not block.more.startswith(block.class_ or "-"))
        label = [run(block.part)] if block.part else []
        if marked:
            label += [run(" · "), *marked] if label else marked
        if block.more:
            label += [run(" · "), run(block.more)] if label else [run(block.more)]
        if label:
            self.say("Part label", label)
        if block.title == self.title and self.level == 0:
            self.base = 0
            self.heading = block.title
            self.say("Title", self._placed([run(block.title)], block.key))
        else:
            self.base = 1 + block.level
            self._heading([run(block.title)], block.title, self.base, block.key)
        if block.lead:
            self.say("Lead paragraph", [run(block.lead)])

    def title_paragraph(self) -> None:
        """Write the title of the document first."""
        self.say("Title", [run(self.title)])
        self.has_content = False  # a part on a new page begins beneath it

    def _items(self, block: Items) -> None:
        name = "List Number" if block.kind == "numbers" else "List Bullet"
        identity = self.looks.id(name)
        style = next(s for s in self.document.styles if s.style_id == identity)
        properties = self.lists.properties(block.kind, style)
        size = 15.0 if block.style == "large_item" else 9.5 if block.style == "body_close" else 0.0
        for item in block.items:
            own = {key: deepcopy(value) for key, value in properties.items()}
            self.say(name, self.inline.runs(item, size=size), **own)

    def _table(self, block: Table) -> None:
        if self.new_page or self.last_is_table:
            self.needs_room = False
            self.say("Table text", [])
        self.add(self.tables.table(block, self.heading))
        self.needs_room = True

    def _chart(self, block: ChartBlock) -> None:
        chart = block.chart
        self.say("Caption", [run(chart.title)])
        self.say("Source note", [run(chart.subtitle)], keepNext=make("w:keepNext"))
        data, wide, tall = chart_picture(chart, block.scale)
        part = min(1.0, self.width / wide)
        self.pictures += 1
        inline = self.document.part.new_pic_inline(
            io.BytesIO(data), Pt(wide * part), Pt(tall * part)
        )
        inline.docPr.set("id", str(1000 + self.pictures))
        inline.docPr.set("name", f"Chart {self.pictures}")
        inline.docPr.set("descr", safe(chart.alt))
        inline.docPr.set("title", safe(chart.title))
        name = inline.find(f".//{qn('pic:cNvPr')}")
        name.set("name", f"chart-{self.pictures}.png")
        self.say("Normal", [make("w:r", make("w:drawing", inline))])
        self.write(block.after)

    def _banner(self, block: Banner) -> None:
        self.boxes += 1
        before, self.box = self.box, (NAVY, NAVY, 6 + self.boxes % 2)
        kept = make("w:keepNext")
        self.say("Part label", [run(block.eyebrow, run_look(colour=WHITE))], keepNext=kept,
                 spacing=make("w:spacing", before=4 * POINT, after=0))  # fmt: skip
        self.say("Decision banner", [run(block.words, run_look(colour=WHITE))])
        self.box = before

    def _contents(self, entries: Iterable[Entry]) -> None:
        """Write a table of contents, filled now, that Word counts anew from the places it names."""
        lines = [(entry, self.places.names.get(entry.key)) for entry in entries]
        tabs = make("w:tab", val="right", leader="dot", pos=round(self.width * POINT))
        for at, (entry, place) in enumerate(lines):
            runs = field_start('TOC \\f \\l "1-2" \\h \\z') if at == 0 else []
            line = [run(entry.words)]
            if place:
                page = [make("w:r", make("w:tab")), *field(f"PAGEREF {place} \\h", NO_PAGE_YET)]
                line = [make("w:hyperlink", *line, *page, anchor=place, history=1)]
            runs += line
            if at == len(lines) - 1:
                runs.append(field_end())
            name = "toc 1" if entry.level == 0 else "toc 2"
            indent = make("w:ind", left=14 * POINT) if entry.level else None
            self.say(name, runs, tabs=make("w:tabs", deepcopy(tabs)), ind=indent)

    def _cover(self, block: Cover) -> None:
        if block.council:
            self.say("Part label", [run(block.council)])
        self.say("Title", self._placed([run(block.title)], "cover"))
        self.heading = block.title
        if block.line:
            self.say("Subtitle", [run(block.line)])
        if block.note:
            self.say("Normal", [run(block.note)])
        if block.turn:
            place = self.places.names.get(block.turn_key)
            words: Words = block.turn_on_screen or block.turn
            turn = [run(str(words), run_look(bold=True, colour=PLUM, size=14))]
            if place:
                turn = [make("w:hyperlink", *turn, anchor=place, history=1)]
                turn += [run(" (page "), *field(f"PAGEREF {place} \\h", NO_PAGE_YET), run(")")]
            edge = {"val": "single", "sz": 16, "space": 6, "color": PLUM[1:]}
            sides = ("top", "left", "bottom", "right")
            for runs in (turn, [run(block.turn_more)] if block.turn_more else []):
                if runs:
                    border = make("w:pBdr", *(make(f"w:{side}", **edge) for side in sides))
                    self.say("Normal", runs, pBdr=border)
        for label, value in block.lines:
            self._line(label, value)

    def _line(self, label: str, value: Rich) -> None:
        runs = [run(label, run_look(bold=True)), make("w:r", make("w:tab")),
                *self.inline.runs(value)]  # fmt: skip
        stop = make("w:tab", val="left", pos=LABELS * POINT)
        self.say("Normal", runs, tabs=make("w:tabs", stop),
                 ind=make("w:ind", left=LABELS * POINT, hanging=LABELS * POINT))  # fmt: skip
