"""What every document is built of, as values: text, tables, panels, charts, openings, cards.

A document is made once as blocks; the PDF, the page for a browser, the Word file and the redacted
edition all come from the same blocks, so that they cannot say different things.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from planner.document.charts import Chart
from planner.document.words import Rich, Secret, Words

Style = Literal[
    "h1", "h2", "h3", "lead", "body", "body_close", "source", "number", "big_number", "action",
    "panel", "panel_title", "panel_gap_title", "cell", "cell_right", "cell_grey", "cell_strong",
    "cell_strong_right", "large_title", "large_lead", "large_phase", "large_item",
]  # fmt: skip
"""How a paragraph looks; DOCUMENTS.md gives the sizes. The large ones are for action cards."""

H1: Style = "h1"
H2: Style = "h2"
H3: Style = "h3"
LEAD: Style = "lead"
BODY: Style = "body"
BODY_CLOSE: Style = "body_close"
SOURCE: Style = "source"
NUMBER: Style = "number"
BIG_NUMBER: Style = "big_number"
ACTION: Style = "action"
PANEL: Style = "panel"
PANEL_TITLE: Style = "panel_title"
PANEL_GAP_TITLE: Style = "panel_gap_title"
CELL: Style = "cell"
CELL_RIGHT: Style = "cell_right"
CELL_GREY: Style = "cell_grey"
CELL_STRONG: Style = "cell_strong"
CELL_STRONG_RIGHT: Style = "cell_strong_right"
LARGE_TITLE: Style = "large_title"
LARGE_LEAD: Style = "large_lead"
LARGE_PHASE: Style = "large_phase"
LARGE_ITEM: Style = "large_item"

PADDING = 3.6
"""Points above and below the words of a table's row, where nothing else is asked."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, or a heading where the style is h1, h2 or h3."""

    style: Style
    words: Rich


@dataclass(frozen=True, slots=True)
class ClassMark:
    """The mark of a class: must, needed, could; nothing is drawn where it is not decided."""

    class_: str | None


@dataclass(frozen=True, slots=True)
class DecisionTag:
    """A decision in a box: solid to keep going, outlined to bridge, dashed to let go."""

    decision: str
    words: str


@dataclass(frozen=True, slots=True)
class AnswerBox:
    """A short answer in a plain box."""

    words: str


@dataclass(frozen=True, slots=True)
class TickBox:
    """An empty box to tick on paper."""

    large: bool = False


@dataclass(frozen=True, slots=True)
class StatusMark:
    """How sure an assumption is: verified, to be checked, or our choice."""

    status: str


Mark = ClassMark | DecisionTag | AnswerBox | TickBox | StatusMark
CellPart = Text | Mark
Cell = Words | CellPart | tuple[CellPart, ...]
"""Of several parts each stands under the one before; a mark stands beside the words after it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading with unit, its share of the width, and whether it holds figures.

    `secret` says what a redacted edition leaves the whole column out for; `people` that its
    figures count people, so that small ones are hidden there.
    """

    heading: str
    share: float
    figures: bool = False
    secret: Secret = ""
    people: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A row that opens a group within a table."""

    words: str


@dataclass(frozen=True, slots=True)
class Total:
    """A row of sums, between two black lines."""

    cells: tuple[Cell, ...]


Row = tuple[Cell, ...] | Group | Total


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of headings; `summary` says in a sentence what it holds, for alt text.

    `padding` is points above and below a row's words. `ruled` is false for a list laid out in
    columns without lines, such as labels and their values. The cells of the first column with a
    heading name their rows. `together` keeps it on one page.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    padding: float = PADDING
    summary: str = ""
    ruled: bool = True
    together: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list: with numbers, with bullets, or with boxes to tick."""

    items: tuple[Rich, ...]
    kind: Literal["numbers", "bullets", "ticks"] = "numbers"
    style: Style = BODY


@dataclass(frozen=True, slots=True)
class Panel:
    """A pale panel with a bar at its left: plum for a gap, navy for a note, result or request."""

    content: tuple[Block, ...]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """Two columns, each as tall as it needs to be; read left first."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """A chart with its title and subtitle, kept together with what follows it.

    `scale` draws it lower, 1 being its usual height. `secret` is why a redacted edition leaves
    it out.
    """

    chart: Chart
    after: tuple[Block, ...] = ()
    scale: float = 1.0
    secret: Secret = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure as printed, and the words under it."""

    value: str
    words: str
    secret: Secret = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Up to four large figures side by side, each with its words."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Banner:
    """A navy banner with a few words over a sentence."""

    eyebrow: str
    words: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that stays with the start of its content.

    `key` makes it a place to link to, with a bookmark one level beneath its part.
    """

    title: Rich
    content: tuple[Block, ...]
    style: Style = H2
    key: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page."""

    content: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """The top of a part: place to link to, bookmark, eyebrow with class mark, finding, lead.

    It stands beneath the part before where its start fits there, unless `new_page`. `level` is
    how deep its bookmark stands; `large` sets it in the large print of action cards.
    """

    key: str
    part: str
    title: str
    bookmark: str = ""
    class_: str | None = None
    more: str = ""
    lead: str = ""
    level: int = 0
    new_page: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: where it leads, its words, and how deep it stands."""

    key: str
    words: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of contents, with links and page numbers."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class OnOnePage:
    """Several ways to say the same, the fullest first: the first that fits a page is printed.

    Formats without pages take the first. Where none fits a page, `widest_last` prints the last,
    else the first.
    """

    choices: tuple[tuple[Block, ...], ...]
    widest_last: bool = False


@dataclass(frozen=True, slots=True)
class Guarded:
    """Blocks that a redacted edition leaves out; it says `Removed:` and why in their place.

    `public` stands there instead where given, such as the same told without the secret.
    """

    secret: Secret
    content: tuple[Block, ...]
    public: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """A new page, in formats with pages."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: a navy band with council, title and line, then where to turn, then lines.

    `people` draws one mark for each person (or for each so many), of whom `complex_people` are
    filled; None draws none and prints `note` alone. `turn` is the boxed sentence that leads to
    the page `turn_key`, `turn_more` what is found there; `turn_on_screen` says it where there are
    no pages. `lines` are labels with their values.
    """

    council: str
    title: str
    line: str
    lines: tuple[tuple[str, Rich], ...]
    people: float | None = None
    complex_people: float = 0.0
    note: str = ""
    turn: str = ""
    turn_key: str = ""
    turn_more: str = ""
    turn_on_screen: str = ""


Block = (
    Text | Table | Items | Panel | Sides | ChartBlock | Figures | Banner | Section | Together
    | Opening | Contents | OnOnePage | Guarded | Break | Cover
)  # fmt: skip
