"""Page two: the story of the exercise on one page, by the time of play."""

from __future__ import annotations

from planner.document.blocks import CELL, SOURCE, Block, Column, Group, OnOnePage
from planner.document.building import LooseRow, say, table
from planner.document.exercise_report.book import ReportBook
from planner.document.finding_document import opening
from planner.document.wording import counted, long_date, small, start
from planner.document.words import Words, bold, brief, grey, joined, link
from planner.exercise.clock import DAY_MINUTES, date_of, time_words

LENGTHS = (60, 45, 36, 30, 26, 22, 18, 14, 10)
Line = tuple[float, int, str, str, int]
"""When in play, order, what it was, words, and the number of its entry (0: none)."""


def story_page(book: ReportBook) -> list[Block]:
    """Return the story: news, decisions in force, and who fell, on one page."""
    lines = story_lines(book)
    if not lines:
        return _page(book, lines, 0)
    choices = tuple(tuple(_page(book, lines, most)) for most in LENGTHS)
    return [OnOnePage(choices, widest_last=True)]


def story_lines(book: ReportBook) -> list[Line]:
    """Return what happened by the time of play: news shown, decisions in force, falls."""
    first = {one.number: one for one in book.entries}
    lines: list[Line] = [
        (one.play, one.number, "News", one.words, one.number)
        for one in book.entries
        if one.kind == "show"
    ]
    lines += [
        (first[number].play, number, "Decision", entry.words, number)
        for number, entry in book.decisions.items()
    ]
    end = book.last_play
    lines += [
        (
            one.day * DAY_MINUTES,
            0,
            "Falls",
            one.why if one.why.startswith(one.name) else f"{one.name}. {one.why}",
            0,
        )
        for one in book.found.falls
        if end is not None and one.day * DAY_MINUTES <= end
    ]
    return sorted(lines, key=lambda line: (line[0], line[1]))


def _page(book: ReportBook, lines: list[Line], most: int) -> list[Block]:
    days = sorted({int(line[0] // DAY_MINUTES) for line in lines})
    title = "The story in one page"
    if days:
        span = days[-1] - days[0] + 1
        number = len(book.decisions)
        decided = f"{start(small(number))} {'decision' if number == 1 else 'decisions'}"
        title = f"{decided} in {counted(span, 'day', 'days')} of play"
    top = opening("story", "What happened", title, "", "The story", new_page=bool(lines))
    if not lines:
        return [*top, say(CELL, "Nothing was shown or decided.")]
    shown, left = _chosen(lines, most)
    rows: list[LooseRow] = []
    day = None
    for play, _, kind, words, number in shown:
        if (now := int(play // DAY_MINUTES)) != day:
            day = now
            date = date_of(play, book.scenario, book.today)
            told = f"Day {day}"
            rows.append(Group(f"{told}, {long_date(date)}" if book.scenario.start_date else told))
        rows.append(
            [
                time_words(play) if number else "",
                _kind(kind),
                _words(kind, words, book.name(number)),
            ]
        )
    columns = [Column("Time", 42), Column("What", 62), Column("In short", 377)]
    blocks: list[Block] = [*top, table(columns, rows, 2.6, "The story by the time of play")]
    if left:
        blocks.append(say(SOURCE, f"{counted(left, 'line is', 'lines are')} left out here; the "
                                  "full log and the workbook have all of them."))  # fmt: skip
    return blocks


def _chosen(lines: list[Line], most: int) -> tuple[list[Line], int]:
    """Return at most so many lines: falls and decisions stay before news goes."""
    if len(lines) <= most:
        return lines, 0
    ranked = sorted(
        range(len(lines)), key=lambda at: ({"Falls": 0, "Decision": 1}.get(lines[at][2], 2), at)
    )
    kept = sorted(ranked[:most])
    return [lines[at] for at in kept], len(lines) - most


def _kind(kind: str) -> Words:
    return bold(kind) if kind == "Decision" else grey(kind)


def _words(kind: str, words: str, name: str) -> Words:
    told = brief(words, 130)
    if kind == "Decision":
        return joined(link(name, "log"), f" {told}")
    return told
