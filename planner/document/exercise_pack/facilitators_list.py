"""The list of the facilitator: the main events with what players are expected to do."""

from __future__ import annotations

from planner.document.blocks import BODY, BODY_CLOSE, CELL, PANEL, SOURCE, Block, Column, Together
from planner.document.building import LooseRow, bullets, panel, say, section, table
from planner.document.exercise_framing import arrives, due, paragraphs
from planner.document.exercise_pack.book import LINE, PackBook
from planner.document.finding_document import opening
from planner.document.wording import counted, full_stop, middle, small, start
from planner.document.words import bold, brief, grey, joined
from planner.exercise.drafting import MARK
from planner.register.records import Inject


def facilitators_blocks(book: PackBook) -> list[Block]:
    """Return the list in short, the events in full, and which objective each serves."""
    number = len(book.injects)
    story = opening(
        "events",
        f"Main events list · {brief(book.exercise.title, 70)}",
        start(f"{small(number)} {'event' if number == 1 else 'events'} to come")
        if number
        else "No event is written yet",
        "For the facilitator only: it says what players are expected to do.",
        "Main events list",
    )
    if not number:
        return story
    story.append(_in_short(book))
    story += _objectives(book)
    story += opening("in-full", "Main events list", "Each event in full", "", "Events in full")
    for at, inject in enumerate(book.injects, start=1):
        told = section(f"{at}. {brief(inject.title, 150)}", *_in_full(inject), key=f"event-{at}")
        story.append(Together(tuple(told)))
    return story


def _in_short(book: PackBook) -> Block:
    rows: list[LooseRow] = [
        [
            str(number),
            due(one) or LINE,
            "" if one.minute is None else f"{one.minute}",
            brief(one.title, 140),
            ", ".join(
                told
                for told in (
                    one.sent_from,
                    f"to {middle(one.sent_to)}" if one.sent_to else None,
                    arrives(one),
                )
                if told
            )
            or LINE,
            LINE,
        ]
        for number, one in enumerate(book.injects, start=1)
    ]
    columns = [
        Column("No.", 24),
        Column("In play", 66),
        Column("Minute", 38, True),
        Column("Event", 160),
        Column("From, to, how", 145),
        Column("Shown at", 48),
    ]
    return table(columns, rows, 3.0, "Events in order")


def _objectives(book: PackBook) -> list[Block]:
    rows: list[LooseRow] = []
    for objective in book.exercise.objectives:
        tested = [str(at) for at, one in enumerate(book.injects, 1) if one.objective == objective]
        rows.append([full_stop(brief(objective, 160)), ", ".join(tested) or "none yet"])
    columns = [Column("Objective", 340), Column("Tested by events", 141)]
    return section("Which event tests what", table(columns, rows, 3.0, "Objectives and events")) \
        if rows else []  # fmt: skip


def _in_full(inject: Inject) -> list[Block]:
    how = [due(inject), f"from {inject.sent_from}" if inject.sent_from else "",
           f"to {inject.sent_to}" if inject.sent_to else "",
           arrives(inject),
           f"minute {inject.minute} of the room" if inject.minute is not None else ""]  # fmt: skip
    blocks: list[Block] = [say(SOURCE, start("; ".join(one for one in how if one)))]
    blocks += [say(BODY, line) for line in paragraphs(inject.content)]
    if inject.question:
        minutes = inject.decide_minutes
        time = f" {counted(minutes, 'minute', 'minutes')} to decide." if minutes else ""
        blocks.append(say(BODY, bold("To settle. "), full_stop(inject.question), time))
    if inject.expected_action:
        lines = paragraphs(inject.expected_action)
        blocks.append(panel([say(PANEL, bold("Expected. "), full_stop(" ".join(lines)))]))
    if inject.prompts:
        blocks.append(say(BODY_CLOSE, bold("If the room is stuck:")))
        blocks += bullets(list(inject.prompts), CELL)
    tail = []
    if inject.objective:
        tail.append(f"Objective: {full_stop(inject.objective)}")
    if inject.drafted_from:
        tail.append(f"Drafted from: {full_stop(MARK.sub('', inject.drafted_from))}")
    if tail:
        blocks.append(say(SOURCE, joined(grey(" ".join(tail)))))
    return blocks
