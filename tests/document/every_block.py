"""A small document with every block, every mark, every style and every chart.

Each writer is tried on it.
"""

from __future__ import annotations

import datetime
from typing import get_args

from planner.document.blocks import (
    BODY,
    BODY_CLOSE,
    CELL,
    H3,
    LARGE_ITEM,
    LARGE_LEAD,
    LARGE_PHASE,
    LARGE_TITLE,
    LEAD,
    PANEL,
    PANEL_GAP_TITLE,
    PANEL_TITLE,
    SOURCE,
    AnswerBox,
    Banner,
    Block,
    Break,
    ChartBlock,
    ClassMark,
    Column,
    Contents,
    Cover,
    DecisionTag,
    Entry,
    Figure,
    Group,
    OnOnePage,
    Opening,
    StatusMark,
    Style,
    TickBox,
    Together,
)
from planner.document.building import (
    bullets,
    figures,
    guarded,
    numbered,
    panel,
    say,
    section,
    side_by_side,
    table,
    ticks,
    total,
)
from planner.document.document import Document
from planner.document.words import (
    bold,
    grey,
    joined,
    kept_from,
    link,
    on_page,
    plum,
    rich,
    semibold,
    small,
    struck,
    unbroken,
)
from tests.document.every_chart import every_chart

MADE = datetime.date(2026, 11, 21)
HOSTILE = "</style></title><script>alert(1)</script> &amp; \"'=1+1 \x07\u202e]]> Łódź Київ 中文"
"""What a user might write; \\x07 is left out by every writer."""


def every_block(*, stale: bool = False, redacted: bool = False) -> Document:
    """Return a document that holds every block; the same at every call."""
    return Document(
        kind="Contingency plan",
        title="Contingency plan: Every Block Care",
        subject="Contingency plan for the failure of a provider",
        council="Harbour Council",
        author="Head of Commissioning",
        marking="OFFICIAL-SENSITIVE",
        header="Contingency plan: Every Block Care · Harbour Council",
        footer="Register revision 418 · Plan version 3.2",
        expires="Printed copies expire on 24 January 2027",
        made_on=MADE,
        blocks=tuple(_blocks()),
        stale=stale,
        redacted=redacted,
    )


def _blocks() -> list[Block]:
    return [*_front(), *_texts(), *_tables(), *_lists_and_panels(), *_charts(), *_action_card()]


def _front() -> list[Block]:
    card: list[Block] = [
        Opening("card", "First page card", "Open the card first", "The card", new_page=True),
        Banner("The decision", "We keep home care going from day 0."),
        Banner("A small banner", "Less is said here.", small=True),
        figures([("206", "people by duty"), Figure("£267,093", "from reserves", "money"),
                 ("15 days", "until home care is back"), ("4", "actions")]),
        say(BODY, on_page("gaps", "gaps and actions", "Page"), " says what is missing."),
    ]  # fmt: skip
    return [
        Cover(
            council="Harbour Council",
            title="Every Block Care",
            line="Contingency plan: what we do if it happens",
            lines=(
                ("Status", joined(bold("Draft"), ", version 3.2")),
                ("Sharing", on_page("control", "document control")),
            ),
            people=214.0,
            complex_people=61.0,
            note="214 people at risk. Filled squares: the 61 with complex needs.",
            turn="Has it happened? Turn to page 2 now.",
            turn_key="card",
            turn_more="Trigger, who decides, numbers to ring",
            turn_on_screen="Has it happened? Go to the card now.",
        ),
        OnOnePage((tuple(card), (*card[:2],))),
        Opening("contents", "Contents", "What is where", "Contents", new_page=True),
        Contents(
            (
                Entry("card", "First page card"),
                Entry("texts", "Every text"),
                Entry("deep", "A service of its own", 1),
                Entry("gaps", "Gaps"),
                Entry("control", "Document control"),
            )
        ),
    ]


def _texts() -> list[Block]:
    every: list[Block] = [
        say(style, f"A paragraph in the style {style.replace('_', ' ')}.")
        for style in get_args(Style)
    ]
    looks = say(
        BODY, "Plain, ", bold("bold, "), semibold("semibold, "), grey("grey, "), small("small, "),
        plum("plum, "), struck("struck, "), unbroken("01632 960 001"), ", ",
        link("write to us", "mailto:duty@harbour.example"), ", ",
        link("jump to the gaps", "gaps"), ", ",
        kept_from("contacts", "kept from the public"), ".",
    )  # fmt: skip
    return [
        Opening("texts", "Texts", "Every text stands here", lead="The lead of the texts.",
                class_="must", more="Home care"),
        *every,
        looks,
        say(BODY, on_page("gaps", "the gaps", "number"), " is the page of the gaps."),
        say(LEAD, "A lead of two sentences. Here is the second."),
        say(BODY, HOSTILE),
        Opening("deep", "Step-in", "A service one level deeper", "Deeper", class_="needed",
                level=1),
        *section(joined("A section with ", bold("bold")), say(BODY, "Beneath the section."),
                 key="inside"),
        *section("A small section", say(BODY_CLOSE, "Close print."), style=H3),
    ]  # fmt: skip


def _tables() -> list[Block]:
    columns = [
        Column("Service", 150),
        Column("People", 50, figures=True, people=True),
        Column("Cost, £", 60, figures=True, secret="money"),
        Column("Decision", 90),
    ]
    rows = [
        Group("Adults"),
        ((ClassMark("must"), say(CELL, bold("Home care"))), "134", "1,881,261",
         [DecisionTag("keep_going", "Keep going")]),
        ([ClassMark("needed"), say(CELL, "Meals")], "46", "12,000",
         [DecisionTag("bridge", "Bridge"), say(CELL, "Until day 91.")]),
        Group("Others"),
        ([ClassMark("could"), say(CELL, "Outings")], "0", "not known",
         [DecisionTag("let_go", "Let go")]),
        ([ClassMark(None), say(CELL, "Not decided yet")], "not known", "0",
         [DecisionTag("recover", "Recover")]),
        total(["All services", "180", "1,893,261", ""]),
    ]  # fmt: skip
    marks = [
        [[TickBox()], "Ring the provider", [AnswerBox("Yes")], ""],
        [[TickBox(large=True)], "Ring the next", [AnswerBox("No")], "09:00"],
    ]
    key = [[(StatusMark("verified"), say(CELL, "Verified by a document")),
            (StatusMark("to be checked"), say(CELL, "To be checked, no source")),
            (StatusMark("our choice"), say(CELL, "Our own choice"))]]  # fmt: skip
    return [
        Opening("tables", "Tables", "Every table stands here", class_="could"),
        *section(
            "Services",
            table(columns, rows, summary="Each service with people, cost and decision.",
                  together=True),
            say(SOURCE, "Source: the register."),
        ),
        table([Column("Done", 30), Column("Do this", 250), Column("Answer", 60),
               Column("Time", 45)], marks),
        table([Column("", 22), Column("Within", 60), Column("Do", 200)],
              [("1", "4 hours", "Open the room"), ("2", "24 hours", "Visit everybody")]),
        table([Column("", 1), Column("", 1), Column("", 1)], key, padding=0, ruled=False),
        table([Column("As wide as needed", 0), Column("Figures", 0, True)],
              [(f"Row {n}", f"{n:,}") for n in range(1, 41)], padding=2.4),
    ]  # fmt: skip


def _lists_and_panels() -> list[Block]:
    return [
        Opening("gaps", "Gaps", "Every list and panel stands here"),
        *numbered(["First of a numbered list", joined("Second, ", bold("bold"))]),
        *bullets(["A bullet", "Another bullet"], style=BODY_CLOSE),
        *ticks(["A thing to tick", "Another thing to tick"]),
        *numbered(["This list starts again"]),
        panel([say(PANEL, plum("Known gap."), " Nobody holds spare places.")], gap=True),
        panel(
            [say(PANEL_TITLE, "What we ask"), say(PANEL, "Sign the agreement."),
             *bullets(["In the panel"])]
        ),
        panel([say(PANEL_GAP_TITLE, "Red finding"), table([Column("In", 1), Column("Panel", 1)],
               [("a cell", "another cell")])], gap=True),
        side_by_side(
            [say(BODY, "The left side."), *numbered(["Left one"])],
            [say(BODY, "The right side."), panel([say(PANEL, "A panel at the right.")])],
        ),
        Together((say(BODY, "These two stay"), say(BODY, "on one page."))),
        *guarded("contacts", [say(BODY, "Ring 01632 960 002.")], [say(BODY, "Ring the desk.")]),
        *guarded("ratings", [*section("Ratings", say(BODY, "Requires improvement."))]),
        Break(),
    ]  # fmt: skip


def _charts() -> list[Block]:
    first, *others = every_chart()
    return [
        Opening("charts", "Charts", "Every chart stands here"),
        ChartBlock(first, (say(SOURCE, "What follows the first chart."),)),
        *(ChartBlock(chart, scale=0.9, secret="money") for chart in others),
    ]


def _action_card() -> list[Block]:
    return [
        Opening("role", "Action card", "Contracts and brokerage", class_="must", large=True,
                new_page=True),
        say(LARGE_TITLE, "Large title of the card"),
        say(LARGE_LEAD, "Find every person a place."),
        say(LARGE_PHASE, "First 4 hours"),
        *ticks(["Ring every provider", "Note the time"], style=LARGE_ITEM),
        Opening("control", "Control", "Who may have this document"),
        say(BODY, rich("The last paragraph of all.")),
    ]  # fmt: skip
