"""What the N-1 report rests on, and from what it was made."""

from __future__ import annotations

from planner.document import sweep_paper
from planner.document.blocks import BODY_CLOSE, CELL_STRONG, Block, Column, Items, Together
from planner.document.building import LooseRow, say, section, table
from planner.document.finding_document import opening
from planner.document.n1_report.book import NOneBook
from planner.document.wording import count, counted, full_stop, long_date, round_pounds
from planner.document.words import kept_from, rich


def assumptions_page(book: NOneBook) -> list[Block]:
    """Return the assumptions, and how the report was made."""
    told = [
        *sweep_paper.ASSUMPTIONS,
        "Who fails follows from supply links, owners and cash: a link or a month of cash that the "
        "register does not know brings nobody down.",
        "The best use of the options is found for each case by itself; places that another case "
        "would need are free.",
        "Savings from an option or an action are measured alone; together they may save less than "
        "their sum.",
        f"Each case is followed for {count(book.sweep.horizon_days)} days.",
    ]
    if book.prevention is not None:
        told.append(
            "Preventive actions, their time and cost are those of the page about prevention; "
            "weeks and cost are our judgement until they are changed."
        )
    words = [full_stop(one) for one in told]
    story = opening(
        "assumptions", "N-1 report: assumptions", "What the ranking rests on",
        "A blank in the register is not known: it is never read as zero or as safe.",
        "Assumptions",
        new_page=False,
    )  # fmt: skip
    story += [Items(tuple(rich(one) for one in words), style=BODY_CLOSE)]
    return [*story, Together(tuple(section("How this report was made", _made(book))))]


def _made(book: NOneBook) -> Block:
    register = book.register
    unknown = sum(register.people_of_contract(one) is None for one in register.contracts)
    rows: list[LooseRow] = [
        (say(CELL_STRONG, "Made"), long_date(book.today)),
        (say(CELL_STRONG, "From"), f"register revision {register.revision:,}"),
        (
            say(CELL_STRONG, "Stopped in turn"),
            f"{counted(len(book.sweep.falls), 'case', 'cases')}: providers, owners and assets",
        ),
        (
            say(CELL_STRONG, "People not known"),
            f"{count(unknown)} of {counted(len(register.contracts), 'contract', 'contracts')}",
        ),
        (
            say(CELL_STRONG, "Preventive actions"),
            "not asked for"
            if book.prevention is None
            else kept_from("money", f"for a budget of {round_pounds(book.prevention.budget)}"),
        ),
        (say(CELL_STRONG, "Pairs"), _pairs(book)),
    ]
    return table([Column("", 120), Column("", 361)], rows, padding=1.9, ruled=False)


def _pairs(book: NOneBook) -> str:
    if book.pairs is None:
        return "not asked for"
    return "all worked out" if book.pairs.worked_out else "a first look"
