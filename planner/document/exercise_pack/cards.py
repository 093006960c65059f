"""Role cards, a page a role, and inject cards, numbered and to be cut apart."""

from __future__ import annotations

from planner.document.action_cards import item_words
from planner.document.blocks import (
    BODY,
    CELL_GREY,
    H2,
    LEAD,
    PANEL,
    SOURCE,
    Banner,
    Block,
    Break,
    Column,
    OnOnePage,
    Opening,
    Text,
    Together,
)
from planner.document.building import LooseRow, panel, say, section, table, ticks
from planner.document.exercise_framing import due, medium_of, paragraphs
from planner.document.exercise_pack.book import LINE, PackBook
from planner.document.exercise_pack.forms import lines
from planner.document.wording import full_stop, middle, or_not_known
from planner.document.words import Words, bold, brief, grey, joined, rich
from planner.plan.card import RoleCard
from planner.plan.role_rules import roles
from planner.register.records import Inject

FIRST_PHASES = 3
MOST_STEPS = 7
CUT = " ".join(["-"] * 28)
NOTES = (14, 12, 10, 8, 6, 4, 2)
"""Lines for notes on a role card, as many as its page has room for."""
ON_CARD = 3
"""Lines on an inject card for what the room settles."""


def role_cards(book: PackBook) -> list[Block]:
    """Return a card for each role that plays."""
    blocks: list[Block] = []
    players = book.exercise.players
    for number, role in enumerate(players, start=1):
        top = Opening(
            key=f"role-{number}",
            part=f"Role card {number} of {len(players)} · {brief(book.exercise.title, 70)}",
            title=brief(role, 90),
            bookmark=brief(role, 90),
            new_page=True,
        )
        card = book.card_of(role)
        told = [*(_known(card) if card is not None else _unknown()), *_papers(book, role)]
        choices = [
            (top, *told, *section("Your notes", lines(["Day and time", "Note"], [90, 391], rows)))
            for rows in NOTES
        ]
        blocks.append(OnOnePage(tuple(choices), widest_last=True))
    return blocks


def _known(card: RoleCard) -> list[Block]:
    """Return what the action card of the plan says of a role: job, powers, first steps.

    Steps that the plan made for this very failure are left out, as is whom it counts: they would
    tell players what to decide.
    """
    row = [
        say(BODY, full_stop(words)) for words in (card.may_decide, card.ask_first, card.reports_to)
    ]
    columns = [Column(words, 160) for words in ("You may decide", "Ask first", "You report to")]
    blocks: list[Block] = [
        Banner("", f"Your job: {middle(full_stop(brief(_job(card), 200)))}", small=True),
        table(columns, [row], 3.0, "What you may decide, and whom you ask"),
    ]
    for phase in card.phases[:FIRST_PHASES]:
        usual = [item for item in phase.items if not item.specific]
        items = [rich(item_words(item, 200)) for item in usual[:MOST_STEPS]]
        blocks += section(f"Your first steps: {middle(phase.title)}", *ticks(items))
    return blocks


def _job(card: RoleCard) -> str:
    """Return the job of a role in any failure."""
    known = next((one for one in roles() if one.name == card.role), None)
    return card.job if known is None else known.job.format(whom="everyone served")


def _unknown() -> list[Block]:
    words = (
        "The plan has no action card for this role. Play it as you would hold it, with the powers "
        "you have today, and write down what you would need to know."
    )
    return [panel([say(PANEL, bold("Your job. "), words)])]


def _papers(book: PackBook, role: str) -> list[Block]:
    mine = book.injects_to(role)
    if not mine:
        return []
    words = "Some of the news comes to you first. Tell the room what it needs to know of it."
    return section("News for you", say(BODY, words))


def inject_cards(book: PackBook) -> list[Block]:
    """Return the inject cards: half a page to a page each, with a line to cut along."""
    blocks: list[Block] = []
    for number, inject in enumerate(book.injects, start=1):
        if number % 2:
            blocks.append(Break())
        blocks.append(Together(tuple(_inject(book, number, inject))))
    return blocks


def _inject(book: PackBook, number: int, inject: Inject) -> list[Block]:
    of = f"Inject {number} of {len(book.injects)} · EXERCISE · {brief(book.exercise.title, 60)}"
    rows: list[LooseRow] = [
        (grey("When"), due(inject) or LINE, grey("How"), medium_of(inject)),
        (
            grey("From"),
            or_not_known(inject.sent_from),
            grey("To"),
            inject.sent_to or "Everybody",
        ),
    ]
    columns = [Column("", 42), Column("", 199), Column("", 34), Column("", 206)]
    told: list[Text] = [say(LEAD, line) for line in paragraphs(inject.content)]
    blocks: list[Block] = [
        say(CELL_GREY, of),
        say(H2, brief(inject.title, 160)),
        table(columns, rows, 3.0, f"Inject {number}: when, from, to, how", ruled=False),
        *(told or [say(LEAD, LINE)]),
    ]
    if inject.question:
        time: Words = ""
        if inject.decide_minutes:
            time = f" ({inject.decide_minutes} minutes)"
        blocks.append(panel([say(PANEL, bold("To settle. "), full_stop(inject.question), time)]))
    blocks.append(lines(["What we settled, and why"], [481], ON_CARD))
    blocks.append(say(SOURCE, joined(f"{CUT} cut here {CUT}")))
    return blocks
