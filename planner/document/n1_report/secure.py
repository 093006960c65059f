"""The secure cases, and those that break nothing on paper only, as nobody is counted."""

from __future__ import annotations

from collections.abc import Sequence

from planner.document.blocks import BODY, PANEL, SOURCE, Block, Column
from planner.document.building import LooseRow, panel, say, section, table
from planner.document.finding_document import opening
from planner.document.n1_report.book import KINDS, NOneBook, name_of
from planner.document.wording import count, counted, whole
from planner.document.words import plum
from planner.scenario.sweep import Fall

MOST_ROWS = 60
LEAD = (
    "Nobody waits for a must service past its tolerable period when one of these stops alone. "
    "Needed and could services may still be late."
)
SOME = 0.05


def secure_page(book: NOneBook) -> list[Block]:
    """Return who is secure, and of whom it is not known."""
    story = opening(
        "secure", "N-1 report: secure cases", _title(book),
        LEAD if book.is_known else "Nothing is known of who would wait until people are counted.",
        "Secure cases", new_page=False,
    )  # fmt: skip
    if book.secure and book.is_known:
        late = [fall for fall in book.secure if _other_late(fall) >= SOME]
        story += section(
            f"{counted(len(book.secure), 'secure case', 'secure cases')}, closest to harm first",
            _table(_closest(book.secure)),
            say(SOURCE, _note(book, len(late))),
        )
    return [*story, *_uncounted(book)]


def _title(book: NOneBook) -> str:
    if not book.is_known:
        return "Nobody can be called secure yet"
    number = len(book.secure)
    return f"{counted(number, 'loss breaks', 'losses break')} no must service" if number else (
        "No loss leaves every must service whole"
    )  # fmt: skip


def _closest(falls: Sequence[Fall]) -> list[Fall]:
    """Return the secure cases by must person-days without, then by people."""
    return sorted(
        falls,
        key=lambda one: (
            -round(one.unmet_person_days.must, 3),
            -_other_late(one),
            -(one.displaced_people or 0.0),
            one.id,
        ),
    )


def _other_late(fall: Fall) -> float:
    return fall.breach_person_days.needed + fall.breach_person_days.could


def _table(falls: Sequence[Fall]) -> Block:
    rows: list[LooseRow] = [
        [
            name_of(fall),
            KINDS[fall.kind],
            count(fall.displaced_people),
            count(fall.unmet_person_days.must),
            count(_other_late(fall)),
            whole(fall.net_cost),
        ]
        for fall in falls[:MOST_ROWS]
    ]
    columns = [
        Column("If this one stops", 180),
        Column("What it is", 71),
        Column("People", 50, True, people=True),
        Column("Must person-days without", 62, True),
        Column("Other days past the limit", 60, True),
        Column("Net cost, £", 58, True, "money"),
    ]
    return table(columns, rows, padding=1.3, summary="Cases that break no must service")


def _note(book: NOneBook, late: int) -> str:
    rest = len(book.secure) - MOST_ROWS
    told = "A must service may be missed for a time within its tolerable period."
    if late:
        told += f" In {counted(late, 'case', 'cases')} a needed or could service is late."
    if rest > 0:
        told += f" {counted(rest, 'more case', 'more cases')} with less: the workbook lists all."
    return told


def _uncounted(book: NOneBook) -> list[Block]:
    if not book.uncounted:
        return []
    contracts = book.register.contracts
    words = (
        "They break nothing on paper only: no contract they touch says how many people it serves. "
        "Enter these people; then the sweep can tell."
    )
    rows: list[LooseRow] = [
        [name_of(fall), KINDS[fall.kind], count(fall.contracts), whole(fall.value or None)]
        for fall in book.uncounted[:MOST_ROWS]
    ]
    rest = len(book.uncounted) - MOST_ROWS
    columns = [
        Column("Whose people are not known", 231),
        Column("What it is", 90),
        Column("Contracts", 70, True),
        Column("Yearly value, £", 90, True, "money"),
    ]
    more = [say(SOURCE, f"{count(rest)} more are not listed here.")] if rest > 0 else []
    unknown = sum(book.register.people_of_contract(one) is None for one in contracts)
    of = f"{count(unknown)} of {counted(len(contracts), 'contract', 'contracts')}"
    return section(
        f"People not known: {counted(len(book.uncounted), 'case', 'cases')}",
        panel([say(PANEL, plum("Known gap. "), words)], gap=True),
        table(columns, rows, padding=1.3, summary="Cases whose people are not known"),
        *more,
        say(BODY, f"The people of {of} are not known."),
        key="uncounted",
    )
