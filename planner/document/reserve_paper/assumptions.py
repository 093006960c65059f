"""What the paper rests on, and from what it was made."""

from __future__ import annotations

from planner.document import levy_paper
from planner.document.blocks import BODY_CLOSE, CELL_STRONG, Block, Column, Items
from planner.document.building import LooseRow, say, section, table
from planner.document.finding_document import opening
from planner.document.reserve_paper.book import ReserveBook
from planner.document.wording import count, counted, full_stop, listed, long_date
from planner.document.words import rich
from planner.plan.levy_terms import CAP, DEFAULTS_FROM, FLAT, as_percent


def assumptions_page(book: ReserveBook) -> list[Block]:
    """Return the assumptions by what they are for, and how the paper was made."""
    of_chance = [full_stop(one) for one in book.report.assumptions]
    of_levy = _of_levy(book)
    story = opening(
        "assumptions",
        "Reserve paper: assumptions",
        "What the figure rests on",
        "Each can be changed in the register or when the years are drawn. Change one and draw "
        "again to see what it is worth.",
        "Assumptions",
        new_page=False,
    )
    story += section("The years that were drawn", _list(of_chance))
    if of_levy:
        story += section("The levy and the exposures", _list(of_levy))
    return [*story, *section("How this paper was made", _made(book))]


def _list(told: list[str]) -> Block:
    return Items(tuple(rich(one) for one in told), style=BODY_CLOSE)


def _of_levy(book: ReserveBook) -> list[str]:
    if book.levy is None:
        return [full_stop(one) for one in levy_paper.ASSUMPTIONS[:1]]
    terms = book.levy.levy.terms
    told = [*levy_paper.ASSUMPTIONS, *book.levy.report.notes]
    if (terms.cap, terms.flat) == (CAP, FLAT):
        told.append(
            f"The cap is {as_percent(terms.cap)} ({DEFAULTS_FROM['cap']}); the flat part is "
            f"{as_percent(terms.flat)} ({DEFAULTS_FROM['flat']})"
        )
    else:
        told.append("Cap and flat part are the council’s own")
    if book.levy.fund is not None:
        told.append(levy_paper.YEARS)
    return [full_stop(one) for one in told]


def _made(book: ReserveBook) -> Block:
    register, luck = book.register, book.chance.luck
    unknown = [fund.name for fund in book.reserve.funds if fund.amount is None]
    people = sum(register.people_of_contract(one) is None for one in register.contracts)
    rows: list[LooseRow] = [
        (say(CELL_STRONG, "Made"), long_date(book.today)),
        (say(CELL_STRONG, "From"), f"register revision {register.revision:,}"),
        (
            say(CELL_STRONG, "Holds"),
            f"{counted(len(register.providers), 'provider', 'providers')}, "
            f"{counted(len(register.contracts), 'contract', 'contracts')}, "
            f"{counted(len(register.options), 'option', 'options')}",
        ),
        (say(CELL_STRONG, "Years drawn"), f"{luck.draws:,}, with seed {luck.seed}"),
        (
            say(CELL_STRONG, "Not assessed"),
            f"{count(book.chance.assessed.unassessed)} of "
            f"{counted(book.chance.assessed.providers, 'provider', 'providers')}",
        ),
        (
            say(CELL_STRONG, "People not known"),
            f"{count(people)} of {counted(len(register.contracts), 'contract', 'contracts')}",
        ),
        (
            say(CELL_STRONG, "Amounts not known"),
            listed(unknown) or ("none of the funds" if book.reserve.funds else "no fund is named"),
        ),
    ]
    return table([Column("", 120), Column("", 361)], rows, padding=1.9, ruled=False)
