"""What is to be kept, what is to change by whom and when, who took part, and what follows."""

from __future__ import annotations

from planner.document.blocks import BODY, CELL, CELL_GREY, Block, CellPart, Column
from planner.document.building import LooseRow, bullets, say, section, table
from planner.document.exercise_framing import paragraphs
from planner.document.exercise_report.book import ReportBook
from planner.document.finding_document import opening
from planner.document.wording import counted, full_stop, listed, long_date, short_date, small, start
from planner.document.words import Words, bold, brief, plum, unbroken
from planner.register.records import Lesson

LONGEST = 400
MOST_BENEATH = 6
"""Lessons that may begin beneath good practice; more begin a page."""


def good_practice_page(book: ReportBook) -> list[Block]:
    """Return what went well and is to be kept."""
    number = len(book.good_practice)
    title = f"{start(small(number))} {'practice' if number == 1 else 'practices'} to keep"
    if not number:
        title = "Good practice is still to be written down"
    story = opening(
        "good-practice", "Good practice", title, "", "Good practice", new_page=bool(number)
    )
    for one in book.good_practice:
        lines = [say(BODY, full_stop(line)) for line in paragraphs(one.note)]
        about = concerns(book, one)
        more = [say(BODY, bold("For. "), full_stop(about))] if about else []
        said = [*lines, *more]
        story += section(brief(one.title, 180), *(said or [say(BODY, "No note was made.")]))
    if not number:
        words = (
            "Nothing is recorded as good practice of this exercise. The hot debrief asks for it."
        )
        story.append(say(BODY, words))
    return story


def lessons_page(book: ReportBook) -> list[Block]:
    """Return what changes, by whom and by when."""
    number = len(book.lessons)
    late = sum(one.done_on is None and one.due is not None and one.due < book.today
               for one in book.lessons)  # fmt: skip
    done = sum(one.done_on is not None for one in book.lessons)
    title = f"{start(small(number))} {'lesson' if number == 1 else 'lessons'} to act on"
    lead = ""
    if not number:
        title = "Lessons are still to be written down"
    elif done or late:
        lead = f"{start(small(done))} done so far; {small(late)} past the date."
    story = opening("lessons", "Lessons", title, lead, "Lessons", new_page=number > MOST_BENEATH)
    if not number:
        words = "No lesson of this exercise is in the register yet. Each needs an owner and a date."
        return [*story, say(BODY, words)]
    rows = [_lesson(book, one) for one in book.lessons]
    columns = [
        Column("Lesson", 200),
        Column("Concerns", 92),
        Column("Owner", 78),
        Column("Due", 58),
        Column("Status", 53),
    ]
    story.append(table(columns, rows, 3.6, "Lessons with owner and date"))
    lacking = sum(not (one.owner and one.due) for one in book.lessons)
    if lacking:
        words = f"{counted(lacking, 'lesson has', 'lessons have')} no owner or no date yet."
        story.append(say(BODY, plum("Known gap. "), words))
    return story


def _lesson(book: ReportBook, one: Lesson) -> LooseRow:
    what: list[CellPart] = [say(CELL, full_stop(brief(one.title, LONGEST)))]
    if one.note:
        what.append(say(CELL_GREY, full_stop(brief(" ".join(paragraphs(one.note)), LONGEST))))
    status: Words = "Open"
    if one.done_on is not None:
        status = f"Done {short_date(one.done_on)}"
    elif one.due is not None and one.due < book.today:
        status = bold("Open, past its date")
    return [
        what,
        concerns(book, one),
        brief(one.owner, 80) if one.owner else plum("No owner yet"),
        unbroken(short_date(one.due)) if one.due else plum("No date yet"),
        status,
    ]


def concerns(book: ReportBook, one: Lesson) -> str:
    """Return the services and providers a lesson concerns, by name."""
    services = [book.register.services[code].title for code in one.services
                if code in book.register.services]  # fmt: skip
    providers = [book.register.providers[code].name for code in one.providers
                 if code in book.register.providers]  # fmt: skip
    return listed([brief(name, 60) for name in (*services, *providers)])


def who_page(book: ReportBook) -> list[Block]:
    """Return the roles that took part, and when the cold debrief is due."""
    dates = book.cold
    title = "The cold debrief is due in two to six weeks"
    if dates:
        title = f"Cold debrief due by {long_date(dates[1])}"
    story = opening("who", "Who took part, and what follows", title, "", "Who took part",
                    new_page=False)  # fmt: skip
    roles = [full_stop(one) for one in book.exercise.players]
    if book.exercise.facilitator:
        roles.append(f"Facilitator: {full_stop(book.exercise.facilitator)}")
    story += section("Roles", *bullets(roles)) if roles else []
    follows = [
        "This report goes to every player and to the owners of the lessons.",
        "Lessons stand in the register with the services and providers they concern.",
    ]
    if dates:
        follows.insert(0, f"Hold the cold debrief between {long_date(dates[0])} and "
                          f"{long_date(dates[1])}: look at each lesson again.")  # fmt: skip
    story += section("What follows", *bullets(follows))
    return story
