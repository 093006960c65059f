"""The post-exercise report as one document: its pages in the order in which they are read."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from planner.document.blocks import Block
from planner.document.document import Document
from planner.document.exercise_framing import exercise_document
from planner.document.exercise_report.aims import aims_page
from planner.document.exercise_report.beside import beside_pages
from planner.document.exercise_report.book import ReportBook
from planner.document.exercise_report.learnt import good_practice_page, lessons_page, who_page
from planner.document.exercise_report.log import log_pages
from planner.document.exercise_report.story import story_page
from planner.exercise.log import Entry
from planner.exercise.reveal import Reveal
from planner.register.records import Exercise, Inject, Scenario
from planner.register.register import Register

KIND = "Post-exercise report"
PAGES: tuple[Callable[[ReportBook], list[Block]], ...] = (
    aims_page,
    story_page,
    beside_pages,
    log_pages,
    good_practice_page,
    lessons_page,
    who_page,
)


def report_book(
    register: Register,
    exercise: Exercise,
    scenario: Scenario,
    injects: Sequence[Inject],
    entries: Sequence[Entry],
    found: Reveal,
    today: datetime.date,
) -> ReportBook:
    """Return what the report and its workbook are made from."""
    return ReportBook(register, exercise, scenario, tuple(injects), tuple(entries), found, today)


def exercise_report(book: ReportBook) -> Document:
    """Return the report of an exercise that was played."""
    blocks = [block for page in PAGES for block in page(book)]
    return exercise_document(book.register, book.exercise, KIND, blocks, book.today)
