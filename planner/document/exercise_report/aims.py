"""Page one: what the exercise was for, and which objectives were met."""

from __future__ import annotations

from planner.document.blocks import BODY, PANEL, Block, Column, Figure
from planner.document.building import LooseRow, figures, panel, say, section, table
from planner.document.exercise_framing import kind_of, paragraphs
from planner.document.exercise_report.book import ReportBook
from planner.document.exercise_words import measure_of
from planner.document.finding_document import opening
from planner.document.wording import count, counted, full_stop, long_date, small, start
from planner.document.words import Words, bold, brief, plum
from planner.exercise.debrief import MET, PARTLY


def aims_page(book: ReportBook) -> list[Block]:
    """Return the first page."""
    when = f", {long_date(book.held)}" if book.held else ""
    story = opening(
        "aims",
        f"Post-exercise report: {brief(book.exercise.title, 70)}{when}",
        title_of(book),
        _lead(book),
        "Aim and objectives",
    )
    story.append(_figures(book))
    if book.exercise.aim:
        story += section("Aim", say(BODY, full_stop(book.exercise.aim)))
    story += section("What was played", say(BODY, _played(book)))
    story += _objectives(book)
    if book.debrief.remarks:
        lines = [say(PANEL, full_stop(one)) for one in book.debrief.remarks]
        story += section("Said at the hot debrief", panel(lines))
    return story


def title_of(book: ReportBook) -> str:
    """Return the finding: how many objectives were met."""
    every = book.debrief.objectives
    told = [one for one in every if one.verdict]
    if not book.entries:
        return "The exercise is still to be played"
    if not every:
        return "What the room decided, and what it learnt"
    if not told:
        return "The debrief is still to say which objectives were met"
    met, partly = book.debrief.told(MET), book.debrief.told(PARTLY)
    title = f"{start(small(met))} of {small(len(every))} objectives met"
    return f"{title}, {small(partly)} in part" if partly else title


def _lead(book: ReportBook) -> str:
    roles = len(book.exercise.players)
    minutes = round(book.room_seconds / 60)
    who = f"{start(small(roles))} {'role' if roles == 1 else 'roles'} took part" if roles else ""
    first = f"{who} for {counted(minutes, 'minute', 'minutes')} of play." if who and minutes else ""
    if who and not minutes:
        first = f"{who}."
    decided = len(book.decisions)
    second = (
        f"The room took {counted(decided, 'decision', 'decisions')}."
        if decided
        else "No decision is logged."
    )
    return f"{first} {second}".strip()


def _figures(book: ReportBook) -> Block:
    measure = measure_of(book.found)
    prevented = measure.of(book.found.nothing) - measure.of(book.found.room)
    shown = [
        Figure(count(len(book.decisions)), "decisions in force"),
        Figure(count(prevented), f"{measure.words} prevented"),
        Figure(count(len(book.lessons)), "lessons, each with an owner"
               if all(one.owner for one in book.lessons) and book.lessons else "lessons"),
        Figure(count(len(book.good_practice)), "good practices to keep"),
    ]  # fmt: skip
    return figures(shown)


def _played(book: ReportBook) -> str:
    kind = kind_of(book.exercise) if book.exercise.kind else "Exercise"
    words = f"{kind} of the scenario “{brief(book.scenario.title, 120)}”."
    scope = " ".join(full_stop(one) for one in paragraphs(book.exercise.scope))
    return f"{words} {brief(scope, 700)}".strip()


def _objectives(book: ReportBook) -> list[Block]:
    rows: list[LooseRow] = []
    for one in book.debrief.objectives:
        verdict: Words = bold(start(one.verdict)) if one.verdict else plum("Not yet told")
        seen = [say("cell", full_stop(brief(words, 300))) for words in one.seen[:4]]
        rows.append([full_stop(brief(one.objective, 200)), verdict, seen or "Nothing noted."])
    columns = [Column("Objective", 180), Column("Verdict", 71), Column("What was seen", 230)]
    if not rows:
        return []
    return section("Objectives", table(columns, rows, 3.6, "Objectives and what was seen"))
