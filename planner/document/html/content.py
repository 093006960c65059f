"""Each block of a document as HTML, one after the other, under headings that never skip."""

from __future__ import annotations

from collections.abc import Iterable

from planner.document.blocks import (
    BODY,
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
from planner.document.chart_tables import Heading
from planner.document.charts import Bars
from planner.document.html.drawings import chart_svg, people_svg
from planner.document.html.inline import class_mark, inline, text
from planner.document.html.places import Places, unfolded
from planner.document.html.tables import table_html
from planner.document.pdf.styles import COLUMN, WIDTH
from planner.document.plain_sheet import FIGURES, in_words, twin_of
from planner.document.words import Rich

DEEPER: dict[Style, int] = {H1: 0, H2: 1, H3: 2, LARGE_TITLE: 1, LARGE_PHASE: 1}
"""How far below the opening of its part a heading stands."""
LISTS = {"numbers": ("ol", ""), "bullets": ("ul", ""), "ticks": ("ul", "ticks")}


class Content:
    """Writes blocks as HTML; keeps which heading came last and which part is open."""

    def __init__(self, blocks: Iterable[Block], title: str) -> None:
        self.places = Places(blocks)
        self.title = title
        self.opened: list[int] = []
        self.level = 1
        self.base = 1
        self.charts = 0
        self.width = WIDTH
        self.names = 0
        self.has_title = False
        self.heading = title

    def body(self, blocks: Iterable[Block]) -> str:
        """Return the blocks, with every part closed at the end."""
        written = "".join(self.block(block) for block in unfolded(blocks))
        return written + "</section>" * len(self.opened)

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Return blocks that stand inside another."""
        return "".join(self.block(block) for block in unfolded(blocks))

    def block(self, block: Block) -> str:
        """Return one block."""
        if isinstance(block, Text):
            return self._text(block)
        if isinstance(block, Table):
            return table_html(block, self.heading, self.places)
        if isinstance(block, Items):
            return self._items(block)
        if isinstance(block, Panel):
            look = "note gap" if block.gap else "note"
            return f'<aside class="{look}" role="note">{self.blocks(block.content)}</aside>'
        if isinstance(block, Sides):
            before, self.width = self.width, COLUMN
            left, right = self.blocks(block.left), self.blocks(block.right)
            self.width = before
            return f'<div class="sides"><div>{left}</div><div>{right}</div></div>'
        if isinstance(block, ChartBlock):
            return self._chart(block)
        if isinstance(block, Figures):
            each = "".join(f"<li><b>{text(one.value)}</b> {text(one.words)}</li>"
                           for one in block.figures)  # fmt: skip
            return f'<ul class="key-figures">{each}</ul>'
        if isinstance(block, Banner):
            look = "banner small-banner" if block.small else "banner"
            eyebrow, words = text(block.eyebrow), text(block.words)
            return f'<div class="{look}"><p class="eyebrow">{eyebrow}</p><p>{words}</p></div>'
        if isinstance(block, Section):
            return self._section(block)
        if isinstance(block, Opening):
            return self._opening(block)
        if isinstance(block, Contents):
            return self.contents(block.entries)
        if isinstance(block, Cover):
            return self._cover(block)
        if isinstance(block, Break):
            return '<div class="break"></div>'
        assert isinstance(block, OnOnePage | Guarded | Together)
        return self.blocks((block,))

    def _heading(self, words: str, plain: str, rank: int, key: str = "", look: str = "") -> str:
        """Return a heading at a rank, at most one deeper than the heading before."""
        self.level = max(1 if not self.has_title else 2, min(rank, self.level + 1, 6))
        self.has_title = True
        self.heading = plain
        place = self.places.take(key) if key else None
        marked = f' id="{place}"' if place else ""
        marked += f' class="{look}"' if look else ""
        return f"<h{self.level}{marked}>{words}</h{self.level}>"

    def title_heading(self) -> str:
        """Return the title of the document as its first heading."""
        return self._heading(text(self.title), self.title, 1)

    def _text(self, block: Text) -> str:
        words = inline(block.words, self.places)
        if not words:
            return ""
        look = block.style.replace("_", "-")
        if block.style in DEEPER:
            large = look if block.style in {LARGE_PHASE, LARGE_TITLE} else ""
            rank = self.base + DEEPER[block.style]
            return self._heading(words, block.words.plain, rank, look=large)
        return f"<p>{words}</p>" if block.style == BODY else f'<p class="{look}">{words}</p>'

    def _items(self, block: Items) -> str:
        tag, kind = LISTS[block.kind]
        looks = [kind, "" if block.style == BODY else block.style.replace("_", "-")]
        look = " ".join(name for name in looks if name)
        each = "".join(f"<li>{inline(item, self.places)}</li>" for item in block.items)
        return f'<{tag} class="{look}">{each}</{tag}>' if look else f"<{tag}>{each}</{tag}>"

    def _section(self, block: Section) -> str:
        rank = self.base + DEEPER.get(block.style, 1)
        words = inline(block.title, self.places)
        look = block.style.replace("_", "-") if block.style in {LARGE_PHASE, LARGE_TITLE} else ""
        heading = self._heading(words, block.title.plain, rank, block.key, look)
        return f"{heading}{self.blocks(block.content)}"

    def _opening(self, block: Opening) -> str:
        closed = ""
        while self.opened and self.opened[-1] >= block.level:
            self.opened.pop()
            closed += "</section>"
        self.opened.append(block.level)
        looks = [name for name, on in (("new-page", block.new_page), ("large", block.large)) if on]
        look = f' class="{" ".join(["part", *looks])}"'
        eyebrow = text(block.part)
        decided = class_mark(block.class_)
        if decided:
            eyebrow += f" {decided}"
        if block.more:
            eyebrow += f" {text(block.more)}" if decided else f" · {text(block.more)}"
        shown = f'<p class="eyebrow">{eyebrow}</p>' if eyebrow.strip() else ""
        first = 1 if not self.has_title else 2
        self.base = first + block.level
        heading = self._heading(text(block.title), block.title, self.base, block.key)
        lead = f'<p class="lead">{text(block.lead)}</p>' if block.lead else ""
        return f"{closed}<section{look}>{shown}{heading}{lead}"

    def _chart(self, block: ChartBlock) -> str:
        self.charts += 1
        chart, key = block.chart, f"chart-{self.charts}"
        twin = twin_of(chart)
        columns = twin.columns
        head = "".join(_head(column) for column in columns)
        rows = "".join(
            "<tr>"
            + "".join(
                _cell(in_words(cell, column.kind), column, at == 0)
                for at, (cell, column) in enumerate(zip(row, columns, strict=True))
            )
            + "</tr>"
            for row in twin.rows
        )
        numbers = (
            f"<table><caption>{text(chart.title)}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )
        drawn = chart_svg(chart, block.scale, key, self.width)
        look = "drawing narrow" if self.width < WIDTH and isinstance(chart, Bars) else "drawing"
        return (
            f'<figure><figcaption><p class="chart-title">{text(chart.title)}</p>'
            f'<p class="chart-subtitle">{text(chart.subtitle)}</p></figcaption>'
            f'<div class="{look}" tabindex="0" role="group" aria-label="Chart: '
            f'{text(chart.title)}">{drawn}</div>'
            f'<details><summary>The numbers of this chart<span class="unseen">: '
            f"{text(chart.title)}</span></summary>{numbers}</details></figure>"
            f"{self.blocks(block.after)}"
        )

    def contents(self, entries: Iterable[Entry]) -> str:
        """Return the list of contents; lines that lead nowhere are words alone."""
        self.names += 1
        shown = ['<ol class="entries">']
        depth = 0
        for number, entry in enumerate(entries):
            deep = min(entry.level, depth + 1) if number else 0
            if number:
                shown.append("<ol>" if deep > depth else "</li>" + "</ol></li>" * (depth - deep))
            depth = deep
            goal = self.places.goal(entry.key)
            words = text(entry.words)
            shown.append(f'<li><a href="#{goal}">{words}</a>' if goal else f"<li>{words}")
        shown.append("</li></ol>" * (depth + 1) if len(shown) > 1 else "</ol>")
        again = f" ({self.names})" if self.names > 1 else ""
        return f'<nav aria-label="Contents{again}">{"".join(shown)}</nav>'

    def _cover(self, block: Cover) -> str:
        place = self.places.take("cover")
        band = f'<p class="council">{text(block.council)}</p>'
        band += self._heading(text(block.title), block.title, 1)
        band += f'<p class="line">{text(block.line)}</p>'
        note = text(block.note)
        if block.people:
            drawn, each = people_svg(block.people, block.complex_people)
            band += drawn
            whom = "one person" if each == 1 else f"{each:,} people"
            note = f"Each mark is {whom}. {note}"
        band += f'<p class="of-people">{note}</p>' if note else ""
        turn = ""
        if block.turn:
            goal = self.places.goal(block.turn_key)
            words = text(block.turn_on_screen or block.turn)
            words = f'<a href="#{goal}">{words}</a>' if goal else words
            turn = f'<div class="turn"><p>{words}</p><p>{text(block.turn_more)}</p></div>'
        lines = "".join(f"<div><dt>{text(label)}</dt><dd>{self._words(words)}</dd></div>"
                        for label, words in block.lines)  # fmt: skip
        marked = f' id="{place}"' if place else ""
        told = f'<dl class="lines">{lines}</dl>' if lines else ""
        return f'<div class="cover"{marked}><div class="band">{band}</div>{turn}{told}</div>'

    def _words(self, words: Rich) -> str:
        return inline(words, self.places)


def _head(column: Heading) -> str:
    look = ' class="figures"' if column.kind in FIGURES else ""
    return f'<th scope="col"{look}>{text(column.words)}</th>'


def _cell(words: str, column: Heading, names: bool) -> str:
    look = ' class="figures"' if column.kind in FIGURES else ""
    if names:
        return f'<th scope="row"{look}>{text(words)}</th>'
    label = f' data-label="{text(column.words)}"' if column.words and words else ""
    return f"<td{look}{label}>{text(words)}</td>"
