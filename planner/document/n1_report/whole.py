"""The N-1 report as one document: its pages in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable

from planner.document.blocks import Block
from planner.document.document import Document
from planner.document.finding_document import finding_document
from planner.document.n1_report.assumptions import assumptions_page
from planner.document.n1_report.book import NOneBook
from planner.document.n1_report.cases import cases_pages
from planner.document.n1_report.finding import finding_page
from planner.document.n1_report.pairs import pairs_page
from planner.document.n1_report.ranking import ranking_page
from planner.document.n1_report.secure import secure_page
from planner.document.n1_report.shared import shared_page

PAGES: tuple[Callable[[NOneBook], list[Block]], ...] = (
    finding_page,
    ranking_page,
    cases_pages,
    secure_page,
    shared_page,
    pairs_page,
    assumptions_page,
)


def n1_report(book: NOneBook) -> Document:
    """Return what stopping each provider, owner and shared asset in turn found, as a document."""
    blocks = [block for page in PAGES for block in page(book)]
    return finding_document(book.register, book.today, "N-1 report", "whole register", blocks)
