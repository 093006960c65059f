"""Blocks of a document as flowables for its pages: one table says how each kind is set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.document.blocks import (
    SOURCE,
    Banner,
    Block,
    Break,
    ChartBlock,
    Contents,
    Cover,
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
from planner.document.pdf import styles
from planner.document.pdf.charts.pictures import picture_of
from planner.document.pdf.filling import (
    HEADING_ROOM,
    LEAST_WORDS,
    PAGE_ROOM,
    Item,
    Kept,
    NewPage,
    Room,
    flowables_in,
    height_of,
)
from planner.document.pdf.set_boxes import BannerBox, PanelRows, two_columns
from planner.document.pdf.set_cells import Drawing
from planner.document.pdf.set_cover import cover_items
from planner.document.pdf.set_figures import contents_rows, figure_columns
from planner.document.pdf.set_lists import list_of
from planner.document.pdf.set_opening import Place, opening_items
from planner.document.pdf.set_rows import SetTable
from planner.document.pdf.set_tables import table_of
from planner.document.pdf.set_words import HEADINGS, STYLES, Places, Prose, prose
from planner.document.pdf.structure import Element, Role
from planner.document.words import plain

ROLES: tuple[Role, ...] = ("H1", "H2", "H3")
LONG_BANNER = 150
MOST_TOLD = 200.0
"""Sentences taller than this under a heading may part from the table or chart they tell of."""


@dataclass(slots=True)
class Setter:
    """What setting a document remembers: its places, and how deep the last heading stands."""

    places: Places
    depth: int = 0
    level: int = 0

    def heading(self, style: Style) -> Element:
        """Return the element of a heading: no deeper than one beneath the heading before."""
        self.depth = min(ROLES.index(HEADINGS[style]) + 1, self.depth + 1)
        return Element(ROLES[self.depth - 1])

    def items(self, blocks: Iterable[Block], width: float = styles.WIDTH) -> list[Item]:
        """Return blocks as what fills pages, over a width in points."""
        made: list[Item] = []
        waiting: Room | None = None
        for block in blocks:
            items = SETTERS[type(block)](self, block, width)
            if waiting is not None and items:
                waiting.of = next((one for one in items if not isinstance(one, Room)), None)
                waiting = None
            if made and isinstance(block, Text) and block.style == SOURCE:
                _hang(made[-1], items[0])
            if isinstance(block, Text) and block.style in HEADINGS:
                waiting = Room(HEADING_ROOM, apart=False)
                made.append(waiting)
            made += items
        return made

    def flowables(self, blocks: Iterable[Block], width: float) -> list[Any]:
        """Return blocks as flowables that stand inside another."""
        return list(flowables_in(self.items(blocks, width)))


def _hang(item: Item, tail: Item) -> None:
    """Let the source of a table stand with its last rows."""
    if isinstance(item, SetTable):
        item.tail = tail


def keys_in(blocks: Iterable[Any]) -> Iterator[str]:
    """Return the keys of all places that blocks set."""
    for block in blocks:
        if isinstance(block, Opening | Section) and block.key:
            yield block.key
        for name in ("content", "left", "right", "after"):
            yield from keys_in(getattr(block, name, ()))
        for choice in getattr(block, "choices", ()):
            yield from keys_in(choice)


def _text(setter: Setter, block: Text, _width: float) -> list[Item]:
    element = setter.heading(block.style) if block.style in HEADINGS else None
    return [prose(block.words, STYLES[block.style], setter.places, element)]


def _table(setter: Setter, block: Table, width: float) -> list[Item]:
    made = table_of(block, width, setter.places)
    return [] if made is None else [made]


def _items(setter: Setter, block: Items, _width: float) -> list[Item]:
    return [list_of(block, setter.places)] if block.items else []


def _panel(setter: Setter, block: Panel, width: float) -> list[Item]:
    inner = setter.flowables(block.content, width - PanelRows.left - PanelRows.right)
    first = block.content[0] if block.content else None
    titled = isinstance(first, Section) or (isinstance(first, Text) and first.style in HEADINGS)
    return [PanelRows(inner, block.gap, titled)] if inner else []


def _sides(setter: Setter, block: Sides, width: float) -> list[Item]:
    room = (width - styles.GUTTER) / 2
    left, right = setter.flowables(block.left, room), setter.flowables(block.right, room)
    return [two_columns(left, right, width)] if left or right else []


def _chart(setter: Setter, block: ChartBlock, width: float) -> list[Item]:
    chart, places = block.chart, setter.places
    picture = picture_of(chart, block.scale, width)
    picture.spaceAfter = 6
    drawing = Drawing(picture, Element("Figure", alt=chart.alt or chart.title))
    titles: list[Item] = [prose(chart.title, styles.CHART_TITLE, places)] if chart.title else []
    if chart.subtitle:
        titles.append(prose(chart.subtitle, styles.CHART_SUBTITLE, places))
    return [Kept([Kept([*titles, drawing]), *setter.items(block.after, width)])]


def _figures(setter: Setter, block: Figures, width: float) -> list[Item]:
    return [*figure_columns(block, width, setter.places)]


def _banner(setter: Setter, block: Banner, _width: float) -> list[Item]:
    long = block.small or len(block.words) > LONG_BANNER
    style = styles.BANNER_LONG if long else styles.BANNER
    eyebrow = prose(block.eyebrow, styles.BANNER_EYEBROW, setter.places)
    return [BannerBox([eyebrow, prose(block.words, style, setter.places)])]


def _section(setter: Setter, block: Section, width: float) -> list[Item]:
    """Return a heading with its content, and the room that its start asks.

    Sentences that open it stand on the page of the first thing they tell of.
    """
    element = setter.heading(block.style) if block.style in HEADINGS else None
    heading = prose(block.title, STYLES[block.style], setter.places, element)
    content = setter.items(block.content, width)
    told: list[Item] = []
    for item in content:
        if not isinstance(item, Prose):
            break
        told.append(item)
    rest = next((one for one in content[len(told) :] if not isinstance(one, Room)), None)
    asked = height_of(told)
    room = Room(HEADING_ROOM + asked, rest) if asked <= MOST_TOLD else Room(
        HEADING_ROOM + LEAST_WORDS
    )  # fmt: skip
    place: list[Item] = []
    if block.key:
        place = [Place(setter.places, block.key, plain(block.title), setter.level + 1)]
    return [room, *place, heading, *content]


def _together(setter: Setter, block: Together, width: float) -> list[Item]:
    return [Kept(setter.items(block.content, width))]


def _opening(setter: Setter, block: Opening, _width: float) -> list[Item]:
    setter.level = block.level
    return opening_items(block, setter.places, setter.heading("h1"))


def _contents(setter: Setter, block: Contents, width: float) -> list[Item]:
    return [contents_rows(block, width, setter.places)] if block.entries else []


def _on_one_page(setter: Setter, block: OnOnePage, width: float) -> list[Item]:
    """Return the first choice that stands on a page; without one the first, or the last."""
    before = setter.depth, setter.level
    made: list[list[Item]] = []
    for choice in block.choices:
        setter.depth, setter.level = before
        items = setter.items(choice, width)
        if height_of(items) <= PAGE_ROOM:
            return items
        made.append(items)
    return made[-1 if block.widest_last else 0] if made else []


def _guarded(setter: Setter, block: Guarded, width: float) -> list[Item]:
    return setter.items(block.content, width)


def _break(_setter: Setter, _block: Break, _width: float) -> list[Item]:
    return [NewPage()]


def _cover(setter: Setter, block: Cover, _width: float) -> list[Item]:
    setter.depth = 1
    return cover_items(block, setter.places)


SETTERS: Mapping[type, Callable[[Setter, Any, float], list[Item]]] = {
    Text: _text,
    Table: _table,
    Items: _items,
    Panel: _panel,
    Sides: _sides,
    ChartBlock: _chart,
    Figures: _figures,
    Banner: _banner,
    Section: _section,
    Together: _together,
    Opening: _opening,
    Contents: _contents,
    OnOnePage: _on_one_page,
    Guarded: _guarded,
    Break: _break,
    Cover: _cover,
}


def ready(blocks: Sequence[Block]) -> Setter:
    """Return what sets the blocks of a document: it knows every place they will have."""
    return Setter(Places(frozenset(keys_in(blocks))))
