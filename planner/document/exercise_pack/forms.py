"""Sheets to write on: for players, for observers, for the log, and for the debrief at the end."""

from __future__ import annotations

from collections.abc import Sequence

from planner.document.blocks import BODY, H3, Block, Column
from planner.document.building import LooseRow, bullets, say, section, table
from planner.document.exercise_pack.book import LINE, PackBook
from planner.document.finding_document import opening
from planner.document.wording import full_stop, long_date
from planner.document.words import bold, brief
from planner.exercise.debrief import VERDICTS, cold_debrief

DEBRIEF = (
    "What did we set out to do, and what happened?",
    "What helped, and should be kept?",
    "What would we do sooner, later or otherwise?",
    "What did we need to know and could not find out?",
    "Which part of the plan has to change, who changes it, and by when?",
)


def participant_sheet(book: PackBook) -> list[Block]:
    """Return the sheet of a player: role, what was decided, what to change."""
    story = _top(book, "participant", "Participant sheet", "What I did, and what I would change")
    story.append(_labels(["Name", "Role I played", "Role I hold"]))
    story += section("What I decided or asked for",
                     lines(["Day and time", "What and why", "What came of it"],
                            [80, 230, 171], 8))  # fmt: skip
    story += section("What helped me", lines([""], [481], 3))
    story += section("What I would change", lines([""], [481], 4))
    return story


def observer_sheet(book: PackBook) -> list[Block]:
    """Return the sheet of an observer: each objective with what was seen."""
    story = _top(book, "observer", "Observer sheet", "Objectives, and what was seen")
    story.append(_labels(["Name"]))
    story.append(
        say(BODY, "Write what was said and done, by role and with the time of play. Leave out who "
            "was right. Tick what fits at the end.")
    )  # fmt: skip
    verdicts = " · ".join(VERDICTS)
    for number, objective in enumerate(book.exercise.objectives, start=1):
        tested = [at for at, one in enumerate(book.injects, 1) if one.objective == objective]
        story += section(
            f"{number}. {brief(objective, 140)}",
            *([say(BODY, "Injects: ", ", ".join(map(str, tested)), ".")] if tested else []),
            lines(["Day and time", "What was seen", "Said or done by (role)"],
                   [80, 261, 140], 3),
            say(BODY, bold("Ring one: "), verdicts),
        )  # fmt: skip
    if not book.exercise.objectives:
        story += section("What was seen", lines(["Day and time", "What was seen"], [80, 401], 12))
    return story


def decision_log(book: PackBook) -> list[Block]:
    """Return the sheet of the log, for a room whose screen fails."""
    story = _top(book, "log", "Decision log", "Every decision and its reason")
    story.append(
        say(BODY, "For when the screen is dark. Write clearly, at once, with the time. Strike "
            "through what was wrong so that it can still be read, and write the correction as a "
            "new entry. Mark late entries as late.")
    )  # fmt: skip
    headings = ["No.", "Day and time", "Decision", "Why", "Power", "Owner", "Look again"]
    story.append(lines(headings, [26, 58, 122, 112, 62, 56, 45], 9, 22.0))
    return story


def hot_debrief(book: PackBook) -> list[Block]:
    """Return the form of the debrief at the close."""
    story = _top(book, "debrief", "Hot debrief", "Five questions before we leave")
    for number, question in enumerate(DEBRIEF, start=1):
        story += section(f"{number}. {question}", lines([""], [481], 2, 6.0), style=H3)
    rows: list[LooseRow] = [[full_stop(brief(one, 140)), LINE] for one in book.exercise.objectives]
    if rows:
        columns = [Column("Objective", 241), Column(f"{', '.join(VERDICTS)}: say which", 240)]
        story += section("Were the objectives met?", table(columns, rows, 4.0, "Objectives"))
    dates = cold_debrief(book.exercise, None)
    when = "two to six weeks after the exercise"
    if dates:
        when = f"between {long_date(dates[0])} and {long_date(dates[1])}"
    story += section("What follows", *bullets([
        f"A cold debrief is held {when}.",
        "The report goes to every player, with lessons, their owners and dates.",
    ]))  # fmt: skip
    return story


def _top(book: PackBook, key: str, part: str, title: str) -> list[Block]:
    return opening(key, f"{part} · {brief(book.exercise.title, 70)}", title, "", part)


def _labels(names: Sequence[str]) -> Block:
    rows: list[LooseRow] = [(bold(name), LINE) for name in names]
    return table([Column("", 110), Column("", 371)], rows, 6.0, "Who wrote this sheet")


def lines(
    headings: Sequence[str], shares: Sequence[float], number: int, padding: float = 8.0
) -> Block:
    """Return a table of empty lines to write in."""
    columns = [Column(words, share) for words, share in zip(headings, shares, strict=True)]
    rows: list[LooseRow] = [[LINE] * len(columns) for _ in range(number)]
    told = ", ".join(one for one in headings if one).lower()
    return table(
        columns, rows, padding, f"Lines to write in: {told}" if told else "Lines to write in"
    )
