"""How documents are built: short ways to make the blocks of `planner.document.blocks`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from planner.document.blocks import (
    BODY,
    BODY_CLOSE,
    H2,
    PADDING,
    Block,
    Cell,
    CellPart,
    ChartBlock,
    Column,
    Figure,
    Figures,
    Group,
    Guarded,
    Items,
    OnOnePage,
    Panel,
    Row,
    Section,
    Sides,
    Style,
    Table,
    Text,
    Total,
)
from planner.document.charts import Chart
from planner.document.words import Secret, Words, clean, joined, rich, shortened

LONGEST_HEADING = 200
SCALES = (1.0, 0.92, 0.84, 0.76)

LooseCell = Words | CellPart | Sequence[CellPart]
LooseRow = Sequence[LooseCell] | Group | Total


def say(style: Style, *parts: Words) -> Text:
    """Return a paragraph of the parts, one after the other."""
    return Text(style, joined(*parts))


def table(
    columns: Sequence[Column],
    rows: Sequence[LooseRow],
    padding: float = PADDING,
    summary: str = "",
    ruled: bool = True,
    together: bool = False,
) -> Table:
    """Return a table; cells may be words, marks, paragraphs or several of them."""
    return Table(
        tuple(columns), tuple(_row(row) for row in rows), padding, summary, ruled, together
    )


def _row(row: LooseRow) -> Row:
    if isinstance(row, Group):
        return row
    if isinstance(row, Total):
        return Total(tuple(_cell(cell) for cell in row.cells))
    return tuple(_cell(cell) for cell in row)


def _cell(cell: LooseCell) -> Cell:
    return tuple(cell) if isinstance(cell, list | tuple) else cell  # type: ignore[return-value]


def total(cells: Sequence[LooseCell]) -> Total:
    """Return a row of sums."""
    return Total(tuple(_cell(cell) for cell in cells))


def panel(content: Sequence[Block], gap: bool = False) -> Panel:
    """Return a panel: plum where it tells a gap, navy where it notes something."""
    return Panel(tuple(content), gap)


def side_by_side(left: Sequence[Block], right: Sequence[Block]) -> Sides:
    """Return two columns."""
    return Sides(tuple(left), tuple(right))


def section(title: Words, *content: Block, style: Style = H2, key: str = "") -> list[Block]:
    """Return a heading with its content; nothing without content."""
    if not content:
        return []
    words = rich(shortened(title, LONGEST_HEADING) if isinstance(title, str) else title)
    return [Section(words, content, style, key)]


def chart(
    value: Chart | None, *after: Block, scale: float = 1.0, secret: Secret = ""
) -> list[Block]:
    """Return a chart with what follows it, or nothing where there is none."""
    return [] if value is None else [ChartBlock(value, after, scale, secret)]


def sentences(words: Sequence[Words], style: Style = BODY) -> list[Block]:
    """Return a paragraph for each sentence."""
    return [say(style, one) for one in words if one]


def numbered(items: Sequence[Words]) -> list[Block]:
    """Return a numbered list, or nothing without items."""
    return [Items(tuple(rich(item) for item in items))] if items else []


def bullets(items: Sequence[Words], style: Style = BODY) -> list[Block]:
    """Return a list with bullets, or nothing without items."""
    return [Items(tuple(rich(item) for item in items), "bullets", style)] if items else []


def ticks(items: Sequence[Words], style: Style = BODY) -> list[Block]:
    """Return a list with boxes to tick, or nothing without items."""
    return [Items(tuple(rich(item) for item in items), "ticks", style)] if items else []


def figures(shown: Sequence[tuple[str, str] | Figure]) -> Figures:
    """Return up to four key figures."""
    return Figures(
        tuple(one if isinstance(one, Figure) else Figure(clean(one[0]), clean(one[1]))
              for one in shown[:4])
    )  # fmt: skip


def guarded(secret: Secret, content: Sequence[Block], public: Sequence[Block] = ()) -> list[Block]:
    """Return blocks that a redacted edition leaves out, or nothing where there are none."""
    return [Guarded(secret, tuple(content), tuple(public))] if content else []


def to_a_page(make: Callable[[float], list[Block]]) -> list[Block]:
    """Return what `make` makes, at the largest scale at which it stands on one page."""
    return [OnOnePage(tuple(tuple(make(scale)) for scale in SCALES))]


def padding_at(scale: float) -> float:
    """Return the room above and below the rows of a table on a page drawn at a scale."""
    return round(PADDING * scale**3, 1)


def note_at(scale: float) -> Style:
    """Return the style of the smaller paragraphs on a page drawn at a scale."""
    return BODY if scale > 0.9 else BODY_CLOSE
