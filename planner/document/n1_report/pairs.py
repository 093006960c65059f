"""Pairs: what two failures at once do that neither does alone, where they were asked for."""

from __future__ import annotations

from collections.abc import Sequence

from planner.document.blocks import BODY, SOURCE, Block, Column
from planner.document.building import LooseRow, chart, say, section, table
from planner.document.finding_document import opening
from planner.document.n1_report.book import NOneBook
from planner.document.pair_paper import ASSUMPTIONS
from planner.document.pair_words import PairRow, PairsReport, share_words
from planner.document.wording import count, counted, full_stop, whole
from planner.document.words import brief

MOST_ROWS = 12


def pairs_page(book: NOneBook) -> list[Block]:
    """Return the pairs that matter, or that nobody asked for them."""
    found = book.pairs
    if found is None:
        return [
            *opening("pairs", "N-1 report: pairs", "Two at once: not asked for", "",
                     "Pairs", new_page=False),
            say(BODY, "This report fails one at a time. Two failures at once may do more than "
                "their sum, where each would have stood in for the other."),
        ]  # fmt: skip
    story = opening(
        "pairs",
        "N-1 report: pairs",
        _title(found),
        full_stop(found.headline),
        "Pairs",
        new_page=False,
    )
    looked = f"{found.total:,} pairs, of which {found.meeting:,} had to be worked out together."
    if not found.worked_out:
        looked += " This is a first look: not all of them were."
    story.append(say(BODY, " ".join([looked, *map(full_stop, share_words(found))])))
    if found.matrix.keys:
        story += chart(found.matrix, scale=0.76)
    hidden = [row for row in found.rows if row.hidden]
    worse = [row for row in found.rows if row.worse and not row.hidden]
    story += _rows("Secure alone, not together", hidden, found.hidden)
    story += _rows("Worse together than apart", worse, found.worse - found.hidden)
    return [*story, say(SOURCE, " ".join(ASSUMPTIONS))]


def _title(found: PairsReport) -> str:
    if found.hidden:
        return f"{counted(found.hidden, 'pair breaks', 'pairs break')} what neither would alone"
    return "No pair breaks a must service that neither would alone"


def _rows(title: str, rows: Sequence[PairRow], number: int) -> list[Block]:
    if not rows:
        return []
    cells: list[LooseRow] = [
        [
            f"{brief(row.first_name, 60)} and {brief(row.second_name, 60)}",
            count(row.together),
            count(row.apart),
            whole(row.net),
            brief(" ".join(row.why[:2]), 180),
        ]
        for row in rows[:MOST_ROWS]
    ]
    columns = [
        Column("These two", 150),
        Column("Person-days together", 62, True),
        Column("Sum of each alone", 56, True),
        Column("Net cost, £", 58, True, "money"),
        Column("Why", 155, False, "weaknesses"),
    ]
    shown = len(cells)
    words = f"{title}: " + (
        counted(number, "pair", "pairs") if shown >= number
        else f"the worst {shown} of {counted(number, 'pair', 'pairs')}"
    )  # fmt: skip
    return section(words, table(columns, cells, padding=1.6, summary=title))
