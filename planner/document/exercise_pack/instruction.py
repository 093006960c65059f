"""The instruction and the briefing: when and where, who plays, what for, and by which rules."""

from __future__ import annotations

from planner.document.blocks import BODY, PANEL, Block, Column
from planner.document.building import (
    LooseRow,
    bullets,
    numbered,
    panel,
    say,
    section,
    sentences,
    table,
)
from planner.document.exercise_framing import kind_of, paragraphs
from planner.document.exercise_pack.book import LINE, PackBook
from planner.document.finding_document import opening
from planner.document.wording import counted, full_stop, long_date, small, start
from planner.document.words import bold, semibold

CONFIDENTIAL = (
    "This is an exercise. Nothing in it has happened, and naming a provider says nothing about how "
    "it stands.",
    "What is said in the room stays in the room. Papers are handed back at the end.",
    "Ring and write to nobody outside the room; the facilitator plays everybody who is not here.",
    "If something real happens, the facilitator says “No play” three times and the exercise stops.",
)
RULES = (
    "Play your own role with the powers you hold today. Nobody is being tested; the plan is.",
    "The screen shows the day and the time of play. News comes from the facilitator only.",
    "Say a decision aloud: what, why, on which power, who does it and when you look at it again. "
    "It is logged as you say it.",
    "An option helps only once you have called it, and from the day on which it can start.",
    "A decision can be corrected. The first entry stays in the log, struck through.",
    "Where the scenario leaves something open, agree on it and go on.",
)
MONEY = "Money counts only once it is released: say how much, and from which reserve."
JOINT = (
    "What do we know, and what do we only suppose?",
    "What are the risks, and what do we want to achieve?",
    "Which powers and policies apply?",
    "Which options are there, and what if they fail? Is each suitable, feasible, acceptable?",
    "What do we do, who does it, and when do we look again?",
)


def instruction(book: PackBook) -> list[Block]:
    """Return the first page: the arrangements, and that it is an exercise."""
    exercise = book.exercise
    minutes = exercise.room_minutes
    lasts = LINE if minutes is None else counted(minutes, "minute", "minutes")
    rows: list[LooseRow] = [
        (bold("Date"), long_date(exercise.date) if exercise.date else LINE),
        (bold("Place"), LINE),
        (bold("Starts in the room at"), LINE),
        (bold("Lasts"), lasts),
        (bold("How it is played"), kind_of(exercise) if exercise.kind else LINE),
        (bold("Facilitator"), exercise.facilitator or LINE),
        (bold("Observers"), LINE),
    ]
    story = opening(
        "instruction",
        "Exercise instruction",
        exercise.title,
        exercise.aim or "",
        "Instruction",
    )
    story.append(table([Column("", 140), Column("", 341)], rows, 7.0, "Arrangements"))
    if exercise.players:
        who = [semibold(one) for one in exercise.players]
        title = f"Who plays: {small(len(who))} {'role' if len(who) == 1 else 'roles'}"
        story += section(title, *bullets(who))
    story += section("Before you come", say(BODY, "Read the briefing and your role card. Bring the "
                     "contingency plan if there is one, and this pack."))  # fmt: skip
    content = [say(PANEL, bold("In confidence. "), CONFIDENTIAL[0])]
    content += [say(PANEL, words) for words in CONFIDENTIAL[1:]]
    return [*story, panel(content)]


def briefing(book: PackBook) -> list[Block]:
    """Return the briefing: aim, objectives, scope, rules of play, the clock."""
    exercise = book.exercise
    story = opening(
        "briefing",
        "Briefing for players",
        start(f"{small(len(exercise.objectives))} objectives, one exercise")
        if len(exercise.objectives) > 1
        else "What the exercise is for",
        "",
        "Briefing",
    )
    if exercise.aim:
        story += section("Aim", say(BODY, full_stop(exercise.aim)))
    if exercise.objectives:
        story += section("Objectives", *numbered([full_stop(one) for one in exercise.objectives]))
    if exercise.scope:
        story += section("Scope", *sentences([full_stop(p) for p in paragraphs(exercise.scope)]))
    rules = [*RULES, MONEY] if exercise.money == "released" else list(RULES)
    story += section("Rules of play", *bullets(rules))
    clock = [f"Play begins on {book.start_words[:1].lower()}{book.start_words[1:]}.",
             book.speed_words,
             "Day 0 is the day on which the failure begins."]  # fmt: skip
    story += section("The clock", *bullets(clock))
    story += section("When you decide, go round these five", *numbered(JOINT))
    return story
