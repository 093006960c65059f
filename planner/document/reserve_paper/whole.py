"""The reserve paper as one document: its pages in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable

from planner.document.blocks import Block
from planner.document.document import Document
from planner.document.finding_document import finding_document
from planner.document.reserve_paper.assumptions import assumptions_page
from planner.document.reserve_paper.book import ReserveBook
from planner.document.reserve_paper.failures import failures_page
from planner.document.reserve_paper.figure import figure_page
from planner.document.reserve_paper.funds import funds_page
from planner.document.reserve_paper.levy import levy_page
from planner.document.reserve_paper.sure import sure_page

PAGES: tuple[Callable[[ReserveBook], list[Block]], ...] = (
    figure_page,
    sure_page,
    levy_page,
    failures_page,
    funds_page,
    assumptions_page,
)


def reserve_paper(book: ReserveBook) -> Document:
    """Return how much reserve to hold, how sure that is, the levy, and who pays, as a document.

    Every figure is one the answers gave; the paper adds nothing up but the sums of its tables.
    """
    blocks = [block for page in PAGES for block in page(book)]
    return finding_document(book.register, book.today, "Reserve paper", "provider failure", blocks)
